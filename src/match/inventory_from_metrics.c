// SPDX-License-Identifier: Apache-2.0
// In: the status of a provider from its REST address. Out: nodes and pools; it has no GPU models.
#include "base/arena.h"
#include "match/inventory_reader.h"

static bool read_node(struct inventory_reader *reader, const struct member *object, struct node *node)
{
	const struct member name = member_of(object, "name", NULL), available = member_of(object, "available", NULL);
	const struct member cpu = member_of(&available, "cpu", NULL), memory = member_of(&available, "memory", NULL);
	const struct member gpu = member_of(&available, "gpu", NULL);
	const struct member ephemeral = member_of(&available, "storage_ephemeral", "storageEphemeral");

	*node = (struct node){ .name = STR(""), .arch = STR("amd64") };
	if (!is_object(object))
		return inventory_expected(reader, object, "an object that describes a node");
	if (!check_object(reader, &available) || !read_text(reader, &name, &node->name))
		return false;
	return read_free(reader, &cpu, &node->cpu) && read_free(reader, &memory, &node->memory) &&
	       read_free(reader, &gpu, &node->gpu) && read_free(reader, &ephemeral, &node->ephemeral);
}

static bool read_storage(struct inventory_reader *reader, const struct member *list, struct provider *provider)
{
	if (!check_list(reader, list))
		return false;
	provider->has_pools = list->value != NULL;
	for (size_t i = 0; i < json_array_size(list->value); i++) {
		const struct member object = item_of(list, i), class_name = member_of(&object, "class", NULL);
		const struct member size = member_of(&object, "size", NULL);
		struct pool pool = { .class_name = STR("") };

		if (!is_object(&object))
			return inventory_expected(reader, &object, "an object that describes storage");
		if (!read_text(reader, &class_name, &pool.class_name) || !read_free(reader, &size, &pool.room))
			return false;
		ARENA_PUSH(reader->json.arena, provider->pools, provider->n_pools, provider->cap_pools) = pool;
	}
	return true;
}

bool read_metrics(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		  bool *is_known)
{
	const struct member status = member_of(object, "cluster", NULL),
			    inventory = member_of(&status, "inventory", NULL);
	const struct member available = member_of(&inventory, "available", NULL);
	const struct member nodes = member_of(&available, "nodes", NULL),
			    storage = member_of(&available, "storage", NULL);

	if (!available.value)
		return true;
	*is_known = true;
	if (!check_object(reader, &available) || !check_list(reader, &nodes))
		return false;
	for (size_t i = 0; i < json_array_size(nodes.value); i++) {
		const struct member item = item_of(&nodes, i);
		struct node node;

		if (!read_node(reader, &item, &node))
			return false;
		ARENA_PUSH(reader->json.arena, provider->nodes, provider->n_nodes, provider->cap_nodes) = node;
	}
	provider->has_nodes = nodes.value != NULL;
	return read_storage(reader, &storage, provider);
}
