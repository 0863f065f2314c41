// SPDX-License-Identifier: Apache-2.0
// In: options. Out: the commands that check nothing and only print.
#include "akashlint.h"
#include "base/glob.h"
#include "base/guard.h"
#include "catalogue/catalogue.h"
#include "catalogue/releases.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/completions.h"
#include "cli/output.h"
#include "cli/style.h"
#include "diag/rule.h"
#include "report/docs_from_rules.h"

struct telling {
	const struct options *options;
	tell_fn *tell;
	struct arena arena;
	struct strbuf out;
	int status;
};

static void tell(void *context)
{
	struct telling *telling = context;

	telling->out = strbuf_in(&telling->arena);
	telling->status = telling->tell(telling->options, &telling->arena, &telling->out);
}

int run_text_command(const struct options *options, tell_fn *tell_what)
{
	struct telling telling = { .options = options, .tell = tell_what, .status = EXIT_TROUBLE };
	struct output output;

	arena_init(&telling.arena);
	if (!arena_guard(&telling.arena, tell, &telling)) {
		complain("out of memory");
		telling.status = EXIT_TROUBLE;
	}
	if (telling.status != EXIT_TROUBLE && !output_open(&output, options->output))
		telling.status = EXIT_TROUBLE;
	if (telling.status != EXIT_TROUBLE) {
		output_write(&output, &telling.out);
		if (!output_close(&output))
			telling.status = EXIT_TROUBLE;
	}
	arena_clear(&telling.arena);
	return telling.status;
}

static void tell_completions(int shell, struct strbuf *out)
{
	switch (shell) {
	case COMPLETIONS_BASH:
		completions_bash(out);
		break;
	case COMPLETIONS_ZSH:
		completions_zsh(out);
		break;
	case COMPLETIONS_FISH:
		completions_fish(out);
		break;
	}
}

static void tell_release(struct strbuf *out, const char *of, const char *release, const char *date)
{
	strbuf_printf(out, "  %-12s  %s  %s\n", of, date, release);
}

static void tell_version(struct strbuf *out)
{
	strbuf_puts(out, "akashlint " AKASHLINT_VERSION "\n\nBuilt-in facts come from:\n");
	for (const struct release *release = releases; release->of; release++)
		tell_release(out, release->of, release->release, release->date);
	tell_release(out, "GPU registry", builtin_catalogue.source, builtin_catalogue.date);
}

// "akashlint help COMMAND".
static int tell_named_help(const struct options *options, struct strbuf *out)
{
	const struct command *command = options->n_operands ? command_named(options->operands[0]) : NULL;

	if (options->n_operands > 1) {
		complain("\"akashlint help\" takes one command");
		return EXIT_TROUBLE;
	}
	if (options->n_operands && !command) {
		complain_meant("command", options->operands[0], nearest_command(options->operands[0]));
		return EXIT_TROUBLE;
	}
	help_text(out, command);
	return EXIT_CLEAN;
}

static int tell_help(const struct options *options, struct arena *arena, struct strbuf *out)
{
	(void)arena;
	if (options->command->run == command_help && !options->wants_help && !options->wants_version)
		return tell_named_help(options, out);
	if (options->wants_help)
		help_text(out, options->has_command ? options->command : NULL);
	else if (options->wants_manual)
		rules_mdoc(out);
	else if (options->completions)
		tell_completions(options->completions, out);
	else
		tell_version(out);
	return EXIT_CLEAN;
}

// Those that the operands name; NULL after a complaint.
static bool *rules_named(const struct options *options, struct arena *arena)
{
	bool *is_named = arena_zalloc(arena, n_all_rules * sizeof(*is_named));

	for (size_t i = 0; i < options->n_operands; i++) {
		struct str pattern = str_of(options->operands[i]);
		bool is_found = false;

		for (size_t j = 0; j < n_all_rules; j++) {
			bool is_match = glob_matches(pattern, str_of(all_rules[j]->id));

			is_named[j] |= is_match;
			is_found |= is_match;
		}
		if (!is_found) {
			complain_meant("rule", options->operands[i], nearest_rule(pattern));
			return NULL;
		}
	}
	return is_named;
}

static int tell_rules(const struct options *options, struct arena *arena, struct strbuf *out)
{
	bool *is_shown = rules_named(options, arena);

	if (!is_shown)
		return EXIT_TROUBLE;
	if (options->n_operands == 0)
		is_shown = NULL;
	if (options->is_json)
		rules_json(arena, out, is_shown);
	else
		rules_table(out, is_shown, has_color(options));
	return EXIT_CLEAN;
}

static int tell_explain(const struct options *options, struct arena *arena, struct strbuf *out)
{
	bool *is_named = rules_named(options, arena), is_first = true;

	if (options->n_operands == 0)
		complain("which rule? \"akashlint rules\" lists them");
	if (!is_named || options->n_operands == 0)
		return EXIT_TROUBLE;
	for (size_t i = 0; i < n_all_rules; i++) {
		if (!is_named[i])
			continue;
		strbuf_puts(out, is_first ? "" : "\n");
		is_first = false;
		explain_rule(arena, out, all_rules[i], has_color(options));
	}
	return EXIT_CLEAN;
}

int command_help(const struct options *options)
{
	return run_text_command(options, tell_help);
}

int command_rules(const struct options *options)
{
	return run_text_command(options, tell_rules);
}

int command_explain(const struct options *options)
{
	return run_text_command(options, tell_explain);
}
