// SPDX-License-Identifier: Apache-2.0
// In: options. Out: which files would be checked, and which not, and why.
#include "cli/commands.h"
#include "cli/find_files.h"
#include "cli/read_file.h"

static const char *why_skipped(struct arena *arena, const struct found_file *file)
{
	struct str bytes;

	if (file->skipped || file->is_named)
		return file->skipped;
	if (read_file(arena, file->path, &bytes) != READ_OK)
		return "it can't be read";
	return why_no_sdl(arena, bytes);
}

int tell_files(const struct options *options, struct arena *arena, struct strbuf *out)
{
	struct settings_cache cache;
	struct file_list files = {
		.arena = arena, .cache = &cache, .stdin_name = options->stdin_filename, .keeps_skipped = true
	};

	if (!effective_settings_init(&cache, arena, options))
		return EXIT_TROUBLE;
	find_files(&files, options->operands, options->n_operands);
	for (size_t i = 0; i < files.n; i++) {
		const char *why = why_skipped(arena, &files.items[i]);

		strbuf_add_escaped(out, str_of(files.items[i].path));
		strbuf_printf(out, "%s%s\n", why ? ": skipped: " : ": checked", why ? why : "");
	}
	return files.has_trouble ? EXIT_TROUBLE : EXIT_CLEAN;
}
