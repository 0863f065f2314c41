// SPDX-License-Identifier: Apache-2.0
// In: a judged bid. Out: the text of its table cells, escaped.
#include "report/bids_cells.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "catalogue/providers.h"
#include "report/money.h"

enum { MOST_REASONS = 4 };

struct str bid_name(const struct judged_bid *bid)
{
	if (bid->provider && bid->provider->name.len)
		return bid->provider->name;
	return bid->bid->provider.len ? bid->bid->provider : STR("?");
}

// "1 × rtx4090 24Gi pcie"; "?" for what is unknown.
const char *bid_gpus_cell(struct arena *arena, const struct judged_bid *bid)
{
	struct strbuf text = strbuf_in(arena);

	if (bid->is_offer_unknown)
		return "?";
	for (size_t i = 0; i < bid->n_gpus; i++) {
		const struct offered_gpu *gpu = &bid->gpus[i];
		const struct str parts[] = { gpu->ram, gpu->interface };

		strbuf_puts(&text, i ? ", " : "");
		if (gpu->units == 0) {
			strbuf_puts(&text, "none");
			continue;
		}
		strbuf_printf(&text, "%llu × ", (unsigned long long)gpu->units);
		strbuf_add_escaped(&text, gpu->model.len ? gpu->model : STR("?"));
		for (size_t j = 0; j < COUNT_OF(parts); j++) {
			strbuf_puts(&text, parts[j].len ? " " : "");
			strbuf_add_escaped(&text, parts[j]);
		}
	}
	return text.len ? text.text : "-";
}

const char *bid_hour_cell(struct arena *arena, const struct judged_bid *bid)
{
	if (bid->has_usd)
		return arena_printf(arena, "$%s", short_money(arena, bid->usd_per_hour));
	if (bid->bid->amount_text.len == 0)
		return "?";
	return arena_printf(arena, "%s per block", price_text(arena, bid->bid->amount_text, bid->bid->denom));
}

const char *bid_month_cell(struct arena *arena, const struct judged_bid *bid)
{
	return bid->has_usd ? arena_printf(arena, "$%s", short_money(arena, bid->usd_per_month)) : "?";
}

const char *bid_share_cell(struct arena *arena, const struct judged_bid *bid)
{
	if (!bid->has_share)
		return "?";
	return arena_printf(arena,
			    bid->of_ceiling < 0.1  ? "%.2g%%"
			    : bid->of_ceiling < 10 ? "%.0f%%"
						   : "%.3g%%",
			    bid->of_ceiling * 100);
}

const char *bid_notice_cell(struct arena *arena, const struct judged_bid *bid)
{
	return bid->bid->has_window ? duration_text(arena, bid->bid->window).ptr : "-";
}

const char *bid_standing_cell(struct arena *arena, const struct judged_bid *bid)
{
	struct strbuf text = strbuf_in(arena);

	if (!bid->provider)
		return "";
	strbuf_add_escaped(&text, bid->provider->region);
	if (is_audited(bid->provider))
		strbuf_puts(&text, text.len ? ", audited" : "audited");
	if (bid->provider->has_uptime)
		strbuf_printf(&text, "%sup %.4g%%", text.len ? ", " : "", bid->provider->uptime * 100);
	return text.text;
}

static bool says_all(const struct reason *reason)
{
	static const char *const requirements[] = { "deployment", "group", "state" };

	for (size_t i = 0; i < COUNT_OF(requirements); i++)
		if (str_is(str_of(reason->requirement), requirements[i]))
			return true;
	return false;
}

const char *bid_reasons_text(struct arena *arena, const struct judged_bid *bid)
{
	bool is_said = bid->n_reasons && says_all(&bid->reasons[0]);
	size_t n = is_said ? 1 : bid->n_reasons > MOST_REASONS ? MOST_REASONS : bid->n_reasons;
	struct strbuf text = strbuf_in(arena);

	for (size_t i = 0; i < n; i++)
		strbuf_printf(&text, "%s%s: %s", i ? "; " : "", bid->reasons[i].requirement, bid->reasons[i].message);
	if (!is_said && n < bid->n_reasons)
		strbuf_printf(&text, "; and %zu more", bid->n_reasons - n);
	return text.text;
}

const char *bid_notes_text(struct arena *arena, const struct judged_bid *bid)
{
	struct strbuf text = strbuf_in(arena);

	if (bid->is_offer_unknown)
		strbuf_puts(&text, "the bid does not say what it offers");
	else if (bid->is_gpu_unknown)
		strbuf_puts(&text, "the bid does not say which GPU you get");
	for (size_t i = 0; i < bid->n_notes; i++)
		strbuf_printf(&text, "%s%s", text.len ? "; " : "", bid->notes[i]);
	return text.text;
}

static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!is_lower(text.ptr[i]) && !is_digit(text.ptr[i]))
			return false;
	return text.len > 0;
}

const char *bid_lease_command(struct arena *arena, const struct judged_bid *bid)
{
	if (!is_plain(bid->bid->dseq) || !is_plain(bid->bid->provider))
		return NULL;
	return arena_printf(
		arena, "provider-services tx market lease create --dseq %.*s --gseq %lld --oseq %lld --provider %.*s",
		(int)bid->bid->dseq.len, bid->bid->dseq.ptr, (long long)bid->bid->gseq, (long long)bid->bid->oseq,
		(int)bid->bid->provider.len, bid->bid->provider.ptr);
}

bool bids_next(const struct judged_bids *all, struct bids_walk *walk)
{
	const struct judged_bid *first = &all->items[walk->next_bid];
	bool has_bids = walk->next_bid < all->n;

	walk->bids = first;
	walk->group = NULL;
	walk->n = 0;
	// A group without bids comes too.
	if (walk->next_group < all->n_groups && (!has_bids || first->bid->gseq >= 1)) {
		walk->group = &all->groups[walk->next_group++];
		has_bids = has_bids && first->group == walk->group->group;
	} else if (!has_bids) {
		return false;
	}
	while (has_bids && walk->next_bid < all->n && all->items[walk->next_bid].group == first->group) {
		walk->next_bid++;
		walk->n++;
	}
	return true;
}

const char *const *bids_remarks(struct arena *arena, const struct judged_bids *all)
{
	const char **remarks = NULL;
	size_t n = 0, cap = 0;

	if (all->is_other_version)
		ARENA_PUSH(arena, remarks, n, cap) =
			"these bids seem to be for another version of this SDL: no open bid offers the requested sizes";
	if (all->n_elsewhere)
		ARENA_PUSH(arena, remarks, n, cap) =
			arena_printf(arena, "these are the bids on deployment %s; use --dseq N for another one",
				     escaped_text(arena, all->dseq));
	if (all->has_more)
		ARENA_PUSH(arena, remarks, n, cap) =
			"the list is incomplete: get the next page, or more bids with --limit";
	for (size_t i = 0, has_usd = 0; i < all->n && !has_usd; i++) {
		has_usd = all->items[i].has_usd;
		if (has_usd)
			ARENA_PUSH(arena, remarks, n, cap) =
				arena_printf(arena,
					     "dollars assume %.1f blocks per hour, as providers do; Akash Console "
					     "shows 0.3 %% more",
					     providers.blocks_per_hour);
	}
	ARENA_PUSH(arena, remarks, n, cap) = NULL;
	return remarks;
}
