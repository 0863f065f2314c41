// SPDX-License-Identifier: Apache-2.0
// In: the tables of commands and options. Out: what --help shows.
#include "base/str.h"
#include "cli/options.h"
#include "report/style.h"

enum { OPTION_COLUMN = 29 };

static void add_formats(struct strbuf *out, const struct command *command)
{
	const struct report_format *const *formats = formats_of(command->output);

	strbuf_puts(out, ": human (default)");
	for (size_t i = 1; formats[i]; i++)
		strbuf_printf(out, "%s%s", formats[i + 1] ? ", " : " or ", formats[i]->name);
	if (command->output != OUTPUT_TEXT)
		strbuf_puts(out, "; repeatable, each with a FILE to write to");
}

static void add_option(struct strbuf *out, const struct option *option, const struct command *command)
{
	size_t start = out->len;
	struct strbuf help;

	if (option->letter)
		strbuf_printf(out, "  -%c, --%s", option->letter, option->name);
	else
		strbuf_printf(out, "      --%s", option->name);
	if (option->argument)
		strbuf_printf(out, " %s", option->argument);
	help = strbuf_in(out->arena);
	strbuf_puts(&help, option->help);
	if (option->kind == OPTION_FORMAT)
		add_formats(&help, command);
	add_wrapped(out, help.text, OPTION_COLUMN, out->len - start);
}

static void add_usage(struct strbuf *out, const struct command *command)
{
	strbuf_printf(out, "usage: akashlint %s [OPTION]...%s%s\n\n%s.\n", command->name, *command->operands ? " " : "",
		      command->operands, command->summary);
}

static void add_overview(struct strbuf *out)
{
	strbuf_puts(out, "usage: akashlint [OPTION]... [FILE | DIR | -]...\n"
			 "       akashlint COMMAND [OPTION]... [OPERAND]...\n\n"
			 "Checks Akash SDL files as the network does, and points to every mistake.\n"
			 "Searches directories for SDL files; the default is the current one. \"-\" is\n"
			 "standard input. Write \"./NAME\" for a file that is named like a command.\n\n"
			 "Commands:\n");
	for (size_t i = 0; i < n_commands; i++)
		strbuf_printf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
	strbuf_puts(out, "\nRun \"akashlint COMMAND --help\" for the options of a command.\n");
}

static void add_examples(struct strbuf *out)
{
	strbuf_puts(out, "\nExamples:\n"
			 "  akashlint deploy.yml             check one SDL\n"
			 "  akashlint --fix deploy.yml       fix what has only one possible fix\n"
			 "  akashlint -f sarif -o out.sarif  check all SDLs in the current folder, for code scanning\n"
			 "  akashlint --select 'gpu-*' .     only the rules about GPUs\n"
			 "  akashlint explain gpu-vendor-ignored\n"
			 "  akashlint resources deploy.yml   show what the deployment requests\n");
}

void help_text(struct strbuf *out, const struct command *command)
{
	const struct command *shown = command ? command : &commands[0];

	if (command)
		add_usage(out, command);
	else
		add_overview(out);
	if (shown == &commands[0])
		add_examples(out);
	strbuf_puts(out, "\nOptions:\n");
	for (size_t i = 0; i < n_options; i++)
		if (option_table[i].help && option_table[i].commands & shown->bit)
			add_option(out, &option_table[i], shown);
	if (!command || command == &commands[0])
		strbuf_puts(
			out,
			"\nExit status: 0 if nothing is found at or above --fail-on, 1 if something is, 2 on failure.\n");
}
