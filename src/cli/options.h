// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: what a command line can say, parsed; the tables of commands and options, which feed parsing, --help
// and every list of options.
#ifndef AKASHLINT_CLI_OPTIONS_H
#define AKASHLINT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "config/effective_levels.h"
#include "report/formats.h"

struct options;

// 0 where the option is not given: then a configuration may say.
enum { FAIL_ON_INFO = 1, FAIL_ON_WARNING, FAIL_ON_ERROR, FAIL_ON_NEVER }; // as enum severity
enum { TARGET_NETWORK = 1, TARGET_CONSOLE };
enum { ORDER_PRICE, ORDER_AUDITED };
enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum { COMPLETIONS_NONE, COMPLETIONS_BASH, COMPLETIONS_ZSH, COMPLETIONS_FISH };

struct command {
	const char *name;
	const char *operands; // for the usage line
	const char *summary;
	int (*run)(const struct options *options); // gives the exit status
	enum output_kind output;                   // what --format is about
	unsigned bit;                              // in struct option
};

// The first is the one that runs when none is named.
extern const struct command commands[];
extern const size_t n_commands;

struct choice {
	const char *name;
	int value;
};

// OPTION_FORMAT, OPTION_LEVELS, OPTION_RATE, OPTION_PROVIDERS and OPTION_PRICES are repeatable: their values are
// kept in order, by kind.
enum option_kind {
	OPTION_FLAG,
	OPTION_CHOICE,
	OPTION_FORMAT,
	OPTION_TEXT,
	OPTION_NUMBER,
	OPTION_SECONDS,
	OPTION_LEVELS,
	OPTION_RATE,
	OPTION_PROVIDERS,
	OPTION_PRICES
};

struct option {
	char letter; // or 0
	const char *name;
	enum option_kind kind;
	size_t offset;                // in struct options: of a bool, an int or a const char *; or enum level_change
	const char *argument;         // how --help calls it, or NULL
	const struct choice *choices; // ends with a NULL name
	unsigned commands;
	const char *help; // NULL: not shown
};

extern const struct option option_table[];
extern const size_t n_options;

struct wanted_report {
	const struct report_format *format;
	const char *value; // FORMAT or FORMAT:FILE, until the command is known
	const char *path;  // NULL: standard output
};

struct options {
	const struct command *command;
	bool has_command;      // it was named
	const char **operands; // malloc'ed
	size_t n_operands;
	struct wanted_report *reports; // malloc'ed
	size_t n_reports;              // at least one
	bool is_json;                  // this, and output below: of the first report
	int fail_on, target, color;
	int completions;             // COMPLETIONS_*
	int timeout;                 // seconds that one file may take
	int jobs;                    // 0: as many as there are processors
	struct level_option *levels; // malloc'ed
	size_t n_levels;
	const char **rates; // malloc'ed; as written: DENOM=USD
	size_t n_rates;
	const char *output, *stdin_filename, *policy, *gpus, *baseline, *write_baseline, *config; // or NULL
	const char **providers; // malloc'ed; files and folders
	size_t n_providers;
	const char **prices; // malloc'ed
	size_t n_prices;
	const char *bids, *dseq, *model; // or NULL
	int order;                       // ORDER_*
	const char *explained;           // or NULL
	const char *client_process;      // or NULL; ignored
	bool is_audited_only;
	bool wants_fix, wants_unsafe_fixes, wants_diff;
	bool allows_empty, shows_files, wants_statistics;
	bool has_no_config, has_no_inline, is_strict, is_quiet, is_stdio, wants_help, wants_version, wants_manual;
};

// NULL if there is none of that name.
const struct command *command_named(const char *name);
// The one that was probably meant, or NULL.
const char *nearest_command(const char *name);
// What --help shows; `command` NULL: of the program as a whole.
struct strbuf;
void help_text(struct strbuf *out, const struct command *command);

#endif
