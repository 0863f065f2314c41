// SPDX-License-Identifier: Apache-2.0
// In: a demand, and the nodes of a provider. Out: what each node lacks, nearest miss first, if it finds no place.

#include "base/arena.h"
#include "match/checks.h"
#include "match/interconnect.h"
#include "match/match_steps.h"
#include "sdl/quantity.h"

// More nodes are not tried in other orders, and more kinds of cards are not named.
enum { MAX_ORDERS = 64, MAX_KINDS = 3 };

struct lacks {
	struct arena *arena;
	const struct packing *packing;
	const struct wanted_unit *unit;
	const struct node *node;
	size_t node_at;
	const struct room *room;
	struct strbuf text;
	const char *requirement; // the first one, in the provider's order
	unsigned checks;
	double distance;
};

static void add_lack(struct lacks *lacks, const char *requirement, double share)
{
	if (!lacks->requirement)
		lacks->requirement = requirement;
	lacks->checks |= check_bit(requirement);
	if (lacks->text.len)
		strbuf_puts(&lacks->text, ", ");
	lacks->distance += 1 + share;
}

static double share_of(int64_t wanted, int64_t left)
{
	return (double)(wanted - left) / (double)wanted;
}

static void add_short(struct lacks *lacks, const char *requirement, const char *what, int64_t wanted, int64_t left)
{
	if (wanted <= left)
		return;
	add_lack(lacks, requirement, share_of(wanted, left));
	strbuf_printf(&lacks->text, "%s short by %s", what, rounded_bytes(lacks->arena, wanted - left));
}

static bool is_same_kind(const struct gpu_card_id *a, const struct gpu_card_id *b)
{
	return str_eq(a->name, b->name) && str_eq(a->memory, b->memory);
}

// "8 × a100 80Gi"
static void add_cards(struct strbuf *out, const struct node *node)
{
	size_t n_kinds = 0;

	for (size_t i = 0; i < node->n_cards; i++) {
		const struct gpu_card_id *card = &node->cards[i].id;
		size_t first = 0;
		int64_t n = 0;

		while (!is_same_kind(&node->cards[first].id, card))
			first++;
		if (first < i)
			continue;
		for (size_t j = i; j < node->n_cards; j++)
			n += is_same_kind(&node->cards[j].id, card) ? node->cards[j].n : 0;
		if (++n_kinds > MAX_KINDS) {
			strbuf_puts(out, " …");
			return;
		}
		strbuf_printf(out, "%s%lld × ", n_kinds > 1 ? " + " : "", (long long)n);
		strbuf_add_escaped(out, card->name);
		strbuf_puts(out, card->memory.len ? " " : "");
		strbuf_add_escaped(out, card->memory);
	}
}

static void add_unlike(struct lacks *lacks, int64_t n)
{
	struct unlike unlike = { .n_names = 0 };

	if (n) {
		strbuf_printf(&lacks->text, "%lld of its GPUs %s suitable, not %lld", (long long)n,
			      n == 1 ? "is" : "are", (long long)lacks->unit->gpus);
		return;
	}
	for (size_t i = 0; i < lacks->node->n_cards; i++)
		unlike_see(&unlike, lacks->unit, &lacks->node->cards[i].id);
	if (lacks->node->n_cards == 0)
		strbuf_puts(&lacks->text, "no GPU");
	unlike_to_text(&lacks->text, &unlike);
}

static void check_gpus(struct lacks *lacks)
{
	const struct wanted_unit *unit = lacks->unit;
	int64_t n = n_cards_as_asked(lacks->node, unit->models, unit->n_models);

	if (unit->gpus == 0)
		return;
	if (lacks->room->gpu == 0 && lacks->node->n_cards == 0 && lacks->node->has_models) {
		add_lack(lacks, "gpu", 2);
		strbuf_puts(&lacks->text, "no GPU");
	} else if (unit->has_bad_key) {
		add_lack(lacks, "gpu", 2);
		strbuf_puts(&lacks->text, "a model that providers can't read");
	} else if (lacks->node->has_models && n < unit->gpus) {
		add_lack(lacks, "gpu", 1 + share_of(unit->gpus, n));
		add_unlike(lacks, n);
	} else if (lacks->room->gpu < unit->gpus) {
		add_lack(lacks, "gpu", share_of(unit->gpus, lacks->room->gpu));
		strbuf_printf(&lacks->text, "GPUs short by %lld", (long long)(unit->gpus - lacks->room->gpu));
	}
}

static void add_claim(struct lacks *lacks)
{
	add_lack(lacks, "gpu-interconnect", 1);
	strbuf_puts(&lacks->text, "a replica of the interconnect group ");
	strbuf_add_escaped(&lacks->text, lacks->unit->interconnect);
	strbuf_puts(&lacks->text, " is on it already, and each needs its own node");
}

static void check_joining(struct lacks *lacks)
{
	const struct interconnect *own = &lacks->node->interconnect;
	struct str fabric = lacks->packing->demand->fabric;

	if (lacks->unit->interconnect.len == 0)
		return;
	if (!node_has_interconnect(lacks->node, STR(""))) {
		add_lack(lacks, "gpu-interconnect", 2);
		strbuf_puts(&lacks->text, "no GPU interconnect");
	} else if (!node_has_interconnect(lacks->node, fabric)) {
		add_lack(lacks, "gpu-interconnect", 2);
		strbuf_puts(&lacks->text, "its interconnect is ");
		strbuf_add_escaped(&lacks->text, own->fabric);
		strbuf_puts(&lacks->text, ", not ");
		strbuf_add_escaped(&lacks->text, fabric);
	}
}

// A node that can't join is short of nothing.
static void check_handles(struct lacks *lacks)
{
	int64_t wanted = lacks->unit->gpus, left = lacks->room->handles;

	if (lacks->unit->interconnect.len == 0 || lacks->requirement || wanted <= left)
		return;
	add_lack(lacks, "gpu-interconnect", share_of(wanted, left));
	strbuf_printf(&lacks->text, "interconnect handles short by %lld", (long long)(wanted - left));
}

static void check_cpu(struct lacks *lacks)
{
	if (!str_eq(lacks->unit->arch, lacks->node->arch)) {
		add_lack(lacks, "cpu-arch", 2);
		strbuf_puts(&lacks->text, "its CPU is ");
		strbuf_add_escaped(&lacks->text, lacks->node->arch);
		strbuf_puts(&lacks->text, ", not ");
		strbuf_add_escaped(&lacks->text, lacks->unit->arch);
	}
	if (lacks->unit->cpu <= lacks->room->cpu)
		return;
	add_lack(lacks, "cpu", share_of(lacks->unit->cpu, lacks->room->cpu));
	strbuf_puts(&lacks->text, "CPU short by ");
	cpu_to_text(&lacks->text, (uint64_t)(lacks->unit->cpu - lacks->room->cpu));
}

static void check_storage(struct lacks *lacks)
{
	int64_t ephemeral = 0;

	for (size_t i = 0; i < lacks->unit->n_volumes; i++) {
		const struct wanted_volume *volume = &lacks->unit->volumes[i];

		if (volume->kind == VOLUME_EPHEMERAL)
			ephemeral = volume->size > INT64_MAX - ephemeral ? INT64_MAX : ephemeral + volume->size;
		if (volume->kind != VOLUME_PERSISTENT || node_has_class(lacks->node, volume->class_name))
			continue;
		add_lack(lacks, "storage", 1);
		strbuf_puts(&lacks->text, "no storage class ");
		strbuf_add_escaped(&lacks->text, volume->class_name);
	}
	add_short(lacks, "storage", "ephemeral storage", ephemeral, lacks->room->ephemeral);
}

static int64_t memory_of(const struct wanted_unit *unit)
{
	int64_t memory = unit->memory;

	for (size_t i = 0; i < unit->n_volumes; i++) {
		const struct wanted_volume *volume = &unit->volumes[i];

		if (volume->kind == VOLUME_RAM)
			memory = volume->size > INT64_MAX - memory ? INT64_MAX : memory + volume->size;
	}
	return memory;
}

// It lacks nothing but was skipped: an earlier node has changed the request.
static void add_narrowing(struct lacks *lacks, const struct unit_state *state)
{
	const struct node *node = &lacks->packing->provider->nodes[state->narrowed_by];

	lacks->requirement = "node-order";
	strbuf_puts(&lacks->text, "it has room, but ");
	strbuf_add_escaped(&lacks->text, node->name);
	strbuf_puts(&lacks->text, " comes first and has narrowed the request to ");
	strbuf_add_escaped(&lacks->text, state->narrowed.name);
}

// Where it is not the only one.
static void add_which(struct strbuf *out, const struct demand *demand, const struct wanted_unit *unit,
		      const struct unit_state *state)
{
	if (demand->n_units == 1 && unit->count == 1)
		return;
	strbuf_puts(out, " (");
	strbuf_add_escaped(out, unit->from->assignments[0]->service->entry.name);
	if (unit->count > 1)
		strbuf_printf(out, ", replica %u of %u", (unsigned)(unit->count - state->n_left + 1),
			      (unsigned)unit->count);
	strbuf_putc(out, ')');
}

static void find_lacks(struct lacks *lacks)
{
	if (lacks->unit->interconnect.len && node_is_claimed(lacks->packing, lacks->node_at, lacks->unit)) {
		add_claim(lacks);
		return;
	}
	check_joining(lacks);
	check_cpu(lacks);
	check_handles(lacks);
	check_gpus(lacks);
	add_short(lacks, "memory", "memory", memory_of(lacks->unit), lacks->room->memory);
	check_storage(lacks);
}

static void explain_node(struct matcher *matcher, const struct packing *packing, size_t at)
{
	const struct wanted_unit *unit = &packing->demand->units[packing->stuck];
	const struct unit_state *state = &packing->units[packing->stuck];
	struct lacks lacks = { .arena = matcher->arena,
			       .packing = packing,
			       .unit = unit,
			       .node = &packing->provider->nodes[at],
			       .node_at = at,
			       .room = &packing->rooms[at] };
	struct reason *reason;
	struct strbuf message = strbuf_in(matcher->arena);

	lacks.text = strbuf_in(matcher->arena);
	find_lacks(&lacks);
	if (!lacks.requirement && state->is_narrowed)
		add_narrowing(&lacks, state);
	if (!lacks.requirement)
		return;
	if (unit->gpus && lacks.node->n_cards) {
		add_cards(&message, lacks.node);
		strbuf_puts(&message, ", ");
	}
	strbuf_add(&message, lacks.text.text, lacks.text.len);
	add_which(&message, matcher->demand, unit, state);
	add_reason(matcher, lacks.requirement, message.text);
	reason = &matcher->match->reasons[matcher->match->n_reasons - 1];
	reason->node = escaped_text(matcher->arena, lacks.node->name);
	reason->distance = lacks.distance;
	reason->checks |= lacks.checks;
}

// Stable, so that nodes that are as near stay in their order.
static void sort_reasons(struct reason *reasons, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct reason reason = reasons[i];
		size_t j = i;

		for (; j > 0 && reason.distance < reasons[j - 1].distance; j--)
			reasons[j] = reasons[j - 1];
		reasons[j] = reason;
	}
}

static bool fits_in_another_order(struct matcher *matcher)
{
	size_t n = matcher->provider->n_nodes, order[MAX_ORDERS];
	struct packing packing;

	if (n > MAX_ORDERS)
		return false;
	packing = packing_new(matcher->arena, n, matcher->provider->n_pools, matcher->demand->n_units);
	for (size_t first = 1; first < n; first++) {
		for (size_t i = 0; i < n; i++)
			order[i] = i == 0 ? first : i <= first ? i - 1 : i;
		if (pack_nodes(&packing, matcher->provider, matcher->demand, order))
			return true;
	}
	return false;
}

static void add_no_pool(struct matcher *matcher, const struct packing *packing)
{
	const struct wanted_volume *volume = packing->no_pool;
	size_t pool = pool_of_class(packing->provider, volume->class_name);
	const char *class_name = escaped_text(matcher->arena, volume->class_name);

	if (pool == packing->provider->n_pools)
		add_reason(matcher, "storage",
			   arena_printf(matcher->arena, "it has no storage of class %s", class_name));
	else
		add_reason(matcher, "storage",
			   arena_printf(matcher->arena, "storage of class %s short by %s", class_name,
					rounded_bytes(matcher->arena, volume->size - packing->pools[pool])));
}

static void note_unknown(struct matcher *matcher)
{
	const struct provider *provider = matcher->provider;
	bool wants_gpu = false, wants_class = false, is_model_unknown = false, is_class_unknown = !provider->has_pools;

	for (size_t i = 0; i < matcher->demand->n_units; i++) {
		wants_gpu |= matcher->demand->units[i].gpus > 0;
		for (size_t j = 0; j < matcher->demand->units[i].n_volumes; j++)
			wants_class |= matcher->demand->units[i].volumes[j].kind == VOLUME_PERSISTENT;
	}
	for (size_t i = 0; i < provider->n_nodes; i++) {
		is_model_unknown |= !provider->nodes[i].has_models;
		is_class_unknown |= !provider->nodes[i].has_classes;
	}
	if (wants_gpu && is_model_unknown && provider->has_offers)
		add_unknown(matcher, "gpu-models-of-nodes");
	if (wants_class && is_class_unknown)
		add_unknown(matcher, "storage-classes");
}

void check_nodes(struct matcher *matcher)
{
	const struct packing *packing = matcher->packing;
	size_t n_before, first;

	note_unknown(matcher);
	if (pack_nodes(matcher->packing, matcher->provider, matcher->demand, NULL) || !fails(matcher))
		return;
	n_before = matcher->match->n_reasons;
	if (packing->no_pool)
		add_no_pool(matcher, packing);
	explain_interconnect(matcher);
	if (matcher->provider->n_nodes == 0)
		add_reason(matcher, "nodes", "it has no nodes");
	if (fits_in_another_order(matcher))
		add_reason(
			matcher, "node-order",
			packing->other_kind
				? "it would fit if the provider tried its nodes in another order"
				: "it would fit if the provider tried its nodes in another order: a known bug of providers, which narrow a list of models at the first node with enough CPU and GPUs");
	first = matcher->match->n_reasons;
	for (size_t i = 0; i < matcher->provider->n_nodes; i++)
		explain_node(matcher, packing, i);
	if (matcher->match->n_reasons == first && first == n_before)
		add_reason(matcher, "nodes", "its nodes don't have room for all of it");
	sort_reasons(matcher->match->reasons + first, matcher->match->n_reasons - first);
}
