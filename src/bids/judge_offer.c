// SPDX-License-Identifier: Apache-2.0
// In: what a bid offers, and what its group requests. Out: reasons if it is less, or something else.
#include <string.h>

#include "base/arena.h"
#include "bids/judge_steps.h"

static const char *print(struct arena *arena, void (*add)(struct strbuf *, uint64_t), uint64_t value)
{
	struct strbuf text = strbuf_in(arena);

	add(&text, value);
	return text.text;
}

static const struct offered_volume *volume_named(const struct offer *offer, struct str name)
{
	for (size_t i = 0; i < offer->n_volumes; i++)
		if (str_eq(offer->volumes[i].name, name))
			return &offer->volumes[i];
	return NULL;
}

static void judge_volume(struct judge *judge, const struct wanted_volume *wanted, const struct offer *offer,
			 const char *unit)
{
	struct str name = wanted->from->name;
	const struct offered_volume *offered = volume_named(offer, name);

	if (!offered) {
		bid_reason(judge, "storage", "offers no volume %s for \"%s\"", quoted(judge->run, name), unit);
		return;
	}
	if (offered->size < wanted->from->size.value)
		bid_reason(judge, "storage", "%s for volume %s of \"%s\"; the SDL requests %s",
			   print(judge->arena, bytes_to_text, offered->size), quoted(judge->run, name), unit,
			   print(judge->arena, bytes_to_text, wanted->from->size.value));
	if (wanted->class_name.len && !str_eq(offered->class_name, wanted->class_name))
		bid_reason(judge, "storage", "class %s for volume %s of \"%s\"; the SDL requests %s",
			   quoted(judge->run, offered->class_name), quoted(judge->run, name), unit,
			   quoted(judge->run, wanted->class_name));
}

static void judge_unit(struct judge *judge, size_t place, const struct offer *offer)
{
	const struct wanted_unit *unit = &judge->group->demand->units[place];
	const char *name = judge->group->names[place];
	const struct sdl_compute *compute = unit->from->compute;

	if (offer->count != unit->count)
		bid_reason(judge, "resources", "count %llu for \"%s\"; the SDL requests %u replica%s",
			   (unsigned long long)offer->count, name, (unsigned)unit->count, unit->count == 1 ? "" : "s");
	if (offer->cpu < compute->cpu.units.value)
		bid_reason(judge, "cpu", "%s CPU for \"%s\"; the SDL requests %s",
			   print(judge->arena, cpu_to_text, offer->cpu), name,
			   print(judge->arena, cpu_to_text, compute->cpu.units.value));
	if (offer->memory < compute->memory.size.value)
		bid_reason(judge, "memory", "%s of memory for \"%s\"; the SDL requests %s",
			   print(judge->arena, bytes_to_text, offer->memory), name,
			   print(judge->arena, bytes_to_text, compute->memory.size.value));
	for (size_t i = 0; i < unit->n_volumes; i++)
		judge_volume(judge, &unit->volumes[i], offer, name);
	if (unit->gpus)
		judge_gpus(judge, place, offer);
}

// By its id; where no offer has one, they are in the group's order.
static size_t unit_of(const struct judge *judge, size_t place)
{
	const struct bid *bid = judge->bid->bid;

	if (!bid->has_ids)
		return place;
	return bid->offers[place].id - 1 < SIZE_MAX ? (size_t)(bid->offers[place].id - 1) : SIZE_MAX;
}

// Which offer is for which unit. Of two for one the first counts.
static void find_offers(struct judge *judge)
{
	const struct bid *bid = judge->bid->bid;
	size_t n_units = judge->group->demand->n_units;

	memset(judge->offers, 0, (n_units + 1) * sizeof(*judge->offers));
	for (size_t i = 0; i < bid->n_offers; i++) {
		size_t unit = unit_of(judge, i);
		unsigned long long number = bid->has_ids ? bid->offers[i].id : i + 1;

		if (unit >= n_units)
			bid_reason(judge, "resources", "offers resources %llu, which the SDL does not have", number);
		else if (judge->offers[unit])
			bid_reason(judge, "resources", "offers resources %llu twice", number);
		else
			judge->offers[unit] = &bid->offers[i];
	}
}

void judge_offer(struct judge *judge)
{
	if (judge->bid->bid->n_offers == 0) {
		judge->bid->is_offer_unknown = true;
		return;
	}
	if (!judge->group)
		return;
	find_offers(judge);
	for (size_t i = 0; i < judge->group->demand->n_units; i++)
		if (judge->offers[i])
			judge_unit(judge, i, judge->offers[i]);
		else
			bid_reason(judge, "resources", "offers nothing for \"%s\" (resources %u)",
				   judge->group->names[i], (unsigned)judge->group->demand->units[i].from->id);
}
