// SPDX-License-Identifier: Apache-2.0
// In: the value of `storage`. Out: the volumes of a compute profile, in the network's order.
#include "base/arena.h"
#include "base/go_sort.h"
#include "sdl/sections.h"

static bool decode_volume_attributes(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
				     void *out)
{
	struct sdl_volume *volume = out;

	volume->has_attributes = !decode_is_null(decoder, node, at);
	if (!volume->has_attributes)
		return false;
	if (ynode_is_null(node)) {
		volume->has_attributes = false;
		volume->is_bad = !decode_raw_attributes(decoder, node, at, &volume->raw_attributes);
		return !volume->is_bad;
	}
	if (!decode_anew(decoder->run, node, at, decode_attributes, &volume->attributes))
		volume->is_bad = true;
	return !volume->is_bad;
}

static bool decode_volume(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "name", decode_str, offsetof(struct sdl_volume, name_assignment) },
		{ "size", decode_bytes, offsetof(struct sdl_volume, size) },
		{ "attributes", decode_volume_attributes, 0 },
	};

	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static void find_attribute(const struct sdl_volume *volume, const char *name, struct str *text, const struct ynode **at)
{
	const struct sdl_attribute *attribute = sdl_map_find(&volume->attributes, str_of(name));

	if (!attribute || attribute->entry.is_bad)
		return;
	*text = attribute->value.text;
	*at = attribute->value.at ? attribute->value.at : attribute->entry.key;
}

// "true on yes" and "false off no" become one word each; other text stays, for a rule to report.
static struct str unify_bool(struct str text)
{
	if (str_is(text, "on") || str_is(text, "yes"))
		return STR("true");
	if (str_is(text, "off") || str_is(text, "no"))
		return STR("false");
	return text;
}

// Go's strconv.ParseBool, which only attributes that were not looked at before can meet.
static bool is_go_true(struct str text)
{
	static const char *const words[] = { "1", "t", "T", "TRUE", "true", "True" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(text, words[i]))
			return true;
	return false;
}

static void settle_raw_attributes(struct sdl_volume *volume)
{
	for (size_t i = 0; i < volume->raw_attributes.n; i++) {
		const struct sdl_raw_attribute *attribute = volume->raw_attributes.items[i];

		if (str_is(attribute->key.text, "class")) {
			volume->class_name = attribute->value.text;
			volume->class_at = attribute->at;
		}
		if (!str_is(attribute->key.text, "persistent"))
			continue;
		volume->persistent = is_go_true(attribute->value.text) ? STR("true") : STR("");
		volume->persistent_at = attribute->at;
	}
}

static void settle_attributes(struct sdl_volume *volume)
{
	settle_raw_attributes(volume);
	if (!volume->has_attributes || volume->is_bad)
		return;
	volume->persistent = STR("false");
	find_attribute(volume, "class", &volume->class_name, &volume->class_at);
	find_attribute(volume, "persistent", &volume->persistent, &volume->persistent_at);
	volume->persistent_raw = volume->persistent;
	if (volume->class_name.len == 0 && str_is(volume->persistent, "true"))
		volume->class_name = STR("default");
	volume->persistent = unify_bool(volume->persistent);
}

static struct sdl_volume *add_volume(struct decoder *decoder, struct sdl_compute *compute, const struct ynode *at)
{
	struct sdl_volume *volume = arena_zalloc(decoder->run->arena, sizeof(*volume));

	*volume = (struct sdl_volume){ .compute = compute, .at = at };
	if (!decode(decoder, at, decode_volume, volume) && !ynode_is_null(at))
		volume->is_bad = true;
	settle_attributes(volume);
	volume->name = volume->name_assignment.text.len ? volume->name_assignment.text : STR("default");
	ARENA_PUSH(decoder->run->arena, compute->volumes, compute->n_volumes, compute->cap_volumes) = volume;
	return volume;
}

// Which has which name, and which persist. True if each has a name of its own.
static bool index_volumes(struct arena *arena, struct sdl_compute *compute)
{
	bool has_duplicate = false;

	compute->first_volumes = compute->last_volumes = (struct table){ 0 };
	for (size_t i = 0; i < compute->n_volumes; i++) {
		struct sdl_volume *volume = compute->volumes[i];
		void **first = table_put(arena, &compute->first_volumes, volume->name);

		has_duplicate |= *first != NULL;
		*first = *first ? *first : volume;
		*table_put(arena, &compute->last_volumes, volume->name) = volume;
	}
	compute->n_persistent = 0;
	for (size_t i = 0; i < compute->n_volumes; i++) {
		struct sdl_volume *volume = compute->volumes[i];

		if (str_is(volume->persistent, "true") && volume == table_get(&compute->last_volumes, volume->name))
			ARENA_PUSH(arena, compute->persistent, compute->n_persistent, compute->cap_persistent) = volume;
	}
	return !has_duplicate;
}

// The tag !!null switches the network's own reading off: no default name, no order, nulls dropped.
static bool decode_raw_storage(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
			       struct sdl_compute *compute)
{
	if (node->kind == YNODE_MAPPING) {
		compute->is_storage_bad = report_null_collection(decoder->run, node, at);
		return false;
	}
	for (uint32_t i = 0; i < node->n_items && !decoder->is_stopped; i++) {
		const struct ynode *item = ynode_resolve(node->items[i]);
		struct sdl_volume *volume;

		if (item && item->kind == YNODE_SCALAR && ynode_is_null(item) &&
		    decode_is_null(decoder, item, node->items[i]))
			continue;
		volume = add_volume(decoder, compute, node->items[i]);
		volume->name = volume->name_assignment.text;
		compute->is_storage_bad |= volume->is_bad;
	}
	index_volumes(decoder->run->arena, compute);
	return true;
}

// The order of the network's SDK, which compares `persistent` where it means the class. It is no
// order (two volumes that do not persist each come before the other), so the result depends on how
// one sorts.
static bool comes_before(const struct sdl_volume *a, const struct sdl_volume *b)
{
	int order;

	if (a->size.value != b->size.value)
		return a->size.value < b->size.value;
	if (a->has_attributes != b->has_attributes)
		return b->has_attributes;
	order = a->has_attributes ? str_cmp(a->persistent, b->persistent) : 0;
	if (order < 0)
		return true;
	if (!str_is(a->persistent, "true"))
		return true;
	if (!str_is(b->persistent, "true"))
		return false;
	return str_cmp(a->name, b->name) < 0;
}

static bool is_less(const void *items, size_t a, size_t b)
{
	struct sdl_volume *const *volumes = items;

	return comes_before(volumes[a], volumes[b]);
}

static void swap(void *items, size_t a, size_t b)
{
	struct sdl_volume **volumes = items, *volume = volumes[a];

	volumes[a] = volumes[b];
	volumes[b] = volume;
}

bool decode_storage(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_compute *compute = out;

	compute->storage_at = at;
	compute->is_storage_bad |= node->kind == YNODE_ALIAS; // unknown, which was reported
	if (decode_is_null(decoder, node, at))
		return false;
	if (ynode_is_null(node))
		return decode_raw_storage(decoder, node, at, compute);
	if (node->kind == YNODE_MAPPING) {
		struct decoder own = { .run = decoder->run };

		add_volume(&own, compute, node)->name = STR("default");
	}
	for (uint32_t i = 0; node->kind == YNODE_SEQUENCE && i < node->n_items; i++) {
		struct decoder own = { .run = decoder->run };

		compute->is_storage_bad |= add_volume(&own, compute, node->items[i])->is_bad;
	}
	go_sort_stable(&(struct go_sort){ compute->volumes, is_less, swap }, compute->n_volumes);
	compute->is_storage_bad |= !index_volumes(decoder->run->arena, compute);
	return true;
}
