// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: its values as js-yaml gives them to Akash Console.
#ifndef AKASHLINT_CONSOLE_JS_VALUE_H
#define AKASHLINT_CONSOLE_JS_VALUE_H

#include "base/table.h"
#include "sdl/keys.h"
#include "yaml/node.h"

// A longer list under << is refused, and so is deeper nesting.
enum { JS_LONGEST_MERGE = 20, JS_DEEPEST = 100 };

struct js_value {
	enum js_type type; // one of them
	double number;
	bool is_true;
	bool is_unreadable; // js-yaml refuses the tag
	struct str text;
};

struct js_pair {
	struct str name;
	const struct ynode *key, *value;
};

struct js_pairs {
	struct js_pair *items;
	size_t n, cap, n_indexed;
	struct table by_name; // places among the items, from 1; empty while they are few
};

// The value of a scalar.
struct js_value js_scalar_value(const struct ynode *scalar);
// `node` is no alias. A date is an object without keys.
static inline struct js_value js_value_of(const struct ynode *node)
{
	if (ynode_is_text(node))
		return (struct js_value){ .type = JS_TEXT, .text = node->text };
	if (node->kind == YNODE_SCALAR)
		return js_scalar_value(node);
	return (struct js_value){ .type = node->kind == YNODE_SEQUENCE ? JS_LIST : JS_MAPPING };
}

bool is_js_merge_key(const struct ynode *key);
// What a key becomes: JavaScript's objects know text only.
struct str js_key_name(struct arena *arena, const struct ynode *key);
// The entries of a mapping, merge keys resolved: what is there itself wins, then the first merged.
// Made once for each mapping.
const struct js_pairs *js_pairs_of(struct arena *arena, const struct ynode *node);
const struct js_pair *js_get(const struct js_pairs *pairs, const char *name);

#endif
