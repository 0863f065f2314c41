// SPDX-License-Identifier: Apache-2.0
// In: a key that has no meaning where it is. Out: what its writer meant by it.
#include "help/stray_key.h"

#include <string.h>

#include "base/edit_distance.h"

// How much nearness, distance and the key above count against how well the value does (0 to 100).
enum { NEAR_BONUS = 60, LEVEL_MALUS = 10, SIBLING_BONUS = 25, ENTRY_MALUS = 15, THERE_MALUS = 40 };
// An entry that does so well is left where it is; levels that a word of many meanings can have slipped.
enum { OWN_FIT = 40, LOCAL_LEVELS = 2 };

struct search {
	struct stray *stray;
	int best;
	bool is_entry; // of a mapping of names
};

static size_t n_levels(const struct key_place *place, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < place->n; i++)
		n += place->steps[i] != list_item;
	return n;
}

size_t levels_up(const struct stray *stray)
{
	return n_levels(&stray->from, stray->n_common);
}

size_t levels_down(const struct stray *stray)
{
	return n_levels(&stray->to, stray->n_common);
}

static size_t n_common_steps(const struct key_place *a, const struct key_place *b)
{
	size_t n = 0;

	while (n < a->n && n < b->n && strcmp(a->steps[n], b->steps[n]) == 0)
		n++;
	return n;
}

static const struct ynode *key_above(const struct ynode *key)
{
	return key->index >= 2 ? key->parent->items[key->index - 2] : NULL;
}

static bool follows_sibling(const struct stray *stray, const struct key_place *to, size_t n_common)
{
	const struct ynode *above = key_above(stray->key);

	return above && n_common < to->n && str_is(above->text, to->steps[n_common]);
}

// The value under a step of a place; of a list the last item.
static const struct ynode *step_into(const struct ynode *node, const char *step)
{
	node = node ? ynode_resolve(node) : NULL;
	if (!node || node->kind == YNODE_SCALAR || node->n_items == 0)
		return NULL;
	if (step == list_item)
		return node->kind == YNODE_SEQUENCE ? node->items[node->n_items - 1] : NULL;
	if (node->kind == YNODE_SEQUENCE) {
		const struct ynode *found = NULL;

		// It is in the list if every item has it.
		for (uint32_t i = 0; i < node->n_items && (i == 0 || found); i++)
			found = node->items[i]->kind == YNODE_SEQUENCE ? NULL : step_into(node->items[i], step);
		return found;
	}
	return step == any_name ? (node->n_items == 2 ? node->items[1] : NULL) : ynode_get(node, step);
}

// The mapping that it belongs to has such a key, as far as the way to it is clear.
static bool is_there_already(const struct stray *stray, const char *name)
{
	const struct ynode *node = stray->key->parent;

	for (size_t i = stray->from.n; i > stray->n_common && node; i--)
		node = node->parent;
	for (size_t i = stray->n_common; i < stray->to.n && node; i++)
		node = step_into(node, stray->to.steps[i]);
	node = node ? step_into(node, name) : NULL;
	return node && node != stray->value;
}

static int score_of(const struct stray *stray, const struct key_place *to, const struct shape_key *key, int fit)
{
	struct stray there = *stray;
	size_t up, down;

	there.to = *to;
	there.n_common = n_common_steps(&stray->from, to);
	up = levels_up(&there);
	down = levels_down(&there);
	if (key && is_there_already(&there, key->name))
		fit -= THERE_MALUS;
	if ((up == 0 && down == 0) ||
	    (key && key->is_local && str_is(stray->key->text, key->name) && ((up && down) || up + down > LOCAL_LEVELS)))
		return -1000;
	return fit + (up && down ? 0 : NEAR_BONUS) - LEVEL_MALUS * (int)(up + down) +
	       (up == 0 && follows_sibling(stray, to, there.n_common) ? SIBLING_BONUS : 0);
}

static void consider(void *context, const struct key_place *place, const struct shape_key *key,
		     const struct shape *value)
{
	struct search *search = context;
	struct stray *stray = search->stray;
	int fit, score;

	bool is_other_word = key && !str_is(stray->key->text, key->name);

	// Another word for a key counts in the mappings around it.
	if (is_other_word && (!is_word_for(key, stray->key->text) || n_common_steps(&stray->from, place) < place->n ||
			      place->n == stray->from.n))
		return;
	fit = shape_fit(value, stray->value);
	if (fit < 0 || (!key && (fit < FIT_ENTRY || ynode_resolve(stray->value)->kind != YNODE_MAPPING)))
		return;
	score = score_of(stray, place, key, fit) - (key && !is_other_word ? 0 : ENTRY_MALUS);
	if (score <= search->best)
		return;
	search->best = score;
	stray->kind = STRAY_MISPLACED;
	stray->meant = key;
	stray->to = *place;
	stray->n_common = n_common_steps(&stray->from, place);
}

static bool find_place(struct stray *stray)
{
	struct search search = { .stray = stray, .best = -999 };

	if (!stray->has_place || !ynode_resolve(stray->value))
		return false;
	for_each_key(consider, &search);
	return stray->kind == STRAY_MISPLACED;
}

static bool is_at(const struct key_place *place, const char *path)
{
	size_t i = 0;

	for (; i < place->n && *path; i++) {
		size_t n = strcspn(path, ".");

		if (strlen(place->steps[i]) != n || memcmp(place->steps[i], path, n) != 0)
			return false;
		path += n + (path[n] == '.');
	}
	return i == place->n && !*path;
}

static bool find_foreign(struct stray *stray)
{
	for (const struct foreign_word *word = foreign_words; stray->has_place && word->word; word++)
		if (str_is(stray->key->text, word->word) && is_at(&stray->from, word->in)) {
			stray->kind = STRAY_FOREIGN;
			stray->word = word;
			return true;
		}
	return false;
}

static bool find_other_word(struct stray *stray, bool must_fit)
{
	for (const struct shape_key *key = stray->shape->keys; key && key->name; key++)
		if (is_word_for(key, stray->key->text) && (!must_fit || shape_fit(key->shape, stray->value) >= 0)) {
			stray->kind = STRAY_MISNAMED;
			stray->meant = key;
			return true;
		}
	return false;
}

static bool find_near(struct stray *stray)
{
	enum { MAX_KEYS = 32 };
	const char *names[MAX_KEYS], *near;
	size_t n = 0;

	for (const struct shape_key *key = stray->shape->keys; key && key->name && n < MAX_KEYS; key++)
		names[n++] = key->name;
	near = nearest(stray->key->text, names, n);
	if (!near)
		return false;
	stray->kind = STRAY_MISNAMED;
	stray->is_near = true;
	stray->meant = shape_key_find(stray->shape, str_of(near));
	return true;
}

// "port:80" in braces is a key without a value.
static bool find_joined(struct stray *stray)
{
	const char *colon = stray->key->text.len ? memchr(stray->key->text.ptr, ':', stray->key->text.len) : NULL;
	size_t len = colon ? (size_t)(colon - stray->key->text.ptr) : 0;

	if (!colon || len + 1 == stray->key->text.len || !stray->key->is_plain)
		return false;
	stray->meant = shape_key_find(stray->shape, str_slice(stray->key->text, 0, len));
	if (!stray->meant)
		return false;
	stray->kind = STRAY_MISNAMED;
	stray->is_joined = true;
	return true;
}

// "- data: {size: 10Gi}": a name where the keys of the entry must be, or in place of a list of such entries.
static bool find_nested(struct stray *stray)
{
	const struct ynode *value = ynode_resolve(stray->value), *outer = stray->key->parent->parent;
	bool is_entry = outer && (outer->kind == YNODE_SEQUENCE || shape_key_find(stray->shape, STR("name")));

	if (!value || value->kind != YNODE_MAPPING || stray->key->index != 0 || !is_entry ||
	    shape_fit(stray->shape, value) < FIT_ENTRY)
		return false;
	stray->kind = STRAY_NESTED;
	return true;
}

static struct stray new_stray(const struct ynode *key, const struct shape *shape)
{
	struct stray stray = { .key = key, .shape = shape };

	if (key->kind == YNODE_SCALAR && key->parent && key->parent->kind == YNODE_MAPPING) {
		stray.value = key->parent->items[key->index + 1];
		stray.has_place = key_place_of(key->parent, &stray.from);
	}
	return stray;
}

// Whether a typo explains it better than another place does.
static bool is_slip_of_finger(const struct stray *stray)
{
	struct stray near = *stray;

	size_t distance = find_near(&near) ? edit_distance(stray->key->text, str_of(near.meant->name), 1) : 2;

	return distance == 0 || (distance == 1 && shape_fit(near.meant->shape, stray->value) >= FIT_ENTRY);
}

struct stray stray_of(const struct ynode *key, const struct shape *shape)
{
	struct stray stray = new_stray(key, shape);

	// A section that holds no more than anchors, as in other tools.
	if (str_has_prefix(key->text, "x-"))
		return stray;
	if (stray.value && ynode_is_null(stray.value) && find_joined(&stray))
		return stray;
	if (!stray.value || find_other_word(&stray, true) || find_foreign(&stray))
		return stray;
	if (!is_slip_of_finger(&stray) && (find_nested(&stray) || find_place(&stray) || find_other_word(&stray, false)))
		return stray;
	find_near(&stray);
	return stray;
}

// A name that the rest of the file has as well: it is what is below it that is out of place.
static bool is_known_name(const struct run *run, const struct stray *stray)
{
	const struct sdl *sdl = run->sdl;
	const char *names = stray->shape->names;

	if (!sdl || !names)
		return false;
	if (strcmp(names, "service") == 0)
		return sdl_map_find(&sdl->services, stray->key->text) &&
		       sdl_map_find(&sdl->deployments, stray->key->text);
	return strcmp(names, "placement") == 0 && sdl_map_find(&sdl->placements, stray->key->text);
}

// Where anything goes, as in the attributes of a placement, it is still a text.
static int own_fit(const struct shape *shape, const struct ynode *value)
{
	const struct ynode *node = ynode_resolve(value);

	if ((shape->types & JS_ANY) == JS_ANY && node && node->kind != YNODE_SCALAR)
		return -1;
	return shape_fit(shape, value);
}

bool find_slip(const struct run *run, const struct ynode *key, const struct shape *shape, struct stray *slip)
{
	const struct ynode *above;
	int own;

	if (key->kind != YNODE_SCALAR || !key->parent || key->parent->kind != YNODE_MAPPING)
		return false;
	own = own_fit(shape->values, key->parent->items[key->index + 1]);
	if (own >= OWN_FIT)
		return false;
	*slip = new_stray(key, shape);
	if (!find_place(slip) ||
	    (slip->meant ? shape_fit(slip->meant->shape, slip->value) <= own : is_known_name(run, slip)))
		return false;
	above = key_above(key);
	slip->is_nameless = slip->n_common == slip->from.n && slip->n_common < slip->to.n &&
			    slip->to.steps[slip->n_common] == any_name &&
			    !(above && shape_fit(shape->values, above->parent->items[above->index + 1]) >= OWN_FIT);
	return true;
}

bool is_same_move(const struct stray *a, const struct stray *b)
{
	return a->kind == STRAY_MISPLACED && b->kind == STRAY_MISPLACED && a->meant && b->meant && a->to.n == b->to.n &&
	       n_common_steps(&a->to, &b->to) == a->to.n;
}
