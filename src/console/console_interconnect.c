// SPDX-License-Identifier: Apache-2.0
// In: the model. Out: what Akash Console's SDK rejects of interconnects: names, placements, forms that are mixed.
//
// Console follows aliases and merge keys where the network does not, and takes True for "true".
#include "base/arena.h"
#include "console/console_rules.h"
#include "console/js_value.h"
#include "query/common.h"

struct opt_in {
	const struct ynode *key, *group_at;
	struct str group; // "auto" without a name; empty: none
};

static struct opt_in opt_in_of(struct run *run, const struct sdl_compute *compute)
{
	const struct ynode *gpu = ynode_resolve(compute->gpu.at), *node;
	const struct js_pair *pair, *group;
	struct opt_in opt_in = { 0 };

	if (!gpu)
		return opt_in;
	pair = js_get(js_pairs_of(run->arena, gpu), "attributes");
	node = pair ? ynode_resolve(pair->value) : NULL;
	pair = js_get(js_pairs_of(run->arena, node), "interconnect");
	node = pair ? ynode_resolve(pair->value) : NULL;
	if (!node)
		return opt_in;
	opt_in.key = pair->key;
	if (node->kind == YNODE_SEQUENCE)
		opt_in.group = str_of(network.interconnect.auto_group);
	group = js_get(js_pairs_of(run->arena, node), "group");
	node = group ? ynode_resolve(group->value) : NULL;
	if (node && js_value_of(node).type == JS_TEXT) {
		opt_in.group = node->text;
		opt_in.group_at = group->value;
	}
	return opt_in;
}

static void check_name(struct run *run, const struct opt_in *opt_in)
{
	if (opt_in->group_at && str_is(opt_in->group, network.interconnect.auto_group) &&
	    !mark_known_mistake(run, opt_in->group_at))
		diag_add(run, &rule_console_value, opt_in->group_at, "Akash Console reserves the group name \"%s\"",
			 network.interconnect.auto_group);
}

static bool is_true(const struct ynode *at)
{
	const struct ynode *node = ynode_resolve(at);
	struct js_value value = node ? js_value_of(node) : (struct js_value){ .is_unreadable = true };

	return value.type == JS_BOOLEAN ? value.is_true : value.type == JS_TEXT && str_is(value.text, "true");
}

// The attribute as Console sees it; NULL without one.
static const struct js_pair *attribute_of(struct run *run, const struct sdl_placement *placement)
{
	const struct ynode *node = placement->attributes.at ? ynode_resolve(placement->attributes.at) : NULL;

	return js_get(js_pairs_of(run->arena, node), network.interconnect.attribute);
}

static void check_attribute(struct run *run, const struct js_pair *attribute, const struct opt_in *opt_in)
{
	struct diag *diag;

	if ((attribute && (is_true(attribute->value) || mark_known_mistake(run, attribute->value))) ||
	    mark_known_mistake(run, opt_in->key))
		return;
	diag = diag_add(run, &rule_console_conflict, opt_in->key,
			"Akash Console requires \"%s\" on the placement for an interconnect",
			network.interconnect.attribute);
	diag_help(run, diag, "add %s: \"true\" to the attributes of the placement", network.interconnect.attribute);
}

static void check_group(struct run *run, const struct sdl_group *group, const struct table *by_profile)
{
	const struct js_pair *attribute = group->placement ? attribute_of(run, group->placement) : NULL;
	const struct opt_in *first[2] = { NULL, NULL }; // without a name, and with one
	const struct ynode *later;

	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct opt_in *opt_in = table_get(by_profile, group->assignments[i]->profile.text);
		bool is_named = opt_in && !str_is(opt_in->group, network.interconnect.auto_group);

		if (!opt_in)
			continue;
		if (!first[is_named] || opt_in->key->span.start < first[is_named]->key->span.start)
			first[is_named] = opt_in;
		if (group->placement)
			check_attribute(run, attribute, opt_in);
	}
	if (!first[0] || !first[1])
		return;
	later = first[first[1]->key->span.start > first[0]->key->span.start]->key;
	if (!mark_known_mistake(run, later))
		diag_add(run, &rule_console_conflict, later,
			 "Akash Console requires one form of interconnect on a placement: all with a group, or none");
}

void check_console_interconnect(struct run *run)
{
	struct table by_profile = { 0 };

	for (size_t i = 0; i < run->sdl->computes.n; i++) {
		const struct sdl_entry *entry = run->sdl->computes.items[i];
		struct opt_in *opt_in;

		if (entry->is_bad || !((const struct sdl_compute *)entry)->gpu.at)
			continue;
		opt_in = arena_alloc(run->arena, sizeof(*opt_in));
		*opt_in = opt_in_of(run, (const struct sdl_compute *)entry);
		if (opt_in->group.len == 0)
			continue;
		check_name(run, opt_in);
		*table_put(run->arena, &by_profile, entry->name) = opt_in;
	}
	for (size_t i = 0; by_profile.n > 0 && i < run->sdl->n_groups; i++)
		check_group(run, run->sdl->groups[i], &by_profile);
}
