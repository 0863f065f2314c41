// SPDX-License-Identifier: Apache-2.0
// In: what one placement requests. Out: findings about replicas with connected GPUs.
#include "base/number.h"
#include "query/sdl_query.h"

static void check_placement(struct run *run, const struct sdl_group *group);
static void check_forms(struct run *run, const struct sdl_group *group);
static void check_fabrics(struct run *run, const struct sdl_group *group);
static void check_alone(struct run *run, const struct sdl_group *group);
static void check_label(struct run *run, const struct sdl_gpu *gpu);
static void check_env(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_gpu_interconnect_placement = {
	.id = "gpu-interconnect-placement",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an interconnect, but the placement does not require providers to have one",
	.why = "The placement must have the attribute capabilities/gpu-interconnect with the text true, so that only providers "
	       "with such a network bid. The network rejects a deployment without it. A fabric alone is not enough.",
	.fix = "Add capabilities/gpu-interconnect: \"true\" to the attributes of the placement.",
	.source = "chain-sdk go/sdl/v2.go, validateInterconnect (go/sdl/v0.4.1)",
	.on = { .group = check_placement },
};

const struct rule rule_gpu_interconnect_mixed = {
	.id = "gpu-interconnect-mixed",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a placement has interconnects with and without a group name",
	.why = "On one placement either all interconnects are [], or all name a group. The network rejects a mix.",
	.fix = "Name a group in each of them, or write [] in each.",
	.source = "chain-sdk go/sdl/v2.go, validateInterconnect (go/sdl/v0.4.1)",
	.on = { .group = check_forms },
};

const struct rule rule_gpu_interconnect_label = {
	.id = "gpu-interconnect-label",
	.severity = SEVERITY_WARNING,
	.summary = "the group of an interconnect has a name that providers reject",
	.why = "A provider puts the name on the containers as a Kubernetes label. The network accepts any name, but no provider bids "
	       "on one that can't be a label.",
	.fix = "Write up to 63 letters, digits, dashes, underscores and dots, with a letter or digit at both ends.",
	.source =
		"provider cluster/kube/operators/clients/inventory/inventory.go; k8s.io/apimachinery IsValidLabelValue",
	.on = { .gpu = check_label },
};

const struct rule rule_gpu_interconnect_two_fabrics = {
	.id = "gpu-interconnect-two-fabrics",
	.severity = SEVERITY_WARNING,
	.summary = "a placement requires two fabrics of an interconnect",
	.why = "A provider must declare both, and hardly any does; it then places the replicas only on nodes with the first one in "
	       "alphabetical order.",
	.fix = "Keep one of them, or neither to accept any fabric.",
	.source = "provider cluster/kube/operators/clients/inventory/inventory.go",
	.on = { .group = check_fabrics },
};

const struct rule rule_gpu_interconnect_alone = {
	.id = "gpu-interconnect-alone",
	.severity = SEVERITY_INFO,
	.summary = "an interconnect for a single replica",
	.why = "An interconnect joins the GPUs of replicas on different nodes. A single replica gains nothing, and only providers "
	       "with such a network can bid: fewer and more expensive ones.",
	.fix = "Raise count, put the other services in the same group, or remove interconnect.",
	.source = "AEP-95",
	.on = { .group = check_alone },
};

const struct rule rule_gpu_interconnect_disabled = {
	.id = "gpu-interconnect-disabled",
	.severity = SEVERITY_WARNING,
	.summary = "NCCL_IB_DISABLE switches off the requested interconnect",
	.why = "The provider sets NCCL_IB_DISABLE=0 for NCCL to use the interconnect, unless env sets it. With 1 the replicas talk over "
	       "the ordinary network, many times slower.",
	.fix = "Remove NCCL_IB_DISABLE, or remove interconnect.",
	.source = "AEP-95; NVIDIA NCCL documentation, environment variables",
	.on = { .assignment = check_env },
};

// The interconnect of an assignment, or NULL: of a sound profile with GPUs.
static const struct sdl_interconnect *interconnect_of(const struct sdl_assignment *assignment)
{
	const struct sdl_compute *compute = assignment->compute;

	if (!compute || gpus_of(compute) == 0 || compute->gpu.attributes != GPU_ATTRIBUTES_OK ||
	    compute->gpu.interconnect.group.text.len == 0)
		return NULL;
	return &compute->gpu.interconnect;
}

static const struct ynode *place_of(const struct sdl_interconnect *interconnect)
{
	return interconnect->key ? interconnect->key : interconnect->at;
}

// An attribute of the placement that was meant, most likely: "capabilities/gpu_interconnect".
static const struct sdl_entry *misspelt_attribute(const struct sdl_placement *placement)
{
	const char *const names[] = { network.interconnect.attribute, NULL };

	for (size_t i = 0; i < placement->attributes.n; i++)
		if (is_near(placement->attributes.items[i]->name, names))
			return placement->attributes.items[i];
	return NULL;
}

// Spaces before a key that begins its line; -1 for any other key.
static int indent_of(const struct run *run, const struct ynode *key)
{
	if (!source_begins_line(&run->source, key->span.start) || key->has_tag || key->anchor.len)
		return -1;
	return (int)source_indent(&run->source, key->span.start);
}

static void fix_block(struct run *run, struct diag *diag, const char *description, const struct ynode *first,
		      bool is_new)
{
	int indent = indent_of(run, first);
	struct span before = { first->span.start, first->span.start };
	const char *text;

	if (indent < 0)
		return;
	text = is_new ? arena_printf(run->arena, "attributes:\n%*s%s: \"true\"\n%*s", indent + 2, "",
				     network.interconnect.attribute, indent, "")
		      : arena_printf(run->arena, "%s: \"true\"\n%*s", network.interconnect.attribute, indent, "");
	diag_fix(run, diag, description, before, str_of(text));
}

// Adds the attribute before those that are there, or attributes before the other keys of the placement.
static void fix_missing(struct run *run, struct diag *diag, const struct sdl_placement *placement)
{
	const struct ynode *attributes = placement->attributes.at, *at = attributes ? attributes : placement->entry.at;
	const char *description = arena_printf(run->arena, "add %s: \"true\"", network.interconnect.attribute);

	if (at->kind != YNODE_MAPPING || at->n_items == 0 || at->items[0]->kind != YNODE_SCALAR)
		return;
	if (!at->is_flow)
		fix_block(run, diag, description, at->items[0], !attributes);
	else if (attributes)
		diag_fix(run, diag, description, (struct span){ at->span.start + 1, at->span.start + 1 },
			 str_of(arena_printf(run->arena, "%s: \"true\", ", network.interconnect.attribute)));
}

static void report_missing(struct run *run, const struct sdl_placement *placement, const struct sdl_entry *misspelt,
			   const struct sdl_interconnect *interconnect, bool is_first)
{
	struct diag *diag = diag_add(run, &rule_gpu_interconnect_placement, place_of(interconnect),
				     "the placement %s needs the attribute \"%s\" for this",
				     quoted(run, placement->entry.name), network.interconnect.attribute);

	if (misspelt) {
		diag_related(run, diag, ynode_span(misspelt->key), "this is a different attribute");
		diag_help(run, diag, "did you mean \"%s\"?", network.interconnect.attribute);
		fix_scalar(run, diag, arena_printf(run->arena, "write \"%s\"", network.interconnect.attribute),
			   misspelt->key, str_of(network.interconnect.attribute));
		return;
	}
	diag_related(run, diag, ynode_span(placement->entry.key), "deployed here");
	diag_help(run, diag, "add %s: \"true\" to the attributes of the placement", network.interconnect.attribute);
	if (is_first)
		fix_missing(run, diag, placement);
}

static void report_wrong(struct run *run, const struct sdl_attribute *attribute,
			 const struct sdl_interconnect *interconnect)
{
	const struct ynode *at = attribute->value.at ? attribute->value.at : attribute->entry.key;
	struct diag *diag = diag_add(run, &rule_gpu_interconnect_placement, at, "\"%s\" must be \"true\", not %s",
				     network.interconnect.attribute, quoted(run, attribute->value.text));

	diag_related(run, diag, ynode_span(place_of(interconnect)), "needed for this");
	diag_help(run, diag, "write \"true\"");
	fix_scalar(run, diag, "write \"true\"", at, STR("true"));
}

static void check_placement(struct run *run, const struct sdl_group *group)
{
	const struct sdl_placement *placement = group->placement;
	const struct sdl_attribute *attribute;
	const struct sdl_entry *misspelt = NULL;
	bool is_first = true;

	if (!placement || placement->entry.is_bad || placement->attributes.is_bad)
		return;
	attribute = sdl_map_find(&placement->attributes, str_of(network.interconnect.attribute));
	if (attribute && (attribute->entry.is_bad || str_is(attribute->value.text, "true")))
		return;
	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct sdl_interconnect *interconnect = interconnect_of(group->assignments[i]);

		if (interconnect && attribute) {
			report_wrong(run, attribute, interconnect);
			return;
		}
		if (!interconnect)
			continue;
		if (is_first)
			misspelt = misspelt_attribute(placement);
		report_missing(run, placement, misspelt, interconnect, is_first);
		is_first = false;
	}
}

static bool is_later(const struct sdl_interconnect *a, const struct sdl_interconnect *b)
{
	return ynode_span(place_of(a)).start > ynode_span(place_of(b)).start;
}

static void check_forms(struct run *run, const struct sdl_group *group)
{
	const struct sdl_interconnect *first[2] = { NULL, NULL }, *later; // without a name, and with one
	struct diag *diag;

	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct sdl_interconnect *interconnect = interconnect_of(group->assignments[i]);
		bool is_named = interconnect && !str_is(interconnect->group.text, network.interconnect.auto_group);

		if (interconnect && (!first[is_named] || is_later(first[is_named], interconnect)))
			first[is_named] = interconnect;
	}
	if (!first[0] || !first[1])
		return;
	later = first[is_later(first[1], first[0])];
	diag = diag_add(run, &rule_gpu_interconnect_mixed, place_of(later),
			"the placement %s has interconnects with and without a group", quoted(run, group->name));
	diag_related(run, diag, ynode_span(place_of(later == first[0] ? first[1] : first[0])), "the other form");
	diag_help(run, diag, "write {group: NAME} in each, or [] in each");
}

static void check_fabrics(struct run *run, const struct sdl_group *group)
{
	const struct sdl_attribute *first = NULL;

	for (const char *const *name = network.interconnect.fabric_attributes; group->placement && *name; name++) {
		const struct sdl_attribute *fabric = sdl_map_find(&group->placement->attributes, str_of(*name));
		struct diag *diag;

		if (!fabric || !str_is(fabric->value.text, "true"))
			continue;
		if (first) {
			diag = diag_add(run, &rule_gpu_interconnect_two_fabrics, fabric->entry.key,
					"the placement %s requires two fabrics", quoted(run, group->name));
			diag_related(run, diag, ynode_span(first->entry.key), "the other one");
			diag_help(run, diag, "keep one of them, or neither");
			return;
		}
		first = fabric;
	}
}

static void check_alone(struct run *run, const struct sdl_group *group)
{
	struct table seen = { 0 };

	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct sdl_assignment *assignment = group->assignments[i];
		const struct sdl_interconnect *interconnect = interconnect_of(assignment);
		void **n;

		// It may be in any group.
		if (assignment->entry.is_bad || assignment->count.is_bad || !assignment->compute ||
		    assignment->compute->gpu.is_bad)
			return;
		if (!interconnect)
			continue;
		n = table_put(run->arena, &seen, interconnect->group.text);
		*n = (void *)((uintptr_t)*n + assignment->count.value);
	}
	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct sdl_interconnect *interconnect = interconnect_of(group->assignments[i]);
		struct diag *diag;

		if (!interconnect || (uintptr_t)table_get(&seen, interconnect->group.text) != 1)
			continue;
		diag = diag_add(run, &rule_gpu_interconnect_alone, place_of(interconnect),
				"only one replica on the placement %s: the interconnect has no effect",
				quoted(run, group->name));
		diag_related(run, diag, ynode_span(group->assignments[i]->count.at), "one replica");
		diag_help(run, diag, "raise count, or remove interconnect");
	}
}

static void check_label(struct run *run, const struct sdl_gpu *gpu)
{
	const struct leaf_str *group = &gpu->interconnect.group;
	struct diag *diag;

	if (!gpu->compute->is_deployed || group->text.len == 0 || is_label_value(group->text))
		return;
	diag = diag_add(run, &rule_gpu_interconnect_label, group->at, "invalid interconnect group name %s",
			quoted(run, group->text));
	diag_help(run, diag,
		  "write up to 63 letters, digits, \"-\", \"_\" and \".\", with a letter or digit at both ends");
}

static void check_env(struct run *run, const struct sdl_assignment *assignment)
{
	static const struct str name = { "NCCL_IB_DISABLE=", sizeof("NCCL_IB_DISABLE=") - 1 };
	const struct sdl_interconnect *interconnect = interconnect_of(assignment);

	for (size_t i = 0; interconnect && assignment->service && i < assignment->service->env.n; i++) {
		const struct leaf_str *item = &assignment->service->env.items[i];
		uint64_t number;
		struct diag *diag;

		if (item->is_bad || !str_has_prefix(item->text, name.ptr) ||
		    uint_from_str(str_slice(item->text, name.len, item->text.len), &number) != NUMBER_OK || number == 0)
			continue;
		diag = diag_add(run, &rule_gpu_interconnect_disabled, item->at, "%s switches the interconnect off",
				quoted(run, item->text));
		diag_related(run, diag, ynode_span(place_of(interconnect)), "requested here");
		diag_help(run, diag, "remove it: the provider sets NCCL_IB_DISABLE=0");
	}
}
