// SPDX-License-Identifier: Apache-2.0
// In: volumes and the policy. Out: findings about their classes, number and size.
#include "query/policy_common.h"

static void check_storage(struct run *run, const struct sdl_compute *compute);

const struct rule rule_policy_storage = {
	.id = "policy-storage",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "storage that the policy does not allow",
	.why = "The policy lists the allowed storage classes, and limits the number and the total size of the volumes of a profile.",
	.fix = "Change the class, or request less.",
	.source = "the policy given with --policy",
	.on = { .compute = check_storage },
};

static void check_class(struct run *run, const struct sdl_volume *volume)
{
	const struct policy_list *classes = &run->settings->policy->storage.classes;
	const struct ynode *at = volume->class_at ? volume->class_at : volume->at;

	if (!classes->is_set || volume->is_bad || volume->class_name.len == 0 ||
	    policy_list_has(classes, volume->class_name))
		return;
	policy_help(run,
		    diag_add(run, &rule_policy_storage, at, "the policy does not allow the storage class %s",
			     quoted(run, volume->class_name)),
		    "it allows", classes);
}

static void check_storage(struct run *run, const struct sdl_compute *compute)
{
	const struct policy *policy = run->settings->policy;
	const struct ynode *at = policy_key_of(compute->storage_at, &compute->entry);
	uint64_t total = 0;

	if (!policy || !compute->is_deployed || compute->is_storage_bad)
		return;
	for (size_t i = 0; i < compute->n_volumes; i++) {
		const struct leaf_quantity *size = &compute->volumes[i]->size;

		check_class(run, compute->volumes[i]);
		if (size->at && !size->is_bad && !size->fault)
			total = policy_plus(total, size->value);
	}
	if (policy->storage.max_volumes.is_set && compute->n_volumes > policy->storage.max_volumes.value)
		diag_help(run,
			  diag_add(run, &rule_policy_storage, at, "%zu volumes; the policy allows %llu",
				   compute->n_volumes, (unsigned long long)policy->storage.max_volumes.value),
			  "use fewer volumes");
	if (policy->storage.max_total.is_set && total > policy->storage.max_total.value)
		diag_help(run,
			  diag_add(run, &rule_policy_storage, at, "%s of storage; the policy allows %s",
				   bytes_text(run, total), escaped(run, policy->storage.max_total.text)),
			  "request less");
}
