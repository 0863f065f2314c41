// SPDX-License-Identifier: Apache-2.0
// In: the tables of commands, options and rules. Out: a script that completes them in a shell.
#ifndef AKASHLINT_CLI_COMPLETIONS_H
#define AKASHLINT_CLI_COMPLETIONS_H

#include "base/str.h"
#include "cli/options.h"

void completions_bash(struct strbuf *out);
void completions_zsh(struct strbuf *out);
void completions_fish(struct strbuf *out);

// The values of an option, or the operands of a command.
enum completed { COMPLETED_NOTHING, COMPLETED_CHOICES, COMPLETED_RULES, COMPLETED_FILES };
enum completed completed_by_option(const struct option *option);
enum completed completed_by_command(const struct command *command);
// The names, separated by spaces.
void add_choices(struct strbuf *out, const struct option *option);
void add_rule_names(struct strbuf *out);
// The first part of a help text, short enough for a menu.
struct str short_help(const struct option *option);

#endif
