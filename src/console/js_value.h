// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: its values as js-yaml gives them to Akash Console.
#ifndef AKASHLINT_CONSOLE_JS_VALUE_H
#define AKASHLINT_CONSOLE_JS_VALUE_H

#include "sdl/keys.h"
#include "yaml/node.h"

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
	size_t n, cap;
};

// `node` is no alias. A date is an object without keys.
struct js_value js_value_of(const struct ynode *node);
// The entries of a mapping, merge keys resolved: what stands there itself wins, then the first merged.
struct js_pairs js_pairs_of(struct arena *arena, const struct ynode *node);
const struct js_pair *js_get(const struct js_pairs *pairs, const char *name);

#endif
