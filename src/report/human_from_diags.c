// SPDX-License-Identifier: Apache-2.0
// In: the findings of a file. Out: text for a person at a terminal, each finding with its line of source.
#include <stdio.h>

#include "report/escape.h"
#include "report/report.h"
#include "report/snippet.h"
#include "report/style.h"
#include "report/summary.h"

enum { CONTEXT_LINES = 2 };

static const char *color(const struct report *report, const char *wanted)
{
	return report->style.has_color ? wanted : NULL;
}

static void repeat(struct strbuf *out, char c, int n)
{
	for (int i = 0; i < n; i++)
		strbuf_putc(out, c);
}

static int n_digits(uint32_t n)
{
	return snprintf(NULL, 0, "%u", (unsigned)n);
}

// All places of a finding share one width of line numbers.
static int gutter_width(struct run *run, const struct diag *diag)
{
	uint32_t line = source_position(&run->source, diag->span.start).line, n_lines = source_n_lines(&run->source);
	int width = n_digits(line + CONTEXT_LINES < n_lines ? line + CONTEXT_LINES : n_lines);

	for (const struct related *related = diag->related; related; related = related->next) {
		int other = n_digits(source_position(&run->source, related->span.start).line);

		width = other > width ? other : width;
	}
	return width;
}

static void add_gutter(struct report *report, int width, const char *sign)
{
	paint_on(&report->out, color(report, PAINT_FRAME));
	repeat(&report->out, ' ', width);
	strbuf_puts(&report->out, sign);
	paint_off(&report->out, color(report, PAINT_FRAME));
}

struct mark {
	const char *arrow, *color;
	char line;
	uint32_t n_context; // lines shown above and below
};

static void add_line(struct report *report, int width, uint32_t number, const char *text)
{
	struct strbuf *out = &report->out;

	paint_on(out, color(report, PAINT_FRAME));
	strbuf_printf(out, "%*u |", width, (unsigned)number);
	paint_off(out, color(report, PAINT_FRAME));
	strbuf_printf(out, "%s%s\n", *text ? " " : "", text);
}

static bool is_empty(struct source *source, uint32_t number)
{
	return source_line(source, number).len == 0;
}

// The lines from `first` to `last` without those at the edges that are empty; `line` is the one with the mark.
static void add_context(struct report *report, struct source *source, int width, uint32_t first, uint32_t last,
			uint32_t line)
{
	while (first <= last && first < line && is_empty(source, first))
		first++;
	while (last >= first && last > line && is_empty(source, last))
		last--;
	for (uint32_t number = first; number <= last; number++) {
		struct str text = source_line(source, number);
		uint32_t start = (uint32_t)(text.ptr - source->text);

		add_line(report, width, number, text.len ? snippet_of(source, (struct span){ start, start }).text : "");
	}
}

static void add_place(struct report *report, struct run *run, struct span span, int width, const struct mark *mark,
		      const char *label)
{
	struct snippet snippet = snippet_of(&run->source, span);
	struct strbuf *out = &report->out;
	uint32_t line = snippet.position.line, n_below = source_n_lines(&run->source) - line;

	add_gutter(report, width, mark->arrow);
	strbuf_putc(out, ' ');
	strbuf_add_escaped(out, str_of(run->source.name));
	strbuf_printf(out, ":%u:%u\n", (unsigned)snippet.position.line, (unsigned)snippet.position.column);
	add_gutter(report, width, " |");
	strbuf_putc(out, '\n');
	add_context(report, &run->source, width, line > mark->n_context ? line - mark->n_context : 1, line - 1, line);
	add_line(report, width, line, snippet.text);
	add_gutter(report, width, " |");
	repeat(out, ' ', snippet.mark_column + 1);
	paint_on(out, mark->color);
	repeat(out, mark->line, snippet.mark_width);
	if (label)
		strbuf_printf(out, " %s", label);
	paint_off(out, mark->color);
	strbuf_putc(out, '\n');
	n_below = n_below < mark->n_context ? n_below : mark->n_context;
	add_context(report, &run->source, width, line + 1, line + n_below, line);
}

static void add_note(struct report *report, int width, const char *kind, const char *text)
{
	add_gutter(report, width, " = ");
	paint(&report->out, color(report, PAINT_BOLD), kind);
	strbuf_printf(&report->out, ": %s\n", text);
}

// An error is rejected or certain to go wrong; for the rest, show whether anyone rejects it. What
// the chain rejects shows only when the deployment is created.
static const char *rejection(const struct diag *diag)
{
	if (diag->rejected_by == REJECTED_BY_CHAIN)
		return "the network's parser accepts this, the chain rejects it";
	if (diag->rejected_by == (REJECTED_BY_CHAIN | REJECTED_BY_CONSOLE))
		return "the network's parser accepts this, the chain and Akash Console reject it";
	if (diag->severity == SEVERITY_ERROR || !diag->rejected_by)
		return NULL;
	if (diag->rejected_by == REJECTED_BY_CONSOLE)
		return "the network accepts this, Akash Console rejects it";
	return diag->rejected_by == REJECTED_BY_NETWORK ? "the network rejects this"
							: "the network and Akash Console reject this";
}

static void add_diag(struct report *report, struct run *run, const struct diag *diag)
{
	const struct mark primary = { "-->", color(report, severity_paint(diag->severity)), '^', CONTEXT_LINES };
	const struct mark secondary = { ":::", color(report, PAINT_FRAME), '-', 0 };
	const char *note = rejection(diag);
	int width = gutter_width(run, diag);

	paint(&report->out, primary.color, severity_name(diag->severity));
	paint_on(&report->out, color(report, PAINT_BOLD));
	strbuf_printf(&report->out, ": %s", diag->message);
	paint_off(&report->out, color(report, PAINT_BOLD));
	strbuf_printf(&report->out, " [%s]%s\n", diag->rule->id,
		      diag->fix && !diag->fix->is_unsafe && !report->is_fixing ? " [*]" : "");
	add_place(report, run, diag->span, width, &primary, diag->label);
	for (const struct related *related = diag->related; related; related = related->next)
		add_place(report, run, related->span, width, &secondary, related->message);
	if (note || diag->help) {
		add_gutter(report, width, " |");
		strbuf_putc(&report->out, '\n');
	}
	if (note)
		add_note(report, width, "note", note);
	if (diag->help)
		add_note(report, width, "help", diag->help);
	strbuf_putc(&report->out, '\n');
}

static void human_file(struct report *report, struct run *run)
{
	size_t from = report->out.len;

	for (size_t i = 0; i < run->diags.n; i++)
		add_diag(report, run, run->diags.items[i]);
	if (run->diags.n_dropped) {
		strbuf_printf(&report->out, "%zu more findings are not shown for ", run->diags.n_dropped);
		strbuf_add_escaped(&report->out, str_of(run->source.name));
		strbuf_puts(&report->out, "\n\n");
	}
	disarm(&report->out, from, DISARMED_TEXT);
}

static void human_end(struct report *report)
{
	if (!report->is_quiet)
		add_summary(&report->out, &report->totals);
}

const struct report_format report_human = { .name = "human", .file = human_file, .end = human_end };
