// SPDX-License-Identifier: Apache-2.0
// In: files. Out: a report on them, and whether something was found.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/guard.h"
#include "bids/judge.h"
#include "cli/apply_fixes.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/data_from_options.h"
#include "cli/find_files.h"
#include "cli/fix_file.h"
#include "cli/job.h"
#include "cli/progress.h"
#include "cli/report_outputs.h"
#include "match/match_all.h"
#include "os/file.h"
#include "os/workers.h"
#include "report/report.h"

// Limits the total size of files whose results wait to be reported. As large as one file may be.
enum { MAX_BYTES_IN_FLIGHT = 64 * 1024 * 1024 };

struct check {
	const struct options *options;
	struct arena arena; // of the whole call
	struct file_list files;
	struct work_plan plan;
	struct job *jobs; // one per file in flight
	size_t n_jobs;
	struct job *job; // the one being reported
	struct progress progress;
	struct settings_cache cache;
	struct report_outputs outputs;
	struct apply_fixes applied;
	const struct inventory *inventory; // to match, or NULL
	const struct bid_list *bids;       // to judge, or NULL
	struct report rejection;           // for SDLs that are rejected, to standard error
	size_t n_files;                    // that were checked
	bool *has_sdl;                     // of each operand, or of the current folder: whether there is one
	bool has_settings, has_output, has_found, has_trouble, has_memory;
};

static void keep_errors(struct diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->n; i++)
		if (diags->items[i]->severity == SEVERITY_ERROR)
			diags->items[kept++] = diags->items[i];
	diags->n = kept;
}

static void note_findings(struct check *check, struct run *run)
{
	int fail_on = check->job->file->effective.all->fail_on;

	for (size_t i = 0; i < run->diags.n; i++)
		check->has_found |= (int)run->diags.items[i]->severity >= fail_on;
	if (check->options->is_quiet)
		keep_errors(&run->diags);
}

static void report_rejection(struct check *check, struct run *run)
{
	if (!run->is_rejected)
		return;
	check->has_found = true;
	keep_errors(&run->diags);
	report_file(&check->rejection, run);
	progress_erase(&check->progress);
	fwrite(check->rejection.out.text, 1, check->rejection.out.len, stderr);
	check->rejection.out.len = 0;
}

static const struct matches *matches_of(struct check *check, struct run *run)
{
	const struct matches *matches = match_sdl(run, check->inventory);

	check->has_found |= matches && matches->has_homeless;
	return matches;
}

// NULL where there are no bids to judge.
static const struct judged_bids *judged_bids_of(struct check *check, struct run *run)
{
	const struct bid_choice choice = bid_choice_of(check->options);
	struct judged_bids *judged;

	if (!check->bids || !run->sdl || run->is_rejected)
		return NULL;
	judged = arena_alloc(run->arena, sizeof(*judged));
	*judged = bids_judge(run, check->bids, &choice);
	for (size_t i = 0; i < judged->n_groups; i++)
		check->has_found |= judged->groups[i].n_fitting == 0;
	return judged;
}

static void report_run(void *context)
{
	struct check *check = context;
	struct run *run = &check->job->run;

	if (check->options->command->output != OUTPUT_FINDINGS) {
		report_rejection(check, run);
	} else {
		if (wants_fixes(check->options))
			progress_erase(&check->progress); // there may be complaints
		run = apply_fixes_to(&check->applied, check->job);
		note_findings(check, run);
	}
	check->n_files++;
	check->has_sdl[check->job->file->root] = true;
	report_outputs_file(&check->outputs, run,
			    (struct findings){ matches_of(check, run), judged_bids_of(check, run) });
}

// Reporting takes memory of the file's arena and of the call's.
static void report_job(void *context)
{
	struct check *check = context;

	if (!arena_guard(&check->job->arena, report_run, check))
		check->job->outcome = JOB_NOT_FINISHED;
}

// On any thread.
static void do_job(void *context, size_t slot, size_t task)
{
	struct check *check = context;
	struct job *job = &check->jobs[slot];

	job->file = &check->files.items[task];
	job_do(job);
}

// A file that is named twice must not be read while it is being fixed.
static size_t n_threads(const struct check *check)
{
	const struct options *options = check->options;

	if (check->files.n < 2 || (wants_fixes(options) && !options->wants_diff))
		return 1;
	return options->jobs ? (size_t)options->jobs : n_processors();
}

// On the main thread, in the order of the files.
static bool finish_job(void *context, size_t slot, size_t task)
{
	struct check *check = context;
	struct job *job = check->job = &check->jobs[slot];

	limit_time(check->options, check->plan.n_threads);
	if (job->outcome == JOB_CHECKED)
		check->has_memory = arena_guard(&check->arena, report_job, check);
	if (job->outcome != JOB_CHECKED && job->outcome != JOB_NO_SDL)
		progress_erase(&check->progress);
	check->has_trouble |= job_has_trouble(job);
	job_reset(job);
	if (!check->has_memory)
		return false;
	progress_show(&check->progress, task + 1, check->files.n);
	if (check->applied.text.len == 0 && !report_outputs_have_enough(&check->outputs))
		return true;
	progress_erase(&check->progress);
	return apply_fixes_write(&check->applied) && (check->outputs.n == 0 || report_outputs_write(&check->outputs));
}

// Naming standard input means checking it.
static void find_operands(struct check *check)
{
	static const char *const only_stdin[] = { "-" };
	const struct options *options = check->options;
	size_t n_stdin = 0;

	check->files = (struct file_list){
		.arena = &check->arena,
		.cache = &check->cache,
		.stdin_name = options->stdin_filename,
	};
	if (options->stdin_filename && options->n_operands == 0)
		find_files(&check->files, only_stdin, 1);
	else
		find_files(&check->files, options->operands, options->n_operands);
	check->has_trouble = check->files.has_trouble;
	n_stdin += options->stdin_filename && options->n_operands == 0;
	for (size_t i = 0; i < options->n_operands; i++)
		n_stdin += strcmp(options->operands[i], "-") == 0;
	if (n_stdin == 1 || (n_stdin == 0 && !options->stdin_filename))
		return;
	complain(n_stdin ? "standard input can be read only once"
			 : "--stdin-filename has no effect without the operand \"-\"");
	check->has_trouble = true;
	check->files.n = 0;
}

static bool is_checked_or_read(const struct check *check, const char *path)
{
	const struct options *options = check->options;
	const char *const read[] = { options->policy, options->gpus, options->config, options->bids };
	bool is_read = false;

	for (size_t i = 0; i < COUNT_OF(read); i++)
		is_read |= read[i] && os_is_same_file(path, read[i]);
	for (size_t i = 0; i < options->n_providers; i++)
		is_read |= os_is_same_file(path, options->providers[i]);
	for (size_t i = 0; i < options->n_prices; i++)
		is_read |= os_is_same_file(path, options->prices[i]);
	for (size_t i = 0; i < check->files.n; i++)
		is_read |= !is_stdin(&check->files.items[i]) && os_is_same_file(path, check->files.items[i].path);
	return is_read;
}

// Bids belong to one SDL.
static void require_one_sdl(struct check *check)
{
	if (!check->bids || check->files.n <= 1)
		return;
	complain("\"akashlint bids\" takes one SDL, but there are %zu in %s", check->files.n,
		 check->options->operands[0]);
	check->has_trouble = true;
	check->files.n = 0;
}

// Never overwrite an input file with a report.
static bool has_own_outputs(const struct check *check)
{
	const struct options *options = check->options;
	struct file_info info;

	for (size_t i = 0; i <= options->n_reports; i++) {
		const char *path = i < options->n_reports ? options->reports[i].path : options->write_baseline;

		if (!path || !os_look(path, &info) || info.kind != FILE_REGULAR || !is_checked_or_read(check, path))
			continue;
		complain("%s: not written: it is one of the input files", path);
		return false;
	}
	return true;
}

static size_t bytes_of(void *context, size_t task)
{
	const struct check *check = context;

	return check->files.items[task].size;
}

static struct work_plan plan_of(struct check *check)
{
	return (struct work_plan){
		.n_tasks = check->files.n,
		.n_threads = n_threads(check),
		.max_weight = MAX_BYTES_IN_FLIGHT,
		.weight = bytes_of,
		.work = do_job,
		.deliver = finish_job,
		.context = check,
	};
}

static void begin(void *context)
{
	struct check *check = context;
	const struct options *options = check->options;

	check->has_settings = effective_settings_init(&check->cache, &check->arena, options);
	check->has_settings = check->has_settings && apply_fixes_init(&check->applied, &check->arena, options);
	if (check->has_settings && options->command->output == OUTPUT_MATCHES)
		check->inventory = check->cache.inventory;
	if (check->has_settings && options->command->output == OUTPUT_BIDS) {
		check->bids = bids_from_option(&check->arena, options, check->cache.inventory);
		check->has_settings = check->bids != NULL;
	}
	if (!check->has_settings)
		return;
	check->has_sdl = arena_zalloc(&check->arena, (options->n_operands + 1) * sizeof(*check->has_sdl));
	find_operands(check);
	require_one_sdl(check);
	check->has_output = has_own_outputs(check) && report_outputs_open(&check->outputs, &check->arena, options);
	if (!check->has_output)
		return;
	report_begin(&check->rejection, &report_human, &check->arena);
	check->plan = plan_of(check);
	check->jobs = arena_zalloc(&check->arena, workers_n_slots(&check->plan) * sizeof(*check->jobs));
	for (; check->n_jobs < workers_n_slots(&check->plan); check->n_jobs++)
		check->jobs[check->n_jobs] = (struct job){ .options = options };
}

static void check_files(struct check *check)
{
	progress_begin(&check->progress, check->options->is_quiet);
	workers_run(&check->plan);
	progress_erase(&check->progress);
	for (size_t i = 0; i < check->n_jobs; i++)
		job_clear(&check->jobs[i]);
}

// A folder without an SDL is probably not the one that was meant.
static void require_sdls(struct check *check)
{
	const struct options *options = check->options;
	struct file_info info;

	if (check->has_trouble || options->allows_empty)
		return;
	for (size_t i = 0; i < options->n_operands; i++) {
		if (check->has_sdl[i] || !os_look(options->operands[i], &info) || info.kind != FILE_FOLDER)
			continue;
		complain("%s: no SDL file found; --show-files shows what was skipped, and why", options->operands[i]);
		check->has_trouble = true;
	}
	if (options->n_operands || options->stdin_filename || check->has_sdl[0])
		return;
	complain("no SDL file found in the current folder; --show-files shows what was skipped, and why");
	check->has_trouble = true;
}

static void end(void *context)
{
	struct check *check = context;

	require_sdls(check);
	check->applied.has_trouble |= check->has_trouble;
	apply_fixes_end(&check->applied);
	check->has_trouble |= check->applied.has_trouble;
	check->has_found |= check->applied.has_differences;
	check->applied.totals.n_excluded = check->files.n_excluded;
	report_outputs_end(&check->outputs, &check->applied.totals);
}

int command_check(const struct options *options)
{
	struct check check = { .options = options };
	bool is_written;

	if (options->shows_files)
		return run_text_command(options, tell_files);
	arena_init(&check.arena);
	check.has_memory = arena_guard(&check.arena, begin, &check);
	if (check.has_memory && check.has_output)
		check_files(&check);
	if (check.has_memory && check.has_output)
		check.has_memory = arena_guard(&check.arena, end, &check);
	if (!check.has_memory)
		report_outputs_drop(&check.outputs);
	is_written = report_outputs_close(&check.outputs);
	arena_clear(&check.arena);
	if (!check.has_memory) {
		complain("out of memory");
		return EXIT_TROUBLE;
	}
	if (!check.has_settings || !check.has_output || !is_written || check.has_trouble)
		return EXIT_TROUBLE;
	return check.has_found ? EXIT_FOUND : EXIT_CLEAN;
}
