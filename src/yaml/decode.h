// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: its values in structs, walked as the network's YAML decoder walks it: aliases,
// merge keys, nulls, tags, types and the limit on alias expansion are those of yaml.v3.
#ifndef AKASHLINT_YAML_DECODE_H
#define AKASHLINT_YAML_DECODE_H

#include "yaml/node.h"

// Nodes visited through aliases in one file before its expansion is given up; the network's own
// ratio stops all but hostile files long before.
enum { DECODE_MAX_ALIAS_VISITS = 500000 };

struct visit;

// The network starts a new one, with counters at zero, wherever a type decodes itself.
struct decoder {
	struct run *run;
	uint64_t n_visits, n_alias_visits;
	struct visit *aliases;          // those being followed, innermost first
	const struct ynode *last_alias; // the outermost of them, or of the last that were
	bool is_stopped;
	bool is_silent;   // stops without a word, and takes nothing of what the file may expand to
	bool has_bad_key; // a key was refused: names may be missing
};

// Fills *out from `node`, an alias already followed; `at` is where to point. False where Go's decoder
// leaves the value unset: null, or a wrong type (reported).
typedef bool decode_fn(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out);

struct field {
	const char *name;
	decode_fn *decode;
	size_t offset; // into the struct
};

// One pair of a mapping, merges resolved.
typedef void pair_fn(struct decoder *decoder, void *context, struct str name, const struct ynode *key,
		     const struct ynode *value);

bool decode(struct decoder *decoder, const struct ynode *at, decode_fn *fn, void *out);
// Like decode, with a new decoder; the node's alias is already resolved.
bool decode_anew(struct run *run, const struct ynode *node, const struct ynode *at, decode_fn *fn, void *out);
// A mapping into a struct; keys that are not fields are skipped. False as for decode_fn.
bool decode_fields(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
		   const struct field *fields, size_t n_fields, void *out);
// The same; `rest` gets `out` and each pair that is not a field.
bool decode_fields_and_rest(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
			    const struct field *fields, size_t n_fields, void *out, pair_fn *rest);
// A mapping, pair by pair.
bool decode_pairs(struct decoder *decoder, const struct ynode *node, const struct ynode *at, pair_fn *take,
		  void *context);
// A scalar that is null: nothing to decode. Reports other text tagged !!null.
bool decode_is_null(struct decoder *decoder, const struct ynode *node, const struct ynode *at);
// Whether `node` is a list whose items can be decoded; reports what else it is.
bool decode_is_list(struct decoder *decoder, const struct ynode *node, const struct ynode *at);
// Reports that `at` is not what is expected: "a list", "a whole number from 0 to 4294967295".
void report_wrong_type(struct run *run, const struct ynode *at, const char *expected);
// Reports a tag that the text does not fit; true if it did.
bool report_bad_tag(struct run *run, const struct ynode *node, const struct ynode *at);
// A list or mapping tagged !!null, which is refused where Go has a pointer; reports it.
bool report_null_collection(struct run *run, const struct ynode *node, const struct ynode *at);

// Leaves. `at` is NULL while the key is absent; `is_bad` when the value was refused and reported.
struct leaf_str {
	struct str text;
	const struct ynode *at;
	bool is_bad;
};

struct leaf_u32 {
	uint32_t value;
	const struct ynode *at;
	bool is_bad;
};

struct leaf_bool {
	bool value;
	const struct ynode *at;
	bool is_bad;
};

struct leaf_list {
	struct leaf_str *items;
	size_t n, cap;
	const struct ynode *at;
	bool is_bad; // as a whole, or an item of it
};

decode_fn decode_str, decode_u32, decode_bool, decode_str_list;

#endif
