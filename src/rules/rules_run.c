// SPDX-License-Identifier: Apache-2.0
// In: the model of a run. Out: the findings of every rule: walks the model and calls the rules' hooks.
#include "rules/rules_run.h"

#include "rules/causes.h"
#include "rules/lone_value.h"

// Made from the code by the Makefile: for each hook the places in all_rules of the rules that have it.
#include "rule_hooks.inc"

// A rule of rejections runs whatever its level: it decides whether the SDL is accepted.
static bool is_wanted(const struct run *run, short place)
{
	const struct rule *rule = all_rules[place];
	const unsigned char *levels = run->settings->levels;

	if (rule->rejected_by)
		return true;
	if (!levels)
		return rule_default_level(rule) != SEVERITY_OFF;
	return levels[place] != SEVERITY_OFF || is_rule_silenced(run->settings, (size_t)place);
}

#define CALL_RULES(hook, thing)                                                                                        \
	for (const short *place = on_##hook; *place >= 0; place++)                                                     \
		if (is_wanted(run, *place))                                                                            \
	all_rules[*place]->on.hook(run, (thing))

static void run_service(struct run *run, const struct sdl_service *service)
{
	CALL_RULES(service, service);
	for (size_t i = 0; i < service->n_expose; i++) {
		const struct sdl_expose *expose = service->expose[i];

		CALL_RULES(expose, expose);
		for (size_t j = 0; j < expose->n_to; j++)
			CALL_RULES(to, expose->to[j]);
	}
}

static void run_compute(struct run *run, const struct sdl_compute *compute)
{
	CALL_RULES(compute, compute);
	for (size_t i = 0; i < compute->n_volumes; i++)
		if (!compute->volumes[i]->is_bad)
			CALL_RULES(volume, compute->volumes[i]);
	if (!compute->gpu.at)
		return;
	CALL_RULES(gpu, &compute->gpu);
	for (size_t i = 0; i < compute->gpu.n_models; i++)
		CALL_RULES(gpu_model, compute->gpu.models[i]);
}

#define FOR_EACH_OF(entries, n_entries, call, type)                                                                    \
	for (size_t entry_index = 0; entry_index < (n_entries); entry_index++)                                         \
		if (!(entries)[entry_index]->is_bad)                                                                   \
	call(run, (const struct type *)(entries)[entry_index])

#define FOR_EACH_SOUND(map, call, type)                                                                                \
	FOR_EACH_OF((map).items, (map).n, call, type);                                                                 \
	FOR_EACH_OF((map).replaced, (map).n_replaced, call, type)

static void run_price(struct run *run, const struct sdl_price *price)
{
	CALL_RULES(price, price);
}

static void run_placement(struct run *run, const struct sdl_placement *placement)
{
	CALL_RULES(placement, placement);
	FOR_EACH_SOUND(placement->pricing, run_price, sdl_price);
}

static void run_deployment(struct run *run, const struct sdl_deployment *deployment)
{
	for (size_t i = 0; i < deployment->assignments.n; i++)
		if (!deployment->assignments.items[i]->is_bad)
			CALL_RULES(assignment, (const struct sdl_assignment *)deployment->assignments.items[i]);
}

static void run_endpoint(struct run *run, const struct sdl_endpoint *endpoint)
{
	CALL_RULES(endpoint, endpoint);
}

void rules_run(struct run *run)
{
	const struct sdl *sdl = run->sdl;

	if (!sdl)
		return;
	CALL_RULES(sdl, sdl);
	FOR_EACH_SOUND(sdl->services, run_service, sdl_service);
	FOR_EACH_OF(sdl->endpoints.items, sdl->endpoints.n, run_endpoint, sdl_endpoint);
	FOR_EACH_SOUND(sdl->computes, run_compute, sdl_compute);
	FOR_EACH_SOUND(sdl->placements, run_placement, sdl_placement);
	FOR_EACH_OF(sdl->deployments.items, sdl->deployments.n, run_deployment, sdl_deployment);
	for (size_t i = 0; i < sdl->n_groups; i++)
		CALL_RULES(group, sdl->groups[i]);
	supply_places(run);
	explain_wrong_types(run);
	if (!run->is_rejected)
		CALL_RULES(accepted, sdl);
}
