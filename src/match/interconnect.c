// SPDX-License-Identifier: Apache-2.0
// In: attributes, and the nodes of a provider. Out: what joins GPUs across nodes: what is wanted, and who has it.
#include "match/interconnect.h"

const char fabric_prefix[] = "capabilities/gpu-interconnect/fabric/";

// The first of them that the placement has counts: its attributes are sorted.
struct str wanted_fabric(const struct attribute_list *attributes)
{
	for (size_t i = 0; i < attributes->n; i++) {
		const struct provider_attribute *attribute = &attributes->items[i];
		struct str fabric;

		if (!str_has_prefix(attribute->key, fabric_prefix) || !str_is(attribute->value, "true"))
			continue;
		fabric = str_slice(attribute->key, sizeof(fabric_prefix) - 1, attribute->key.len);
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
