// SPDX-License-Identifier: Apache-2.0
// In: a demand, and a provider's totals. Out: what can't fit, whatever the nodes are like.
#include "base/arena.h"
#include "match/match_steps.h"
#include "sdl/quantity.h"

static int64_t capped_add(int64_t a, int64_t b)
{
	return a > INT64_MAX - b ? INT64_MAX : a + b;
}

static int64_t capped_mul(int64_t a, uint32_t n)
{
	return n && a > INT64_MAX / n ? INT64_MAX : a * n;
}

static const char *cpu_text(struct arena *arena, int64_t milli)
{
	struct strbuf out = strbuf_in(arena);

	cpu_to_text(&out, (uint64_t)milli);
	return out.text;
}

void check_totals(struct matcher *matcher)
{
	const struct provider *provider = matcher->provider;
	int64_t cpu = 0, memory = 0, gpus = 0, storage = 0;
	struct arena *arena = matcher->arena;

	add_unknown(matcher, "nodes");
	for (size_t i = 0; i < matcher->demand->n_units; i++) {
		const struct wanted_unit *unit = &matcher->demand->units[i];

		cpu = capped_add(cpu, capped_mul(unit->cpu, unit->count));
		memory = capped_add(memory, capped_mul(unit->memory, unit->count));
		gpus = capped_add(gpus, capped_mul(unit->gpus, unit->count));
		for (size_t j = 0; j < unit->n_volumes; j++)
			if (unit->volumes[j].kind != VOLUME_RAM)
				storage = capped_add(storage, capped_mul(unit->volumes[j].size, unit->count));
	}
	if (provider->cpu.is_known && provider->cpu.free < cpu && fails(matcher))
		add_reason(matcher, "cpu",
			   arena_printf(arena, "CPU short by %s", cpu_text(arena, cpu - provider->cpu.free)));
	if (provider->gpu.is_known && provider->gpu.free < gpus && fails(matcher))
		add_reason(matcher, "gpu",
			   arena_printf(arena, "GPUs short by %lld", (long long)(gpus - provider->gpu.free)));
	if (provider->memory.is_known && provider->memory.free < memory && fails(matcher))
		add_reason(matcher, "memory",
			   arena_printf(arena, "memory short by %s",
					rounded_bytes(arena, memory - provider->memory.free)));
	if (provider->storage.is_known && provider->storage.free < storage && fails(matcher))
		add_reason(matcher, "storage",
			   arena_printf(arena, "storage short by %s",
					rounded_bytes(arena, storage - provider->storage.free)));
}

// If the nodes list models, these add nothing.
static bool needs_offers(const struct matcher *matcher)
{
	const struct provider *provider = matcher->provider;

	for (size_t i = 0; i < provider->n_nodes; i++)
		if (!provider->nodes[i].has_models && provider->nodes[i].gpu.free > 0)
			return true;
	return !provider->has_nodes;
}

// Only those of one vendor can be requested.
static struct gpu_card_id card_of(const struct gpu_offer *offer)
{
	struct gpu_card_id card = offer->card;

	if (card.vendor.len == 0)
		card.vendor = STR("nvidia");
	return card;
}

static bool is_as_asked(const struct wanted_unit *unit, const struct gpu_card_id *card)
{
	const struct wanted_gpu *model = model_for_card(unit->models, unit->n_models, card);

	return model && model_matches(model, card);
}

static const char *unlike_text(struct arena *arena, const struct provider *provider, const struct wanted_unit *unit)
{
	struct gpu_card_id *cards = arena_alloc(arena, (provider->n_offers + 1) * sizeof(*cards));
	struct unlike unlike = { .n_names = 0 };
	struct strbuf out;

	if (provider->n_offers == 0)
		return "it has no GPU";
	out = strbuf_in(arena);
	for (size_t i = 0; i < provider->n_offers; i++) {
		cards[i] = card_of(&provider->offers[i]);
		if (is_as_asked(unit, &cards[i]))
			return "none of the requested GPUs is free";
		unlike_see(&unlike, unit, &cards[i]);
	}
	unlike_to_text(&out, &unlike);
	return out.text;
}

// GPUs for one unit, on any node. One that is not counted is taken to be enough.
static int64_t n_offered(const struct provider *provider, const struct wanted_unit *unit)
{
	int64_t n = 0;

	for (size_t i = 0; i < provider->n_offers; i++) {
		const struct gpu_offer *offer = &provider->offers[i];
		const struct gpu_card_id card = card_of(offer);

		if (is_as_asked(unit, &card))
			n = capped_add(n, offer->units.is_known ? offer->units.free : INT64_MAX);
	}
	return n;
}

void check_offers(struct matcher *matcher)
{
	bool is_unknown = false;

	if (!needs_offers(matcher))
		return;
	for (size_t i = 0; i < matcher->demand->n_units; i++) {
		const struct wanted_unit *unit = &matcher->demand->units[i];
		int64_t wanted = capped_mul(unit->gpus, unit->count), offered;

		is_unknown |= wanted && !matcher->provider->has_offers;
		if (!wanted || !matcher->provider->has_offers)
			continue;
		offered = unit->has_bad_key ? 0 : n_offered(matcher->provider, unit);
		if (offered >= wanted || !fails(matcher))
			continue;
		if (offered == 0)
			add_reason(matcher, "gpu", unlike_text(matcher->arena, matcher->provider, unit));
		else
			add_reason(matcher, "gpu",
				   arena_printf(matcher->arena, "%lld of %lld requested GPUs are free",
						(long long)offered, (long long)wanted));
	}
	if (is_unknown)
		add_unknown(matcher, "gpu-models");
}
