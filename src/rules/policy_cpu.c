// SPDX-License-Identifier: Apache-2.0
// In: the cpu of a compute profile and the policy. Out: findings about its architecture.
#include "query/policy_common.h"

static void check_arch(struct run *run, const struct sdl_compute *compute);

const struct rule rule_policy_cpu_arch = {
	.id = "policy-cpu-arch",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "a CPU architecture that the policy does not allow",
	.why = "The policy lists the allowed architectures. A profile without one is placed on amd64.",
	.fix = "Write an architecture that the policy allows.",
	.source = "the policy given with --policy",
	.on = { .compute = check_arch },
};

static void check_arch(struct run *run, const struct sdl_compute *compute)
{
	const struct policy *policy = run->settings->policy;
	const struct sdl_cpu *cpu = &compute->cpu;
	const struct leaf_str *arch = cpu->arch.n > cpu->n_old_arch ? &cpu->arch.items[cpu->n_old_arch] : NULL;
	struct str name = arch ? arch->text : STR("amd64");
	struct diag *diag;

	if (!policy || !policy->cpu.architectures.is_set || !compute->is_deployed || !cpu->at || cpu->is_bad ||
	    !is_one_of(name, network.cpu.architectures) || policy_list_has(&policy->cpu.architectures, name))
		return;
	diag = diag_add(run, &rule_policy_cpu_arch, arch ? arch->at : policy_key_of(cpu->at, &compute->entry),
			arch ? "the policy does not allow the CPU architecture %s"
			     : "the policy does not allow the CPU architecture %s, the default without \"arch\"",
			quoted(run, name));
	policy_help(run, diag, "it allows", &policy->cpu.architectures);
}
