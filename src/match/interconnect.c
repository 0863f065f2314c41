// SPDX-License-Identifier: Apache-2.0
// In: a demand whose GPUs are joined across nodes, and the nodes of a provider. Out: which of these can take part.
#include "match/interconnect.h"

#include "base/arena.h"
#include "match/match_steps.h"
#include "sdl/name.h"

// The first of them that the placement has counts: its attributes are sorted.
struct str wanted_fabric(const struct attribute_list *attributes)
{
	static const char prefix[] = "capabilities/gpu-interconnect/fabric/";

	for (size_t i = 0; i < attributes->n; i++) {
		const struct provider_attribute *attribute = &attributes->items[i];
		struct str fabric;

		if (!str_has_prefix(attribute->key, prefix) || !str_is(attribute->value, "true"))
			continue;
		fabric = str_slice(attribute->key, sizeof(prefix) - 1, attribute->key.len);
		if (str_is(fabric, "infiniband") || str_is(fabric, "roce"))
			return fabric;
	}
	return STR("");
}

bool node_has_interconnect(const struct node *node, struct str fabric)
{
	const struct interconnect *own = &node->interconnect;

	if (!node->has_interconnect)
		return true;
	return own->resource_name.len && own->fabric.len && (fabric.len == 0 || str_eq(fabric, own->fabric));
}

bool is_same_interconnect(const struct interconnect *a, const struct interconnect *b)
{
	if (!str_eq(a->resource_name, b->resource_name) || !str_eq(a->fabric, b->fabric) ||
	    a->n_prefixes != b->n_prefixes)
		return false;
	for (size_t i = 0; i < a->n_prefixes; i++)
		if (!str_eq(a->prefixes[i], b->prefixes[i]))
			return false;
	return true;
}

static bool is_told(const struct provider *provider)
{
	for (size_t i = 0; i < provider->n_nodes; i++)
		if (!provider->nodes[i].has_interconnect)
			return false;
	return provider->has_nodes;
}

// A provider that reads a name which can't be a label bids for nothing.
void check_interconnect(struct matcher *matcher)
{
	bool is_wanted = false;

	for (size_t i = 0; i < matcher->demand->n_units; i++) {
		struct str group = matcher->demand->units[i].interconnect;

		is_wanted |= group.len > 0;
		if (group.len && !is_label_value(group) && fails(matcher))
			add_reason(matcher, "gpu-interconnect",
				   arena_printf(matcher->arena, "no provider takes \"%s\" as a group of an interconnect: "
								"only letters, digits, \"-\", \"_\" and \".\", at most 63",
						escaped_text(matcher->arena, group)));
	}
	if (is_wanted && !is_told(matcher->provider))
		add_unknown(matcher, "gpu-interconnect");
}
