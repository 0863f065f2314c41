// SPDX-License-Identifier: Apache-2.0
// In: what is deployed, and the policy. Out: findings where a service, a placement or all together has too many GPUs.
#include "query/policy_common.h"

static void check_units(struct run *run, const struct sdl *sdl);

const struct rule rule_policy_gpu_units = {
	.id = "policy-gpu-units",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "more GPUs than the policy allows",
	.why = "The policy limits the total GPUs of a service, a placement and the whole deployment, with all replicas.",
	.fix = "Lower units or count.",
	.source = "the policy given with --policy",
	.on = { .sdl = check_units },
};

static uint64_t units_of(const struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu =
		assignment->entry.is_bad || assignment->count.is_bad ? NULL : policy_gpu_of(run, assignment);

	return gpu ? policy_times(gpu->units.value, assignment->count.value) : 0;
}

static void check_most(struct run *run, const struct ynode *at, const char *what, uint64_t units,
		       const struct policy_quantity *most)
{
	struct diag *diag;

	if (!most->is_set || units <= most->value || !at)
		return;
	diag = diag_add(run, &rule_policy_gpu_units, at, "%s requests %llu GPUs; the policy allows %llu", what,
			(unsigned long long)units, (unsigned long long)most->value);
	diag_help(run, diag, "lower units or count");
}

// A service may be deployed on several placements.
static void check_service(struct run *run, const struct sdl_deployment *deployment)
{
	const struct ynode *at = NULL;
	uint64_t units = 0;

	for (size_t i = 0; !deployment->entry.is_bad && i < deployment->assignments.n; i++) {
		const struct sdl_assignment *assignment =
			(const struct sdl_assignment *)deployment->assignments.items[i];
		uint64_t more = units_of(run, assignment);

		units = policy_plus(units, more);
		if (more > 0 && !at)
			at = assignment->compute->gpu.units.at;
	}
	check_most(run, at, arena_printf(run->arena, "the service %s", quoted(run, deployment->entry.name)), units,
		   &run->settings->policy->gpu.max_per_service);
}

static uint64_t check_group(struct run *run, const struct sdl_group *group)
{
	uint64_t units = 0;

	for (size_t i = 0; i < group->n_assignments; i++)
		units = policy_plus(units, units_of(run, group->assignments[i]));
	if (group->placement)
		check_most(run, group->placement->entry.key,
			   arena_printf(run->arena, "the placement %s", quoted(run, group->name)), units,
			   &run->settings->policy->gpu.max_per_group);
	return units;
}

static void check_units(struct run *run, const struct sdl *sdl)
{
	uint64_t units = 0;

	if (!run->settings->policy)
		return;
	for (size_t i = 0; i < sdl->deployments.n; i++)
		check_service(run, (const struct sdl_deployment *)sdl->deployments.items[i]);
	for (size_t i = 0; i < sdl->n_groups; i++)
		units = policy_plus(units, check_group(run, sdl->groups[i]));
	check_most(run, sdl->deployment_key, "the deployment", units, &run->settings->policy->gpu.max_per_deployment);
}
