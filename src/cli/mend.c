// SPDX-License-Identifier: Apache-2.0
// In: a file that was checked. Out: what --fix, --unsafe-fixes and --diff make of it.
#include "cli/mend.h"

#include <string.h>

#include "cli/complain.h"
#include "cli/replace_file.h"
#include "fix/diff_from_texts.h"
#include "os/file.h"

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

void mend_begin(struct mending *mending, const struct options *options, const struct run *run, struct str bytes)
{
	*mending = (struct mending){ .bytes = bytes, .run = *run };
	fix_run(&mending->run, options->wants_unsafe_fixes, &mending->fixed);
	if (!run->source.is_converted) // otherwise the caller reports why nothing is fixed
		withdraw_fixes(&mending->run);
	// In another encoding these are not the same, and nothing is fixed.
	if (mending->fixed.n == 0)
		mending->fixed.text = bytes;
}

struct str mend_show(const struct mending *mending)
{
	struct strbuf out;

	strbuf_init(&out, mending->run.arena);
	diff_from_texts(&out, mending->run.source.name, mending->bytes, mending->fixed.text);
	return (struct str){ out.text, out.len };
}

bool mend_in_place(const struct mending *mending, const struct found_file *file)
{
	const char *name = mending->run.source.name, *trouble = "a symbolic link leads out of the folder";
	struct file_info info;
	bool has_copies;

	if (mending->fixed.n == 0)
		return true;
	has_copies = os_look(file->path, &info) && info.has_copies;
	if (!file->leads_out)
		trouble = replace_file(mending->run.arena, file->path, mending->bytes, mending->fixed.text);
	if (trouble)
		complain("%s: not fixed: %s", name, trouble);
	else if (has_copies)
		complain("%s: fixed under this name only: its other hard links keep the old text", name);
	return !trouble;
}
