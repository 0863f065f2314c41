// SPDX-License-Identifier: Apache-2.0
// In: options. Out: a command done, and the exit status.
#ifndef AKASHLINT_CLI_COMMANDS_H
#define AKASHLINT_CLI_COMMANDS_H

#include "cli/options.h"

enum { EXIT_CLEAN = 0, EXIT_FOUND = 1, EXIT_TROUBLE = 2 };

// The output of a command that checks nothing; returns its exit status, EXIT_TROUBLE after a complaint.
struct arena;
struct strbuf;
typedef int tell_fn(const struct options *options, struct arena *arena, struct strbuf *out);
int run_text_command(const struct options *options, tell_fn *tell);

int command_check(const struct options *options); // also resources, match and bids
int command_config(const struct options *options);
int command_lsp(const struct options *options); // in src/lsp/
int command_gpus(const struct options *options);
int command_help(const struct options *options); // and --version, --completions
int command_rules(const struct options *options);
int command_debug(const struct options *options);
int command_explain(const struct options *options);

#endif
