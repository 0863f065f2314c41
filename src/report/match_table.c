// SPDX-License-Identifier: Apache-2.0
// In: what was matched. Out: for each group a table of providers and checks, those that fit first.
#include "base/arena.h"
#include "match/checks.h"
#include "match/match_all.h"
#include "report/columns.h"
#include "report/formats.h"
#include "report/max_price.h"
#include "report/money.h"
#include "report/should_cost.h"
#include "report/style.h"
#include "sdl/resources.h"
#include "yaml/node.h"

// With fewer providers the table is enough.
enum { FEWEST = 4, BAR_INDENT = 4, BAR_WIDTH = 40, LABEL_WIDTH = 12, NUMBER_WIDTH = 6, GAP = 2 };

static size_t n_stopped(const struct match *matches, size_t n, enum provider_check check)
{
	size_t stopped = 0;

	for (size_t i = 0; i < n; i++)
		stopped += match_stopped_at(&matches[i]) == check;
	return stopped;
}

// In eighths of a column, so that no provider is too few to be seen.
static void add_bar(struct strbuf *out, const struct style *style, const char *label, size_t left, size_t n)
{
	static const char *const parts[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	size_t room = style->width - BAR_INDENT - LABEL_WIDTH - NUMBER_WIDTH - 2 * GAP;
	size_t eighths = left * (room < BAR_WIDTH ? room : BAR_WIDTH) * 8 / n;
	struct strbuf bar = strbuf_in(out->arena);

	eighths += left && eighths == 0;
	for (size_t i = 0; i < eighths / 8; i++)
		strbuf_puts(&bar, "█");
	strbuf_puts(&bar, parts[eighths % 8]);
	add_spaces(out, BAR_INDENT);
	strbuf_printf(out, "%-*s %*zu", LABEL_WIDTH, label, NUMBER_WIDTH, left);
	if (bar.len) {
		add_spaces(out, GAP);
		paint_on(out, style->has_color ? PAINT_FRAME : NULL);
		strbuf_puts(out, styled_text(out->arena, style, bar.text));
		paint_off(out, style->has_color ? PAINT_FRAME : NULL);
	}
	strbuf_putc(out, '\n');
}

// Nothing for a few providers, and where all fit.
static void match_funnel(struct strbuf *out, const struct style *style, const struct match *matches, size_t n)
{
	size_t left = n, n_fitting = 0;

	for (size_t i = 0; i < n; i++)
		n_fitting += matches[i].fits;
	if (n < FEWEST || n_fitting == n)
		return;
	add_lines(out, style, 2, 2, NULL, "left after each check");
	add_bar(out, style, "listed", n, n);
	for (enum provider_check check = CHECK_ONLINE; check < N_CHECKS; check++) {
		size_t stopped = n_stopped(matches, n, check);

		left -= stopped;
		if (stopped)
			add_bar(out, style, check_name(check), left, n);
	}
}

// Beside the table, where there is so much room for them; else reasons go below each provider.
enum { LEAST_WHY = 40, LEAST_NAME = 12, INDENT = 2, HANG = 4 };

struct view {
	struct report *report;
	struct run *run;
	const struct match *matches; // of one group
	size_t n;
	bool has_check[N_CHECKS]; // some provider does not pass it, or may not
};

static const struct {
	const char *sign, *paint;
} verdicts[] = {
	[VERDICT_FITS] = { "✓", "32" },
	[VERDICT_UNKNOWN] = { "?", "33" },
	[VERDICT_FAILS] = { "✗", "31" },
};

static void add_text(struct view *view, size_t indent, const char *paint, const char *text)
{
	add_lines(&view->report->out, &view->report->style, indent, indent + HANG, paint, text);
}

static size_t n_with(const struct view *view, enum verdict verdict)
{
	size_t n = 0;

	for (size_t i = 0; i < view->n; i++)
		n += match_verdict(&view->matches[i]) == verdict;
	return n;
}

static const char *reason_text(struct arena *arena, const struct reason *reason)
{
	return reason->node ? arena_printf(arena, "%s: %s", reason->node, reason->message) : reason->message;
}

static const char *unknown_text(struct arena *arena, const struct match *match)
{
	struct strbuf out = strbuf_in(arena);

	strbuf_puts(&out, "unknown: ");
	add_unknown_words(&out, match);
	return out.text;
}

static const char *why_text(struct arena *arena, const struct match *match)
{
	const char *why = !match->fits       ? reason_text(arena, &match->reasons[0])
			  : match->n_unknown ? unknown_text(arena, match)
					     : "";

	if (*why && match->provider->is_predicted)
		why = arena_printf(arena, "%s; Akash Console predicts a bid", why);
	return why;
}

static void put_verdict(struct row *row, size_t column, enum verdict verdict)
{
	row->cells[column] = verdicts[verdict].sign;
	row->paints[column] = verdicts[verdict].paint;
}

static void add_row(struct columns *table, const struct view *view, const struct match *match, bool is_wide)
{
	struct row *row = columns_add(table);
	const char *why = why_text(table->arena, match);
	size_t at = 0;

	put_verdict(row, at++, match_verdict(match));
	row->cells[at++] = escaped_text(table->arena, match->provider->name);
	for (enum provider_check check = CHECK_ONLINE; check < N_CHECKS; check++)
		if (view->has_check[check])
			put_verdict(row, at++, match_verdict_of(match, check));
	if (is_wide)
		row->cells[at] = why;
	else
		row->note = why;
}

static size_t width_of_checks(const struct view *view)
{
	size_t width = INDENT + HANG;

	for (enum provider_check check = CHECK_ONLINE; check < N_CHECKS; check++)
		width += view->has_check[check] ? text_width(check_label(check)) + 1 : 0;
	return width;
}

static void find_checks(struct view *view, enum verdict least)
{
	for (enum provider_check check = CHECK_ONLINE; check < N_CHECKS; check++) {
		view->has_check[check] = false;
		for (size_t i = 0; i < view->n; i++)
			view->has_check[check] |= match_verdict_of(&view->matches[i], check) >= least;
	}
}

// What is left beside the names and the checks.
static bool is_wide(const struct view *view)
{
	size_t used = 0;

	for (size_t i = 0; i < view->n; i++) {
		const char *name = escaped_text(view->run->arena, view->matches[i].provider->name);

		used = text_width(name) > used ? text_width(name) : used;
	}
	return used + width_of_checks(view) + LEAST_WHY <= view->report->style.width;
}

// Those that fit first, and of each kind in the order of the inventory.
static void add_table(struct view *view)
{
	struct column columns[MAX_COLUMNS] = { { .head = "" }, { .head = "provider" } };
	struct columns table = { .arena = view->run->arena, .columns = columns, .n_columns = 2 };
	bool has_room = is_wide(view), is_close = false;

	for (enum provider_check check = CHECK_ONLINE; check < N_CHECKS; check++)
		if (view->has_check[check]) {
			table.close |= (uint32_t)is_close << table.n_columns;
			columns[table.n_columns++].head = check_label(check);
			is_close = true;
		}
	if (has_room && n_with(view, VERDICT_FITS) < view->n)
		columns[table.n_columns++].head = "why";
	for (enum verdict verdict = VERDICT_FITS; verdict <= VERDICT_FAILS; verdict++)
		for (size_t i = 0; i < view->n; i++)
			if (match_verdict(&view->matches[i]) == verdict)
				add_row(&table, view, &view->matches[i], has_room);
	columns_to_text(&view->report->out, &table, INDENT, &view->report->style);
	if (n_with(view, VERDICT_FITS) < view->n)
		add_text(view, INDENT, NULL, "✓ passes, ? unknown, ✗ fails");
}

// The price ceiling of the SDL, and what it usually costs.
static void add_prices(struct view *view)
{
	const struct resource_group *group = view->matches[0].group;
	struct run *run = view->run;
	struct max_price max_price = max_price_of_group(run->settings, group);
	struct should_cost cost = should_cost_of(run, group);
	double sum = default_bid_sum(&cost.bid);
	struct strbuf text = strbuf_in(run->arena);

	strbuf_puts(&text, "price ceiling: ");
	max_price_to_text(&text, &max_price);
	strbuf_printf(&text, "; default provider bid: $%s per hour, $%s per month",
		      short_money(run->arena, usd_per_hour(sum)), short_money(run->arena, sum));
	if (cost.has_offers)
		strbuf_printf(&text, "; current offers: from $%s per hour", short_money(run->arena, cost.least));
	add_text(view, INDENT, NULL, text.text);
}

static void add_head(struct view *view)
{
	size_t n_fitting = n_with(view, VERDICT_FITS), n_unknown = n_with(view, VERDICT_UNKNOWN);
	struct strbuf text = strbuf_in(view->run->arena);

	strbuf_add_escaped(&text, str_of(view->run->source.name));
	strbuf_puts(&text, ": group ");
	strbuf_add_escaped(&text, view->matches[0].group->name);
	strbuf_printf(&text, ": %zu %s", n_fitting, n_fitting == 1 ? "fits" : "fit");
	if (n_unknown)
		strbuf_printf(&text, ", %zu unknown", n_unknown);
	strbuf_printf(&text, " (%zu provider%s)", view->n, view->n == 1 ? "" : "s");
	add_text(view, 0, PAINT_BOLD, text.text);
}

static void explain(struct view *view, const struct match *match)
{
	static const char *const words[] = { "fits", "may fit", "does not fit" };
	struct arena *arena = view->run->arena;

	add_text(
		view, INDENT, NULL,
		arena_printf(arena, "%s: %s", escaped_text(arena, match->provider->name), words[match_verdict(match)]));
	for (size_t i = 0; i < match->n_reasons; i++)
		add_text(view, HANG, NULL, reason_text(arena, &match->reasons[i]));
	if (match->n_unknown)
		add_text(view, HANG, NULL, unknown_text(arena, match));
}

// With its place in the file.
static void add_advice(struct view *view, const struct advice *advice)
{
	struct run *run = view->run;
	struct position at;

	if (!advice->has_change) {
		if (advice->n_fitting == 0 && !advice->is_cut)
			add_text(view, INDENT, NULL, "no single change to the SDL lets any provider in");
		return;
	}
	at = source_position(&run->source, ynode_span(advice->change.at).start);
	add_text(view, INDENT, PAINT_BOLD,
		 arena_printf(run->arena, "the change that would help most (%zu of %zu fit, instead of %zu):",
			      advice->n_would_fit, view->n, advice->n_fitting));
	add_text(view, HANG, NULL,
		 arena_printf(run->arena, "%s:%u:%u: %s", escaped_text(run->arena, str_of(run->source.name)),
			      (unsigned)at.line, (unsigned)at.column, change_text(run->arena, &advice->change)));
}

static void add_group(struct view *view, const struct advice *advice)
{
	const char *explained = view->report->explained;

	add_head(view);
	add_prices(view);
	for (size_t i = 0; explained && i < view->n; i++)
		if (str_is(view->matches[i].provider->name, explained))
			explain(view, &view->matches[i]);
	if (!explained) {
		add_table(view);
		match_funnel(&view->report->out, &view->report->style, view->matches, view->n);
		add_advice(view, advice);
	}
	strbuf_putc(&view->report->out, '\n');
}

static void add_file(struct report *report, struct run *run)
{
	const struct matches *all = report->matches;

	for (size_t i = 0; all && i * all->n_providers < all->n; i++) {
		struct view view = { report, run, &all->items[i * all->n_providers], all->n_providers, { false } };

		// Unknown facts are shown next to each provider too.
		find_checks(&view, VERDICT_UNKNOWN);
		if (width_of_checks(&view) + LEAST_NAME > report->style.width)
			find_checks(&view, VERDICT_FAILS);
		add_group(&view, &all->advice[i]);
	}
}

const struct report_format report_match_table = { .name = "human", .file = add_file };
