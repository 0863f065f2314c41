// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rule about GPUs that no provider has: its texts. What providers have is known only further on.
#include "rules/gpu_no_provider.h"

const struct rule rule_gpu_no_provider = {
	.id = "gpu-no-provider",
	.severity = SEVERITY_WARNING,
	.needs_providers = true,
	.summary = "a request for GPUs that none of the listed providers can answer",
	.why = "A provider bids only if its free GPUs are as asked: model, memory, interface, and as many of them on one node as a replica wants. With --providers the request is held against what these providers have, and none of them can answer it: the order stays on the market without a bid. What an inventory does not tell does not count against a provider, and neither do CPU, memory and storage: akashlint match looks at all of it.",
	.fix = "Add a model that providers have to the list, leave out what narrows it, or ask for fewer GPUs.",
	.source = "provider cluster/inventory.go and operator/inventory, placement of a group on the nodes",
};
