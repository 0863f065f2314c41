// SPDX-License-Identifier: Apache-2.0
// In: the attributes that a placement requires of providers. Out: findings about those that no provider is known to
// have.
#include "catalogue/attributes.h"
#include "query/common.h"

static void check_keys(struct run *run, const struct sdl_placement *placement);
static void check_values(struct run *run, const struct sdl_placement *placement);

const struct rule rule_placement_attribute_unknown = {
	.id = "placement-attribute-unknown",
	.severity = SEVERITY_WARNING,
	.summary = "a placement requires an attribute that no provider is known to have",
	.why = "A provider must have every attribute of a placement, with exactly the same value, or it does not bid. Providers may declare any attribute, but they use those in Akash Console's list.",
	.fix = "Use an attribute from the list, such as location-region, or remove it.",
	.source = "console config/provider-attributes.json; schemas/attributes.json",
	.on = { .placement = check_keys },
};

const struct rule rule_placement_attribute_value = {
	.id = "placement-attribute-value",
	.severity = SEVERITY_WARNING,
	.summary = "an attribute has a value that no provider is known to have",
	.why = "Providers choose the value of this attribute from a list, and a placement must match it letter by letter. No provider bids on a different value.",
	.fix = "Write a value from the list.",
	.source = "console config/provider-attributes.json; schemas/attributes.json",
	.on = { .placement = check_values },
};

static const struct provider_attribute *known_attribute(struct str key)
{
	const struct provider_attribute *known = known_attributes.keys;

	while (known->key && !str_is(key, known->key))
		known++;
	return known->key ? known : NULL;
}

static bool is_listed(struct str key)
{
	for (const char *const *prefix = known_attributes.prefixes; *prefix; prefix++)
		if (str_has_prefix(key, *prefix))
			return true;
	// What names a GPU is another rule's.
	return known_attribute(key) || str_has_prefix(key, "gpu");
}

static const char *const *all_keys(struct run *run)
{
	const char **keys = NULL;
	size_t n = 0, cap = 0;

	for (const struct provider_attribute *known = known_attributes.keys; known->key; known++)
		ARENA_PUSH(run->arena, keys, n, cap) = known->key;
	ARENA_PUSH(run->arena, keys, n, cap) = NULL;
	return keys;
}

static void check_keys(struct run *run, const struct sdl_placement *placement)
{
	for (size_t i = 0; placement->is_deployed && i < placement->attributes.n; i++) {
		const struct sdl_entry *entry = placement->attributes.items[i];
		struct diag *diag;

		if (entry->is_bad || !entry->name.len || is_listed(entry->name))
			continue;
		diag = diag_add(run, &rule_placement_attribute_unknown, entry->key,
				"no provider is known to have the attribute %s, so none may bid",
				quoted(run, entry->name));
		if (!suggest_name(run, diag, entry->name, all_keys(run), entry->key))
			diag_help(run, diag, "choose a region with location-region, such as na-us-west, or remove it");
		else if (diag->fix)
			diag->fix->is_unsafe = true;
	}
}

// The values that have the text in them, one that ends with it first: "us-west" is the end of "na-us-west". At most
// three.
static const char *values_with(struct run *run, struct str part, const char *const *values)
{
	const char *found[4] = { NULL };
	size_t n = 0;

	for (const char *const *value = values; part.len > 1 && *value; value++) {
		struct str text = str_of(*value);

		if (text.len >= part.len && str_eq_nocase(str_slice(text, text.len - part.len, text.len), part))
			return *value;
		if (n + 1 < COUNT_OF(found) && has_part(text, part))
			found[n++] = *value;
	}
	return n ? list_text(run, found, "or") : NULL;
}

static void check_values(struct run *run, const struct sdl_placement *placement)
{
	for (size_t i = 0; placement->is_deployed && i < placement->attributes.n; i++) {
		const struct sdl_attribute *attribute = (const struct sdl_attribute *)placement->attributes.items[i];
		const struct provider_attribute *known = known_attribute(attribute->entry.name);
		struct str value = attribute->value.text;
		const char *near;
		struct diag *diag;

		if (attribute->entry.is_bad || attribute->value.is_bad || !known || !known->values ||
		    is_one_of(value, known->values))
			continue;
		diag = diag_add(run, &rule_placement_attribute_value, attribute->value.at,
				"no provider is known to have %s %s", known->key, quoted(run, value));
		near = values_with(run, value, known->values);
		if (near)
			diag_help(run, diag, "write %s", near);
		else if (!suggest_name(run, diag, value, known->values, attribute->value.at))
			diag_help(run, diag, "write one of its values, such as %s", known->values[0]);
		else if (diag->fix)
			diag->fix->is_unsafe = true;
	}
}
