// SPDX-License-Identifier: Apache-2.0
// In: values of a policy in JSON. Out: members of struct policy; the first fault with its place.
#ifndef AKASHLINT_POLICY_POLICY_READER_H
#define AKASHLINT_POLICY_POLICY_READER_H

#include "policy/policy.h"

struct policy_reader {
	struct json_reader json;
	const struct policy_loader *loader;
	const struct policy_reader *extended_by; // NULL for the requested policy
	const char *path;
	struct policy *policy;
	size_t *n_files; // read so far, all together
};

// Fills *out from `value`, which is found at `at`.
typedef void policy_read_fn(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out);

struct policy_key {
	const char *name;
	policy_read_fn *read;
	size_t offset;                 // of what it fills, into that of the parent
	const struct policy_key *keys; // of an object that needs no function of its own; ends with a NULL name
};

// The keys of a policy; `out` is the struct policy.
extern const struct policy_key policy_keys[];

// Fails with "expected …" unless `is_right`, which it returns.
bool policy_expect(struct policy_reader *reader, const struct json_at *at, bool is_right, const char *expected);
// Copied into the arena.
struct str policy_text(struct policy_reader *reader, const char *text, size_t len);
void policy_read_object(struct policy_reader *reader, const struct json_at *at, const json_t *object,
			const struct policy_key *keys, void *out);

policy_read_fn policy_read_bool;    // bool
policy_read_fn policy_read_text;    // struct str
policy_read_fn policy_read_glob;    // struct str
policy_read_fn policy_read_no_text; // nothing: a text that nobody asks for
policy_read_fn policy_read_list;    // struct policy_list
policy_read_fn policy_read_texts;   // the same of one text, or of several
policy_read_fn policy_read_cpu;     // struct policy_quantity
policy_read_fn policy_read_bytes;   // struct policy_quantity
policy_read_fn policy_read_count;   // struct policy_quantity
policy_read_fn policy_read_number;  // struct policy_number
policy_read_fn policy_read_price;   // struct policy_price
policy_read_fn policy_read_level;   // enum severity
policy_read_fn policy_read_day;     // int

#endif
