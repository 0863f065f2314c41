// SPDX-License-Identifier: Apache-2.0
// In: the cpu of a compute profile. Out: findings about its amount and attributes.
#include "help/lone_value.h"
#include "help/stray_key.h"

static void check_cpu(struct run *run, const struct sdl_compute *compute);
static void check_units(struct run *run, const struct sdl_compute *compute);
static void check_keys(struct run *run, const struct sdl_compute *compute);
static void check_pairs(struct run *run, const struct sdl_compute *compute);
static void check_arch(struct run *run, const struct sdl_compute *compute);
static void check_attributes(struct run *run, const struct sdl_compute *compute);

const struct rule rule_cpu_missing = {
	.id = "cpu-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployed compute profile requests no CPU",
	.why = "Every deployed profile must request CPU: cpu with units. The network rejects one without it.",
	.fix = "Add cpu: with units: and a number of cores, such as units: 0.5.",
	.source = "chain-sdk go/node/deployment/v1beta4/resourceunit.go",
	.on = { .compute = check_cpu },
};

const struct rule rule_cpu_units_invalid = {
	.id = "cpu-units-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an amount of CPU that is not a number",
	.why = "CPU is a number of cores, such as 0.5 or 2, or whole thousandths with an m, such as 500m. The network rejects anything else, in every profile.",
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
	       "rejects anything else in a deployed profile. 500 is five hundred cores, and 500m is half of "
	       "one.",
	.fix = "Write an amount from 10m to 384, with an m for thousandths of a core.",
	.source = "chain-sdk go/node/deployment/v1beta4/validation_config.go",
	.on = { .compute = check_cpu },
};

const struct rule rule_cpu_unknown_field = {
	.id = "cpu-unknown-field",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a key under cpu that the network does not support",
	.why = "cpu has the keys units and attributes. Since September 2026 the network rejects every other key here, and merge keys too.",
	.fix = "Remove the key, or correct its spelling. arch goes under attributes.",
	.source = "chain-sdk go/sdl/cpu.go (go/sdl/v0.4.4)",
	.on = { .compute = check_keys },
};

const struct rule rule_cpu_odd_list = {
	.id = "cpu-odd-list",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the last key of a list under cpu has no value",
	.why = "The network reads a list here as keys and values in turn, and crashes when the last one is missing.",
	.fix = "Write a mapping: units: 1.",
	.source = "chain-sdk go/sdl/cpu.go (go/sdl/v0.4.4)",
	.on = { .compute = check_pairs },
};

const struct rule rule_cpu_arch_unknown = {
	.id = "cpu-arch-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a CPU architecture other than amd64 and arm64",
	.why = "The network accepts only amd64 or arm64, in lower case, and rejects anything else in every profile. A profile "
	       "without one is placed on amd64.",
	.fix = "Write arch: amd64 or arch: arm64, or remove it.",
	.source = "chain-sdk go/sdl/cpu.go (go/sdl/v0.4.4)",
	.on = { .compute = check_arch },
};

const struct rule rule_cpu_attribute_unknown = {
	.id = "cpu-attribute-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an unknown attribute of the CPU",
	.why = "The only attribute of the CPU is arch. The network rejects any other.",
	.fix = "Remove the attribute, or write arch.",
	.source = "chain-sdk go/sdl/cpu.go",
	.on = { .compute = check_attributes },
};

const struct rule rule_cpu_attribute_duplicate = {
	.id = "cpu-attribute-duplicate",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the CPU has the attribute arch twice",
	.why = "The network reads both and rejects the profile when it is deployed.",
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
	diag = diag_add(run, &rule_cpu_units_range, units->at,
			"%s is out of range: a replica can have %s to %s CPU cores", quoted(run, units->text),
			cpu_text(run, limits->min), cpu_text(run, limits->max));
	if (units->value > limits->max && units->value % 250000 == 0)
		diag_help(run, diag, "write %s, or %sm for thousandths: units counts whole cores",
			  cpu_text(run, units->value / 1000), escaped(run, units->text));
	else
		diag_help(run, diag, "write a number of cores, or thousandths with an m: 500m is half a core");
}

static void check_cpu(struct run *run, const struct sdl_compute *compute)
{
	const struct sdl_cpu *cpu = &compute->cpu;
	const struct ynode *at = cpu->units.at, *node = cpu->at ? ynode_resolve(cpu->at) : NULL;
	struct diag *diag;

	// An alias of nothing was reported by the decoder.
	if ((cpu->at && !node) || !compute->is_deployed || !has_resources(compute) || compute->is_resources_bad ||
	    cpu->is_bad || cpu->units.is_bad || cpu->units.fault || cpu->strays.n || cpu->cut_at)
		return;
	if (at && !ynode_is_null(at)) {
		check_range(run, compute);
		return;
	}
	if (!at)
		at = cpu->key ? cpu->key : compute->resources_key;
	if (node && node->kind == YNODE_SCALAR)
		diag = diag_add(run, &rule_cpu_missing, cpu->at, "\"cpu\" must be a mapping, not %s",
				ynode_describe(run, cpu->at));
	else
		diag = diag_add(run, &rule_cpu_missing, at ? at : compute->entry.key, "the profile %s requests no CPU",
				quoted(run, compute->entry.name));
	lacks_resource(run, diag, compute, "cpu.units");
	diag_help(run, diag, "add cpu: with units: and a number of cores, such as 0.5");
}

static void check_units(struct run *run, const struct sdl_compute *compute)
{
	const struct leaf_quantity *units = &compute->cpu.units;

	if (units->fault && !units->is_bad)
		report_quantity(run, &rule_cpu_units_invalid, units, "CPU amount", QUANTITY_KIND_CPU);
}

static bool has_word(const char *const *words, struct str text)
{
	for (; *words; words++)
		if (str_is_nocase(text, *words))
			return true;
	return false;
}

// The architecture that people mean by it, or NULL.
static const char *arch_meant(struct str text)
{
	while (text.len && (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == ' '))
		text.len--;
	while (text.len && text.ptr[0] == ' ')
		text = str_slice(text, 1, text.len);
	for (const char *const *name = network.cpu.architectures; *name; name++)
		if (str_is_nocase(text, *name))
			return *name;
	return has_word(network.cpu.amd64_names, text)   ? "amd64"
	       : has_word(network.cpu.arm64_names, text) ? "arm64"
							 : NULL;
}

static void check_arch(struct run *run, const struct sdl_compute *compute)
{
	const struct leaf_list *arch = &compute->cpu.arch;

	for (size_t i = 0; i < arch->n; i++) {
		const struct leaf_str *item = &arch->items[i];
		const char *meant = arch_meant(item->text);
		struct diag *diag;

		if (item->is_bad || is_one_of(item->text, network.cpu.architectures))
			continue;
		diag = diag_add(run, &rule_cpu_arch_unknown, item->at, "the CPU architecture must be %s, not %s",
				list_text(run, network.cpu.architectures, "or"), quoted(run, item->text));
		if (!meant) {
			diag_help(run, diag, "write one of these, or remove \"arch\": the default is amd64");
			continue;
		}
		diag_help(run, diag, "write %s", meant);
		fix_scalar(run, diag, arena_printf(run->arena, "write %s", meant), item->at, str_of(meant));
	}
}

// "arch: arm64" directly under cpu belongs under attributes.
static void help_arch(struct run *run, struct diag *diag, const struct sdl_cpu *cpu, const struct ynode *key)
{
	const struct ynode *value = key->index + 1 < key->parent->n_items ? key->parent->items[key->index + 1] : NULL;
	const char *arch = value && value->kind == YNODE_SCALAR ? arch_meant(value->text) : NULL;

	if (cpu->attributes_at) {
		diag_help(run, diag, "move it under \"attributes\"");
		return;
	}
	diag_help(run, diag, "write \"attributes: {arch: %s}\"", arch ? arch : "amd64");
	if (!arch || key->parent->kind != YNODE_MAPPING || key->kind != YNODE_SCALAR)
		return;
	diag_fix(run, diag, "move it under \"attributes\"", (struct span){ key->span.start, value->span.end },
		 str_of(arena_printf(run->arena, "attributes: {arch: %s}", arch)));
}

static void check_keys(struct run *run, const struct sdl_compute *compute)
{
	const struct sdl_cpu *cpu = &compute->cpu;

	for (size_t i = 0; i < cpu->strays.n; i++) {
		const struct sdl_stray *stray = &cpu->strays.items[i];
		bool is_alias = stray->key->kind == YNODE_ALIAS;
		struct diag *diag;

		if (report_list_of_keys(run, &rule_cpu_unknown_field, stray->key, "\"cpu\""))
			continue;
		diag = diag_add(run, &rule_cpu_unknown_field, stray->key,
				is_alias ? "the network does not resolve aliases as keys of \"cpu\": it reads %s"
					 : "\"cpu\" has no key %s",
				quoted(run, stray->name));
		if (is_merge_key(stray->key) || is_alias)
			diag_help(run, diag,
				  "the network neither merges nor resolves aliases here: write the key itself");
		else if (str_is(stray->name, "arch"))
			help_arch(run, diag, cpu, stray->key);
		else if (!explain_key(run, diag, stray->key))
			diag_help(run, diag, "remove it: only %s are allowed here",
				  list_text(run, network.cpu.keys, "and"));
	}
}

static void check_pairs(struct run *run, const struct sdl_compute *compute)
{
	struct diag *diag;

	if (!compute->cpu.cut_at)
		return;
	diag = diag_add(run, &rule_cpu_odd_list, compute->cpu.cut_at, "the last key of this list has no value");
	diag_help(run, diag, "write a mapping instead: units: below cpu:");
}

static const struct ynode *key_of(const struct leaf_str *assignment)
{
	const struct ynode *key = ynode_key(assignment->at);

	return key ? key : assignment->at;
}

static void check_attributes(struct run *run, const struct sdl_compute *compute)
{
	const struct sdl_cpu *cpu = &compute->cpu;
	size_t first = cpu->n_old_arch;

	for (size_t i = 0; i < cpu->attribute_strays.n; i++) {
		const struct sdl_stray *stray = &cpu->attribute_strays.items[i];
		struct diag *diag = diag_add(run, &rule_cpu_attribute_unknown, stray->key, "unknown CPU attribute %s",
					     quoted(run, stray->name));

		if (!explain_key(run, diag, stray->key))
			diag_help(run, diag, "remove it: the only attribute is \"arch\"");
	}
	if (compute->is_deployed)
		check_raw_attributes(run, &cpu->raw_attributes);
	for (size_t i = first + 1; compute->is_deployed && i < cpu->arch.n; i++) {
		struct diag *diag =
			diag_add(run, &rule_cpu_attribute_duplicate, key_of(&cpu->arch.items[i]), "duplicate \"arch\"");

		diag_help(run, diag, "keep one of them");
		diag_related(run, diag, ynode_span(key_of(&cpu->arch.items[first])), "first here");
	}
}
