// SPDX-License-Identifier: Apache-2.0
// In: the model of a run. Out: the findings of every rule: walks the model and calls the rules' hooks.
#include "rules/rules_run.h"

#include "base/ascii.h"
#include "diag/diag.h"
#include "help/lone_value.h"
#include "query/common.h"

// A value that is there and can't be read.
static void supply_value(struct run *run, struct diag *diag)
{
	const struct ynode *key = ynode_key(diag->at);

	diag_supplies(run, diag, "%s", node_place(run, key && is_merge_key(key) ? diag->at->parent : diag->at));
}

// A section that the first document lacks begins the next one: the SDL goes on below the line "---".
static void help_cut(struct run *run, struct diag *diag)
{
	const struct source *source = &run->source;
	uint32_t at = diag->span.end, end;
	struct str word;

	while (at < source->len && is_line_break(source->text[at]))
		at++;
	for (end = at; end < source->len && is_letter(source->text[end]); end++)
		;
	word = source_text(source, (struct span){ at, end });
	if (!is_one_of(word, network.sections) || ynode_find_key(run->root, word))
		return;
	diag_help(run, diag, "remove this line: the SDL goes on below it");
	diag_fix(run, diag, "remove the line", (struct span){ diag->span.start, at }, STR(""));
	diag->fix->is_unsafe = true;
}

// A line "---" cuts the file: the missing sections are below it.
static void supply_sections(struct run *run, struct diag *diag)
{
	const struct ynode *root = run->root, *last;

	if (!root || root->kind != YNODE_MAPPING || root->n_items == 0)
		return;
	help_cut(run, diag);
	for (const char *const *section = network.sections; *section; section++)
		if (!ynode_get(root, *section))
			diag_supplies(run, diag, "%s", *section);
	last = root->items[root->n_items - 1];
	if (last->kind != YNODE_SCALAR && last->n_items)
		diag_supplies(run, diag, "%s", node_place(run, last->items[last->n_items - 1]));
}

static void supply_places(struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++) {
		struct diag *diag = run->diags.items[i];

		if (diag->at && (diag->rule == &rule_wrong_type || diag->rule == &rule_yaml_alias_unknown))
			supply_value(run, diag);
		else if (diag->rule == &rule_yaml_multiple_documents)
			supply_sections(run, diag);
	}
}

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
