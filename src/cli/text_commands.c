// SPDX-License-Identifier: Apache-2.0
// In: options. Out: the commands that check nothing and only tell.
#include "akashlint.h"
#include "base/guard.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "diag/rule.h"
#include "report/docs_from_rules.h"

struct telling {
	const struct options *options;
	bool (*tell)(const struct options *options, struct arena *arena, struct strbuf *out); // false after a complaint
	struct arena arena;
	struct strbuf out;
	bool has_told;
};

static void tell(void *context)
{
	struct telling *telling = context;

	strbuf_init(&telling->out, &telling->arena);
	telling->has_told = telling->tell(telling->options, &telling->arena, &telling->out);
}

static int run(const struct options *options,
	       bool (*tell_what)(const struct options *options, struct arena *arena, struct strbuf *out))
{
	struct telling telling = { .options = options, .tell = tell_what };
	struct output output;
	bool is_written = false;

	arena_init(&telling.arena);
	if (!arena_guard(&telling.arena, tell, &telling))
		complain("out of memory");
	else if (telling.has_told && output_open(&output, options->output)) {
		output_write(&output, &telling.out);
		is_written = output_close(&output);
	}
	arena_clear(&telling.arena);
	return is_written ? EXIT_CLEAN : EXIT_TROUBLE;
}

static bool takes_no_operand(const struct options *options)
{
	if (options->n_operands == 0)
		return true;
	complain("\"akashlint %s\" takes no operand, but there is \"%s\"", options->command->name,
		 options->operands[0]);
	return false;
}

static bool tell_help(const struct options *options, struct arena *arena, struct strbuf *out)
{
	(void)arena;
	if (options->wants_help)
		help_text(out, options->has_command ? options->command : NULL);
	else
		strbuf_puts(out, "akashlint " AKASHLINT_VERSION "\n");
	return true;
}

static bool tell_rules(const struct options *options, struct arena *arena, struct strbuf *out)
{
	if (!takes_no_operand(options))
		return false;
	if (options->format == FORMAT_JSON)
		rules_json(arena, out);
	else
		rules_table(out, has_color(options));
	return true;
}

static bool unknown_rule(struct arena *arena, const char *id)
{
	const char **ids = arena_alloc(arena, (n_all_rules + 1) * sizeof(*ids));

	for (size_t i = 0; i < n_all_rules; i++)
		ids[i] = all_rules[i]->id;
	complain_unknown("rule", id, ids, n_all_rules);
	return false;
}

static bool tell_explain(const struct options *options, struct arena *arena, struct strbuf *out)
{
	if (options->n_operands == 0) {
		complain("which rule? \"akashlint rules\" lists them");
		return false;
	}
	for (size_t i = 0; i < options->n_operands; i++) {
		const struct rule *rule = rule_by_id(options->operands[i]);

		if (!rule)
			return unknown_rule(arena, options->operands[i]);
		if (i > 0)
			strbuf_putc(out, '\n');
		explain_rule(arena, out, rule, has_color(options));
	}
	return true;
}

int command_help(const struct options *options)
{
	return run(options, tell_help);
}

int command_rules(const struct options *options)
{
	return run(options, tell_rules);
}

int command_explain(const struct options *options)
{
	return run(options, tell_explain);
}
