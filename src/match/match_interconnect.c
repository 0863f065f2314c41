// SPDX-License-Identifier: Apache-2.0
// In: a demand whose GPUs are joined across nodes, and a provider. Out: whether enough of its nodes can take part.

#include "base/arena.h"
#include "match/interconnect.h"
#include "match/match_steps.h"
#include "sdl/name.h"

// Prefixes of network cards: real nodes have one or two.
enum { MAX_NAMED = 8 };

static bool is_told(const struct provider *provider)
{
	for (size_t i = 0; i < provider->n_nodes; i++)
		if (!provider->nodes[i].has_interconnect)
			return false;
	return provider->has_nodes;
}

// A provider does not bid on a name that is not a valid label.
void check_interconnect(struct matcher *matcher)
{
	bool is_wanted = false;

	for (size_t i = 0; i < matcher->demand->n_units; i++) {
		struct str group = matcher->demand->units[i].interconnect;

		is_wanted |= group.len > 0;
		if (group.len && !is_label_value(group) && fails(matcher))
			add_reason(matcher, "gpu-interconnect",
				   arena_printf(matcher->arena,
						"invalid interconnect group \"%s\": "
						"use only letters, digits, \"-\", \"_\" and \".\", at most 63",
						escaped_text(matcher->arena, group)));
	}
	if (is_wanted && !is_told(matcher->provider))
		add_unknown(matcher, "gpu-interconnect");
}

static const char *interconnect_text(struct arena *arena, const struct node *node)
{
	const struct interconnect *own = &node->interconnect;
	struct strbuf out = strbuf_in(arena);

	strbuf_add_escaped(&out, node->name);
	strbuf_puts(&out, " (");
	strbuf_add_escaped(&out, own->fabric);
	strbuf_puts(&out, " as ");
	strbuf_add_escaped(&out, own->resource_name);
	for (size_t i = 0; i < own->n_prefixes && i < MAX_NAMED; i++) {
		strbuf_puts(&out, i ? ", " : " on ");
		strbuf_add_escaped(&out, own->prefixes[i]);
	}
	strbuf_puts(&out, own->n_prefixes > MAX_NAMED ? " …)" : ")");
	return out.text;
}

static void add_other_kind(struct matcher *matcher)
{
	const struct packing *packing = matcher->packing;
	const struct unit_state *state = &packing->units[packing->stuck];

	add_reason(matcher, "gpu-interconnect",
		   arena_printf(matcher->arena,
				"all replicas of a service need the same interconnect, and the provider stops "
				"at %s, which differs from %s",
				interconnect_text(matcher->arena, packing->other_kind),
				interconnect_text(matcher->arena, &packing->provider->nodes[state->first_node])));
}

// Whatever else they lack.
static void check_enough_nodes(struct matcher *matcher)
{
	const struct demand *demand = matcher->demand;
	struct str group = demand->units[matcher->packing->stuck].interconnect;
	size_t n = 0;
	uint64_t n_wanted = 0;

	if (group.len == 0)
		return;
	for (size_t i = 0; i < demand->n_units; i++)
		n_wanted += str_eq(demand->units[i].interconnect, group) ? demand->units[i].count : 0;
	for (size_t i = 0; i < matcher->provider->n_nodes; i++)
		n += node_has_interconnect(&matcher->provider->nodes[i], demand->fabric);
	if (n < n_wanted)
		add_reason(matcher, "gpu-interconnect",
			   arena_printf(matcher->arena,
					"%zu of its nodes %s the interconnect, and %llu replicas need one each", n,
					n == 1 ? "has" : "have", (unsigned long long)n_wanted));
}

void explain_interconnect(struct matcher *matcher)
{
	if (matcher->packing->other_kind)
		add_other_kind(matcher);
	else if (matcher->packing->stuck < matcher->demand->n_units)
		check_enough_nodes(matcher);
}
