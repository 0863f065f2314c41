// SPDX-License-Identifier: Apache-2.0
// In: options. Out: the commands that check nothing and only print.
#include "akashlint.h"
#include "base/guard.h"
#include "catalogue/catalogue.h"
#include "catalogue/releases.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/completions.h"
#include "cli/output.h"
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

	strbuf_init(&telling->out, &telling->arena);
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

static bool takes_no_operand(const struct options *options)
{
	if (options->n_operands == 0)
		return true;
	complain("\"akashlint %s\" takes no operand, but got \"%s\"", options->command->name,
		 options->operands[0]);
	return false;
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

static int tell_help(const struct options *options, struct arena *arena, struct strbuf *out)
{
	(void)arena;
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

static int tell_rules(const struct options *options, struct arena *arena, struct strbuf *out)
{
	if (!takes_no_operand(options))
		return EXIT_TROUBLE;
	if (options->is_json)
		rules_json(arena, out);
	else
		rules_table(out, has_color(options));
	return EXIT_CLEAN;
}

static int tell_explain(const struct options *options, struct arena *arena, struct strbuf *out)
{
	if (options->n_operands == 0) {
		complain("missing rule name: \"akashlint rules\" lists the rules");
		return EXIT_TROUBLE;
	}
	for (size_t i = 0; i < options->n_operands; i++) {
		const struct rule *rule = rule_by_id(options->operands[i]);

		if (!rule) {
			complain_meant("rule", options->operands[i], nearest_rule(str_of(options->operands[i])));
			return EXIT_TROUBLE;
		}
		if (i > 0)
			strbuf_putc(out, '\n');
		explain_rule(arena, out, rule, has_color(options));
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
