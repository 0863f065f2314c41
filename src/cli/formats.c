// SPDX-License-Identifier: Apache-2.0
// In: --format and --output, as often as they are given. Out: the wanted reports, and where each goes.
#include "cli/formats.h"

#include <stdio.h>
#include <string.h>

#include "cli/complain.h"

enum { MAX_FORMATS = 32 };

// Like the operand "-" for standard input.
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
		complain("--output %s has no effect: every --format names a file", output);
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
			complain("two formats for %s: name a file for all but one, as in --format json:FILE",
				 is_standard_output(path) ? "standard output" : path);
			return false;
		}
	}
	return true;
}

// From here on NULL stands for standard output.
static void name_standard_output(struct options *options)
{
	for (size_t i = 0; i < options->n_reports; i++)
		if (is_standard_output(options->reports[i].path))
			options->reports[i].path = NULL;
}

static void complain_format(const struct command *command, const char *name)
{
	const struct report_format *const *formats = formats_of(command->output);
	const char *names[MAX_FORMATS];
	char list[256] = "";
	size_t n = 0;

	for (; formats[n] && n < MAX_FORMATS; n++) {
		names[n] = formats[n]->name;
		snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s%s", n ? ", " : "", names[n]);
	}
	complain_unknown("value of --format", name, names, n);
	complain("--format of \"akashlint %s\" takes one of: %s", command->name, list);
}

static bool set_format(const struct command *command, struct wanted_report *report)
{
	size_t len = strcspn(report->value, ":");
	const char *colon = report->value[len] ? report->value + len : NULL;
	char name[64];

	report->format = format_by_name(command->output, (struct str){ report->value, len });
	report->path = colon ? colon + 1 : NULL;
	if (!report->format) {
		snprintf(name, sizeof(name), "%.*s", (int)(len < sizeof(name) ? len : sizeof(name) - 1), report->value);
		complain_format(command, name);
		return false;
	}
	if (colon && !colon[1]) {
		complain("--format %s: missing file name after the colon", report->value);
		return false;
	}
	return true;
}

static bool suit_command(const struct options *options)
{
	const struct command *command = options->command;

	for (size_t i = 0; i < options->n_reports; i++)
		if (!set_format(command, &options->reports[i]))
			return false;
	if (options->n_reports > 1 && command->output == OUTPUT_TEXT) {
		complain("\"akashlint %s\" takes one --format", command->name);
		return false;
	}
	return true;
}

bool formats_finish(struct options *options)
{
	if (options->n_reports == 0)
		options->reports[options->n_reports++].value = formats_of(options->command->output)[0]->name;
	if (!suit_command(options) || !set_paths(options) || !has_own_paths(options))
		return false;
	name_standard_output(options);
	options->is_json = str_is(str_of(options->reports[0].format->name), "json");
	options->output = options->reports[0].path;
	return true;
}
