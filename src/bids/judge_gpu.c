// SPDX-License-Identifier: Apache-2.0
// In: the GPUs that a bid offers for a unit. Out: which cards they are, and whether they match the request.
#include "base/arena.h"
#include "bids/judge_steps.h"
#include "catalogue/catalogue.h"

// No provider or bid has this many; it keeps hostile files from being slow.
enum { MAX_CARDS = 256, MAX_NAMED = 4 };

static struct card card_of(struct arena *arena, const struct wanted_gpu *gpu)
{
	return (struct card){ gpu->vendor, str_is(gpu->name, "*") ? STR("") : gpu->name, gpu->memory,
			      folded_interface(arena, gpu->interface) };
}

static bool agrees(struct str a, struct str b)
{
	return a.len == 0 || b.len == 0 || str_eq(a, b);
}

static struct str either(struct str a, struct str b)
{
	return a.len ? a : b;
}

// Once, of a bid or a provider.
static void add_card(struct arena *arena, struct cards *cards, struct card card)
{
	for (size_t i = 0; i < cards->n; i++)
		if (str_eq(cards->items[i].vendor, card.vendor) && str_eq(cards->items[i].model, card.model) &&
		    str_eq(cards->items[i].ram, card.ram) && str_eq(cards->items[i].interface, card.interface))
			return;
	if (cards->n < MAX_CARDS)
		ARENA_PUSH(arena, cards->items, cards->n, cards->cap) = card;
}

static void add_wanted(struct arena *arena, struct cards *cards, struct str key)
{
	struct wanted_gpu gpu;

	if (model_from_key(key, &gpu))
		ARENA_PUSH(arena, cards->items, cards->n, cards->cap) = card_of(arena, &gpu);
}

static void add_kind(struct arena *arena, struct cards *cards, const struct gpu_card_id *id)
{
	add_card(arena, cards,
		 (struct card){ id->vendor, id->name, id->memory, folded_interface(arena, id->interface) });
}

// The kinds of cards that an inventory has of the provider, free or not. Found once for all of its bids.
static const struct cards *kinds_of(struct judge *judge, const struct provider *provider)
{
	static const struct cards none = { 0 };
	struct cards *kinds = provider ? table_get(&judge->kinds, provider->owner) : NULL;

	if (!provider || kinds)
		return provider ? kinds : &none;
	kinds = arena_zalloc(judge->arena, sizeof(*kinds));
	for (size_t i = 0; i < provider->n_offers; i++)
		add_kind(judge->arena, kinds, &provider->offers[i].card);
	for (size_t i = 0; i < provider->n_nodes; i++)
		for (size_t j = 0; j < provider->nodes[i].n_cards; j++)
			add_kind(judge->arena, kinds, &provider->nodes[i].cards[j].id);
	*table_put(judge->arena, &judge->kinds, provider->owner) = kinds;
	return kinds;
}

static struct cards offered_cards(struct arena *arena, const struct offer *offer)
{
	struct cards cards = { 0 };
	struct wanted_gpu gpu;

	for (size_t i = 0; i < offer->n_gpu_keys; i++)
		if (model_from_key(offer->gpu_keys[i], &gpu))
			add_card(arena, &cards, card_of(arena, &gpu));
	if (offer->n_gpu_keys == 0)
		add_card(arena, &cards, (struct card){ .vendor = STR("nvidia") });
	return cards;
}

const struct cards *wanted_cards(struct arena *arena, const struct demand *demand)
{
	struct cards *cards = arena_zalloc(arena, (demand->n_units + 1) * sizeof(*cards));

	for (size_t i = 0; i < demand->n_units; i++) {
		const struct raw_list *raw = &demand->units[i].from->compute->gpu.raw_attributes;

		for (size_t j = 0; j < raw->n; j++)
			add_wanted(arena, &cards[i], raw->items[j]->key.text);
		for (size_t j = 0; raw->n == 0 && j < demand->units[i].n_gpu_keys; j++)
			add_wanted(arena, &cards[i], demand->units[i].gpu_keys[j]);
	}
	return cards;
}

// Each becomes the kinds that match it. One without a match can't be meant, unless it is all there
// is and names a model: then the bid is believed.
static struct cards narrowed(struct arena *arena, const struct cards *offered, const struct cards *kinds)
{
	struct cards left = { 0 };

	if (kinds->n == 0)
		return *offered;
	for (size_t i = 0; i < offered->n; i++) {
		const struct card *one = &offered->items[i];
		size_t n_before = left.n;

		for (size_t j = 0; j < kinds->n; j++) {
			const struct card *kind = &kinds->items[j];

			if (agrees(one->vendor, kind->vendor) && agrees(one->model, kind->model) &&
			    agrees(one->ram, kind->ram) && agrees(one->interface, kind->interface))
				ARENA_PUSH(arena, left.items, left.n, left.cap) =
					(struct card){ one->vendor, either(one->model, kind->model),
						       either(one->ram, kind->ram),
						       either(one->interface, kind->interface) };
		}
		if (left.n == n_before && offered->n == 1 && one->model.len)
			ARENA_PUSH(arena, left.items, left.n, left.cap) = *one;
	}
	return left;
}

static bool is_left_open(struct str wanted, struct str known)
{
	return wanted.len && known.len == 0;
}

static bool answers(const struct card *one, const struct cards *wanted, bool *is_sure)
{
	bool is_answer = false;

	*is_sure = false;
	for (size_t i = 0; i < wanted->n; i++) {
		const struct card *asked = &wanted->items[i];

		if (!str_eq(asked->vendor, one->vendor) || !agrees(asked->model, one->model) ||
		    !agrees(asked->ram, one->ram) || !agrees(asked->interface, one->interface))
			continue;
		is_answer = true;
		*is_sure |= !is_left_open(asked->model, one->model) && !is_left_open(asked->ram, one->ram) &&
			    !is_left_open(asked->interface, one->interface);
	}
	return is_answer;
}

static struct str common(const struct cards *list, size_t part)
{
	struct str first = STR("");

	for (size_t i = 0; i < list->n; i++) {
		const struct str parts[] = { list->items[i].model, list->items[i].ram, list->items[i].interface };

		if (i == 0)
			first = parts[part];
		else if (!str_eq(first, parts[part]))
			return STR("");
	}
	return first;
}

// A model with only one variant is that variant.
static void fill_from_catalogue(struct judge *judge, struct offered_gpu *gpu)
{
	const struct gpu_card *card = gpu_card_find(judge->run->settings->catalogue, gpu->model);
	const struct gpu_variant *first = NULL;
	bool has_one_ram = true, has_one_interface = true;

	for (size_t i = 0; card && i < card->n_variants; i++) {
		const struct gpu_variant *variant = &card->variants[i];
		const char *ram = arena_printf(judge->arena, "%uGi", (unsigned)variant->memory_gi);

		if (!agrees(gpu->ram, str_of(ram)) || !agrees(gpu->interface, str_of(variant->interface)))
			continue;
		first = first ? first : variant;
		has_one_ram &= variant->memory_gi == first->memory_gi;
		has_one_interface &= str_is(str_of(variant->interface), first->interface);
	}
	if (first && gpu->ram.len == 0 && has_one_ram)
		gpu->ram = str_of(arena_printf(judge->arena, "%uGi", (unsigned)first->memory_gi));
	if (first && gpu->interface.len == 0 && has_one_interface)
		gpu->interface = str_of(first->interface);
}

static void print_card(struct strbuf *out, const struct card *card)
{
	const struct str parts[] = { card->ram, card->interface };

	if (!str_is(card->vendor, "nvidia")) {
		strbuf_add_escaped(out, card->vendor);
		strbuf_putc(out, ' ');
	}
	strbuf_add_escaped(out, card->model.len ? card->model : STR("any model"));
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		strbuf_puts(out, parts[i].len ? " " : "");
		strbuf_add_escaped(out, parts[i]);
	}
}

// "rtx3090, a100 80Gi"
static void print_cards(struct strbuf *out, const struct cards *cards)
{
	for (size_t i = 0; i < cards->n && i < MAX_NAMED; i++) {
		strbuf_puts(out, i ? ", " : "");
		print_card(out, &cards->items[i]);
	}
	strbuf_puts(out, cards->n > MAX_NAMED ? ", …" : cards->n ? "" : "no readable GPU");
}

static void refuse(struct judge *judge, size_t unit, const struct cards *offered)
{
	struct strbuf text = strbuf_in(judge->arena);

	print_cards(&text, offered);
	strbuf_printf(&text, " for \"%s\"; the SDL requests ", judge->group->names[unit]);
	print_cards(&text, &judge->group->cards[unit]);
	bid_reason(judge, "gpu", "%s", text.text);
}

static void add_gpu(struct judge *judge, size_t unit, const struct offer *offer, const struct cards *cards)
{
	struct offered_gpu gpu = { common(cards, 0), common(cards, 1), common(cards, 2), 0 };

	gpu.units = offer->count && offer->gpus > UINT64_MAX / offer->count ? UINT64_MAX : offer->gpus * offer->count;
	if (gpu.model.len)
		fill_from_catalogue(judge, &gpu);
	ARENA_PUSH(judge->arena, judge->bid->gpus, judge->bid->n_gpus, judge->bid->cap_gpus) = gpu;
	note_weights(judge, unit, &gpu);
}

void judge_gpus(struct judge *judge, size_t place, const struct offer *offer)
{
	const struct wanted_unit *unit = &judge->group->demand->units[place];
	const struct cards offered = offered_cards(judge->arena, offer);
	const struct cards left = narrowed(judge->arena, &offered, kinds_of(judge, judge->bid->provider));
	struct cards answering = { 0 };
	bool is_known = true, is_sure;

	if (offer->gpus < unit->from->compute->gpu.units.value)
		bid_reason(judge, "gpu", "%llu GPU%s for each replica of \"%s\"; the SDL requests %lld",
			   (unsigned long long)offer->gpus, offer->gpus == 1 ? "" : "s", judge->group->names[place],
			   (long long)unit->gpus);
	for (size_t i = 0; i < left.n; i++) {
		bool is_answer = answers(&left.items[i], &judge->group->cards[place], &is_sure);

		if (is_answer)
			ARENA_PUSH(judge->arena, answering.items, answering.n, answering.cap) = left.items[i];
		is_known &= is_answer && is_sure;
	}
	if (answering.n == 0)
		refuse(judge, place, left.n ? &left : &offered);
	else if (!is_known || common(&left, 0).len == 0)
		judge->bid->is_gpu_unknown = true;
	add_gpu(judge, place, offer, answering.n ? &answering : &left);
}
