// SPDX-License-Identifier: Apache-2.0
// In: the tree and the keys of an SDL (schemas/sdl-keys.json). Out: findings where they don't match.

#include "base/arena.h"
#include "base/utf8.h"
#include "console/console_rules.h"
#include "console/js_value.h"
#include "query/common.h"
#include "rules/unknown_key.h"
#include "sdl/key_pattern.h"
#include "sdl/key_place.h"

// Values looked at in one file: aliases can multiply them.
enum { MAX_VALUES = 200000 };

struct shape_walk {
	struct run *run;
	size_t n_values;
};

static void check_value(struct shape_walk *walk, const struct shape *shape, const struct ynode *at);

static bool is_word_of(const struct shape *shape, struct str text)
{
	return !shape->words || is_one_of(text, shape->words) ||
	       (shape->old_words && is_one_of(text, shape->old_words));
}

static bool is_too_short(const struct shape *shape, struct str text)
{
	enum { LONGEST = 4 }; // bytes of a character

	return text.len < (size_t)shape->min_length * LONGEST && utf8_count(text.ptr, text.len) < shape->min_length;
}

static bool is_text_valid(const struct shape *shape, struct str text)
{
	return text.len > 0 && is_word_of(shape, text) && !is_too_short(shape, text) &&
	       is_pattern_matched(shape->pattern, text);
}

static bool is_yes(struct str text)
{
	return str_is_nocase(text, "yes") || str_is_nocase(text, "on") || str_is_nocase(text, "true");
}

static bool is_yes_or_no(struct str text)
{
	return is_yes(text) || str_is_nocase(text, "no") || str_is_nocase(text, "off") || str_is_nocase(text, "false");
}

static void check_type(struct run *run, const struct shape *shape, const struct ynode *at, const struct ynode *node)
{
	bool needs_quotes = shape->types & JS_TEXT && node->kind == YNODE_SCALAR && !node->has_tag &&
			    !ynode_is_null(node) && is_text_valid(shape, node->text);
	struct diag *diag;

	if (mark_known_mistake(run, at) || (node->kind != YNODE_SCALAR && mark_mistakes_inside(run, at)))
		return;
	diag = diag_add(run, &rule_console_type, at, "Akash Console expects %s here, not %s",
			shape_types_text(run, shape->types), ynode_describe(run, node));
	if (needs_quotes && at == node && node->is_plain) {
		const char *text = arena_printf(run->arena, "\"%.*s\"", (int)node->text.len, node->text.ptr);

		diag_help(run, diag, "put it in quotes: \"%s\"", escaped(run, node->text));
		diag_fix(run, diag, "put it in quotes", node->span, str_of(text));
	} else if (shape->types & JS_BOOLEAN && node->kind == YNODE_SCALAR && is_yes_or_no(node->text)) {
		diag_help(run, diag, "write %s", is_yes(node->text) ? "true" : "false");
	} else if (shape->types & JS_INTEGER && node->kind == YNODE_SCALAR && !ynode_is_null(node)) {
		diag_help(run, diag, "write a whole number, such as 1");
	} else if (ynode_is_null(node)) {
		diag_lacks(run, diag, "%s", node_place(run, at));
		diag_help(run, diag, "write a value, or remove the key");
	}
}

static void report_value(struct run *run, const struct ynode *at, const char *what, const char *help)
{
	struct diag *diag;

	if (mark_known_mistake(run, at))
		return;
	diag = diag_add(run, &rule_console_value, at, "Akash Console expects %s here, not %s", what,
			ynode_describe(run, at));
	if (help)
		diag_help(run, diag, "write %s", help);
}

static void check_text(struct run *run, const struct shape *shape, const struct ynode *at, struct str text)
{
	if (!is_word_of(shape, text))
		report_value(run, at, list_text(run, shape->words, "or"), list_text(run, shape->words, "or"));
	else if (is_too_short(shape, text))
		report_value(run, at,
			     arena_printf(run->arena, "at least %u character%s", shape->min_length,
					  shape->min_length == 1 ? "" : "s"),
			     NULL);
	else if (!is_pattern_matched(shape->pattern, text))
		report_value(run, at, pattern_text(shape->pattern), NULL);
}

static void check_number(struct run *run, const struct shape *shape, const struct ynode *at, double number)
{
	if (shape->has_min && !(number >= (double)shape->min))
		report_value(run, at, arena_printf(run->arena, "at least %lld", (long long)shape->min),
			     arena_printf(run->arena, "%lld or more", (long long)shape->min));
	else if (shape->has_max && !(number <= (double)shape->max))
		report_value(run, at, arena_printf(run->arena, "at most %lld", (long long)shape->max),
			     arena_printf(run->arena, "%lld or less", (long long)shape->max));
	else if (shape->is_above && !(number > 0))
		report_value(run, at, "more than 0", "a number above 0");
}

static void lacks_key(struct run *run, struct diag *diag, const struct ynode *mapping, const char *key)
{
	const char *path = node_place(run, mapping);

	diag_lacks(run, diag, "%s%s%s", path, *path ? "." : "", key);
}

// Where a missing key is reported: at the key of the mapping, or at the first line of a list item.
static const struct ynode *place_of(const struct ynode *at)
{
	const struct ynode *key = ynode_key(at);

	return key ? key : first_key(at);
}

// `there` has a bit for each key of the shape.
static void check_required(struct run *run, const struct shape *shape, uint64_t there, const struct ynode *at)
{
	for (const struct shape_key *key = shape->keys; key && key->name; key++, there >>= 1) {
		struct diag *diag;

		if (!key->is_required || there & 1 || mark_known_mistake(run, place_of(at)))
			continue;
		diag = diag_add(run, &rule_console_required, place_of(at), "Akash Console requires the key \"%s\" here",
				key->name);
		lacks_key(run, diag, at, key->name);
		if (key->doc)
			diag_help(run, diag, "add %s: (%s)", key->name, key->doc);
		else
			diag_help(run, diag, "add %s:", key->name);
	}
}

static struct diag *report_conflict(struct run *run, const struct ynode *at, const char *message, const char *help)
{
	struct diag *diag;

	if (mark_known_mistake(run, at))
		return NULL;
	diag = diag_add(run, &rule_console_conflict, at, "%s", message);
	diag_help(run, diag, "%s", help);
	return diag;
}

static struct js_value value_under(const struct js_pairs *pairs, const char *name)
{
	const struct js_pair *pair = js_get(pairs, name);
	const struct ynode *node = pair ? ynode_resolve(pair->value) : NULL;

	return node ? js_value_of(node) : (struct js_value){ .type = JS_OTHER };
}

static bool is_true_text(struct js_value value)
{
	return value.type == JS_BOOLEAN ? value.is_true : value.type == JS_TEXT && str_is(value.text, "true");
}

static void check_storage_attributes(struct run *run, const struct js_pairs *pairs)
{
	static const char *const persistent_classes[] = { "beta1", "beta2", "beta3", "default", NULL };
	const struct js_pair *persistent = js_get(pairs, "persistent"), *class_pair = js_get(pairs, "class");
	struct str class_name = value_under(pairs, "class").text;
	bool is_persistent = is_true_text(value_under(pairs, "persistent"));

	if (!persistent || !class_pair)
		return;
	if (str_is(class_name, "ram") && is_persistent)
		report_conflict(run, persistent->value, "a volume of class \"ram\" can't be persistent",
				"write persistent: false");
	else if (is_one_of(class_name, persistent_classes) && !is_persistent)
		report_conflict(run, persistent->value, "Akash Console requires persistent: true for this class",
				"write persistent: true");
}

// Units as Console sees them: a number above 0, or text other than a zero.
static bool has_gpu_units(const struct js_pairs *pairs)
{
	struct js_value units = value_under(pairs, "units");

	if (units.type == JS_INTEGER || units.type == JS_NUMBER)
		return units.number > 0;
	return units.type == JS_TEXT && !is_zero_text(units.text);
}

static void check_gpu_units(struct run *run, const struct js_pairs *pairs, const struct ynode *at)
{
	const struct js_pair *attributes = js_get(pairs, "attributes"), *units = js_get(pairs, "units");
	struct diag *diag = NULL;

	if (has_gpu_units(pairs) && !attributes)
		diag = report_conflict(run, units->value, "Akash Console requires attributes for a GPU",
				       "add attributes: with vendor:, and nvidia: under it");
	else if (attributes && !has_gpu_units(pairs))
		diag = report_conflict(run,
				       units             ? units->value
				       : attributes->key ? attributes->key
							 : at,
				       "Akash Console requires units above 0 with attributes",
				       "write units: 1, or remove attributes");
	if (diag && !(units && attributes))
		lacks_key(run, diag, at, units ? "attributes" : "units");
}

static void check_ip_global(struct run *run, const struct js_pairs *pairs)
{
	const struct js_pair *ip = js_get(pairs, "ip"), *global = js_get(pairs, "global");
	struct js_value value = value_under(pairs, "global");

	if (!ip || value_under(pairs, "ip").type != JS_TEXT || value_under(pairs, "ip").text.len == 0 ||
	    (value.type == JS_BOOLEAN && value.is_true))
		return;
	report_conflict(run, global ? global->value : ip->value, "Akash Console requires global: true next to ip",
			"write global: true");
}

static void check_entry(struct shape_walk *walk, const struct shape *shape, const struct js_pair *entry)
{
	if (!is_pattern_matched(shape->key_pattern, entry->name)) {
		report_value(walk->run, entry->key, pattern_text(shape->key_pattern), NULL);
		return;
	}
	report_slip(walk->run, entry->key, shape);
	check_value(walk, shape->values, entry->value);
}

static void check_proxy_buffers(struct run *run, const struct js_pairs *pairs)
{
	const struct js_pair *number = js_get(pairs, "buffers_number"), *size = js_get(pairs, "buffers_size");

	if (!number == !size)
		return;
	report_conflict(run, number ? number->value : size->value,
			"Akash Console requires buffers_number and buffers_size together",
			number ? "add buffers_size:" : "add buffers_number:");
}

static void check_mapping(struct shape_walk *walk, const struct shape *shape, const struct ynode *at,
			  const struct ynode *node)
{
	struct run *run = walk->run;
	const struct js_pairs *pairs = js_pairs_of(run->arena, node);
	uint64_t there = 0;

	for (size_t i = 0; i < pairs->n; i++) {
		const struct js_pair *pair = &pairs->items[i];
		const struct shape_key *key = shape_key_find(shape, pair->name);

		if (key) {
			there |= UINT64_C(1) << (key - shape->keys);
			check_value(walk, key->shape, pair->value);
		} else if (shape->values) {
			check_entry(walk, shape, pair);
		} else if (!mark_known_stray(run, pair->key)) {
			report_unknown_key(run, pair->key, shape);
		}
	}
	check_required(run, shape, there, at);
	if (pairs->n < shape->min_keys)
		report_value(run, at, "an entry", NULL);
	if (shape->check == CHECK_STORAGE_ATTRIBUTES)
		check_storage_attributes(run, pairs);
	else if (shape->check == CHECK_GPU_UNITS)
		check_gpu_units(run, pairs, at);
	else if (shape->check == CHECK_IP_GLOBAL)
		check_ip_global(run, pairs);
	else if (shape->check == CHECK_PROXY_BUFFERS)
		check_proxy_buffers(run, pairs);
}

static void check_list(struct shape_walk *walk, const struct shape *shape, const struct ynode *node)
{
	if (shape->check == CHECK_EMPTY_LIST && node->n_items > 0)
		report_value(walk->run, node->items[0], "an empty list", NULL);
	for (uint32_t i = 0; shape->items && i < node->n_items; i++) {
		const struct ynode *item = ynode_resolve(node->items[i]);

		check_value(walk, shape->items, node->items[i]);
		if (shape->check == CHECK_NEXT_CASES && node->n_items > 1 && item && str_is(item->text, "off"))
			report_conflict(walk->run, node->items[i], "\"off\" must be the only case",
					"keep \"off\", or the others");
	}
}

static void check_value(struct shape_walk *walk, const struct shape *shape, const struct ynode *at)
{
	const struct ynode *node = ynode_resolve(at);
	struct js_value value;
	unsigned types = shape->types;

	if (!node || walk->n_values++ > MAX_VALUES)
		return;
	value = js_value_of(node);
	if (types & JS_NUMBER)
		types |= JS_INTEGER;
	if (value.is_unreadable || (types & JS_ANY) == JS_ANY)
		return;
	if (!(types & value.type))
		check_type(walk->run, shape, at, node);
	else if (value.type == JS_TEXT)
		check_text(walk->run, shape, at, value.text);
	else if (value.type == JS_INTEGER || value.type == JS_NUMBER)
		check_number(walk->run, shape, at, value.number);
	else if (value.type == JS_LIST)
		check_list(walk, shape, node);
	else if (value.type == JS_MAPPING)
		check_mapping(walk, shape, at, node);
}

void check_console_shape(struct run *run, const struct ynode *root)
{
	struct shape_walk walk = { .run = run };

	check_value(&walk, &sdl_shape, root);
}
