// SPDX-License-Identifier: Apache-2.0
// In: the text of a scalar and its tag. Out: the type and the value that yaml.v3 finds in it.
#ifndef AKASHLINT_YAML_RESOLVE_H
#define AKASHLINT_YAML_RESOLVE_H

#include "base/str.h"

enum scalar_type {
	SCALAR_NULL,
	SCALAR_BOOL,
	SCALAR_INT,
	SCALAR_FLOAT,
	SCALAR_STR,
	SCALAR_TIMESTAMP,
	SCALAR_MERGE,
	SCALAR_BINARY, // by tag only
	SCALAR_OTHER,  // by tag only: a tag without a meaning here; the text is taken as it stands
};

extern const bool typed_first[UINT8_MAX + 1];

// Whether a plain text can be anything but text, by its first byte: most can't.
static inline bool may_be_typed(struct str text)
{
	return text.len == 0 || typed_first[(unsigned char)text.ptr[0]];
}

// What a plain scalar without a tag is (the tag "!" counts as none). A quoted one is SCALAR_STR.
enum scalar_type scalar_type_of(struct str text);
bool is_null_text(struct str text);
// Whether the text can carry an explicit tag: not "!!int nginx", not "!!null x".
bool scalar_fits_tag(struct str text, enum scalar_type tag);
// Decoding into a Go uint32 or bool. `tag` is the written one, else scalar_type_of a plain
// scalar, else SCALAR_STR. Null leaves Go's zero value: *out is 0 or false. False: the
// network refuses the value; *out is then unchanged.
bool scalar_to_uint64(struct str text, enum scalar_type tag, uint64_t *out); // integers only
bool scalar_to_uint32(struct str text, enum scalar_type tag, uint32_t *out);
bool scalar_to_bool(struct str text, enum scalar_type tag, bool *out);

#endif
