// SPDX-License-Identifier: Apache-2.0
// In: a file that was checked. Out: what --fix, --unsafe-fixes and --diff make of it.
#include "cli/fix_file.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/complain.h"
#include "cli/read_file.h"
#include "fix/diff_from_texts.h"
#include "os/file.h"
#include "os/new_file.h"

static const char has_changed[] = "it has changed in the meantime";

static const char *replace(const char *path, const struct replacement *replacement)
{
	enum new_file_status status = NEW_FILE_ERRNO;
	struct new_file file;

	if (!new_file_begin(&file, path, true))
		return strerror(errno);
	if (os_write(file.fd, replacement->after))
		status = new_file_keep(&file, replacement);
	else
		new_file_drop(&file);
	return status == NEW_FILE_OK ? NULL : status == NEW_FILE_CHANGED ? has_changed : strerror(errno);
}

// At once: nobody ever sees a part of it, also after a power cut. The file behind symbolic links is replaced, with its
// mode, owner, ACL and extended attributes. NULL, or why nothing was changed: no right to, no regular file, or other
// bytes in it than `before`.
static const char *replace_file(struct arena *arena, const char *path, struct str before, struct str after)
{
	const struct replacement replacement = { before, after };
	struct file_info info;
	struct str now;

	if (!os_look(path, &info) || !os_may_write(path))
		return strerror(errno);
	if (info.kind != FILE_REGULAR)
		return "not a regular file";
	if (read_file(arena, path, &now) != READ_OK)
		return strerror(errno);
	if (str_eq(now, after))
		return NULL; // already fixed under another name
	return str_eq(now, before) ? replace(path, &replacement) : has_changed;
}

bool wants_fixes(const struct options *options)
{
	return options->wants_fix || options->wants_unsafe_fixes || options->wants_diff;
}

bool fixes_stdin(const struct options *options)
{
	if (!wants_fixes(options) || options->wants_diff)
		return false;
	for (size_t i = 0; i < options->n_operands; i++)
		if (strcmp(options->operands[i], "-") == 0)
			return true;
	return options->stdin_filename && options->n_operands == 0;
}

void fix_file_begin(struct fix_result *fix, const struct options *options, const struct run *run, struct str bytes)
{
	*fix = (struct fix_result){ .bytes = bytes, .run = *run };
	fix_run(&fix->run, options->wants_unsafe_fixes, &fix->fixed);
	if (!run->source.is_converted) // otherwise the caller reports why nothing is fixed
		withdraw_fixes(&fix->run);
	// In another encoding these are not the same, and nothing is fixed.
	if (fix->fixed.n == 0)
		fix->fixed.text = bytes;
}

struct str fix_file_diff(const struct fix_result *fix)
{
	struct strbuf out = strbuf_in(fix->run.arena);

	diff_from_texts(&out, fix->run.source.name, fix->bytes, fix->fixed.text);
	return (struct str){ out.text, out.len };
}

bool fix_file_in_place(const struct fix_result *fix, const struct found_file *file)
{
	const char *name = fix->run.source.name, *trouble = "a symbolic link leads out of the folder";
	struct file_info info;
	bool has_copies;

	if (fix->fixed.n == 0)
		return true;
	has_copies = os_look(file->path, &info) && info.has_copies;
	if (!file->leads_out)
		trouble = replace_file(fix->run.arena, file->path, fix->bytes, fix->fixed.text);
	if (trouble)
		complain("%s: not fixed: %s", name, trouble);
	else if (has_copies)
		complain("%s: fixed under this name only: its other hard links keep the old text", name);
	return !trouble;
}
