// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: mappings taken apart as yaml.v3 does: aliases followed, merge keys resolved.
#include "yaml/decode.h"

#include "base/arena.h"
#include "yaml/yaml_rules.h"

struct visit {
	const struct ynode *alias;
	struct visit *outer;
};

// The keys that may no longer be set by a merge; shared by all merges into one value.
struct merged {
	struct table keys;
};

struct walk {
	struct decoder *decoder;
	pair_fn *take;
	void *context;
};

static double allowed_alias_ratio(uint64_t n_visits)
{
	const double low = 400000, high = 4000000;

	if ((double)n_visits <= low)
		return 0.99;
	if ((double)n_visits >= high)
		return 0.10;
	return 0.99 - 0.89 * (((double)n_visits - low) / (high - low));
}

static void stop(struct decoder *decoder, const struct rule *rule, const char *message)
{
	if (!decoder->is_silent)
		diag_add(decoder->run, rule, decoder->last_alias ? decoder->last_alias : decoder->run->outer_alias,
			 "%s", message);
	decoder->is_stopped = true;
}

static void check_aliases(struct decoder *decoder)
{
	const struct run *run = decoder->run;

	if (decoder->n_alias_visits > 100 && decoder->n_visits > 1000 &&
	    (double)decoder->n_alias_visits / (double)decoder->n_visits > allowed_alias_ratio(decoder->n_visits))
		stop(decoder, &rule_yaml_alias_expansion,
		     "almost all of this section comes from aliases: the network rejects it");
	else if (run->outer_alias && run->n_alias_visits > DECODE_MAX_ALIAS_VISITS)
		stop(decoder, &rule_yaml_alias_expansion, "aliases expand to too many values");
}

// Counts a visit as yaml.v3 does and stops where it does.
static void count(struct decoder *decoder)
{
	struct run *run = decoder->run;

	decoder->n_visits++;
	decoder->n_alias_visits += decoder->aliases != NULL;
	run->n_alias_visits += run->outer_alias && !decoder->is_silent;
	if (decoder->n_alias_visits || run->outer_alias)
		check_aliases(decoder);
}

static bool is_followed(const struct decoder *decoder, const struct ynode *alias)
{
	for (const struct visit *visit = decoder->aliases; visit; visit = visit->outer)
		if (visit->alias == alias)
			return true;
	return false;
}

static bool follow(struct decoder *decoder, const struct ynode *alias, decode_fn *fn, void *out)
{
	struct visit visit = { .alias = alias, .outer = decoder->aliases };
	const struct ynode *outermost = decoder->run->outer_alias;
	bool is_set = false;

	if (!alias->target)
		return fn(decoder, alias, alias, out); // as a value of the wrong type, which was reported
	if (is_followed(decoder, alias)) {
		stop(decoder, &rule_yaml_alias_recursive, "this alias refers to a value that contains it");
		return false;
	}
	if (!visit.outer)
		decoder->last_alias = alias;
	if (!outermost)
		decoder->run->outer_alias = alias;
	decoder->aliases = &visit;
	count(decoder);
	if (!decoder->is_stopped)
		is_set = fn(decoder, alias->target, alias, out);
	decoder->aliases = visit.outer;
	decoder->run->outer_alias = outermost;
	return is_set;
}

bool decode(struct decoder *decoder, const struct ynode *at, decode_fn *fn, void *out)
{
	if (decoder->is_stopped)
		return false;
	count(decoder);
	if (decoder->is_stopped)
		return false;
	return at->kind == YNODE_ALIAS ? follow(decoder, at, fn, out) : fn(decoder, at, at, out);
}

bool decode_anew(struct run *run, const struct ynode *node, const struct ynode *at, decode_fn *fn, void *out)
{
	struct decoder decoder = { .run = run };

	count(&decoder);
	return fn(&decoder, node, at, out);
}

static void report_duplicates(struct run *run, const struct ynode *mapping)
{
	struct table seen[YNODE_ALIAS + 1] = { 0 };

	for (uint32_t i = 0; i < mapping->n_items; i += 2) {
		struct ynode *key = mapping->items[i];
		void **first = table_put(run->arena, &seen[key->kind], key->text);
		struct diag *diag;

		if (!*first) {
			*first = key;
			continue;
		}
		diag = diag_add(run, &rule_yaml_duplicate_key, key, "duplicate key %s: already in this mapping",
				quoted(run, key->text));
		diag_related(run, diag, ynode_span(*first), "first here");
		if (*first == mapping->items[0] && mapping->parent && mapping->parent->kind == YNODE_SEQUENCE &&
		    !mapping->is_flow)
			diag_help(run, diag, "keep one of them, or write \"- %s:\" to begin another item",
				  escaped(run, key->text));
		else
			diag_help(run, diag, "keep one of them");
	}
}

static bool decode_key(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_str name = { 0 };

	if (node->kind == YNODE_ALIAS) {
		decoder->has_bad_key = true;
		return false;
	}
	if (node->kind != YNODE_SCALAR) {
		struct diag *diag = diag_add(decoder->run, &rule_yaml_key_type, at, "a key must be text, not %s",
					     ynode_describe(decoder->run, node));

		diag_help(decoder->run, diag, "write a name; put it in quotes if it begins with a bracket or a brace");
		decoder->has_bad_key = true;
		return false;
	}
	if (!decode_str(decoder, node, at, &name) || name.is_bad)
		return false;
	*(struct str *)out = name.text;
	return true;
}

// Most are text for certain.
static bool take_key(struct decoder *decoder, const struct ynode *key, struct str *name)
{
	if (!ynode_is_text(key))
		return decode(decoder, key, decode_key, name);
	count(decoder);
	*name = key->text;
	return !decoder->is_stopped;
}

// Keys that yaml.v3 takes for numbers, booleans, dates or null do not keep a merged entry out.
static bool protects_from_merge(const struct ynode *key)
{
	enum scalar_type type;

	key = ynode_resolve(key);
	if (!key || key->kind != YNODE_SCALAR)
		return false;
	type = ynode_type(key);
	return type == SCALAR_STR || type == SCALAR_MERGE || type == SCALAR_BINARY || type == SCALAR_OTHER;
}

static void walk_mapping(struct walk *walk, const struct ynode *mapping, struct merged *merged);

static bool walk_merged(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	void **walk_and_merged = out;

	(void)decoder;
	(void)at;
	walk_mapping(walk_and_merged[0], node, walk_and_merged[1]);
	return true;
}

static void merge(struct walk *walk, const struct ynode *parent, const struct ynode *value, struct merged *merged)
{
	struct merged own = { 0 };
	void *walk_and_merged[2] = { walk, merged ? merged : &own };
	struct decoder *decoder = walk->decoder;
	bool is_list = value->kind == YNODE_SEQUENCE;

	for (uint32_t i = 0; !merged && i < parent->n_items; i += 2) {
		count(decoder);
		if (protects_from_merge(parent->items[i]))
			*table_put(decoder->run->arena, &own.keys, ynode_resolve(parent->items[i])->text) = &own;
	}
	for (uint32_t i = 0; i < (is_list ? value->n_items : 1) && !decoder->is_stopped; i++) {
		const struct ynode *item = is_list ? value->items[i] : value, *node = ynode_resolve(item);

		if (node && node->kind == YNODE_MAPPING)
			decode(decoder, item, walk_merged, walk_and_merged);
		else if (node)
			diag_add(decoder->run, &rule_yaml_merge, item, "only a mapping can be merged, not %s",
				 ynode_describe(decoder->run, node));
	}
}

// Own keys first, in order, then what is merged.
static void walk_mapping(struct walk *walk, const struct ynode *mapping, struct merged *merged)
{
	struct decoder *decoder = walk->decoder;
	const struct ynode *merge_value = NULL;

	if (mapping->has_duplicate)
		report_duplicates(decoder->run, mapping);
	for (uint32_t i = 0; i < mapping->n_items && !decoder->is_stopped; i += 2) {
		const struct ynode *key = mapping->items[i];
		struct str name;

		if (mapping->has_merge && is_merge_key(key)) {
			merge_value = mapping->items[i + 1];
			continue;
		}
		if (key->is_duplicate || !take_key(decoder, key, &name))
			continue;
		if (merged) {
			void **slot = table_put(decoder->run->arena, &merged->keys, name);

			if (*slot)
				continue;
			*slot = merged;
		}
		walk->take(decoder, walk->context, name, key, mapping->items[i + 1]);
	}
	if (merge_value)
		merge(walk, mapping, merge_value, merged);
}

bool decode_pairs(struct decoder *decoder, const struct ynode *node, const struct ynode *at, pair_fn *take,
		  void *context)
{
	struct walk walk = { decoder, take, context };

	if (node->kind == YNODE_MAPPING) {
		walk_mapping(&walk, node, NULL);
		return true;
	}
	if (!decode_is_null(decoder, node, at))
		report_wrong_type(decoder->run, at, "a mapping");
	return false;
}

struct fields_walk {
	const struct field *fields;
	size_t n_fields;
	char *out;
	pair_fn *rest;
	uint32_t set; // one bit a field
};

static void take_field(struct decoder *decoder, void *context, struct str name, const struct ynode *key,
		       const struct ynode *value)
{
	struct fields_walk *walk = context;

	for (size_t i = 0; i < walk->n_fields; i++) {
		if (!str_is(name, walk->fields[i].name))
			continue;
		if (walk->set & 1u << i)
			diag_add(decoder->run, &rule_yaml_duplicate_key, key, "duplicate key %s, spelled differently",
				 quoted(decoder->run, name));
		else
			decode(decoder, value, walk->fields[i].decode, walk->out + walk->fields[i].offset);
		walk->set |= 1u << i;
		return;
	}
	if (walk->rest)
		walk->rest(decoder, walk->out, name, key, value);
}

bool decode_fields_and_rest(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
			    const struct field *fields, size_t n_fields, void *out, pair_fn *rest)
{
	struct fields_walk walk = { .fields = fields, .n_fields = n_fields, .out = out, .rest = rest };

	return decode_pairs(decoder, node, at, take_field, &walk);
}

bool decode_fields(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
		   const struct field *fields, size_t n_fields, void *out)
{
	return decode_fields_and_rest(decoder, node, at, fields, n_fields, out, NULL);
}

bool decode_is_null(struct decoder *decoder, const struct ynode *node, const struct ynode *at)
{
	if (node->kind != YNODE_SCALAR || !ynode_is_null(node))
		return false;
	report_bad_tag(decoder->run, node, at);
	return true;
}

bool decode_is_list(struct decoder *decoder, const struct ynode *node, const struct ynode *at)
{
	if (node->kind == YNODE_SEQUENCE)
		return true;
	if (!decode_is_null(decoder, node, at))
		report_wrong_type(decoder->run, at, "a list");
	return false;
}

bool decode_str_list(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_list *list = out;

	list->at = at;
	if (!decode_is_list(decoder, node, at)) {
		list->is_bad = !ynode_is_null(node);
		return false;
	}
	for (uint32_t i = 0; i < node->n_items && !decoder->is_stopped; i++) {
		struct leaf_str item = { 0 };

		if (decode(decoder, node->items[i], decode_str, &item))
			ARENA_PUSH(decoder->run->arena, list->items, list->n, list->cap) = item;
		list->is_bad |= item.is_bad;
	}
	return true;
}
