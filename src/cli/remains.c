// SPDX-License-Identifier: Apache-2.0
// In: files that were checked. Out: what remains of their findings after --fix and --baseline; the rest is done here.
#include "cli/remains.h"

#include "cli/complain.h"
#include "cli/output.h"
#include "cli/read_file.h"

static bool read_baseline(struct remains *remains, const char *path)
{
	struct json_fault fault;
	struct str text;

	baseline_init(&remains->known, remains->arena, path);
	if (!read_file_or_complain(remains->arena, path, "a baseline", &text))
		return false;
	return baseline_from_json(&remains->known, text, &fault) || complain_json(path, &fault);
}

bool remains_init(struct remains *remains, struct arena *arena, const struct options *options)
{
	*remains = (struct remains){ .options = options, .arena = arena };
	strbuf_init(&remains->text, arena);
	if (options->write_baseline)
		baseline_init(&remains->found, arena, options->write_baseline);
	return !options->baseline || read_baseline(remains, options->baseline);
}

static bool has_fix(const struct options *options, const struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++) {
		const struct fix *fix = run->diags.items[i]->fix;

		if (fix && (options->wants_unsafe_fixes || !fix->is_unsafe))
			return true;
	}
	return false;
}

static void count_fixes(struct remains *remains, size_t n)
{
	remains->totals.n_fixed += n;
	remains->totals.n_files_fixed += n > 0;
}

static struct run *mend(struct remains *remains, struct job *job)
{
	const struct mending *mending = &job->mending;
	struct str text = mending->fixed.text;

	if (job->run.source.is_converted && has_fix(remains->options, &job->run))
		complain("%s: not fixed: it is in UTF-16", job_name(job));
	if (remains->options->wants_diff) {
		text = mend_show(mending);
		strbuf_add(&remains->text, text.ptr, text.len);
		count_fixes(remains, mending->fixed.n);
		remains->has_differences |= text.len > 0;
		return &job->run;
	}
	if (is_stdin(job->file)) {
		strbuf_add(&remains->text, text.ptr, text.len);
	} else if (!mend_in_place(mending, job->file)) {
		remains->has_trouble = true;
		return &job->run;
	}
	count_fixes(remains, mending->fixed.n);
	return &job->mending.run;
}

struct run *remains_of(struct remains *remains, struct job *job)
{
	struct run *run = &job->run;

	if (wants_fixes(remains->options))
		run = mend(remains, job);
	remains->totals.n_commented += run->suppressed.n;
	remains->totals.n_configured += run->n_silenced;
	if (remains->options->write_baseline) {
		baseline_add(&remains->found, run);
		remains->totals.n_known += run->diags.n;
		run->diags.n = 0;
	} else if (remains->options->baseline) {
		remains->totals.n_known += baseline_take(&remains->known, run);
	}
	return run;
}

bool remains_write(struct remains *remains)
{
	struct output output;

	if (remains->text.len == 0)
		return true;
	output_open(&output, NULL);
	if (output_write(&output, &remains->text))
		return true;
	remains->has_trouble = true;
	return false;
}

static void write_baseline(struct remains *remains)
{
	const char *path = remains->options->write_baseline;
	struct output output;
	struct strbuf text;

	if (remains->has_trouble) {
		complain("%s: not written: not all files could be checked", path);
		return;
	}
	strbuf_init(&text, remains->arena);
	json_from_baseline(&remains->found, &text);
	if (!output_open(&output, path)) {
		remains->has_trouble = true;
		return;
	}
	output_write(&output, &text);
	remains->has_trouble = !output_close(&output);
}

void remains_end(struct remains *remains)
{
	const struct totals *totals = &remains->totals;

	remains_write(remains);
	if (remains->options->write_baseline)
		write_baseline(remains);
	if (remains->options->wants_diff && totals->n_fixed && !remains->options->is_quiet)
		complain("would fix %zu finding%s in %zu file%s", totals->n_fixed, totals->n_fixed == 1 ? "" : "s",
			 totals->n_files_fixed, totals->n_files_fixed == 1 ? "" : "s");
}
