// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, judged. Out: a table for each group, best first, and what rules out the others.
#include "base/arena.h"
#include "bids/judge.h"
#include "report/bids.h"
#include "report/bids_cells.h"
#include "report/ceiling.h"
#include "report/columns.h"
#include "report/paint.h"

static const struct column fitting_columns[] = {
	{ "#", true },       { "provider", false }, { "", false },          { "GPUs", false },
	{ "an hour", true }, { "a month", true },   { "of ceiling", true }, { "notice", false },
};

static const struct column other_columns[] = {
	{ "provider", false }, { "GPUs", false }, { "an hour", true }, { "why not", false }
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
		bid_place_cell(table->arena, bid),
		bid_gpus_cell(table->arena, bid),
		bid_hour_cell(table->arena, bid),
		bid_month_cell(table->arena, bid),
		bid_share_cell(table->arena, bid),
		bid_notice_cell(table->arena, bid),
	};

	for (size_t i = 0; i < COUNT_OF(cells); i++)
		row->cells[i] = cells[i];
}

static void add_other(struct columns *table, const struct judged_bid *bid)
{
	struct row *row = columns_add(table);

	row->cells[0] = escaped_text(table->arena, bid_name(bid));
	row->cells[1] = bid_gpus_cell(table->arena, bid);
	row->cells[2] = bid_hour_cell(table->arena, bid);
	row->cells[3] = bid_reasons_cell(table->arena, bid);
}

static void add_title(struct report *report, struct run *run, const char *group, const char *rest)
{
	struct strbuf *out = &report->out;

	paint_on(out, report->has_color ? PAINT_BOLD : NULL);
	strbuf_add_escaped(out, str_of(run->source.name));
	strbuf_puts(out, group);
	paint_off(out, report->has_color ? PAINT_BOLD : NULL);
	strbuf_puts(out, rest);
}

static void add_group_title(struct report *report, struct run *run, const struct judged_group *group)
{
	struct ceiling sum = { 0 };
	struct strbuf rest;

	for (size_t i = 0; i < group->group->n_units; i++)
		for (size_t j = 0; j < group->group->units[i]->n_leaves; j++) {
			struct ceiling ceiling =
				ceiling_of(run->arena, run->settings, group->group->units[i]->leaves[j]);

			ceiling_add(&sum, &ceiling);
		}
	strbuf_init(&rest, run->arena);
	strbuf_printf(&rest, ": %zu of %zu bid%s fit%s; the ceiling is ", group->n_fitting, group->n_bids,
		      group->n_bids == 1 ? "" : "s", group->n_bids == 1 && group->n_fitting == 1 ? "s" : "");
	ceiling_to_text(&rest, &sum);
	strbuf_putc(&rest, '\n');
	add_title(report, run, arena_printf(run->arena, ": group %s", escaped_text(run->arena, group->group->name)),
		  rest.text);
}

// What there is to know about the bids that fit, once for all of which it is true.
static void add_notes(struct report *report, const struct judged_bid *bids, size_t n)
{
	for (size_t i = 0; i < n && bids[i].rank; i++) {
		const char *notes = bid_notes_cell(report->arena, &bids[i]);

		if (*notes)
			strbuf_printf(&report->out, "  %zu: %s\n", bids[i].rank, notes);
	}
	if (n && bids[0].rank && bid_lease_command(report->arena, &bids[0]))
		strbuf_printf(&report->out, "  take the first: %s\n", bid_lease_command(report->arena, &bids[0]));
}

static void add_tables(struct report *report, struct run *run, const struct judged_bid *bids, size_t n)
{
	struct columns fitting = { .arena = run->arena,
				   .columns = fitting_columns,
				   .n_columns = COUNT_OF(fitting_columns) };
	struct columns others = { .arena = run->arena, .columns = other_columns, .n_columns = COUNT_OF(other_columns) };

	for (size_t i = 0; i < n; i++)
		if (bids[i].rank)
			add_fitting(&fitting, &bids[i]);
		else
			add_other(&others, &bids[i]);
	if (fitting.n_rows)
		columns_to_text(&report->out, &fitting, 2, report->has_color);
	add_notes(report, bids, n);
	if (others.n_rows) {
		strbuf_puts(&report->out, fitting.n_rows ? "\n" : "");
		columns_to_text(&report->out, &others, 2, report->has_color);
	}
}

static void explain(struct report *report, const struct judged_bid *bid)
{
	struct strbuf *out = &report->out;
	struct arena *arena = report->arena;
	const char *notes = bid_notes_cell(arena, bid);

	strbuf_printf(out, "  %s %s: ", escaped_text(arena, bid_name(bid)), bid_place_cell(arena, bid));
	if (bid->rank)
		strbuf_printf(out, "fits, rank %zu\n", bid->rank);
	else
		strbuf_puts(out, "does not fit\n");
	strbuf_printf(out, "    offers %s for %s an hour, %s a month, %s of the ceiling; notice %s\n",
		      bid_gpus_cell(arena, bid), bid_hour_cell(arena, bid), bid_month_cell(arena, bid),
		      bid_share_cell(arena, bid), bid_notice_cell(arena, bid));
	for (size_t i = 0; i < bid->n_reasons; i++)
		strbuf_printf(out, "    %s: %s\n", bid->reasons[i].requirement, bid->reasons[i].message);
	if (*notes)
		strbuf_printf(out, "    %s\n", notes);
	if (bid->rank && bid_lease_command(arena, bid))
		strbuf_printf(out, "    take it: %s\n", bid_lease_command(arena, bid));
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

// What holds for all of them.
static void add_foot(struct report *report, const struct judged_bids *all)
{
	struct strbuf *out = &report->out;

	if (all->is_other_version)
		strbuf_puts(out, "these bids are for another version of this SDL: every open one differs from it in "
				 "the same size\n");
	if (all->n_elsewhere)
		strbuf_printf(out, "judged is deployment %s, the newest in the file; --dseq N judges another\n",
			      escaped_text(report->arena, all->dseq));
	if (all->has_more)
		strbuf_puts(out, "the list goes on: ask for the next page, or for more bids on one (--limit 500)\n");
	strbuf_puts(out, "dollars are at 588.5 blocks an hour, as providers count; Akash Console shows 0.3 % more\n");
}

static void add_file(struct report *report, struct run *run)
{
	const struct judged_bids *all = report->bids;
	size_t at = 0, from;

	if (!all)
		return;
	for (size_t i = 0; i < all->n_groups; i++) {
		// Bids on groups that the SDL does not have come before and after.
		while (at < all->n && all->items[at].bid->gseq < (int64_t)i + 1)
			at++;
		for (from = at; at < all->n && all->items[at].bid->gseq == (int64_t)i + 1;)
			at++;
		add_group_title(report, run, &all->groups[i]);
		add_bids(report, run, all->items + from, at - from);
	}
	for (at = 0; at < all->n && !all->items[at].group;)
		at++;
	if (at) {
		add_title(report, run, ": no group of the SDL", ":\n");
		add_bids(report, run, all->items, at);
	}
	for (from = all->n; from > at && !all->items[from - 1].group;)
		from--;
	if (from < all->n) {
		add_title(report, run, ": no group of the SDL", ":\n");
		add_bids(report, run, all->items + from, all->n - from);
	}
	add_foot(report, all);
}

const struct report_format report_bids_table = { .name = "table", .file = add_file };
