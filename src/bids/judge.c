// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, and its SDL. Out: which of them fit, and why the others don't.
#include "bids/judge.h"

#include "base/arena.h"
#include "bids/judge_steps.h"
#include "match/match_steps.h"
#include "sdl/duration.h"

static const char *name_of(struct arena *arena, const struct resource_unit *unit)
{
	struct strbuf name = strbuf_in(arena);

	for (size_t i = 0; i < unit->n_assignments; i++) {
		strbuf_puts(&name, i ? ", " : "");
		strbuf_add_escaped(&name, unit->assignments[i]->service->entry.name);
	}
	return name.text;
}

static struct bid_number number_from_text(struct str text)
{
	while (text.len > 1 && text.ptr[0] == '0')
		text = str_slice(text, 1, text.len);
	return (struct bid_number){ text };
}

// A deployment is an owner and a number; the newest is the one with the newest bid. The rest keeps the answer from
// depending on the order of the file.
static bool is_newer(const struct bid *a, const struct bid *b)
{
	int order = number_cmp(a->created_at, b->created_at);

	order = order ? order : number_cmp(a->dseq_number, b->dseq_number);
	order = order ? order : str_cmp(a->dseq, b->dseq);
	return (order ? order : str_cmp(a->owner, b->owner)) > 0;
}

static bool has_dseq(const struct bid *bid, const char *dseq)
{
	return number_cmp(bid->dseq_number, number_from_text(str_of(dseq))) == 0;
}

static void choose_deployment(struct judged_bids *all, const struct bid_list *list, const char *dseq)
{
	const struct bid *newest = NULL;

	for (size_t i = 0; i < list->n; i++)
		if ((!dseq || has_dseq(&list->items[i], dseq)) && (!newest || is_newer(&list->items[i], newest)))
			newest = &list->items[i];
	all->owner = newest ? newest->owner : STR("");
	all->dseq = newest ? newest->dseq : str_of(dseq ? dseq : "");
}

static void judge_deployment(struct judge *judge)
{
	const struct bid *bid = judge->bid->bid;

	if (!str_eq(bid->dseq, judge->all->dseq))
		bid_reason(judge, "deployment", "for deployment %s, not %s", quoted(judge->run, bid->dseq),
			   quoted(judge->run, judge->all->dseq));
	else if (!str_eq(bid->owner, judge->all->owner))
		bid_reason(judge, "deployment", "for deployment %s of another owner, %s", quoted(judge->run, bid->dseq),
			   quoted(judge->run, bid->owner));
}

static void judge_group_number(struct judge *judge)
{
	if (!judge->group)
		bid_reason(judge, "group", "for group %lld (gseq), but the SDL has %zu",
			   (long long)judge->bid->bid->gseq, judge->all->n_groups);
}

static void judge_state(struct judge *judge)
{
	struct str state = judge->bid->bid->state;

	if (str_is(state, "active"))
		bid_reason(judge, "state", "active: it already has a lease");
	else if (str_is(state, "lost"))
		bid_reason(judge, "state", "lost: another bid on this order has the lease");
	else if (str_is(state, "closed"))
		bid_reason(judge, "state", "closed: withdrawn, timed out, or its lease has ended");
	else if (state.len == 0)
		bid_reason(judge, "state", "no state");
	else if (!str_is(state, "open"))
		bid_reason(judge, "state", "state %s, not \"open\"", quoted(judge->run, state));
}

static const char *notice_text(struct arena *arena, int64_t nanoseconds)
{
	struct strbuf text = strbuf_in(arena);

	duration_to_text(&text, nanoseconds);
	return text.text;
}

static void judge_window(struct judge *judge)
{
	const struct bid *bid = judge->bid->bid;

	if (judge->min_window == 0 || (bid->has_window && bid->window >= judge->min_window))
		return;
	if (!bid->has_window)
		bid_reason(judge, "reclamation",
			   "no notice before the provider reclaims the lease; the SDL requires %s",
			   notice_text(judge->arena, judge->min_window));
	else
		bid_reason(judge, "reclamation", "notice of %s; the SDL requires %s",
			   notice_text(judge->arena, bid->window), notice_text(judge->arena, judge->min_window));
}

// Without an inventory the attributes are taken to match: the chain checked them when the bid was made.
static void judge_provider(struct judge *judge)
{
	struct match match = { 0 };
	struct matcher matcher = { .arena = judge->arena, .provider = judge->bid->provider, .match = &match };

	if (!matcher.provider)
		return;
	if (matcher.provider->is_offline)
		bid_reason(judge, "online", "the provider is offline");
	if (!judge->group)
		return;
	matcher.demand = judge->group->demand;
	check_attributes(&matcher);
	check_signatures(&matcher);
	for (size_t i = 0; i < match.n_reasons; i++)
		bid_reason(judge, match.reasons[i].requirement, "%s", match.reasons[i].message);
}

static void judge_audit(struct judge *judge)
{
	if (judge->choice->needs_audit && !is_audited(judge->bid->provider))
		bid_reason(judge, "audited", "the provider is not audited, but --audited is given");
}

static void (*const steps[])(struct judge *judge) = {
	judge_deployment, judge_group_number, judge_state,  judge_price, judge_offer,
	judge_window,     judge_provider,     judge_policy, judge_model, judge_audit,
};

static void judge_one(struct judge *judge, const struct bid *bid)
{
	const struct inventory *inventory = judge->run->settings->inventory;
	struct judged_group *group = NULL;

	*judge->bid = (struct judged_bid){ .bid = bid };
	if (bid->gseq >= 1 && (uint64_t)bid->gseq <= judge->all->n_groups)
		group = &judge->all->groups[bid->gseq - 1];
	judge->group = group;
	judge->bid->group = group ? group->group : NULL;
	if (inventory && bid->provider.len)
		judge->bid->provider = table_get(&inventory->by_owner, bid->provider);
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		steps[i](judge);
	if (group) {
		group->n_bids++;
		group->n_fitting += judge->bid->n_reasons == 0;
	}
}

static void add_group(struct run *run, const struct resource_group *from, struct judged_group *group)
{
	struct demand *demand = arena_alloc(run->arena, sizeof(*demand));

	*demand = demand_from_group(run->arena, from);
	*group = (struct judged_group){ .group = from, .demand = demand, .has_ceiling = true };
	group->cards = wanted_cards(run->arena, demand);
	group->needs = engine_needs(run, demand);
	group->names = arena_alloc(run->arena, (from->n_units + 1) * sizeof(*group->names));
	for (size_t i = 0; i < from->n_units; i++) {
		struct amount price;

		group->names[i] = name_of(run->arena, from->units[i]);
		group->has_ceiling =
			group->has_ceiling &&
			amount_mul_u32(&from->units[i]->price->amount.value, from->units[i]->count, &price) &&
			amount_add(&group->ceiling, &price, &group->ceiling);
	}
}

// Bits of the sizes in which a bid differs from the SDL.
static unsigned sizes_of(const struct judged_bid *bid)
{
	static const char *const sizes[] = { "resources", "cpu", "memory", "storage" };
	unsigned found = 0;

	for (size_t i = 0; i < bid->n_reasons; i++)
		for (size_t j = 0; j < COUNT_OF(sizes); j++)
			found |= (unsigned)str_is(str_of(bid->reasons[i].requirement), sizes[j]) << j;
	return found;
}

static void look_for_other_version(struct judged_bids *all)
{
	unsigned common = ~0u;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct judged_bid *bid = &all->items[i];

		if (!str_is(bid->bid->state, "open") || !bid->group || !str_eq(bid->bid->dseq, all->dseq) ||
		    !str_eq(bid->bid->owner, all->owner))
			continue;
		common &= sizes_of(bid);
		n++;
	}
	all->is_other_version = n > 0 && common != 0;
}

struct judged_bids bids_judge(struct run *run, const struct bid_list *list, const struct bid_choice *choice)
{
	struct resources resources = resources_from_sdl(run->arena, run->sdl);
	struct judged_bids all = { .n = list->n, .has_more = list->has_more, .n_groups = resources.n_groups };
	struct judge judge = { .run = run, .arena = run->arena, .choice = choice, .all = &all };
	size_t n_units = 0;

	if (run->sdl->has_reclamation)
		duration_from_str(run->sdl->min_window.text, &judge.min_window);
	all.items = arena_alloc(run->arena, (list->n + 1) * sizeof(*all.items));
	all.groups = arena_alloc(run->arena, (resources.n_groups + 1) * sizeof(*all.groups));
	for (size_t i = 0; i < resources.n_groups; i++) {
		add_group(run, resources.groups[i], &all.groups[i]);
		n_units = all.groups[i].demand->n_units > n_units ? all.groups[i].demand->n_units : n_units;
	}
	judge.offers = arena_alloc(run->arena, (n_units + 1) * sizeof(*judge.offers));
	choose_deployment(&all, list, choice->dseq);
	for (size_t i = 0; i < list->n; i++) {
		judge.bid = &all.items[i];
		judge_one(&judge, &list->items[i]);
		all.n_elsewhere += !str_eq(list->items[i].dseq, all.dseq) || !str_eq(list->items[i].owner, all.owner);
	}
	look_for_other_version(&all);
	bids_rank(&all, choice);
	return all;
}
