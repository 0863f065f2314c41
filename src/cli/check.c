// SPDX-License-Identifier: Apache-2.0
// In: files. Out: a report on them, and whether something was found.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/guard.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/find_files.h"
#include "cli/output.h"
#include "cli/read_file.h"
#include "cli/settings_from_options.h"
#include "lint.h"
#include "policy/policy.h"
#include "report/report.h"
#include "report/resources.h"

// What is finished is written in pieces of about this size.
enum { ENOUGH_TO_WRITE = 64 * 1024 };

struct check {
	const struct options *options;
	struct arena arena;      // of the whole call
	struct arena file_arena; // of the file at hand
	struct file_list files;
	const struct found_file *file; // at hand
	struct settings settings;
	struct report report;
	bool is_resources;       // what is asked for, and not what is wrong
	struct report rejection; // of the SDLs of which nothing can be asked, for standard error
	struct output output;
	bool has_settings, has_output, has_found, has_trouble;
};

static const struct report_format *const formats[] = { [FORMAT_HUMAN] = &report_human, [FORMAT_JSON] = &report_json };
static const struct report_format *const resources_formats[] = {
	[FORMAT_HUMAN] = &report_resources_table,
	[FORMAT_JSON] = &report_resources_json,
};

static bool is_stdin(const struct found_file *file)
{
	return file->is_named && strcmp(file->path, "-") == 0;
}

static const char *shown_name(const struct check *check)
{
	if (is_stdin(check->file) && check->options->stdin_filename)
		return check->options->stdin_filename;
	return check->file->path;
}

static bool read_source(struct check *check, struct str *bytes)
{
	switch (read_file(&check->file_arena, check->file->path, bytes)) {
	case READ_OK:
		return true;
	case READ_ERRNO:
		complain_errno(shown_name(check), errno);
		break;
	case READ_TOO_LARGE:
		complain("%s: more than 64 MiB: not checked", shown_name(check));
		break;
	}
	check->has_trouble = true;
	return false;
}

static void keep_errors(struct diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->n; i++)
		if (diags->items[i]->severity == SEVERITY_ERROR)
			diags->items[kept++] = diags->items[i];
	diags->n = kept;
}

static void report_findings(struct check *check, struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++)
		check->has_found |= (int)run->diags.items[i]->severity >= check->options->fail_on;
	if (check->options->is_quiet)
		keep_errors(&run->diags);
	report_file(&check->report, run);
}

static void report_resources(struct check *check, struct run *run)
{
	if (run->is_rejected) {
		check->has_found = true;
		keep_errors(&run->diags);
		report_file(&check->rejection, run);
		fwrite(check->rejection.out.text, 1, check->rejection.out.len, stderr);
		check->rejection.out.len = 0;
	}
	report_file(&check->report, run);
}

static void check_file(void *context)
{
	struct check *check = context;
	const struct settings *settings;
	struct str bytes;
	struct run run;

	if (!read_source(check, &bytes))
		return;
	if (!check->file->is_named && !looks_like_sdl(&check->file_arena, bytes))
		return;
	settings = settings_for_file(&check->file_arena, &check->settings, shown_name(check));
	lint(&run, &check->file_arena, settings, shown_name(check), bytes);
	if (check->is_resources)
		report_resources(check, &run);
	else
		report_findings(check, &run);
}

static void check_files(struct check *check)
{
	for (size_t i = 0; i < check->files.n; i++) {
		check->file = &check->files.items[i];
		if (!arena_guard(&check->file_arena, check_file, check)) {
			complain("%s: out of memory", shown_name(check));
			check->has_trouble = true;
		}
		arena_clear(&check->file_arena);
		if (check->report.out.len >= ENOUGH_TO_WRITE && !output_write(&check->output, &check->report.out))
			return;
	}
}

// A name for standard input is a wish to have it checked.
static void find_operands(struct check *check)
{
	static const char *const only_stdin[] = { "-" };
	const struct options *options = check->options;
	size_t n_stdin = 0;

	if (options->stdin_filename && options->n_operands == 0)
		find_files(&check->files, &check->arena, only_stdin, 1);
	else
		find_files(&check->files, &check->arena, options->operands, options->n_operands);
	check->has_trouble = check->files.has_trouble;
	for (size_t i = 0; i < check->files.n; i++)
		n_stdin += is_stdin(&check->files.items[i]);
	if (n_stdin == 1 || (n_stdin == 0 && !options->stdin_filename))
		return;
	complain(n_stdin ? "standard input can be read only once"
			 : "--stdin-filename is of no use without the operand \"-\"");
	check->has_trouble = true;
	check->files.n = 0;
}

static void check_all(void *context)
{
	struct check *check = context;
	const struct options *options = check->options;

	check->has_settings = settings_from_options(&check->arena, options, &check->settings);
	if (!check->has_settings)
		return;
	check->has_output = output_open(&check->output, options->output);
	if (!check->has_output)
		return;
	find_operands(check);
	report_begin(&check->report, (check->is_resources ? resources_formats : formats)[options->format], &check->arena);
	report_begin(&check->rejection, &report_human, &check->arena);
	check->report.has_color = has_color(options);
	check->report.is_quiet = options->is_quiet;
	check_files(check);
	if (check->report.totals.n_files == 0 && !check->has_trouble && !options->is_quiet)
		complain("no SDL file found");
	report_end(&check->report);
	output_write(&check->output, &check->report.out);
}

static int run(const struct options *options, bool is_resources)
{
	struct check check = { .options = options, .is_resources = is_resources, .settings = default_settings };
	bool has_memory;

	arena_init(&check.arena);
	arena_init(&check.file_arena);
	has_memory = arena_guard(&check.arena, check_all, &check);
	arena_clear(&check.file_arena);
	arena_clear(&check.arena);
	if (!has_memory) {
		complain("out of memory");
		if (check.has_output)
			output_drop(&check.output);
		return EXIT_TROUBLE;
	}
	if (!check.has_settings || !check.has_output || !output_close(&check.output) || check.has_trouble)
		return EXIT_TROUBLE;
	return check.has_found ? EXIT_FOUND : EXIT_CLEAN;
}

int command_check(const struct options *options)
{
	return run(options, false);
}

int command_resources(const struct options *options)
{
	return run(options, true);
}
