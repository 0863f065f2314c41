// SPDX-License-Identifier: Apache-2.0
// In: the tables of commands, options and rules. Out: the scripts for zsh and fish.
#include <string.h>

#include "cli/commands.h"
#include "cli/completions.h"

// Text to put between single quotes. `quote` replaces one; the characters in `special` get a backslash.
static void add_quoted(struct strbuf *out, struct str text, const char *quote, const char *special)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'') {
			strbuf_puts(out, quote);
			continue;
		}
		if (strchr(special, text.ptr[i]))
			strbuf_putc(out, '\\');
		strbuf_putc(out, text.ptr[i]);
	}
}

static void add_zsh_values(struct strbuf *out, const struct option *option)
{
	if (option->kind == OPTION_FLAG)
		return;
	strbuf_printf(out, ":%s:", option->name);
	switch (completed_by_option(option)) {
	case COMPLETED_CHOICES:
		strbuf_puts(out, "(");
		add_choices(out, option);
		strbuf_puts(out, ")");
		break;
	case COMPLETED_RULES:
		strbuf_puts(out, "_akashlint_rules");
		break;
	case COMPLETED_FILES:
		strbuf_puts(out, "_files");
		break;
	case COMPLETED_NOTHING:
		strbuf_puts(out, " ");
		break;
	}
}

static void add_zsh_spec(struct strbuf *out, const struct option *option, const char *name, const char *sign)
{
	strbuf_printf(out, " \\\n\t\t'*%s%s[", name, option->kind == OPTION_FLAG ? "" : sign);
	add_quoted(out, short_help(option), "'\\''", "[]:\\");
	strbuf_puts(out, "]");
	add_zsh_values(out, option);
	strbuf_puts(out, "'");
}

static void add_zsh_option(struct strbuf *out, const struct option *option)
{
	char letter[] = { '-', option->letter, '\0' }, name[64] = "--";

	if (option->letter)
		add_zsh_spec(out, option, letter, "+");
	strncat(name, option->name, sizeof(name) - sizeof("--"));
	add_zsh_spec(out, option, name, "=");
}

static void add_zsh_command(struct strbuf *out, const struct command *command)
{
	strbuf_printf(out, "\t%s)\n\t\t_arguments -s -S", command->name);
	for (size_t i = 0; i < n_options; i++)
		if (option_table[i].help && option_table[i].commands & command->bit)
			add_zsh_option(out, &option_table[i]);
	if (completed_by_command(command) == COMPLETED_RULES)
		strbuf_puts(out, " \\\n\t\t'*:rule:_akashlint_rules'");
	if (completed_by_command(command) == COMPLETED_FILES)
		strbuf_printf(out, " \\\n\t\t'*:file:_akashlint_%s'", command == &commands[0] ? "operands" : "files");
	strbuf_puts(out, " ;;\n");
}

static void add_zsh_names(struct strbuf *out)
{
	strbuf_puts(out, "(( $+functions[_akashlint_rules] )) || _akashlint_rules() {\n\tlocal -a rules=(");
	add_rule_names(out);
	strbuf_puts(out, ")\n\tcompadd -a rules\n}\n"
			 "(( $+functions[_akashlint_files] )) || _akashlint_files() {\n"
			 "\t_files -g '*.(yml|yaml)(-.)'\n}\n"
			 "(( $+functions[_akashlint_operands] )) || _akashlint_operands() {\n"
			 "\tlocal -a commands=(");
	for (size_t i = 0; i < n_commands; i++) {
		strbuf_printf(out, "\n\t\t'%s:", commands[i].name);
		add_quoted(out, str_of(commands[i].summary), "'\\''", "\\");
		strbuf_puts(out, "'");
	}
	strbuf_puts(
		out,
		"\n\t)\n\t(( ! is_named && CURRENT == 2 )) && _describe -t commands command commands\n\t_akashlint_files\n}\n");
}

void completions_zsh(struct strbuf *out)
{
	strbuf_puts(out, "#compdef akashlint\n# zsh completion for akashlint\n");
	add_zsh_names(out);
	strbuf_puts(out, "_akashlint() {\n"
			 "\tlocal command=check is_named=0\n"
			 "\tif (( CURRENT > 2 )); then\n"
			 "\t\tcase $words[2] in\n"
			 "\t\t");
	for (size_t i = 0; i < n_commands; i++)
		strbuf_printf(out, "%s%s", i ? "|" : "", commands[i].name);
	strbuf_puts(out, ")\n"
			 "\t\t\tcommand=$words[2] is_named=1\n"
			 "\t\t\tshift words\n"
			 "\t\t\t(( CURRENT-- )) ;;\n"
			 "\t\tesac\n"
			 "\tfi\n"
			 "\tcase $command in\n");
	for (size_t i = 0; i < n_commands; i++)
		add_zsh_command(out, &commands[i]);
	strbuf_puts(out, "\tesac\n}\n_akashlint \"$@\"\n");
}

static void add_fish_command_names(struct strbuf *out)
{
	for (size_t i = 0; i < n_commands; i++)
		strbuf_printf(out, " %s", commands[i].name);
}

static void add_fish_values(struct strbuf *out, const struct option *option)
{
	if (option->kind == OPTION_FLAG)
		return;
	switch (completed_by_option(option)) {
	case COMPLETED_CHOICES:
		strbuf_puts(out, " -x -a '");
		add_choices(out, option);
		strbuf_puts(out, "'");
		break;
	case COMPLETED_RULES:
		strbuf_puts(out, " -x -a '$__akashlint_rules'");
		break;
	case COMPLETED_FILES:
		strbuf_puts(out, " -r -F");
		break;
	case COMPLETED_NOTHING:
		strbuf_puts(out, " -x");
		break;
	}
}

static void add_fish_option(struct strbuf *out, const struct option *option)
{
	strbuf_puts(out, "complete -c akashlint -n '__akashlint_is");
	for (size_t i = 0; i < n_commands; i++)
		if (option->commands & commands[i].bit)
			strbuf_printf(out, " %s", commands[i].name);
	strbuf_puts(out, "'");
	if (option->letter)
		strbuf_printf(out, " -s %c", option->letter);
	strbuf_printf(out, " -l %s", option->name);
	add_fish_values(out, option);
	strbuf_puts(out, " -d '");
	add_quoted(out, short_help(option), "\\'", "\\");
	strbuf_puts(out, "'\n");
}

static void add_fish_operands(struct strbuf *out, const struct command *command)
{
	strbuf_printf(out, "complete -c akashlint -n '__akashlint_is none' -a %s -d '", command->name);
	add_quoted(out, str_of(command->summary), "\\'", "\\");
	strbuf_puts(out, "'\n");
	if (completed_by_command(command) != COMPLETED_FILES)
		strbuf_printf(out, "complete -c akashlint -n '__akashlint_is %s' -f\n", command->name);
	if (completed_by_command(command) == COMPLETED_RULES)
		strbuf_printf(out, "complete -c akashlint -n '__akashlint_is %s' -a '$__akashlint_rules'\n",
			      command->name);
}

void completions_fish(struct strbuf *out)
{
	strbuf_puts(out, "# fish completion for akashlint\nset -g __akashlint_rules ");
	add_rule_names(out);
	strbuf_puts(
		out,
		"\n\n"
		"# Whether the command of the line is one of these; \"none\" when none is named: then it is check.\n"
		"function __akashlint_is\n"
		"    set -l words (commandline -opc)\n"
		"    if contains -- \"$words[2]\"");
	add_fish_command_names(out);
	strbuf_puts(out, "\n"
			 "        contains -- $words[2] $argv\n"
			 "    else if test (count $words) -eq 1\n"
			 "        contains -- none $argv; or contains -- check $argv\n"
			 "    else\n"
			 "        contains -- check $argv\n"
			 "    end\n"
			 "end\n\n");
	for (size_t i = 0; i < n_commands; i++)
		add_fish_operands(out, &commands[i]);
	for (size_t i = 0; i < n_options; i++)
		if (option_table[i].help)
			add_fish_option(out, &option_table[i]);
}
