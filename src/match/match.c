// SPDX-License-Identifier: Apache-2.0
// In: what a deployment asks for, and an inventory. Out: who could take it, and what is in the way of the others.
#include "match/match.h"

#include "base/arena.h"
#include "match/match_steps.h"
#include "sdl/quantity.h"

void add_reason(struct matcher *matcher, const char *requirement, const char *message)
{
	ARENA_PUSH(matcher->arena, matcher->match->reasons, matcher->match->n_reasons, matcher->match->cap_reasons) =
		(struct reason){ .requirement = requirement, .message = message };
}

void add_unknown(struct matcher *matcher, const char *what)
{
	ARENA_PUSH(matcher->arena, matcher->match->unknown, matcher->match->n_unknown,
			matcher->match->cap_unknown) = what;
}

const char *escaped_text(struct arena *arena, struct str text)
{
	struct strbuf out;

	strbuf_init(&out, arena);
	strbuf_add_escaped(&out, text);
	return out.text;
}

// For people: whole units from where three digits are enough.
const char *rounded_bytes(struct arena *arena, int64_t bytes)
{
	static const char *const units[] = { "", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei" };
	double value = (double)bytes;
	struct strbuf out;
	size_t unit = 0;

	strbuf_init(&out, arena);
	while (value >= 1024 && unit + 1 < COUNT_OF(units)) {
		value /= 1024;
		unit++;
	}
	// Rounded up: a shortage is never told too small.
	value = (double)(int64_t)(value * 10 + 0.999) / 10;
	strbuf_printf(&out, value == (double)(int64_t)value ? "%.0f%s" : "%.1f%s", value, units[unit]);
	return out.text;
}

static void match_one(struct matcher *matcher)
{
	if (matcher->provider->is_offline)
		add_reason(matcher, "online", "it is offline");
	check_attributes(matcher);
	check_capabilities(matcher);
	check_volumes(matcher);
	check_signatures(matcher);
	check_leased_ips(matcher);
	if (matcher->provider->has_nodes)
		check_nodes(matcher);
	else
		check_totals(matcher);
	check_offers(matcher);
	matcher->match->fits = matcher->match->n_reasons == 0;
}

struct matches match_all(struct arena *arena, const struct resources *resources, const struct inventory *inventory)
{
	struct match *items = arena_zalloc(arena, (resources->n_groups * inventory->n_providers + 1) * sizeof(*items));
	struct matches matches = { .items = items };

	for (size_t i = 0; i < resources->n_groups; i++) {
		struct demand demand = demand_from_group(arena, resources->groups[i]);
		bool has_home = false;

		for (size_t j = 0; j < inventory->n_providers; j++) {
			struct match *match = &items[matches.n++];
			struct matcher matcher = { arena, &demand, inventory->providers[j], match };

			match->group = resources->groups[i];
			match->provider = inventory->providers[j];
			match_one(&matcher);
			has_home |= match->fits;
		}
		matches.has_homeless |= !has_home;
	}
	return matches;
}
