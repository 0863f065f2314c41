// SPDX-License-Identifier: Apache-2.0
// In: files that were checked. Out: what remains of their findings after --fix and --baseline; the rest is done here.
#include "cli/apply_fixes.h"

#include "cli/complain.h"
#include "cli/output.h"
#include "cli/read_file.h"
#include "report/escape.h"

static bool read_baseline(struct apply_fixes *applied, const char *path)
{
	struct json_fault fault;
	struct str text;

	baseline_init(&applied->known, applied->arena, path);
	if (!read_file_or_complain(applied->arena, path, "a baseline", &text))
		return false;
	return baseline_from_json(&applied->known, text, &fault) || complain_json(path, &fault);
}

bool apply_fixes_init(struct apply_fixes *applied, struct arena *arena, const struct options *options)
{
	*applied = (struct apply_fixes){ .options = options, .arena = arena };
	applied->text = strbuf_in(arena);
	if (options->write_baseline)
		baseline_init(&applied->found, arena, options->write_baseline);
	return !options->baseline || read_baseline(applied, options->baseline);
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

static void count_fixes(struct apply_fixes *applied, size_t n)
{
	applied->totals.n_fixed += n;
	applied->totals.n_files_fixed += n > 0;
}

static struct run *fix_job(struct apply_fixes *applied, struct job *job)
{
	const struct fix_result *fix = &job->fix;
	struct str text = fix->fixed.text;

	if (job->run.source.is_converted && has_fix(applied->options, &job->run))
		complain("%s: not fixed: it is in UTF-16", job_name(job));
	if (applied->options->wants_diff) {
		text = fix_file_diff(fix);
		if (has_command(text)) {
			complain("%s: no diff: a CI runner would take a line of it for a command", job_name(job));
			applied->has_trouble = true;
			return &job->run;
		}
		strbuf_add(&applied->text, text.ptr, text.len);
		count_fixes(applied, fix->fixed.n);
		applied->has_differences |= text.len > 0;
		return &job->run;
	}
	if (is_stdin(job->file)) {
		strbuf_add(&applied->text, text.ptr, text.len);
	} else if (!fix_file_in_place(fix, job->file)) {
		applied->has_trouble = true;
		return &job->run;
	}
	count_fixes(applied, fix->fixed.n);
	return &job->fix.run;
}

struct run *apply_fixes_to(struct apply_fixes *applied, struct job *job)
{
	struct run *run = &job->run;

	if (wants_fixes(applied->options))
		run = fix_job(applied, job);
	applied->totals.n_commented += run->suppressed.n;
	applied->totals.n_configured += run->n_silenced;
	if (applied->options->write_baseline) {
		baseline_add(&applied->found, run);
		applied->totals.n_known += run->diags.n;
		run->diags.n = 0;
	} else if (applied->options->baseline) {
		applied->totals.n_known += baseline_take(&applied->known, run);
	}
	return run;
}

bool apply_fixes_write(struct apply_fixes *applied)
{
	struct output output;

	if (applied->text.len == 0)
		return true;
	output_open(&output, NULL);
	if (output_write(&output, &applied->text))
		return true;
	applied->has_trouble = true;
	return false;
}

static void write_baseline(struct apply_fixes *applied)
{
	const char *path = applied->options->write_baseline;
	struct output output;
	struct strbuf text;

	if (applied->has_trouble) {
		complain("%s: not written: not all files could be checked", path);
		return;
	}
	text = strbuf_in(applied->arena);
	json_from_baseline(&applied->found, &text);
	if (!output_open(&output, path)) {
		applied->has_trouble = true;
		return;
	}
	output_write(&output, &text);
	applied->has_trouble = !output_close(&output);
}

void apply_fixes_end(struct apply_fixes *applied)
{
	const struct totals *totals = &applied->totals;

	apply_fixes_write(applied);
	if (applied->options->write_baseline)
		write_baseline(applied);
	if (applied->options->wants_diff && totals->n_fixed && !applied->options->is_quiet)
		complain("would fix %zu finding%s in %zu file%s", totals->n_fixed, totals->n_fixed == 1 ? "" : "s",
			 totals->n_files_fixed, totals->n_files_fixed == 1 ? "" : "s");
}
