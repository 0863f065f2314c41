// SPDX-License-Identifier: Apache-2.0
// In: the keys of an SDL (sdl/keys.h), and mappings of the tree. Out: where each of them has its place.
#include "sdl/key_place.h"

#include "sdl/key_pattern.h"

enum { FIT_NOT = -1, FIT_LONE = 30, FIT_EMPTY = 40, FIT_ANY = 35, FIT_SCALAR = 60, FIT_WORD = 90, FIT_FULL = 100 };
// Entries of a value that are looked at.
enum { MAX_ENTRIES = 8 };

const char any_name[] = "*", list_item[] = "-";

const struct shape_key *shape_key_find(const struct shape *shape, struct str name)
{
	for (const struct shape_key *key = shape->keys; key && key->name; key++)
		if (str_eq(name, (struct str){ key->name, key->name_len }))
			return key;
	return NULL;
}

bool is_word_for(const struct shape_key *key, struct str name)
{
	for (const char *const *word = key->also; *word; word++)
		if (str_is_nocase(name, *word))
			return true;
	return false;
}

static bool push_step(struct key_place *place, const char *step, const struct shape *shape)
{
	if (!shape || place->n == KEY_STEPS_MAX)
		return false;
	place->steps[place->n++] = step;
	place->shape = shape;
	return true;
}

bool key_place_of(const struct ynode *node, struct key_place *place)
{
	const struct ynode *parent = node->parent, *name;
	const struct shape_key *key;

	if (!parent) {
		*place = (struct key_place){ .shape = &sdl_shape };
		return true;
	}
	if (!key_place_of(parent, place))
		return false;
	if (parent->kind == YNODE_SEQUENCE)
		return push_step(place, list_item, place->shape->items);
	name = ynode_key(node);
	if (!name)
		return false;
	key = shape_key_find(place->shape, name->text);
	if (key)
		return push_step(place, key->name, key->shape);
	return push_step(place, any_name, place->shape->values);
}

static void walk(struct key_place *place, key_place_fn *fn, void *context);

static void walk_below(struct key_place *place, const char *step, const struct shape *shape, key_place_fn *fn,
		       void *context)
{
	const struct shape *here = place->shape;

	if (!push_step(place, step, shape))
		return;
	walk(place, fn, context);
	place->n--;
	place->shape = here;
}

static void walk(struct key_place *place, key_place_fn *fn, void *context)
{
	const struct shape *shape = place->shape;

	for (const struct shape_key *key = shape->keys; key && key->name; key++) {
		fn(context, place, key, key->shape);
		walk_below(place, key->name, key->shape, fn, context);
	}
	if (shape->values)
		fn(context, place, NULL, shape->values);
	walk_below(place, any_name, shape->values, fn, context);
	// A value that may also be a list is reported once.
	if (!shape->keys)
		walk_below(place, list_item, shape->items, fn, context);
}

void for_each_key(key_place_fn *fn, void *context)
{
	struct key_place root = { .shape = &sdl_shape };

	walk(&root, fn, context);
}

static bool has_key(const struct shape *shape, struct str name)
{
	for (const struct shape_key *key = shape->keys; key && key->name; key++)
		if (str_is(name, key->name) || has_key(key->shape, name))
			return true;
	return (shape->values && has_key(shape->values, name)) || (shape->items && has_key(shape->items, name));
}

bool is_sdl_key(struct str name)
{
	return has_key(&sdl_shape, name);
}

static bool is_known(const struct shape *shape, struct str name)
{
	if (shape_key_find(shape, name))
		return true;
	for (const struct shape_key *key = shape->keys; key && key->name; key++)
		if (is_word_for(key, name))
			return true;
	return false;
}

static bool is_word(const char *const *words, struct str text)
{
	for (; words && *words; words++)
		if (str_is_nocase(text, *words))
			return true;
	return false;
}

static int fit_scalar(const struct shape *shape, const struct ynode *scalar)
{
	enum scalar_type type = ynode_type(scalar);
	bool is_number = type == SCALAR_INT || type == SCALAR_FLOAT;

	if (type == SCALAR_NULL)
		return FIT_EMPTY;
	if (!(shape->types & (JS_TEXT | JS_NUMBER | JS_INTEGER | JS_BOOLEAN)))
		return shape->lone ? FIT_LONE : FIT_NOT;
	if (shape->words || (shape->pattern && shape->types & JS_TEXT)) {
		if (is_word(shape->words, scalar->text) || is_word(shape->old_words, scalar->text))
			return FIT_WORD;
		return !shape->words && is_pattern_matched(shape->pattern, scalar->text) ? FIT_WORD : FIT_NOT;
	}
	if (!(shape->types & JS_TEXT) && !(shape->types & JS_BOOLEAN ? type == SCALAR_BOOL : is_number))
		return FIT_NOT;
	return FIT_SCALAR;
}

static int fit_mapping(const struct shape *shape, const struct ynode *mapping)
{
	uint32_t n = mapping->n_items / 2, n_known = 0;
	int sum = 0; // of entries that do

	if (!(shape->types & JS_MAPPING)) // an entry without its dash?
		return shape->items && fit_mapping(shape->items, mapping) > 0 ? FIT_LONE : FIT_NOT;
	if (n == 0)
		return FIT_EMPTY;
	if (n > MAX_ENTRIES)
		n = MAX_ENTRIES;
	for (uint32_t i = 0; i < n; i++) {
		const struct ynode *key = mapping->items[2 * i];

		n_known += key->kind == YNODE_SCALAR && is_known(shape, key->text);
	}
	if (n_known)
		return FIT_EMPTY + (FIT_FULL - FIT_EMPTY) * (int)n_known / (int)n;
	if (shape->values && (shape->values->types & JS_ANY) == JS_ANY)
		return FIT_ANY;
	for (uint32_t i = 0; shape->values && i < n; i++) {
		int fit = shape_fit(shape->values, mapping->items[2 * i + 1]);

		sum += fit > 0 ? fit : 0;
	}
	return sum > 0 ? sum / (int)n : FIT_NOT;
}

int shape_fit(const struct shape *shape, const struct ynode *value)
{
	value = ynode_resolve(value);
	if (!value)
		return FIT_EMPTY;
	if (value->kind == YNODE_SCALAR)
		return fit_scalar(shape, value);
	if (value->kind == YNODE_MAPPING)
		return fit_mapping(shape, value);
	if (!(shape->types & JS_LIST))
		return FIT_NOT;
	return value->n_items && shape->items ? shape_fit(shape->items, value->items[0]) : FIT_EMPTY;
}
