// SPDX-License-Identifier: Apache-2.0
// In: the cpu of a compute profile. Out: findings about its amount and attributes.
#include "rules/stray_key.h"

static void check_cpu(struct run *run, const struct sdl_compute *compute);
static void check_units(struct run *run, const struct sdl_compute *compute);
static void check_attributes(struct run *run, const struct sdl_compute *compute);

const struct rule rule_cpu_missing = {
	.id = "cpu-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployed compute profile does not say how much CPU",
	.why = "Every profile that is deployed must ask for CPU: cpu with units. The network refuses one without.",
	.fix = "Add cpu: with units: and a number of cores, for instance units: 0.5.",
	.source = "chain-sdk go/node/deployment/v1beta4/resourceunit.go",
	.on = { .compute = check_cpu },
};

const struct rule rule_cpu_units_invalid = {
	.id = "cpu-units-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an amount of CPU that is not a number",
	.why = "CPU is a number of cores, such as 0.5 or 2, or whole thousandths with an m, such as 500m. The network "
	       "refuses anything else, in every profile.",
	.fix = "Write a number of cores such as 0.5, or thousandths such as 500m.",
	.source = "chain-sdk go/sdl/units.go, cpuQuantity",
	.on = { .compute = check_units },
};

const struct rule rule_cpu_units_range = {
	.id = "cpu-units-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an amount of CPU out of range",
	.why = "units counts CPU cores, and a replica can have 10m (one hundredth of a core) to 384. The network "
	       "refuses less and more for a profile that is deployed. 500 is five hundred cores, and 500m is half of "
	       "one.",
	.fix = "Write an amount from 10m to 384, with an m for thousandths of a core.",
	.source = "chain-sdk go/node/deployment/v1beta4/validation_config.go",
	.on = { .compute = check_cpu },
};

const struct rule rule_cpu_attribute_unknown = {
	.id = "cpu-attribute-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an attribute of the CPU that the network does not know",
	.why = "The only attribute of the CPU is arch. The network refuses any other.",
	.fix = "Remove the attribute, or write arch.",
	.source = "chain-sdk go/sdl/cpu.go",
	.on = { .compute = check_attributes },
};

const struct rule rule_cpu_attribute_duplicate = {
	.id = "cpu-attribute-duplicate",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the CPU has the attribute arch twice",
	.why = "The network reads both and refuses the profile when it is deployed.",
	.fix = "Keep one of them.",
	.source = "chain-sdk go/sdl/cpu.go",
	.on = { .compute = check_attributes },
};

static void check_range(struct run *run, const struct sdl_compute *compute)
{
	const struct leaf_quantity *units = &compute->cpu.units;
	const struct limits *limits = &network.unit.cpu_millicpu;
	struct diag *diag;

	if (units->value >= limits->min && units->value <= limits->max)
		return;
	diag = report(run, &rule_cpu_units_range, units->at,
		      "%s is out of range: a replica can have %s to %s CPU cores", quoted(run, units->text),
		      cpu_text(run, limits->min), cpu_text(run, limits->max));
	diag_help(run, diag, "write a number of cores, or thousandths with an m: 500m is half a core");
}

static void check_cpu(struct run *run, const struct sdl_compute *compute)
{
	const struct sdl_cpu *cpu = &compute->cpu;
	const struct ynode *at = cpu->units.at;
	struct diag *diag;

	if (!compute->is_deployed || !has_resources(compute) || compute->is_resources_bad || cpu->is_bad ||
	    cpu->units.is_bad || cpu->units.fault)
		return;
	if (at && !ynode_is_null(at)) {
		check_range(run, compute);
		return;
	}
	if (!at)
		at = cpu->key ? cpu->key : compute->resources_key;
	diag = report(run, &rule_cpu_missing, at ? at : compute->entry.key,
		      "the profile %s does not say how much CPU it needs", quoted(run, compute->entry.name));
	lacks_resource(run, diag, compute, "cpu.units");
	diag_help(run, diag, "add cpu: with units: and a number of cores, such as 0.5");
}

static void check_units(struct run *run, const struct sdl_compute *compute)
{
	const struct leaf_quantity *units = &compute->cpu.units;

	if (units->fault && !units->is_bad)
		report_quantity(run, &rule_cpu_units_invalid, units, "the amount of CPU", QUANTITY_KIND_CPU);
}

static void check_attributes(struct run *run, const struct sdl_compute *compute)
{
	const struct sdl_cpu *cpu = &compute->cpu;

	for (size_t i = 0; i < cpu->strays.n; i++) {
		const struct sdl_stray *stray = &cpu->strays.items[i];
		struct diag *diag = report(run, &rule_cpu_attribute_unknown, stray->key, "the CPU has no attribute %s",
					   quoted(run, stray->name));

		if (!explain_key(run, diag, stray->key))
			diag_help(run, diag, "remove it; the only one is \"arch\"");
	}
	if (compute->is_deployed)
		check_raw_attributes(run, &cpu->raw_attributes);
	for (size_t i = 1; compute->is_deployed && i < cpu->arch.n; i++) {
		struct diag *diag =
			report(run, &rule_cpu_attribute_duplicate, cpu->arch.items[i].at, "\"arch\" is given twice");

		diag_help(run, diag, "keep one of them");
		diag_related(run, diag, ynode_span(cpu->arch.items[0].at), "first here");
	}
}
