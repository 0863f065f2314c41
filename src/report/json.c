// SPDX-License-Identifier: Apache-2.0
// In: values. Out: a JSON document of jansson's; the arena handles running out of memory.
#include "report/json.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "diag/rule.h"
#include "report/escape.h"

static void close_root(void *handle)
{
	json_t **root = handle;

	json_decref(*root);
}

void json_begin(struct json *json, struct arena *arena, json_t *(*make)(void))
{
	json_t **root = arena_zalloc(arena, sizeof(*root));

	arena_defer(arena, close_root, root);
	*root = make();
	if (!*root)
		arena_out_of_memory(arena);
	*json = (struct json){ arena, *root };
}

json_t *json_put(struct json *json, json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new_nocheck(object, key, value))
		arena_out_of_memory(json->arena);
	return value;
}

json_t *json_push(struct json *json, json_t *array, json_t *value)
{
	if (json_array_append_new(array, value))
		arena_out_of_memory(json->arena);
	return value;
}

json_t *json_put_object(struct json *json, json_t *object, const char *key)
{
	return json_put(json, object, key, json_object());
}

json_t *json_put_array(struct json *json, json_t *object, const char *key)
{
	return json_put(json, object, key, json_array());
}

json_t *json_push_object(struct json *json, json_t *array)
{
	return json_push(json, array, json_object());
}

static struct str valid_utf8(struct arena *arena, struct str text)
{
	uint32_t c;
	struct strbuf out = strbuf_in(arena);

	for (size_t i = 0, len; i < text.len; i += len ? len : 1) {
		len = utf8_decode(text.ptr + i, text.len - i, &c);
		if (len)
			strbuf_add(&out, text.ptr + i, len);
		else
			strbuf_puts(&out, "\xEF\xBF\xBD");
	}
	return (struct str){ out.text, out.len };
}

static json_t *text_value(struct json *json, struct str text)
{
	json_t *value = json_stringn(text.ptr, text.len);

	if (value)
		return value;
	text = valid_utf8(json->arena, text);
	return json_stringn(text.ptr, text.len);
}

void json_put_text(struct json *json, json_t *object, const char *key, struct str text)
{
	json_put(json, object, key, text_value(json, text));
}

void json_push_text(struct json *json, json_t *array, struct str text)
{
	json_push(json, array, text_value(json, text));
}

void json_put_number(struct json *json, json_t *object, const char *key, uint64_t number)
{
	json_put(json, object, key, json_integer((json_int_t)number));
}

void json_put_rejected_by(struct json *json, json_t *object, unsigned rejected_by)
{
	json_t *list;

	if (!rejected_by)
		return;
	list = json_put(json, object, "rejected_by", json_array());
	if (rejected_by & REJECTED_BY_NETWORK)
		json_push(json, list, json_string("network"));
	if (rejected_by & REJECTED_BY_CONSOLE)
		json_push(json, list, json_string("console"));
	if (rejected_by & REJECTED_BY_CHAIN)
		json_push(json, list, json_string("chain"));
}

// Not with json_dump_callback: a jump out of its callback would lose what jansson holds meanwhile.
static void write_as(const struct json *json, struct strbuf *out, size_t flags)
{
	size_t len = json_dumpb(json->root, NULL, 0, flags), from = out->len;
	char *text = arena_alloc(json->arena, len);

	if (len == 0 || json_dumpb(json->root, text, len, flags) != len)
		arena_out_of_memory(json->arena);
	strbuf_add(out, text, len);
	strbuf_putc(out, '\n');
	disarm(out, from, DISARMED_JSON);
}

void json_write(const struct json *json, struct strbuf *out)
{
	write_as(json, out, JSON_INDENT(2) | JSON_ENSURE_ASCII);
}

void json_write_line(const struct json *json, struct strbuf *out)
{
	write_as(json, out, JSON_ENSURE_ASCII);
}
