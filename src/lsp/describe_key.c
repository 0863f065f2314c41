// SPDX-License-Identifier: Apache-2.0
// In: a key of an SDL. Out: its meaning, its valid values and its default.
#include <inttypes.h>

#include "lsp/describe.h"
#include "query/common.h"

enum unit { UNIT_CPU, UNIT_BYTES, UNIT_PLAIN };

// The network's limits that are not in the table of keys: they apply to amounts written as text.
static const struct {
	const char *parent, *name;
	const struct limits *limits;
	enum unit unit;
} limited[] = {
	{ "profiles/compute/*/resources/cpu", "units", &network.unit.cpu_millicpu, UNIT_CPU },
	{ "profiles/compute/*/resources/memory", "size", &network.unit.memory_bytes, UNIT_BYTES },
	{ "profiles/compute/*/resources/storage", "size", &network.unit.storage_bytes, UNIT_BYTES },
	{ "profiles/compute/*/resources/storage/-", "size", &network.unit.storage_bytes, UNIT_BYTES },
	{ "profiles/compute/*/resources/gpu", "units", &network.unit.gpu_units, UNIT_PLAIN },
	{ "profiles/placement/*/pricing/*", "amount", &network.unit.price, UNIT_PLAIN },
};

static const char *amount_text(struct run *run, enum unit unit, uint64_t amount)
{
	if (unit == UNIT_CPU)
		return cpu_text(run, amount);
	if (unit == UNIT_BYTES)
		return bytes_text(run, amount);
	return arena_printf(run->arena, "%" PRIu64, amount);
}

bool describe_limits(struct markup *markup, struct run *run, const struct cursor *cursor, uint32_t parent,
		     struct str name)
{
	for (size_t i = 0; i < COUNT_OF(limited); i++) {
		const struct limits *limits = limited[i].limits;

		if (!str_is(name, limited[i].name) || !entry_is_at(cursor, parent, limited[i].parent))
			continue;
		markup_item(markup);
		markup_printf(markup, "from %s to %s", amount_text(run, limited[i].unit, limits->min),
			      amount_text(run, limited[i].unit, limits->max));
		return true;
	}
	return false;
}

static void add_range(struct markup *markup, const struct shape *shape)
{
	if (!shape->has_min)
		return;
	markup_item(markup);
	if (shape->has_max)
		markup_printf(markup, "%" PRId64 " to %" PRId64, shape->min, shape->max);
	else
		markup_printf(markup, "at least %" PRId64, shape->min);
}

static void add_words(struct markup *markup, const char *const *words)
{
	if (!words)
		return;
	markup_item(markup);
	markup_puts(markup, "one of ");
	for (size_t i = 0; words[i]; i++) {
		markup_puts(markup, i ? ", " : "");
		markup_quote(markup, str_of(words[i]));
	}
}

// Unless others do as well.
static void add_keys(struct markup *markup, const struct shape *shape)
{
	const struct shape_key *keys = shape->keys;

	if (!keys || shape->values)
		return;
	markup_item(markup);
	markup_puts(markup, "keys below it: ");
	for (const struct shape_key *key = keys; key->name; key++) {
		markup_puts(markup, key == keys ? "" : ", ");
		markup_quote(markup, str_of(key->name));
	}
}

const char *key_summary(struct run *run, const struct shape_key *key)
{
	bool is_any = (key->shape->types & JS_ANY) == JS_ANY;

	return arena_printf(run->arena, "%s%s", is_any ? "any value" : shape_types_text(run, key->shape->types),
			    key->is_required ? ", required" : "");
}

void describe_key(struct markup *markup, struct run *run, const struct cursor *cursor, uint32_t parent,
		  const struct shape_key *key)
{
	markup_strong(markup, key->name);
	markup_printf(markup, " (%s)", key_summary(run, key));
	if (key->doc) {
		markup_paragraph(markup);
		markup_puts(markup, key->doc);
	}
	add_words(markup, key->shape->items && key->shape->items->words ? key->shape->items->words : key->shape->words);
	if (!describe_limits(markup, run, cursor, parent, str_of(key->name)))
		add_range(markup, key->shape);
	add_keys(markup, key->shape->items ? key->shape->items : key->shape);
	if (key->fallback) {
		markup_item(markup);
		markup_printf(markup, "default: %s", key->fallback);
	}
}
