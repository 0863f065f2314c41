// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the keys of a policy, and who reads them. schemas/policy.schema.json says the same.
#include <string.h>

#include "base/arena.h"
#include "base/glob.h"
#include "diag/levels.h"
#include "policy/policy_reader.h"

#define AT(member) offsetof(struct policy, member)
#define END                                                                                                            \
	{                                                                                                              \
		NULL, NULL, 0, NULL                                                                                    \
	}

static void check_range(struct policy_reader *reader, const struct json_at *at, const struct policy_quantity *least,
			const struct policy_quantity *most)
{
	if (least->is_set && most->is_set && least->value > most->value)
		json_fail(&reader->json, at, false, "\"min\" is above \"max\"");
}

static void read_cpu_range(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	static const struct policy_key keys[] = {
		{ "min", policy_read_cpu, AT(gpu.cpu_min), NULL },
		{ "max", policy_read_cpu, AT(gpu.cpu_max), NULL },
		END,
	};
	struct policy *policy = out;

	policy_read_object(reader, at, value, keys, policy);
	check_range(reader, at, &policy->gpu.cpu_min, &policy->gpu.cpu_max);
}

static void read_memory_range(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	static const struct policy_key keys[] = {
		{ "min", policy_read_bytes, AT(gpu.memory_min), NULL },
		{ "max", policy_read_bytes, AT(gpu.memory_max), NULL },
		{ "min_vram_ratio", policy_read_number, AT(gpu.memory_to_vram_min), NULL },
		END,
	};
	struct policy *policy = out;

	policy_read_object(reader, at, value, keys, policy);
	check_range(reader, at, &policy->gpu.memory_min, &policy->gpu.memory_max);
}

static void read_required_attributes(struct policy_reader *reader, const struct json_at *at, const json_t *value,
				     void *out)
{
	static const struct policy_key keys[] = {
		{ "key", policy_read_text, offsetof(struct policy_attribute, key), NULL },
		{ "value", policy_read_texts, offsetof(struct policy_attribute, values), NULL },
		END,
	};
	struct policy *policy = out;
	struct policy_attribute *attribute;
	size_t i;
	json_t *item;

	if (!policy_expect(reader, at, json_is_array(value), "a list"))
		return;
	attribute = arena_zalloc(reader->json.arena, json_array_size(value) * sizeof(*attribute));
	policy->placement.required = attribute;
	policy->placement.n_required = json_array_size(value);
	json_array_foreach((json_t *)value, i, item)
	{
		struct json_at at_item = { .parent = at, .index = i };

		policy_read_object(reader, &at_item, item, keys, attribute);
		policy_expect(reader, &at_item, attribute->key.len > 0, "an object with \"key\"");
		attribute++;
	}
}

static void read_max_per_block(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy *policy = out;
	struct policy_price *price;
	const char *denom;
	json_t *amount;

	if (!policy_expect(reader, at, json_is_object(value), "an object with an amount for each denomination"))
		return;
	price = arena_zalloc(reader->json.arena, json_object_size(value) * sizeof(*price));
	policy->pricing.max_per_block = price;
	policy->pricing.n_max_per_block = json_object_size(value);
	json_object_foreach((json_t *)value, denom, amount)
	{
		struct json_at at_amount = { .parent = at, .key = denom };

		price->denom = policy_text(reader, denom, strlen(denom));
		policy_read_price(reader, &at_amount, amount, price++);
	}
}

// null: unknown
static void read_rate(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_number *rate = out;

	if (json_is_null(value))
		return;
	policy_read_number(reader, at, value, rate);
	policy_expect(reader, at, rate->value > 0, "a number above 0, or null");
}

static void read_rates(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	static const struct policy_key keys[] = {
		{ "usd_per_unit", read_rate, offsetof(struct policy_rate, usd), NULL }, END
	};
	struct policy *policy = out;
	struct policy_rate *rate;
	const char *denom;
	json_t *item;

	if (!policy_expect(reader, at, json_is_object(value), "an object with a rate for each denomination"))
		return;
	rate = arena_zalloc(reader->json.arena, json_object_size(value) * sizeof(*rate));
	policy->pricing.rates = rate;
	policy->pricing.n_rates = json_object_size(value);
	json_object_foreach((json_t *)value, denom, item)
	{
		struct json_at at_rate = { .parent = at, .key = denom };

		rate->denom = policy_text(reader, denom, strlen(denom));
		policy_read_object(reader, &at_rate, item, keys, rate);
		policy_expect(reader, &at_rate, json_object_get(item, "usd_per_unit") != NULL,
			      "an object with \"usd_per_unit\"");
		rate++;
	}
}

static void unknown_rule(struct policy_reader *reader, const struct json_at *at, bool is_key, const char *name)
{
	const char *meant = nearest_rule(str_of(name)), *shown = json_shown(&reader->json, name);

	if (meant)
		json_fail(&reader->json, at, is_key, "unknown rule \"%s\"; did you mean \"%s\"?", shown, meant);
	else
		json_fail(&reader->json, at, is_key, "unknown rule \"%s\"", shown);
}

struct rule_setting {
	enum severity level;
	struct policy_quantity max_units_per_node;
};

// "error", or { "level": "error" }. One rule has a number of its own.
static void read_rule(struct policy_reader *reader, const struct json_at *at, const json_t *value,
		      struct rule_setting *setting)
{
	static const struct policy_key keys[] = {
		{ "level", policy_read_level, offsetof(struct rule_setting, level), NULL },
		{ "max_units_per_node", policy_read_count, offsetof(struct rule_setting, max_units_per_node), NULL },
		END,
	};
	struct json_at at_units = { .parent = at, .key = "max_units_per_node" };

	if (!json_is_object(value)) {
		policy_read_level(reader, at, value, &setting->level);
		return;
	}
	policy_read_object(reader, at, value, keys, setting);
	policy_expect(reader, at, json_object_get(value, "level") != NULL, "an object with \"level\"");
	if (setting->max_units_per_node.is_set && strcmp(at->key, "gpu-units-over-node") != 0)
		json_fail(&reader->json, &at_units, true, "only \"gpu-units-over-node\" takes \"max_units_per_node\"");
}

static void read_rules(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy *policy = out;
	const char *rule;
	json_t *item;

	if (!policy_expect(reader, at, json_is_object(value), "an object with a level for each rule"))
		return;
	json_object_foreach((json_t *)value, rule, item)
	{
		struct json_at at_level = { .parent = at, .key = rule };
		struct rule_setting setting = { .level = SEVERITY_OFF };

		read_rule(reader, &at_level, item, &setting);
		if (!levels_change(policy->levels, str_of(rule), LEVEL_SET, setting.level))
			unknown_rule(reader, &at_level, true, rule);
		if (setting.max_units_per_node.is_set)
			policy->max_units_per_node = setting.max_units_per_node;
	}
}

static void read_rule_name(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct str *name = out;

	policy_read_glob(reader, at, value, name);
	for (size_t i = 0; i < n_all_rules; i++)
		if (glob_matches(*name, str_of(all_rules[i]->id)))
			return;
	if (!reader->json.has_failed)
		unknown_rule(reader, at, false, name->ptr);
}

static void read_exceptions(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	static const struct policy_key keys[] = {
		{ "file", policy_read_glob, offsetof(struct policy_exception, file), NULL },
		{ "rule", read_rule_name, offsetof(struct policy_exception, rule), NULL },
		{ "level", policy_read_level, offsetof(struct policy_exception, level), NULL },
		{ "until", policy_read_day, offsetof(struct policy_exception, until), NULL },
		{ "reason", policy_read_text, offsetof(struct policy_exception, reason), NULL },
		END,
	};
	struct policy *policy = out;
	struct policy_exception *exception;
	size_t i;
	json_t *item;

	if (!policy_expect(reader, at, json_is_array(value), "a list"))
		return;
	exception = arena_zalloc(reader->json.arena, json_array_size(value) * sizeof(*exception));
	policy->exceptions = exception;
	policy->n_exceptions = json_array_size(value);
	json_array_foreach((json_t *)value, i, item)
	{
		struct json_at at_item = { .parent = at, .index = i };

		*exception = (struct policy_exception){ .file = STR("*") };
		policy_read_object(reader, &at_item, item, keys, exception);
		policy_expect(reader, &at_item, exception->rule.len > 0 && exception->reason.len > 0,
			      "an object with \"rule\" and \"reason\"");
		exception++;
	}
}

static void read_version(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	double version = json_number_value(value);

	(void)out;
	policy_expect(reader, at, version >= 1 && version <= 1, "1, the only supported version");
}

// What is extended was read before; this checks its form.
static void read_extends(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_list names;

	(void)out;
	policy_read_list(reader, at, value, &names);
}

static const struct policy_key model_keys[] = {
	{ "allow", policy_read_list, AT(gpu.allow), NULL },
	{ "deny", policy_read_list, AT(gpu.deny), NULL },
	END,
};
static const struct policy_key unit_keys[] = {
	{ "service", policy_read_count, AT(gpu.max_per_service), NULL },
	{ "group", policy_read_count, AT(gpu.max_per_group), NULL },
	{ "deployment", policy_read_count, AT(gpu.max_per_deployment), NULL },
	END,
};
static const struct policy_key shm_keys[] = {
	{ "required_from_units", policy_read_count, AT(gpu.shm_from_units), NULL },
	{ "min_per_gpu", policy_read_bytes, AT(gpu.shm_per_gpu), NULL },
	END,
};
static const struct policy_key gpu_keys[] = {
	{ "vendors", policy_read_list, AT(gpu.vendors), NULL },
	{ "models", NULL, 0, model_keys },
	{ "interfaces", policy_read_list, AT(gpu.interfaces), NULL },
	{ "require_model", policy_read_bool, AT(gpu.require_model), NULL },
	{ "require_ram_when_ambiguous", policy_read_bool, AT(gpu.require_ram_when_ambiguous), NULL },
	{ "min_vram", policy_read_bytes, AT(gpu.min_vram), NULL },
	{ "max_units", NULL, 0, unit_keys },
	{ "cpu_per_gpu", read_cpu_range, 0, NULL },
	{ "memory_per_gpu", read_memory_range, 0, NULL },
	{ "shm", NULL, 0, shm_keys },
	END,
};
static const struct policy_key cpu_keys[] = {
	{ "architectures", policy_read_list, AT(cpu.architectures), NULL },
	END,
};
static const struct policy_key signer_keys[] = {
	{ "any_of", policy_read_list, AT(placement.signed_by_any), NULL },
	{ "all_of", policy_read_list, AT(placement.signed_by_all), NULL },
	END,
};
static const struct policy_key placement_keys[] = {
	{ "require_attributes", read_required_attributes, 0, NULL },
	{ "forbid_attributes", policy_read_list, AT(placement.forbidden), NULL },
	{ "require_signed_by", NULL, 0, signer_keys },
	{ "allow_signed_by", policy_read_list, AT(placement.allowed_signers), NULL },
	END,
};
static const struct policy_key pricing_keys[] = {
	{ "denoms", policy_read_list, AT(pricing.denoms), NULL },
	{ "max_per_block", read_max_per_block, 0, NULL },
	{ "max_per_gpu_hour_usd", policy_read_number, AT(pricing.max_per_gpu_hour_usd), NULL },
	{ "max_deployment_month_usd", policy_read_number, AT(pricing.max_deployment_month_usd), NULL },
	{ "rates", read_rates, 0, NULL },
	END,
};
static const struct policy_key registry_keys[] = {
	{ "allow", policy_read_list, AT(images.allow), NULL },
	{ "deny", policy_read_list, AT(images.deny), NULL },
	END,
};
static const struct policy_key image_keys[] = {
	{ "registries", NULL, 0, registry_keys },
	{ "require_digest", policy_read_bool, AT(images.require_digest), NULL },
	{ "forbid_tags", policy_read_list, AT(images.forbidden_tags), NULL },
	END,
};
static const struct policy_key storage_keys[] = {
	{ "classes", policy_read_list, AT(storage.classes), NULL },
	{ "max_volumes", policy_read_count, AT(storage.max_volumes), NULL },
	{ "max_total", policy_read_bytes, AT(storage.max_total), NULL },
	END,
};
const struct policy_key policy_keys[] = {
	{ "$schema", policy_read_no_text, 0, NULL },
	{ "version", read_version, 0, NULL },
	{ "name", policy_read_text, AT(name), NULL },
	{ "extends", read_extends, 0, NULL },
	{ "rules", read_rules, 0, NULL },
	{ "gpu", NULL, 0, gpu_keys },
	{ "cpu", NULL, 0, cpu_keys },
	{ "placement", NULL, 0, placement_keys },
	{ "pricing", NULL, 0, pricing_keys },
	{ "images", NULL, 0, image_keys },
	{ "storage", NULL, 0, storage_keys },
	{ "exceptions", read_exceptions, 0, NULL },
	END,
};
