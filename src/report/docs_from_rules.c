// SPDX-License-Identifier: Apache-2.0
// In: the rules. Out: texts about them for a person at a terminal.
#include "report/docs_from_rules.h"

#include <string.h>

#include "base/arena.h"
#include "lint.h"
#include "report/examples.h"
#include "report/report.h"
#include "report/style.h"

enum { INDENT = 2, CONTEXT_LINES = 2, REJECTED_BY_WIDTH = 16 };

static const char *const rejected_by_words[REJECTED_BY_ALL + 1] = {
	"-",     "network",        "console",        "network, console",
	"chain", "network, chain", "console, chain", "network, console, chain",
};

static void add_padded(struct strbuf *out, const char *color, const char *text, size_t width)
{
	size_t len = strlen(text);

	paint(out, color, text);
	strbuf_printf(out, "%*s  ", len < width ? (int)(width - len) : 0, "");
}

void rules_table(struct strbuf *out, const bool *is_shown, bool has_color)
{
	size_t width = 0;

	for (size_t i = 0; i < n_all_rules; i++)
		if ((!is_shown || is_shown[i]) && strlen(all_rules[i]->id) > width)
			width = strlen(all_rules[i]->id);
	add_padded(out, NULL, "RULE", width);
	add_padded(out, NULL, "SEVERITY", 0);
	add_padded(out, NULL, "DEFAULT", 0);
	add_padded(out, NULL, "REJECTED BY", REJECTED_BY_WIDTH);
	strbuf_puts(out, "WHAT IS WRONG\n");
	for (size_t i = 0; i < n_all_rules; i++) {
		const struct rule *rule = all_rules[i];

		if (is_shown && !is_shown[i])
			continue;
		add_padded(out, has_color ? PAINT_BOLD : NULL, rule->id, width);
		add_padded(out, has_color ? severity_paint(rule->severity) : NULL, severity_name(rule->severity),
			   strlen("SEVERITY"));
		add_padded(out, NULL, rule_default_level(rule) == SEVERITY_OFF ? "off" : "on", strlen("DEFAULT"));
		add_padded(out, NULL, rejected_by_words[rule->rejected_by], REJECTED_BY_WIDTH);
		strbuf_printf(out, "%s\n", rule->summary);
	}
}

static void add_heading(struct strbuf *out, bool has_color, const char *text)
{
	strbuf_putc(out, '\n');
	paint(out, has_color ? PAINT_BOLD : NULL, text);
	strbuf_putc(out, '\n');
}

static void add_section(struct strbuf *out, bool has_color, const char *heading, const char *text)
{
	if (!text)
		return;
	add_heading(out, has_color, heading);
	add_wrapped(out, text, INDENT, 0);
}

static void add_bad_example(struct arena *arena, struct strbuf *out, const struct rule *rule, bool has_color)
{
	struct report report;
	struct run run;

	report_begin(&report, &report_human, arena);
	report.style.has_color = has_color;
	lint(&run, arena, example_settings(arena, rule, EXAMPLE_BAD), example_name(arena, rule, EXAMPLE_BAD),
	     example_of(rule->id, EXAMPLE_BAD));
	report_file(&report, &run);
	add_heading(out, has_color, "Bad");
	strbuf_putc(out, '\n');
	// Drop the empty line after the last finding.
	strbuf_add(out, report.out.text, report.out.len ? report.out.len - 1 : 0);
}

static bool is_same_line(struct source *a, uint32_t line_a, struct source *b, uint32_t line_b)
{
	return str_eq(source_line(a, line_a), source_line(b, line_b));
}

// Lines of a text, without the empty one after the last line break.
static uint32_t n_lines(struct source *source)
{
	uint32_t n = source_n_lines(source);

	return source_line(source, n).len ? n : n - 1;
}

static void add_good_example(struct arena *arena, struct strbuf *out, const struct rule *rule, bool has_color)
{
	struct str bad_text = example_of(rule->id, EXAMPLE_BAD), good_text = example_of(rule->id, EXAMPLE_GOOD);
	uint32_t first = 1, last, last_bad;
	struct source bad, good;

	source_init(&bad, arena, "", bad_text.ptr, (uint32_t)bad_text.len);
	source_init(&good, arena, "", good_text.ptr, (uint32_t)good_text.len);
	last = n_lines(&good);
	last_bad = n_lines(&bad);
	while (first <= last && first <= last_bad && is_same_line(&good, first, &bad, first))
		first++;
	for (; last >= first && last_bad >= first && is_same_line(&good, last, &bad, last_bad); last--)
		last_bad--;
	first = first > CONTEXT_LINES ? first - CONTEXT_LINES : 1;
	last += CONTEXT_LINES;
	add_heading(out, has_color, "Good");
	strbuf_putc(out, '\n');
	for (uint32_t n = first; n <= last && n <= n_lines(&good); n++) {
		struct str line = source_line(&good, n);

		paint_on(out, has_color ? PAINT_FRAME : NULL);
		strbuf_printf(out, "%3u |", (unsigned)n);
		paint_off(out, has_color ? PAINT_FRAME : NULL);
		if (line.len)
			strbuf_putc(out, ' ');
		strbuf_add_escaped(out, line);
		strbuf_putc(out, '\n');
	}
}

const char *silencing_text(struct arena *arena, const struct rule *rule)
{
	const char *rest = "";

	if (rule->is_pedantic && !str_has_prefix(str_of(rule->id), "policy-"))
		return arena_printf(arena, "It is off by default: turn it on with --enable %s.", rule->id);
	if (rule->rejected_by & REJECTED_BY_NETWORK)
		rest = " The network still rejects the SDL.";
	if (rule->rejected_by & REJECTED_BY_CHAIN)
		rest = " The chain still rejects the deployment.";
	if (rule->unless)
		rest = arena_printf(arena, " It reports nothing while %s is on.", rule->unless->id);
	if (rule->needs_providers)
		rest = " It needs --providers.";
	if (rule->is_for_console)
		rest = " It needs --target console.";
	if (rule->needs_prices)
		rest = " It needs --prices.";
	return arena_printf(arena,
			    "In the file, on the line or above it: # akashlint: ignore[%s] and a reason. "
			    "Everywhere: --disable %s.%s",
			    rule->id, rule->id, rest);
}

const char *rejection_text(unsigned rejected_by)
{
	static const char *const rejections[REJECTED_BY_ALL + 1] = {
		"",
		", rejected by the network",
		", rejected by Akash Console",
		", rejected by the network and Akash Console",
		", rejected by the chain",
		", rejected by the network and the chain",
		", rejected by Akash Console and the chain",
		", rejected by the network, Akash Console and the chain",
	};

	return rejections[rejected_by];
}

void explain_rule(struct arena *arena, struct strbuf *out, const struct rule *rule, bool has_color)
{
	paint(out, has_color ? PAINT_BOLD : NULL, rule->id);
	strbuf_puts(out, ": ");
	paint(out, has_color ? severity_paint(rule->severity) : NULL, severity_name(rule->severity));
	strbuf_printf(out, "%s\n\n", rejection_text(rule->rejected_by));
	add_wrapped(out, rule->summary, INDENT, 0);
	add_section(out, has_color, "Why", rule->why);
	add_section(out, has_color, "How to fix it", rule->fix);
	add_section(out, has_color, "Source", rule->source);
	if (example_of(rule->id, EXAMPLE_BAD).len)
		add_bad_example(arena, out, rule, has_color);
	if (example_of(rule->id, EXAMPLE_GOOD).len)
		add_good_example(arena, out, rule, has_color);
	add_section(out, has_color, "How to silence it", silencing_text(arena, rule));
}
