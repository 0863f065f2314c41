// SPDX-License-Identifier: Apache-2.0
// In: an SDL, and what providers have. Out: findings about GPUs that none of them can give.
#include "base/arena.h"
#include "match/advice.h"
#include "match/interconnect.h"
#include "match/match.h"
#include "match/match_steps.h"

static void check_providers(struct run *run, const struct sdl *sdl);

const struct rule rule_gpu_no_provider = {
	.id = "gpu-no-provider",
	.severity = SEVERITY_WARNING,
	.needs_providers = true,
	.summary = "a GPU request that none of the listed providers can meet",
	.why = "A provider bids only if its free GPUs match the request: model, memory, interface, and enough of them on one node for a replica. None of the providers in --providers can meet it, so nobody would bid. Data that an inventory lacks does not rule a provider out. CPU, memory and storage are not checked here; akashlint match checks them all.",
	.fix = "Add a model that providers have, remove limits such as ram, or request fewer GPUs.",
	.source = "provider cluster/inventory.go and operator/inventory, placement of a group on the nodes",
	.on = { .accepted = check_providers },
};

// Models of a request that are named.
enum { MAX_NAMED = 3 };

struct gpu_search {
	struct run *run;
	const struct inventory *inventory;
	struct demand demand; // of GPUs alone, and of one unit with those that it joins
	struct packing packing;
};

static bool is_joined(const struct wanted_unit *a, const struct wanted_unit *b)
{
	return a == b || (a->interconnect.len && str_eq(a->interconnect, b->interconnect));
}

static struct demand gpus_of(struct arena *arena, const struct demand *whole, const struct wanted_unit *unit)
{
	struct sdl_placement *placement = arena_zalloc(arena, sizeof(*placement));
	struct resource_group *bare = arena_alloc(arena, sizeof(*bare));
	struct demand demand = { .group = bare, .fabric = whole->fabric };

	*bare = *whole->group;
	bare->placement = placement;
	demand.units = arena_alloc(arena, whole->n_units * sizeof(*demand.units));
	for (size_t i = 0; i < whole->n_units; i++) {
		struct wanted_unit *own = &demand.units[demand.n_units];

		if (!is_joined(unit, &whole->units[i]))
			continue;
		*own = whole->units[i];
		own->cpu = own->memory = 0;
		own->n_volumes = 0;
		demand.n_units++;
	}
	return demand;
}

static int64_t n_on_node(const struct gpu_search *search, const struct node *node, const struct wanted_unit *unit)
{
	int64_t free = node->gpu.is_known ? node->gpu.free : INT64_MAX, cards = INT64_MAX, n;

	if (node->has_models)
		cards = n_cards_as_asked(node, unit->models, unit->n_models);
	n = str_eq(node->arch, unit->arch) ? (cards < free ? cards : free) / unit->gpus : 0;
	if (n == 0 || unit->interconnect.len == 0)
		return n;
	return node_has_interconnect(node, search->demand.fabric) &&
	       (!node->has_interconnect || node->interconnect.handles >= unit->gpus);
}

static void add_part(struct strbuf *kind, struct str part)
{
	strbuf_add(kind, part.ptr, part.len);
	strbuf_putc(kind, '\0');
}

// Nodes that join their GPUs alike have the same.
static struct str kind_of(struct arena *arena, const struct interconnect *interconnect)
{
	struct strbuf kind = strbuf_in(arena);

	add_part(&kind, interconnect->resource_name);
	add_part(&kind, interconnect->fabric);
	for (size_t i = 0; i < interconnect->n_prefixes; i++)
		add_part(&kind, interconnect->prefixes[i]);
	return (struct str){ kind.text, kind.len };
}

// Replicas that are joined, on nodes that are alike.
static bool has_room_of_a_kind(const struct gpu_search *search, const struct provider *provider,
			       const struct wanted_unit *unit)
{
	struct arena *arena = search->run->arena;
	struct table kinds = { 0 };

	for (size_t i = 0; i < provider->n_nodes; i++) {
		void **n;

		if (n_on_node(search, &provider->nodes[i], unit) == 0)
			continue;
		n = table_put(arena, &kinds, kind_of(arena, &provider->nodes[i].interconnect));
		if (!*n)
			*n = arena_zalloc(arena, sizeof(uint32_t));
		if (++*(uint32_t *)*n >= unit->count)
			return true;
	}
	return false;
}

// Whatever the order of the nodes: which of them lacks CPU, and so leaves the request as it is, is not looked at.
static bool has_room(const struct gpu_search *search, const struct provider *provider, const struct wanted_unit *unit)
{
	int64_t n = 0;

	if (unit->interconnect.len)
		return has_room_of_a_kind(search, provider, unit);
	for (size_t i = 0; i < provider->n_nodes; i++) {
		int64_t more = n_on_node(search, &provider->nodes[i], unit);

		n = more > INT64_MAX - n ? INT64_MAX : n + more;
	}
	return n >= (int64_t)unit->count;
}

static uint64_t n_wanted(const struct demand *demand)
{
	uint64_t n = 0;

	for (size_t i = 0; i < demand->n_units; i++)
		n += demand->units[i].count;
	return n;
}

// Replicas that are joined need a node each.
static bool has_nodes(const struct gpu_search *search, const struct provider *provider)
{
	const struct demand *demand = &search->demand;
	uint64_t n_nodes = 0;

	for (size_t i = 0; i < provider->n_nodes; i++) {
		size_t at = 0;

		while (at < demand->n_units && !n_on_node(search, &provider->nodes[i], &demand->units[at]))
			at++;
		n_nodes += at < demand->n_units;
	}
	return demand->n_units == 1 || n_nodes >= n_wanted(demand);
}

static bool can_answer(struct gpu_search *search, const struct provider *provider)
{
	const struct demand *demand = &search->demand;

	search->packing.stuck = SIZE_MAX;
	if (provider_fits(&search->packing, demand, provider))
		return true;
	if (search->packing.stuck == SIZE_MAX || !has_nodes(search, provider))
		return false;
	for (size_t i = 0; i < demand->n_units; i++)
		if (!has_room(search, provider, &demand->units[i]))
			return false;
	return true;
}

static bool has_answer(struct gpu_search *search)
{
	for (size_t i = 0; i < search->inventory->n_providers; i++)
		if (can_answer(search, search->inventory->providers[i]))
			return true;
	return false;
}

// A node is nearer than any provider that is out for another reason.
static bool is_nearer(const struct match *a, const struct match *b)
{
	if (!b->provider || !a->reasons[0].node != !b->reasons[0].node)
		return !b->provider || a->reasons[0].node;
	return a->reasons[0].distance < b->reasons[0].distance;
}

// "; the nearest is node1 of "gpu.example.com": 8 × a100 80Gi, GPUs short by 2"
static const char *nearest_miss(struct gpu_search *search)
{
	struct arena *arena = search->run->arena;
	struct match nearest = { 0 };
	const struct reason *reason;

	for (size_t i = 0; i < search->inventory->n_providers; i++) {
		struct match match;

		match_demand(arena, &search->packing, &search->demand, search->inventory->providers[i], &match);
		if (!match.fits && is_nearer(&match, &nearest))
			nearest = match;
	}
	if (!nearest.provider)
		return "";
	reason = &nearest.reasons[0];
	return arena_printf(arena, "; nearest is %s%s%s: %s", reason->node ? reason->node : "",
			    reason->node ? " of " : "", quoted(search->run, nearest.provider->name), reason->message);
}

// "8 × h100 80Gi or a100"
static const char *request_text(struct gpu_search *search)
{
	const struct wanted_unit *unit = search->demand.units;
	struct strbuf out = strbuf_in(search->run->arena);

	strbuf_printf(&out, "%lld × ", (long long)unit->gpus);
	for (size_t i = 0; i < unit->n_models && i < MAX_NAMED; i++) {
		const struct wanted_gpu *model = &unit->models[i];

		strbuf_puts(&out, i ? " or " : "");
		strbuf_puts(&out, str_is(model->name, "*") ? "any GPU" : escaped(search->run, model->name));
		strbuf_puts(&out, model->memory.len ? " " : "");
		strbuf_add_escaped(&out, model->memory);
		strbuf_puts(&out, model->interface.len ? " " : "");
		strbuf_add_escaped(&out, model->interface);
	}
	if (unit->n_models > MAX_NAMED)
		strbuf_puts(&out, " or …");
	return out.text;
}

// What to write, for as many providers as can be had by one change.
static const char *cure_text(struct gpu_search *search, const struct advice *advice)
{
	struct arena *arena = search->run->arena;
	const char *to = escaped_text(arena, change_to(arena, &advice->change));
	const char *part = escaped_text(arena, advice->change.part);

	switch (advice->change.kind) {
	case CHANGE_MODEL:
		return arena_printf(arena, "add \"- model: %s\" to the list", to);
	case CHANGE_RAM:
		return *to ? arena_printf(arena, "write ram: %s for %s", to, part)
			   : arena_printf(arena, "remove ram for %s", part);
	case CHANGE_INTERFACE:
		return arena_printf(arena, "remove interface for %s", part);
	case CHANGE_COUNT:
		return arena_printf(arena, "write count: %s", to);
	case CHANGE_ARCH:
		return arena_printf(arena, "write arch: %s", to);
	case CHANGE_INTERCONNECT:
		return "remove interconnect";
	default:
		return arena_printf(arena, "write units: %s", to);
	}
}

static const struct ynode *place_of_request(const struct sdl_gpu *gpu, const struct advice *advice)
{
	bool is_of_models = !advice->has_change || advice->change.kind < CHANGE_GPUS;

	if (advice->has_change && advice->change.kind > CHANGE_COUNT)
		return advice->change.at;
	return is_of_models && gpu->n_models ? gpu->models[0]->model.at : gpu->units.at;
}

static void report_unit(struct gpu_search *search)
{
	struct run *run = search->run;
	const struct wanted_unit *unit = search->demand.units;
	struct advice advice = advice_for(run->arena, &search->packing, &search->demand, search->inventory, 0);
	const struct ynode *at = place_of_request(&unit->from->compute->gpu, &advice);
	uint64_t n = n_wanted(&search->demand);
	const char *replicas = "";
	struct diag *diag;

	if (!at)
		return;
	if (unit->interconnect.len)
		replicas = arena_printf(run->arena,
					n == 1 ? " on %llu node with an interconnect"
					       : " on %llu nodes with an interconnect",
					(unsigned long long)n);
	else if (unit->count > 1)
		replicas = arena_printf(run->arena, " for each of %u replicas", (unsigned)unit->count);
	diag = diag_add(run, &rule_gpu_no_provider, at, "none of the %zu listed providers can provide \"%s\"%s%s",
			search->inventory->n_providers, request_text(search), replicas, nearest_miss(search));
	if (advice.has_change)
		diag_help(run, diag, "%s: then %zu of %zu can", cure_text(search, &advice), advice.n_would_fit,
			  search->inventory->n_providers);
	else
		diag_help(run, diag, "request other or fewer GPUs; \"akashlint match\" shows what each provider has");
}

// Services of one profile are told once, and those that are joined.
static bool is_told(const struct demand *demand, size_t at)
{
	const struct wanted_unit *unit = &demand->units[at];

	for (size_t i = 0; i < at; i++)
		if (is_joined(&demand->units[i], unit) ||
		    (demand->units[i].from->compute == unit->from->compute && demand->units[i].count >= unit->count))
			return true;
	return false;
}

static void check_providers(struct run *run, const struct sdl *sdl)
{
	struct resources resources;

	if (!run->settings->inventory)
		return;
	resources = resources_from_sdl(run->arena, sdl);
	for (size_t i = 0; i < resources.n_groups; i++) {
		struct demand demand = demand_from_group(run->arena, resources.groups[i]);
		struct gpu_search search = { run, run->settings->inventory, { 0 }, { 0 } };

		search.packing = packing_for(run->arena, search.inventory, demand.n_units);
		for (size_t j = 0; j < demand.n_units; j++) {
			search.demand = gpus_of(run->arena, &demand, &demand.units[j]);
			if (demand.units[j].gpus > 0 && !demand.units[j].has_bad_key && !is_told(&demand, j) &&
			    !has_answer(&search))
				report_unit(&search);
		}
	}
}
