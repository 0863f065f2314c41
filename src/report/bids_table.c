// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, judged. Out: a table for each group, best first, and what rules out the others.
#include "base/arena.h"
#include "bids/judged_bids.h"
#include "report/bids_cells.h"
#include "report/columns.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/max_price.h"
#include "report/should_cost.h"
#include "report/style.h"

enum { INDENT = 2, DEEP = 4, STANDING = 7 };

static const struct column fitting_columns[] = {
	{ "#", true },         { "provider", false },  { "GPUs", false },   { "per hour", true },
	{ "per month", true }, { "of ceiling", true }, { "notice", false }, { "status", false },
};

static const struct column other_columns[] = {
	{ "provider", false },
	{ "GPUs", false },
	{ "per hour", true },
	{ "why not", false },
};

static bool is_explained(const struct report *report, const struct judged_bid *bid)
{
	return report->explained &&
	       (str_is(bid->bid->provider, report->explained) || str_is(bid_name(bid), report->explained));
}

static void add_fitting(struct columns *table, const struct judged_bid *bid)
{
	struct row *row = columns_add(table);
	const char *const cells[] = {
		arena_printf(table->arena, "%zu", bid->rank),
		escaped_text(table->arena, bid_name(bid)),
		bid_gpus_cell(table->arena, bid),
		bid_hour_cell(table->arena, bid),
		bid_month_cell(table->arena, bid),
		bid_share_cell(table->arena, bid),
		bid_notice_cell(table->arena, bid),
		bid_standing_cell(table->arena, bid),
	};

	for (size_t i = 0; i < COUNT_OF(cells); i++)
		row->cells[i] = cells[i];
	// Without an inventory there is nothing to show.
	if (*cells[STANDING])
		table->n_columns = COUNT_OF(cells);
}

static void add_other(struct columns *table, const struct judged_bid *bid)
{
	struct row *row = columns_add(table);

	row->cells[0] = escaped_text(table->arena, bid_name(bid));
	row->cells[1] = bid_gpus_cell(table->arena, bid);
	row->cells[2] = bid_hour_cell(table->arena, bid);
	row->cells[3] = bid_reasons_text(table->arena, bid);
}

static void add_title(struct report *report, struct run *run, const char *group)
{
	const char *name = escaped_text(run->arena, str_of(run->source.name));

	add_lines(&report->out, &report->style, 0, DEEP, PAINT_BOLD, arena_printf(run->arena, "%s: %s", name, group));
}

static void add_line(struct report *report, size_t indent, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void add_line(struct report *report, size_t indent, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_lines(&report->out, &report->style, indent, indent + INDENT, NULL,
		  arena_vprintf(report->arena, format, args));
	va_end(args);
}

static void add_group_title(struct report *report, struct run *run, const struct judged_group *group)
{
	struct max_price max_price = max_price_of_group(run->settings, group->group);
	struct should_cost cost = should_cost_of(run, group->group);
	const char *offers = offers_text(run->arena, &cost);
	struct strbuf title = strbuf_in(run->arena);

	strbuf_puts(&title, "group ");
	strbuf_add_escaped(&title, group->group->name);
	if (group->n_bids)
		strbuf_printf(&title, ": %zu of %zu bid%s fit%s", group->n_fitting, group->n_bids,
			      group->n_bids == 1 ? "" : "s", group->n_bids == 1 ? "s" : "");
	else
		strbuf_puts(&title, ": no bids");
	strbuf_puts(&title, "; the price ceiling is ");
	max_price_to_text(&title, &max_price);
	add_title(report, run, title.text);
	if (*offers)
		add_line(report, INDENT, "%s", offers);
}

// The command stays on one line, to be copied.
static void add_command(struct report *report, size_t indent, const char *what, const struct judged_bid *bid)
{
	const char *command = bid_lease_command(report->arena, bid);

	if (command)
		strbuf_printf(&report->out, "%*s%s:\n%*s%s\n", (int)indent, "", what, (int)indent + INDENT, "",
			      command);
}

// "1-3: …": once where bids that follow each other have the same.
static void add_notes(struct report *report, const struct judged_bid *bids, size_t n)
{
	for (size_t i = 0, next; i < n && bids[i].rank; i = next) {
		const char *notes = bid_notes_text(report->arena, &bids[i]);

		for (next = i + 1; next < n && bids[next].rank; next++)
			if (!str_is(str_of(notes), bid_notes_text(report->arena, &bids[next])))
				break;
		if (*notes && next > i + 1)
			add_line(report, INDENT, "%zu-%zu: %s", bids[i].rank, bids[next - 1].rank, notes);
		else if (*notes)
			add_line(report, INDENT, "%zu: %s", bids[i].rank, notes);
	}
	if (n && bids[0].rank)
		add_command(report, INDENT, "to accept the first", &bids[0]);
}

static void add_tables(struct report *report, struct run *run, const struct judged_bid *bids, size_t n)
{
	struct columns fitting = { .arena = run->arena, .columns = fitting_columns, .n_columns = STANDING };
	struct columns others = { .arena = run->arena, .columns = other_columns, .n_columns = COUNT_OF(other_columns) };

	for (size_t i = 0; i < n; i++)
		if (bids[i].rank)
			add_fitting(&fitting, &bids[i]);
		else
			add_other(&others, &bids[i]);
	if (fitting.n_rows)
		columns_to_text(&report->out, &fitting, INDENT, &report->style);
	add_notes(report, bids, n);
	strbuf_puts(&report->out, fitting.n_rows && others.n_rows ? "\n" : "");
	if (others.n_rows)
		columns_to_text(&report->out, &others, INDENT, &report->style);
}

static void explain(struct report *report, const struct judged_bid *bid)
{
	struct arena *arena = report->arena;
	const char *notes = bid_notes_text(arena, bid), *standing = bid_standing_cell(arena, bid);

	if (bid->rank)
		add_line(report, INDENT, "%s: fits, rank %zu", escaped_text(arena, bid_name(bid)), bid->rank);
	else
		add_line(report, INDENT, "%s: does not fit", escaped_text(arena, bid_name(bid)));
	add_line(report, DEEP, "GPUs %s; %s per hour, %s per month, %s of the ceiling; notice %s%s%s",
		 bid_gpus_cell(arena, bid), bid_hour_cell(arena, bid), bid_month_cell(arena, bid),
		 bid_share_cell(arena, bid), bid_notice_cell(arena, bid), *standing ? "; " : "", standing);
	for (size_t i = 0; i < bid->n_reasons; i++)
		add_line(report, DEEP, "%s: %s", bid->reasons[i].requirement, bid->reasons[i].message);
	if (*notes)
		add_line(report, DEEP, "%s", notes);
	if (bid->rank)
		add_command(report, DEEP, "to accept it", bid);
}

static bool has_explained(const struct report *report, const struct judged_bid *bids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_explained(report, &bids[i]))
			return true;
	return !report->explained;
}

static void add_bids(struct report *report, struct run *run, const struct judged_bid *bids, size_t n)
{
	for (size_t i = 0; i < n && report->explained; i++)
		if (is_explained(report, &bids[i]))
			explain(report, &bids[i]);
	if (!report->explained)
		add_tables(report, run, bids, n);
	strbuf_putc(&report->out, '\n');
}

static void add_file(struct report *report, struct run *run)
{
	const struct judged_bids *all = report->bids;
	struct bids_walk walk = { 0 };
	size_t from = report->out.len;

	while (all && bids_next(all, &walk)) {
		if (!has_explained(report, walk.bids, walk.n))
			continue;
		if (walk.group)
			add_group_title(report, run, walk.group);
		else
			add_title(report, run, "not a group of the SDL");
		add_bids(report, run, walk.bids, walk.n);
	}
	for (const char *const *remark = all ? bids_remarks(report->arena, all) : NULL; remark && *remark; remark++)
		add_line(report, 0, "%s", *remark);
	disarm(&report->out, from, DISARMED_TEXT);
}

const struct report_format report_bids_table = { .name = "human", .file = add_file };
