// SPDX-License-Identifier: Apache-2.0
// In: the command line. Out: the parsed options.
#include "cli/options_from_args.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/number.h"
#include "cli/complain.h"
#include "cli/formats.h"

enum { MAX_NAMES = 64, MAX_NUMBER = 256, MAX_SECONDS = 86400, USUAL_SECONDS = 60 };

struct parser {
	struct options *options;
	char **argv;
	int argc, next;
	bool is_past_options; // "--" was seen
	uint64_t seen;        // options, by their place in the table
};

static bool try_help(void)
{
	fputs("try \"akashlint --help\"\n", stderr);
	return false;
}

static bool set_choice(struct options *options, const struct option *option, const char *value)
{
	const char *names[MAX_NAMES];
	char what[64], list[256] = "";
	size_t n = 0;

	for (; option->choices[n].name; n++) {
		if (strcmp(option->choices[n].name, value) == 0) {
			*(int *)((char *)options + option->offset) = option->choices[n].value;
			return true;
		}
		names[n] = option->choices[n].name;
		snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s%s", n ? ", " : "", names[n]);
	}
	snprintf(what, sizeof(what), "value of --%s", option->name);
	complain_unknown(what, value, names, n);
	complain("--%s takes one of: %s", option->name, list);
	return false;
}

static bool set_number(struct options *options, const struct option *option, const char *value)
{
	int most = option->kind == OPTION_SECONDS ? MAX_SECONDS : MAX_NUMBER;
	uint64_t number;

	if (uint_from_str(str_of(value), &number) != NUMBER_OK || number < 1 || number > (uint64_t)most) {
		complain("--%s takes a number from 1 to %d, not \"%s\"", option->name, most, value);
		return false;
	}
	*(int *)((char *)options + option->offset) = (int)number;
	return true;
}

static bool set(struct parser *parser, const struct option *option, const char *value)
{
	char *place = (char *)parser->options + option->offset;

	switch (option->kind) {
	case OPTION_FLAG:
		*(bool *)place = true;
		return true;
	case OPTION_CHOICE:
		return set_choice(parser->options, option, value);
	case OPTION_FORMAT:
		parser->options->reports[parser->options->n_reports++].value = value;
		return true;
	case OPTION_TEXT:
		*(const char **)place = value;
		return true;
	case OPTION_NUMBER:
	case OPTION_SECONDS:
		return set_number(parser->options, option, value);
	case OPTION_LEVELS:
		parser->options->levels[parser->options->n_levels++] =
			(struct level_option){ (enum level_change)option->offset, value };
		return true;
	case OPTION_RATE:
		parser->options->rates[parser->options->n_rates++] = value;
		return true;
	case OPTION_PROVIDERS:
		parser->options->providers[parser->options->n_providers++] = value;
		return true;
	case OPTION_PRICES:
		parser->options->prices[parser->options->n_prices++] = value;
		return true;
	}
	return false;
}

// `value` is the part of the argument after "=", or NULL.
static bool take_option(struct parser *parser, const struct option *option, const char *value)
{
	if (option->kind == OPTION_FLAG && value) {
		complain("--%s takes no value", option->name);
		return try_help();
	}
	if (option->kind != OPTION_FLAG && !value) {
		if (parser->next == parser->argc) {
			complain("--%s needs a value: %s", option->name, option->argument);
			return try_help();
		}
		value = parser->argv[parser->next++];
	}
	parser->seen |= (uint64_t)1 << (option - option_table);
	return set(parser, option, value);
}

static bool unknown_option(const char *word)
{
	const char *names[MAX_NAMES], *meant;

	for (size_t i = 0; i < n_options; i++)
		names[i] = option_table[i].name;
	meant = nearest(str_of(word), names, n_options);
	if (meant)
		complain("unknown option \"--%s\"; did you mean \"--%s\"?", word, meant);
	else
		complain("unknown option \"--%s\"", word);
	return try_help();
}

static bool take_long(struct parser *parser, const char *argument)
{
	const char *value = strchr(argument, '=');
	size_t len = value ? (size_t)(value - argument) : strlen(argument);
	char word[64];

	for (size_t i = 0; i < n_options; i++)
		if (str_eq(str_of(option_table[i].name), (struct str){ argument, len }))
			return take_option(parser, &option_table[i], value ? value + 1 : NULL);
	snprintf(word, sizeof(word), "%.*s", (int)(len < sizeof(word) ? len : sizeof(word) - 1), argument);
	return unknown_option(word);
}

static bool take_letters(struct parser *parser, const char *letters)
{
	while (*letters) {
		const struct option *option = option_table, *end = option_table + n_options;

		while (option < end && option->letter != *letters)
			option++;
		if (option == end) {
			complain("unknown option \"-%c\"", *letters);
			return try_help();
		}
		letters++;
		if (option->kind != OPTION_FLAG)
			return take_option(parser, option, *letters ? letters : NULL);
		if (!take_option(parser, option, NULL))
			return false;
	}
	return true;
}

static bool take_operand(struct parser *parser, const char *operand)
{
	struct options *options = parser->options;

	if (parser->is_past_options || options->command || options->n_operands) {
		options->operands[options->n_operands++] = operand;
		return true;
	}
	options->command = command_named(operand);
	if (options->command)
		return true;
	options->operands[options->n_operands++] = operand;
	return true;
}

static bool take(struct parser *parser, const char *argument)
{
	if (parser->is_past_options || argument[0] != '-' || argument[1] == '\0')
		return take_operand(parser, argument);
	if (argument[1] != '-')
		return take_letters(parser, argument + 1);
	if (argument[2] != '\0')
		return take_long(parser, argument + 2);
	parser->is_past_options = true;
	return true;
}

static bool fits_command(const struct parser *parser, const struct command *command)
{
	for (size_t i = 0; i < n_options; i++) {
		if (!(parser->seen >> i & 1) || option_table[i].commands & command->bit)
			continue;
		complain("\"akashlint %s\" has no option --%s", command->name, option_table[i].name);
		return try_help();
	}
	return true;
}

bool options_parse(struct options *options, int argc, char **argv)
{
	struct parser parser = { .options = options, .argv = argv, .argc = argc, .next = 1 };

	*options = (struct options){ .timeout = USUAL_SECONDS };
	options->operands = calloc((size_t)argc + 1, sizeof(*options->operands));
	options->reports = calloc((size_t)argc + 1, sizeof(*options->reports));
	options->levels = calloc((size_t)argc + 1, sizeof(*options->levels));
	options->rates = calloc((size_t)argc + 1, sizeof(*options->rates));
	options->providers = calloc((size_t)argc + 1, sizeof(*options->providers));
	options->prices = calloc((size_t)argc + 1, sizeof(*options->prices));
	if (!options->operands || !options->reports || !options->levels || !options->rates || !options->providers ||
	    !options->prices) {
		complain("out of memory");
		return false;
	}
	while (parser.next < argc)
		if (!take(&parser, argv[parser.next++]))
			return false;
	options->has_command = options->command != NULL;
	if (!options->command)
		options->command = &commands[0];
	return fits_command(&parser, options->command) && formats_finish(options);
}

void options_clear(struct options *options)
{
	free(options->operands);
	free(options->reports);
	free(options->levels);
	free(options->rates);
	free(options->providers);
	free(options->prices);
}
