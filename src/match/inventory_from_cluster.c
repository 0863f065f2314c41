// SPDX-License-Identifier: Apache-2.0
// In: the status of a provider as gRPC or its operator gives it, in the names of either JSON. Out: nodes and pools.
#include "base/arena.h"
#include "match/inventory_reader.h"

// Far beyond any host and any provider; what is done with them takes the square of their number.
enum { MAX_CARDS = 1024, MAX_NODES = 8192 };

static bool read_card(struct inventory_reader *reader, const struct member *info, struct gpu_card_id *card)
{
	const struct member vendor = member_of(info, "vendor", NULL), name = member_of(info, "name", NULL);
	const struct member interface = member_of(info, "interface", NULL);
	const struct member memory = member_of(info, "memory_size", "memorySize");

	*card = (struct gpu_card_id){ STR(""), STR(""), STR(""), STR("") };
	if (!is_object(info))
		return inventory_expected(reader, info, "an object that describes a GPU");
	return read_text(reader, &vendor, &card->vendor) && read_text(reader, &name, &card->name) &&
	       read_text(reader, &interface, &card->interface) && read_text(reader, &memory, &card->memory);
}

static bool is_same_card(const struct gpu_card_id *a, const struct gpu_card_id *b)
{
	return str_eq(a->name, b->name) && str_eq(a->memory, b->memory) && str_eq(a->interface, b->interface) &&
	       str_eq(a->vendor, b->vendor);
}

static bool read_cards(struct inventory_reader *reader, const struct member *list, struct node *node)
{
	if (!check_list(reader, list))
		return false;
	if (json_array_size(list->value) > MAX_CARDS)
		return inventory_expected(reader, list, "a list of at most 1024 GPUs");
	for (size_t i = 0; i < json_array_size(list->value); i++) {
		const struct member info = item_of(list, i);
		struct gpu_card_id card;

		if (!read_card(reader, &info, &card))
			return false;
		if (node->n_cards && is_same_card(&node->cards[node->n_cards - 1].id, &card))
			node->cards[node->n_cards - 1].n++;
		else
			ARENA_PUSH(reader->json.arena, node->cards, node->n_cards, node->cap_cards) =
				(struct gpu_cards){ card, 1 };
	}
	node->has_models = true;
	return true;
}

static bool read_measured(struct inventory_reader *reader, const struct member *resource, stock_unit *unit,
			  struct stock *out)
{
	struct member pair;

	if (!check_object(reader, resource))
		return false;
	pair = member_of(resource, "quantity", NULL);
	return read_pair(reader, &pair, unit, out);
}

// In the providers' spelling; any other architecture matches no request.
static struct str arch_of(struct str reported)
{
	static const struct {
		const char *name, *arch;
	} names[] = { { "amd64", "amd64" },
		      { "x86_64", "amd64" },
		      { "x86-64", "amd64" },
		      { "arm64", "arm64" },
		      { "aarch64", "arm64" } };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_is_nocase(reported, names[i].name))
			return str_of(names[i].arch);
	return reported.len ? reported : STR("amd64");
}

// The first CPU counts.
static bool read_arch(struct inventory_reader *reader, const struct member *info, struct str *out)
{
	struct member cpu, arch;

	*out = STR("amd64");
	if (!check_list(reader, info))
		return false;
	cpu = item_of(info, 0);
	arch = member_of(&cpu, "arch", NULL);
	if (!check_object(reader, &cpu) || !read_text(reader, &arch, out))
		return false;
	*out = arch_of(*out);
	return true;
}

// Without an amount there is nothing to take.
static bool read_interconnect(struct inventory_reader *reader, const struct member *capabilities,
			      const struct member *pair, struct interconnect *out)
{
	const struct member name = member_of(capabilities, "interconnect_resource_name", "interconnectResourceName");
	const struct member fabric = member_of(capabilities, "interconnect_fabric", "interconnectFabric");
	const struct member prefixes = member_of(capabilities, "nccl_hca_prefixes", "ncclHcaPrefixes");
	struct stock handles = { false, 0 };

	*out = (struct interconnect){ STR(""), STR(""), NULL, 0, 0, 0 };
	if (!read_text(reader, &name, &out->resource_name) || !read_text(reader, &fabric, &out->fabric) ||
	    !read_texts(reader, &prefixes, &out->prefixes, &out->n_prefixes, &out->cap_prefixes) ||
	    !read_pair(reader, pair, kube_quantity_value, &handles))
		return false;
	out->handles = handles.free;
	return true;
}

static bool read_node(struct inventory_reader *reader, const struct member *object, struct node *node)
{
	const struct member name = member_of(object, "name", NULL), resources = member_of(object, "resources", NULL);
	const struct member capabilities = member_of(object, "capabilities", NULL);
	const struct member classes = member_of(&capabilities, "storage_classes", "storageClasses");
	const struct member cpu = member_of(&resources, "cpu", NULL), memory = member_of(&resources, "memory", NULL);
	const struct member gpu = member_of(&resources, "gpu", NULL), info = member_of(&gpu, "info", NULL);
	const struct member ephemeral = member_of(&resources, "ephemeral_storage", "ephemeralStorage");
	const struct member handles = member_of(&resources, "gpu_interconnect", "gpuInterconnect");
	const struct member cpus = member_of(&cpu, "info", NULL);

	*node = (struct node){ .name = STR(""), .has_classes = true, .has_interconnect = true };
	if (!is_object(object))
		return inventory_expected(reader, object, "an object that describes a node");
	if (!check_object(reader, &resources) || !check_object(reader, &capabilities) ||
	    !read_text(reader, &name, &node->name))
		return false;
	return read_measured(reader, &cpu, kube_quantity_milli, &node->cpu) &&
	       read_measured(reader, &memory, kube_quantity_value, &node->memory) &&
	       read_measured(reader, &gpu, kube_quantity_value, &node->gpu) && read_cards(reader, &info, node) &&
	       read_pair(reader, &ephemeral, kube_quantity_value, &node->ephemeral) &&
	       read_arch(reader, &cpus, &node->arch) &&
	       read_interconnect(reader, &capabilities, &handles, &node->interconnect) &&
	       read_texts(reader, &classes, &node->classes, &node->n_classes, &node->cap_classes);
}

static bool read_pool(struct inventory_reader *reader, const struct member *object, struct pool *pool)
{
	const struct member quantity = member_of(object, "quantity", NULL), info = member_of(object, "info", NULL);
	const struct member class_name = member_of(&info, "class", NULL);

	*pool = (struct pool){ .class_name = STR("") };
	if (!is_object(object))
		return inventory_expected(reader, object, "an object that describes storage");
	return read_text(reader, &class_name, &pool->class_name) &&
	       read_pair(reader, &quantity, kube_quantity_value, &pool->room);
}

static bool read_nodes(struct inventory_reader *reader, const struct member *nodes, const struct member *storage,
		       struct provider *provider)
{
	if (!check_list(reader, nodes) || !check_list(reader, storage))
		return false;
	if (json_array_size(nodes->value) > MAX_NODES)
		return inventory_expected(reader, nodes, "a list of at most 8192 nodes");
	for (size_t i = 0; i < json_array_size(nodes->value); i++) {
		const struct member object = item_of(nodes, i);
		struct node node;

		if (!read_node(reader, &object, &node))
			return false;
		ARENA_PUSH(reader->json.arena, provider->nodes, provider->n_nodes, provider->cap_nodes) = node;
	}
	for (size_t i = 0; i < json_array_size(storage->value); i++) {
		const struct member object = item_of(storage, i);
		struct pool pool;

		if (!read_pool(reader, &object, &pool))
			return false;
		ARENA_PUSH(reader->json.arena, provider->pools, provider->n_pools, provider->cap_pools) = pool;
	}
	provider->has_nodes = provider->has_pools = true;
	return true;
}

// The inventory in a status, or standing alone.
bool read_cluster(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		  bool *is_known)
{
	const struct member status = member_of(object, "cluster", NULL),
			    inventory = member_of(&status, "inventory", NULL);
	const struct member own = member_of(&inventory, "cluster", NULL),
			    ips = member_of(&status, "leased_ip", "leasedIp");
	const struct member nested = member_of(&inventory, "leased_ip", "leasedIp");
	const struct member *cluster = own.value ? &own : object;
	const struct member nodes = member_of(cluster, "nodes", NULL), storage = member_of(cluster, "storage", NULL);

	if (own.value && !check_object(reader, &own))
		return false;
	if (!own.value && !nodes.value)
		return true;
	*is_known = true;
	return read_pair(reader, ips.value ? &ips : &nested, kube_quantity_value, &provider->leased_ips) &&
	       read_nodes(reader, &nodes, &storage, provider);
}
