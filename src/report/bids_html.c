// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, judged. Out: a page with a table for each group.
#include "base/arena.h"
#include "report/bids_cells.h"
#include "report/formats.h"
#include "report/html.h"
#include "report/max_price.h"
#include "report/should_cost.h"

static const struct column columns[] = {
	{ "#", true },          { "provider", false }, { "GPUs", false },   { "per hour", true }, { "per month", true },
	{ "of ceiling", true }, { "notice", true },    { "status", false }, { "state", false },   { "verdict", false },
};

static void begin(struct report *report)
{
	html_begin(&report->out, "Bids");
}

static void add_verdict(struct strbuf *out, const struct judged_bid *bid)
{
	const char *notes = bid_notes_text(out->arena, bid);

	if (bid->n_reasons == 0)
		html_cell(out, "yes", "fits", notes);
	else
		html_cell(out, "no", bid_reasons_text(out->arena, bid), notes);
}

static void add_bid(struct strbuf *out, const struct judged_bid *bid)
{
	struct arena *arena = out->arena;
	const char *address = escaped_text(arena, bid->bid->provider), *name = escaped_text(arena, bid_name(bid));

	html_row_begin(out, bid->n_reasons > 0);
	html_number(out, bid->rank > 0, (double)bid->rank, bid->rank ? arena_printf(arena, "%zu", bid->rank) : "",
		    false);
	html_cell(out, "name", name, str_is(str_of(name), address) ? "" : address);
	html_cell(out, "gpus", bid_gpus_cell(arena, bid), "");
	html_number(out, bid->has_usd, bid->usd_per_hour, bid_hour_cell(arena, bid), false);
	html_number(out, bid->has_usd, bid->usd_per_month, bid_month_cell(arena, bid), false);
	html_number(out, bid->has_share, bid->of_ceiling, bid_share_cell(arena, bid), true);
	html_number(out, bid->bid->has_window, (double)bid->bid->window, bid_notice_cell(arena, bid), false);
	html_cell(out, "", bid_standing_cell(arena, bid), "");
	html_cell(out, "", escaped_text(arena, bid->bid->state), "");
	add_verdict(out, bid);
	html_row_end(out);
}

static void add_title(struct report *report, struct run *run, const char *title)
{
	const char *file = escaped_text(run->arena, str_of(run->source.name));

	html_element(&report->out, "h2", arena_printf(run->arena, "%s: %s", file, title));
}

static void add_group_title(struct report *report, struct run *run, const struct judged_group *group)
{
	struct max_price max_price = max_price_of_group(run->settings, group->group);
	struct should_cost cost = should_cost_of(run, group->group);
	const char *offers = offers_text(run->arena, &cost);
	struct strbuf summary = strbuf_in(run->arena);

	strbuf_printf(&summary, "%zu of %zu fit; the price ceiling is ", group->n_fitting, group->n_bids);
	max_price_to_text(&summary, &max_price);
	add_title(report, run, arena_printf(run->arena, "group %s", escaped_text(run->arena, group->group->name)));
	html_element(&report->out, "p", summary.text);
	if (*offers)
		html_element(&report->out, "p", offers);
}

static void add_bids(struct report *report, const struct judged_bid *bids, size_t n)
{
	struct strbuf *out = &report->out;
	const char *command = bids[0].rank ? bid_lease_command(out->arena, &bids[0]) : NULL;

	html_table_begin(out, columns, COUNT_OF(columns));
	for (size_t i = 0; i < n; i++)
		add_bid(out, &bids[i]);
	html_table_end(out);
	if (!command)
		return;
	strbuf_puts(out, "<p>To accept the first: ");
	html_element(out, "code", command);
	strbuf_puts(out, "</p>\n");
}

static void add_file(struct report *report, struct run *run)
{
	const struct judged_bids *all = report->bids;
	struct bids_walk walk = { 0 };

	while (all && bids_next(all, &walk)) {
		if (walk.group)
			add_group_title(report, run, walk.group);
		else
			add_title(report, run, "not a group of the SDL");
		if (walk.n)
			add_bids(report, walk.bids, walk.n);
	}
	strbuf_puts(&report->out, "<footer>\n");
	for (const char *const *remark = all ? bids_remarks(report->arena, all) : NULL; remark && *remark; remark++)
		html_element(&report->out, "p", *remark);
	strbuf_puts(&report->out, "</footer>\n");
}

static void end(struct report *report)
{
	html_end(&report->out);
}

const struct report_format report_bids_html = { .name = "html", .begin = begin, .file = add_file, .end = end };
