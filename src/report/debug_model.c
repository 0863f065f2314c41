// SPDX-License-Identifier: Apache-2.0
// In: a run. Out: its model, a line for each value, and the place of what it was read from.
#include "report/debug.h"

#include "base/arena.h"
#include "sdl/sdl.h"

struct printer {
	struct strbuf *out;
	struct run *run;
};

// "  image "nginx" (4:12)"; refused values are marked.
static void add(const struct printer *p, int depth, const char *name, struct str text, const struct ynode *at,
		bool is_bad)
{
	struct position place;

	strbuf_printf(p->out, "%*s%s \"%s\"", depth * 2, "", name, escaped_text(p->out->arena, text));
	if (at) {
		place = source_position(&p->run->source, at->span.start);
		strbuf_printf(p->out, " (%u:%u)", place.line, place.column);
	}
	strbuf_puts(p->out, is_bad ? " refused\n" : "\n");
}

static void add_str(const struct printer *p, int depth, const char *name, const struct leaf_str *assignment)
{
	if (assignment->at)
		add(p, depth, name, assignment->text, assignment->at, assignment->is_bad);
}

static void add_u32(const struct printer *p, int depth, const char *name, const struct leaf_u32 *assignment)
{
	if (assignment->at)
		add(p, depth, name, str_of(arena_printf(p->out->arena, "%u", (unsigned)assignment->value)),
		    assignment->at, assignment->is_bad);
}

static void add_list(const struct printer *p, int depth, const char *name, const struct leaf_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		add_str(p, depth, name, &list->items[i]);
}

static void add_quantity(const struct printer *p, int depth, const char *name, const struct leaf_quantity *assignment)
{
	if (assignment->at)
		add(p, depth, name, str_of(arena_printf(p->out->arena, "%llu", (unsigned long long)assignment->value)),
		    assignment->at, assignment->is_bad || assignment->fault);
}

static void add_entry(const struct printer *p, int depth, const char *kind, const struct sdl_entry *entry, bool is_used)
{
	add(p, depth, is_used ? kind : arena_printf(p->out->arena, "%s, not deployed,", kind), entry->name, entry->key,
	    entry->is_bad);
}

static void add_service(const struct printer *p, const struct sdl_service *service)
{
	add_entry(p, 0, "service", &service->entry, service->is_deployed);
	add_str(p, 1, "image", &service->image);
	add_list(p, 1, "command", &service->command);
	add_list(p, 1, "args", &service->args);
	add_list(p, 1, "env", &service->env);
	for (size_t i = 0; i < service->n_expose; i++) {
		const struct sdl_expose *expose = service->expose[i];

		add_u32(p, 1, "port", &expose->port);
		add_u32(p, 2, "as", &expose->as);
		add_str(p, 2, "proto", &expose->proto);
		add_list(p, 2, "accept", &expose->accept);
		for (size_t j = 0; j < expose->n_to; j++) {
			const struct sdl_to *to = expose->to[j];

			add(p, 2, "to", to->global.value ? STR("everyone") : to->service.text, to->at, false);
		}
	}
}

static void add_compute(const struct printer *p, const struct sdl_compute *compute)
{
	const struct sdl_gpu *gpu = &compute->gpu;

	add_entry(p, 0, "compute profile", &compute->entry, compute->is_deployed);
	add_quantity(p, 1, "millicpu", &compute->cpu.units);
	add_quantity(p, 1, "memory", &compute->memory.size);
	for (size_t i = 0; i < compute->n_volumes; i++) {
		add(p, 1, "volume", compute->volumes[i]->name, compute->volumes[i]->at, compute->volumes[i]->is_bad);
		add_quantity(p, 2, "size", &compute->volumes[i]->size);
	}
	add_quantity(p, 1, "gpus", &gpu->units);
	for (size_t i = 0; i < gpu->n_models; i++)
		add(p, 2, "model", gpu->models[i]->key, gpu->models[i]->at, false);
}

static void add_placement(const struct printer *p, const struct sdl_placement *placement)
{
	add_entry(p, 0, "placement", &placement->entry, placement->is_deployed);
	for (size_t i = 0; i < placement->attributes.n; i++) {
		const struct sdl_attribute *attribute = (const struct sdl_attribute *)placement->attributes.items[i];

		add_entry(p, 1, "attribute", &attribute->entry, true);
		add_str(p, 2, "value", &attribute->value);
	}
	add_list(p, 1, "signed by all of", &placement->all_of);
	add_list(p, 1, "signed by any of", &placement->any_of);
	for (size_t i = 0; i < placement->pricing.n; i++) {
		const struct sdl_price *price = (const struct sdl_price *)placement->pricing.items[i];

		add_entry(p, 1, "price of", &price->entry, price->is_deployed);
		if (price->amount.at)
			add(p, 2, "amount", price->amount.text, price->amount.at, price->amount.is_bad);
		add_str(p, 2, "denom", &price->denom);
	}
}

static void add_deployment(const struct printer *p, const struct sdl_deployment *deployment)
{
	add_entry(p, 0, "deployment of", &deployment->entry, true);
	for (size_t i = 0; i < deployment->assignments.n; i++) {
		const struct sdl_assignment *assignment =
			(const struct sdl_assignment *)deployment->assignments.items[i];

		add_entry(p, 1, "on", &assignment->entry, true);
		add_str(p, 2, "profile", &assignment->profile);
		add_u32(p, 2, "count", &assignment->count);
	}
}

void debug_model(struct strbuf *out, struct run *run)
{
	const struct printer p = { out, run };
	const struct sdl *sdl = run->sdl;

	if (!sdl)
		return;
	for (size_t i = 0; i < sdl->services.n; i++)
		add_service(&p, (const struct sdl_service *)sdl->services.items[i]);
	for (size_t i = 0; i < sdl->computes.n; i++)
		add_compute(&p, (const struct sdl_compute *)sdl->computes.items[i]);
	for (size_t i = 0; i < sdl->placements.n; i++)
		add_placement(&p, (const struct sdl_placement *)sdl->placements.items[i]);
	for (size_t i = 0; i < sdl->endpoints.n; i++) {
		const struct sdl_endpoint *endpoint = (const struct sdl_endpoint *)sdl->endpoints.items[i];

		add_entry(&p, 0, "endpoint", &endpoint->entry, true);
		add_str(&p, 1, "kind", &endpoint->kind);
	}
	for (size_t i = 0; i < sdl->deployments.n; i++)
		add_deployment(&p, (const struct sdl_deployment *)sdl->deployments.items[i]);
}
