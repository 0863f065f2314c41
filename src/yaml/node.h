// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the YAML tree: every node knows its bytes, its parent and its raw text.
#ifndef AKASHLINT_YAML_NODE_H
#define AKASHLINT_YAML_NODE_H

#include "diag/diag.h"
#include "yaml/resolve.h"

struct js_pairs;

enum ynode_kind { YNODE_SCALAR, YNODE_SEQUENCE, YNODE_MAPPING, YNODE_ALIAS };

struct ynode {
	enum ynode_kind kind;
	bool is_plain;        // scalar without quotes or block indicator
	bool is_flow;         // collection in brackets or braces
	bool has_tag;         // an explicit tag other than "!"
	bool has_bang;        // the tag "!"
	bool has_odd_key;     // mapping: a key that is not text for certain (ynode_is_text)
	bool has_merge;       // mapping: a merge key
	bool has_duplicate;   // mapping: two keys of one kind with one text
	bool is_duplicate;    // key: the second of them, or a later one
	enum scalar_type tag; // valid if has_tag; on a collection only SCALAR_NULL means something
	struct span span;     // without anchor and tag; empty for a value that is not there
	struct str text;      // scalar: value; alias: name of the anchor; collection: ""
	struct str anchor;    // "" if none
	struct str tag_text;  // as written out by the parser: "tag:yaml.org,2002:int"
	const struct ynode *parent;
	uint32_t index;   // among the parent's items
	uint32_t n_items; // mapping: key, value, key, value, …
	struct ynode **items;
	struct js_pairs *js_pairs;  // mapping: its entries as Akash Console has them, once somebody has asked
	const struct table *keys;   // mapping of many: its scalar keys by their text; the first of duplicates
	const struct ynode *target; // alias: what it stands for; NULL if unknown (already reported)
};

// The node itself, or what an alias stands for; NULL for an unknown alias.
static inline const struct ynode *ynode_resolve(const struct ynode *node)
{
	return node->kind == YNODE_ALIAS ? node->target : node;
}

// A scalar that is text whatever it says, for every reader: most are.
static inline bool ynode_is_text(const struct ynode *node)
{
	return node->kind == YNODE_SCALAR && !node->has_tag && (!node->is_plain || !may_be_typed(node->text));
}

// Type of a scalar: its tag, or what yaml.v3 makes of the text where none is written.
enum scalar_type ynode_type(const struct ynode *scalar);
// A key that yaml.v3 merges.
bool is_merge_key(const struct ynode *key);
// Null by its text or by the tag !!null, which any node can have.
bool ynode_is_null(const struct ynode *node);
// Key of a value in a mapping, or NULL.
const struct ynode *ynode_key(const struct ynode *node);
// Where to point: the node, or for a value that is not there its key or its dash.
struct span ynode_span(const struct ynode *node);
// Gives a collection its items, and says what there is to know of the keys of a mapping.
void ynode_set_items(struct arena *arena, struct ynode *node, struct ynode **items, uint32_t n);
// "services.web.expose.0.port", escaped. A key names its own entry. NULL for the root.
const char *ynode_path(struct arena *arena, const struct ynode *node);
// The first scalar key of that text in a mapping, or NULL.
const struct ynode *ynode_find_key(const struct ynode *mapping, struct str text);
// Value under a key of a mapping, or NULL; the first of duplicates; merge keys are not followed.
const struct ynode *ynode_get(const struct ynode *mapping, const char *key);
// The node that follows in the text, children first, or NULL.
const struct ynode *ynode_next(const struct ynode *node);
// "a mapping", "a list", "text", "the number 5", …: what is there, for a message.
const char *ynode_describe(struct run *run, const struct ynode *node);

struct diag *diag_add(struct run *run, const struct rule *rule, const struct ynode *at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
