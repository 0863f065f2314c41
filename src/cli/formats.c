// SPDX-License-Identifier: Apache-2.0
// In: --format and --output, as often as they are given. Out: the wanted reports, and where each goes.
#include "cli/formats.h"

#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"

// As an operand of that name is standard input.
static const char *const standard_output = "-";

static bool is_standard_output(const char *path)
{
	return strcmp(path, standard_output) == 0;
}

static bool set_paths(struct options *options)
{
	const char *output = options->output ? options->output : standard_output;
	size_t n_without = 0;

	for (size_t i = 0; i < options->n_reports; i++) {
		struct wanted_report *report = &options->reports[i];

		if (report->path)
			continue;
		report->path = output;
		n_without++;
	}
	if (options->output && n_without == 0) {
		complain("--output %s is of no use: each --format has a file of its own", output);
		return false;
	}
	return true;
}

static bool has_own_paths(const struct options *options)
{
	for (size_t i = 0; i < options->n_reports; i++) {
		const char *path = options->reports[i].path;

		for (size_t j = 0; j < i; j++) {
			if (strcmp(path, options->reports[j].path) != 0)
				continue;
			complain("two formats for %s: give each but one a file of its own, as in --format json:FILE",
				 is_standard_output(path) ? "standard output" : path);
			return false;
		}
	}
	return true;
}

// From here on NULL stands for it, which is no name of a file.
static void name_standard_output(struct options *options)
{
	for (size_t i = 0; i < options->n_reports; i++)
		if (is_standard_output(options->reports[i].path))
			options->reports[i].path = NULL;
}

// Commands that show what is asked for or offered, and not what is wrong.
static bool has_pages(const struct command *command)
{
	return command->run == command_resources || command->run == command_match || command->run == command_bids;
}

static bool has_format(const struct command *command, int format)
{
	if (format == FORMAT_HTML)
		return has_pages(command);
	if (format == FORMAT_SCREENING)
		return command->run == command_resources;
	return format <= FORMAT_JSON || command->run == command_check;
}

static bool suit_command(const struct options *options)
{
	const struct command *command = options->command;

	for (size_t i = 0; i < options->n_reports; i++) {
		if (has_format(command, options->reports[i].format))
			continue;
		if (command->run == command_check)
			complain("\"akashlint check\" does not have this format: html is for resources, match and bids, "
				 "screening for resources");
		else
			complain("\"akashlint %s\" has the formats human%s json only", command->name,
				 command->run == command_resources ? ", html, screening and"
				 : has_pages(command)		    ? ", html and"
								   : " and");
		return false;
	}
	if (options->n_reports == 1 || command->run == command_check || has_pages(command))
		return true;
	complain("\"akashlint %s\" takes one --format", command->name);
	return false;
}

bool formats_finish(struct options *options)
{
	if (options->n_reports == 0)
		options->reports[options->n_reports++] = (struct wanted_report){ FORMAT_HUMAN, NULL };
	if (!suit_command(options) || !set_paths(options) || !has_own_paths(options))
		return false;
	name_standard_output(options);
	options->format = options->reports[0].format;
	options->output = options->reports[0].path;
	return true;
}
