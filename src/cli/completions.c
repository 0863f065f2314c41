// SPDX-License-Identifier: Apache-2.0
// In: the tables of commands, options and rules. Out: what is the same for all shells, and the script for bash.
#include "cli/completions.h"

#include <string.h>

#include "cli/commands.h"
#include "diag/rule.h"

enum completed completed_by_option(const struct option *option)
{
	if (option->choices)
		return COMPLETED_CHOICES;
	if (!option->argument)
		return COMPLETED_NOTHING;
	if (strncmp(option->argument, "RULE", strlen("RULE")) == 0)
		return COMPLETED_RULES;
	return strstr(option->argument, "FILE") || strstr(option->argument, "NAME") ? COMPLETED_FILES
										    : COMPLETED_NOTHING;
}

enum completed completed_by_command(const struct command *command)
{
	if (strstr(command->operands, "RULE"))
		return COMPLETED_RULES;
	return strstr(command->operands, "FILE") ? COMPLETED_FILES : COMPLETED_NOTHING;
}

void add_choices(struct strbuf *out, const struct option *option)
{
	for (size_t i = 0; option->choices[i].name; i++)
		strbuf_printf(out, "%s%s", i ? " " : "", option->choices[i].name);
}

void add_rule_names(struct strbuf *out)
{
	for (size_t i = 0; i < n_all_rules; i++)
		strbuf_printf(out, "%s%s", i ? " " : "", all_rules[i]->id);
}

struct str short_help(const struct option *option)
{
	struct str help = str_of(option->help);
	size_t len = 0;

	while (len < help.len && help.ptr[len] != ';' && help.ptr[len] != ':' && help.ptr[len] != '(')
		len++;
	while (len && help.ptr[len - 1] == ' ')
		len--;
	return str_slice(help, 0, len);
}

static void add_names(struct strbuf *out, const struct option *option, const char *between)
{
	if (option->letter)
		strbuf_printf(out, "-%c%s", option->letter, between);
	strbuf_printf(out, "--%s", option->name);
}

static void add_values(struct strbuf *out, const struct option *option)
{
	switch (completed_by_option(option)) {
	case COMPLETED_CHOICES:
		strbuf_puts(out, "words='");
		add_choices(out, option);
		strbuf_puts(out, "'");
		break;
	case COMPLETED_RULES:
		strbuf_puts(out, "words=$rules");
		break;
	case COMPLETED_FILES:
		strbuf_puts(out, "files=yes");
		break;
	case COMPLETED_NOTHING:
		strbuf_puts(out, ":");
		break;
	}
}

static void add_options_of_command(struct strbuf *out, const struct command *command)
{
	strbuf_printf(out, "\t%s) options='", command->name);
	for (size_t i = 0; i < n_options; i++) {
		if (!(option_table[i].commands & command->bit) || !option_table[i].help)
			continue;
		add_names(out, &option_table[i], " ");
		strbuf_putc(out, ' ');
	}
	strbuf_puts(out, "'");
	if (completed_by_command(command) == COMPLETED_RULES)
		strbuf_puts(out, " operands=$rules");
	if (completed_by_command(command) == COMPLETED_FILES)
		strbuf_puts(out, " takes_files=yes");
	strbuf_puts(out, " ;;\n");
}

static void add_command_names(struct strbuf *out, const char *between)
{
	for (size_t i = 0; i < n_commands; i++)
		strbuf_printf(out, "%s%s", i ? between : "", commands[i].name);
}

// "-f | --format | …": options with a value.
static void add_names_with_value(struct strbuf *out)
{
	const char *between = "";

	for (size_t i = 0; i < n_options; i++) {
		if (option_table[i].kind == OPTION_FLAG)
			continue;
		strbuf_puts(out, between);
		add_names(out, &option_table[i], " | ");
		between = " | ";
	}
}

static void add_bash_values(struct strbuf *out)
{
	strbuf_puts(out, "\tcase $previous in\n");
	for (size_t i = 0; i < n_options; i++) {
		if (option_table[i].kind == OPTION_FLAG)
			continue;
		strbuf_puts(out, "\t");
		add_names(out, &option_table[i], " | ");
		strbuf_puts(out, ") ");
		add_values(out, &option_table[i]);
		strbuf_puts(out, " ;;\n");
	}
	strbuf_puts(out, "\t*)\n"
			 "\t\tif [[ $current == -* ]]; then words=$options\n"
			 "\t\telse words=$operands files=$takes_files; fi ;;\n"
			 "\tesac\n");
}

// Bash makes "=" and ":" words of their own.
void completions_bash(struct strbuf *out)
{
	strbuf_puts(out, "# bash completion for akashlint\n"
			 "_akashlint()\n"
			 "{\n"
			 "\tlocal current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
			 "\tlocal command='' words='' files='' options='' operands='' takes_files='' i rules\n"
			 "\trules='");
	add_rule_names(out);
	strbuf_puts(out, "'\n"
			 "\tif [[ $current == '=' ]]; then current=''\n"
			 "\telif [[ $previous == '=' ]]; then previous=${COMP_WORDS[COMP_CWORD - 2]}; fi\n"
			 "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
			 "\t\tcase ${COMP_WORDS[i]} in\n\t\t");
	add_names_with_value(out);
	strbuf_puts(out, ")\n"
			 "\t\t\ti=$((i + 1))\n"
			 "\t\t\t[[ ${COMP_WORDS[i]} != '=' ]] || i=$((i + 1)) ;;\n"
			 "\t\t-*) ;;\n"
			 "\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
			 "\t\tesac\n"
			 "\tdone\n"
			 "\t[[ -n $command ]] || operands='");
	add_command_names(out, " ");
	strbuf_puts(out, "'\n\tcase $command in\n\t");
	add_command_names(out, " | ");
	strbuf_puts(out, ") ;;\n\t*) command=check ;;\n\tesac\n\tcase $command in\n");
	for (size_t i = 0; i < n_commands; i++)
		add_options_of_command(out, &commands[i]);
	strbuf_puts(out, "\tesac\n");
	add_bash_values(out);
	strbuf_puts(out, "\t# shellcheck disable=SC2207 # no name in it has a space\n"
			 "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
			 "\t[[ -n $files ]] || return 0\n"
			 "\tlocal IFS=$'\\n'\n"
			 "\tcompopt -o filenames 2>/dev/null\n"
			 "\t# shellcheck disable=SC2207 # split at line ends\n"
			 "\tCOMPREPLY+=($(compgen -f -- \"$current\"))\n"
			 "}\n"
			 "complete -F _akashlint akashlint\n");
}
