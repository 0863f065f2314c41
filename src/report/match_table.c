// SPDX-License-Identifier: Apache-2.0
// In: what was matched. Out: a table of providers for each group, with the first thing in the way of each.
#include "base/arena.h"
#include "match/match.h"
#include "report/columns.h"
#include "report/match.h"
#include "report/match_funnel.h"
#include "report/paint.h"
#include "yaml/node.h"

enum { COLUMN_PROVIDER, COLUMN_FITS, COLUMN_WHY };

static const struct column columns[] = { { "provider", false }, { "fits", false }, { "why", false } };

static void add_unknown(struct strbuf *out, const struct match *match)
{
	strbuf_puts(out, "not known: ");
	for (size_t i = 0; i < match->n_unknown; i++)
		strbuf_printf(out, "%s%s", i ? ", " : "", match->unknown[i]);
}

static void add_reason(struct strbuf *out, const struct reason *reason)
{
	if (reason->node)
		strbuf_printf(out, "%s: ", reason->node);
	strbuf_puts(out, reason->message);
}

static void add_row(struct columns *table, const struct match *match)
{
	struct row *row = columns_add(table);
	struct strbuf why;

	strbuf_init(&why, table->arena);
	row->cells[COLUMN_PROVIDER] = escaped_text(table->arena, match->provider->name);
	row->cells[COLUMN_FITS] = !match->fits ? "no" : match->n_unknown ? "may" : "yes";
	if (!match->fits)
		add_reason(&why, &match->reasons[0]);
	else if (match->n_unknown)
		add_unknown(&why, match);
	row->cells[COLUMN_WHY] = why.text;
}

static void add_head(struct report *report, struct run *run, const struct match *match, size_t n)
{
	struct strbuf *out = &report->out;
	size_t n_fitting = 0;

	for (size_t i = 0; i < n; i++)
		n_fitting += match[i].fits;
	paint_on(out, report->style.has_color ? PAINT_BOLD : NULL);
	strbuf_add_escaped(out, str_of(run->source.name));
	strbuf_puts(out, ": group ");
	strbuf_add_escaped(out, match->group->name);
	paint_off(out, report->style.has_color ? PAINT_BOLD : NULL);
	strbuf_printf(out, ": %zu of %zu provider%s could take it\n", n_fitting, n, n == 1 ? "" : "s");
}

static void explain(struct strbuf *out, const struct match *match)
{
	strbuf_puts(out, "  ");
	strbuf_add_escaped(out, match->provider->name);
	strbuf_puts(out, match->fits ? ": fits\n" : ": does not fit\n");
	for (size_t i = 0; i < match->n_reasons; i++) {
		strbuf_puts(out, "    ");
		add_reason(out, &match->reasons[i]);
		strbuf_putc(out, '\n');
	}
	if (match->n_unknown) {
		strbuf_puts(out, "    ");
		add_unknown(out, match);
		strbuf_putc(out, '\n');
	}
}

// With its place: where to write it.
static void add_advice(struct report *report, struct run *run, const struct advice *advice, size_t n)
{
	struct strbuf *out = &report->out;
	struct position at;

	if (!advice->has_change) {
		if (advice->n_fitting == 0 && !advice->is_cut)
			strbuf_puts(out, "  no single change of the SDL that was tried lets one in\n");
		return;
	}
	at = source_position(&run->source, ynode_span(advice->change.at).start);
	paint_on(out, report->style.has_color ? PAINT_BOLD : NULL);
	strbuf_puts(out, "  what would help most");
	paint_off(out, report->style.has_color ? PAINT_BOLD : NULL);
	strbuf_printf(out, ": %zu of %zu would fit instead of %zu with\n    ", advice->n_would_fit, n, advice->n_fitting);
	strbuf_add_escaped(out, str_of(run->source.name));
	strbuf_printf(out, ":%u:%u: %s\n", (unsigned)at.line, (unsigned)at.column, change_text(run->arena, &advice->change));
}

static void add_group(struct report *report, struct run *run, const struct match *match, size_t n)
{
	const struct advice *advice = &report->matches->advice[(size_t)(match - report->matches->items) / n];
	struct columns table = { .arena = run->arena, .columns = columns, .n_columns = COUNT_OF(columns) };

	add_head(report, run, match, n);
	for (size_t i = 0; i < n; i++) {
		if (!report->explained)
			add_row(&table, &match[i]);
		else if (str_is(match[i].provider->name, report->explained))
			explain(&report->out, &match[i]);
	}
	if (!report->explained) {
		columns_to_text(&report->out, &table, 2, &report->style);
		match_funnel(&report->out, match, n, report->style.has_color);
		add_advice(report, run, advice, n);
	}
	strbuf_putc(&report->out, '\n');
}

static void add_file(struct report *report, struct run *run)
{
	const struct matches *matches = report->matches;

	for (size_t i = 0; matches && i < matches->n; i += matches->n_providers)
		add_group(report, run, &matches->items[i], matches->n_providers);
}

const struct report_format report_match_table = { .name = "table", .file = add_file };
