// SPDX-License-Identifier: Apache-2.0
// In: values. Out: a JSON document of jansson's; the arena handles running out of memory.
#ifndef AKASHLINT_REPORT_JSON_H
#define AKASHLINT_REPORT_JSON_H

#include <jansson.h>

#include "base/str.h"

// Everything is owned by its parent, and the root by the arena: nothing is lost in a jump out of memory.
struct json {
	struct arena *arena;
	json_t *root;
};

// `make` is json_object or json_array.
void json_begin(struct json *json, struct arena *arena, json_t *(*make)(void));
json_t *json_put(struct json *json, json_t *object, const char *key, json_t *value);
json_t *json_push(struct json *json, json_t *array, json_t *value);
// An empty one. Calls of these may stand inside of each other; json_put and json_push with a new value must not:
// that value would be lost in the jump out of the inner one.
json_t *json_put_object(struct json *json, json_t *object, const char *key);
json_t *json_put_array(struct json *json, json_t *object, const char *key);
json_t *json_push_object(struct json *json, json_t *array);
// Invalid UTF-8 in the text becomes U+FFFD.
void json_put_text(struct json *json, json_t *object, const char *key, struct str text);
void json_push_text(struct json *json, json_t *array, struct str text);
void json_put_number(struct json *json, json_t *object, const char *key, uint64_t number);
// The list under "rejected_by"; none where nobody rejects it. REJECTED_BY_*.
void json_put_rejected_by(struct json *json, json_t *object, unsigned rejected_by);
// ASCII only, so that no name can drive a terminal; ends with a line break.
void json_write(const struct json *json, struct strbuf *out);
void json_write_line(const struct json *json, struct strbuf *out);

#endif
