// SPDX-License-Identifier: Apache-2.0
// In: an answer of the network or of Akash Console, in JSON or YAML. Out: jansson's values, with a place for each.
#include "bids/data_from_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/json_from_text.h"
#include "lint.h"
#include "yaml/tree_from_source.h"

// jansson takes up to a hundred bytes for each value. No answer is nested deeper than ten.
enum { MAX_VALUES = 4000000, MAX_DEPTH = 64 };

const size_t data_json_flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;

static bool is_digit_at(struct str text, size_t at)
{
	return at < text.len && is_digit(text.ptr[at]);
}

static size_t skip_digits(struct str text, size_t at)
{
	while (is_digit_at(text, at))
		at++;
	return at;
}

// After the JSON number that begins here; `at` if there is none.
static size_t skip_number(struct str text, size_t at)
{
	size_t end = at + (text.ptr[at] == '-'), exponent;

	if (!is_digit_at(text, end))
		return at;
	end = text.ptr[end] == '0' ? end + 1 : skip_digits(text, end);
	if (end < text.len && text.ptr[end] == '.' && is_digit_at(text, end + 1))
		end = skip_digits(text, end + 1);
	if (end < text.len && (text.ptr[end] == 'e' || text.ptr[end] == 'E')) {
		exponent = end + 1;
		exponent += exponent < text.len && (text.ptr[exponent] == '+' || text.ptr[exponent] == '-');
		end = is_digit_at(text, exponent) ? skip_digits(text, exponent) : end;
	}
	return end < text.len && !memchr(",]} \t\r\n", text.ptr[end], 7) ? at : end;
}

static size_t skip_string(struct str text, size_t at)
{
	for (at++; at < text.len && text.ptr[at] != '"'; at++)
		at += text.ptr[at] == '\\';
	return at + 1 < text.len ? at + 1 : text.len;
}

// JSON with its numbers in quotes.
static struct str with_quoted_numbers(struct arena *arena, struct str text, size_t *n_values)
{
	size_t from = 0;
	struct strbuf out = strbuf_in(arena);

	*n_values = 0;
	for (size_t at = 0, end; at < text.len; at = end) {
		char c = text.ptr[at];

		end = at + 1;
		*n_values += c == ',' || c == '[' || c == '{';
		if (c == '"')
			end = skip_string(text, at);
		if (c != '-' && !is_digit_at(text, at))
			continue;
		end = skip_number(text, at);
		if (end > at) {
			strbuf_add(&out, text.ptr + from, at - from);
			strbuf_printf(&out, "\"%.*s\"", (int)(end - at), text.ptr + at);
			from = end;
			continue;
		}
		// Not a JSON number: jansson reports it, with its place.
		for (end = at + 1; end < text.len && !memchr(",]} \t\r\n\"", text.ptr[end], 8);)
			end++;
	}
	strbuf_add(&out, text.ptr + from, text.len - from);
	return (struct str){ out.text, out.len };
}

static bool read_json(struct arena *arena, struct data *data, struct json_place *place, const char **message)
{
	json_error_t fault;
	size_t n_values;
	struct str text = with_quoted_numbers(arena, data->text, &n_values);

	*place = (struct json_place){ 1, 1 };
	*message = "too large: more than 4000000 values";
	if (n_values > MAX_VALUES)
		return false;
	data->root = json_from_text(arena, text, data_json_flags, &fault, place);
	if (data->root)
		return true;
	// Once more as it stands there, for the column.
	data->root = json_from_text(arena, data->text, data_json_flags, &fault, place);
	// Otherwise memory ran out, which jansson reports as another error.
	if (data->root)
		arena_out_of_memory(arena);
	*message = escaped_text(arena, str_of(fault.text));
	return false;
}

struct yaml_reading {
	struct arena *arena;
	struct run *run;
	struct json_place *place;
	const char **message;
};

static json_t *check(struct yaml_reading *reading, json_t *value)
{
	if (!value)
		arena_out_of_memory(reading->arena);
	return value;
}

static bool yaml_fail(struct yaml_reading *reading, const struct ynode *node, const char *message)
{
	struct position at = source_position(&reading->run->source, ynode_span(node).start);

	*reading->place = (struct json_place){ at.line, at.column };
	*reading->message = message;
	return false;
}

static json_t *scalar_value(const struct ynode *node)
{
	enum scalar_type type = ynode_type(node);

	if (type == SCALAR_NULL)
		return json_null();
	return json_stringn(node->text.ptr, node->text.len);
}

static json_t *empty_value(const struct ynode *node)
{
	return node->kind == YNODE_MAPPING    ? json_object()
	       : node->kind == YNODE_SEQUENCE ? json_array()
					      : scalar_value(node);
}

// Each value is in its parent before it is filled, so that none is lost where memory runs out.
static bool fill(struct yaml_reading *reading, const struct ynode *node, json_t *value, int depth)
{
	if (node->has_duplicate)
		return yaml_fail(reading, node, "duplicate key");
	for (uint32_t i = 0; i < node->n_items; i++) {
		const struct ynode *key = node->kind == YNODE_MAPPING ? node->items[i++] : NULL, *item = node->items[i];
		json_t *child;

		if (depth == MAX_DEPTH)
			return yaml_fail(reading, item, "nested too deep");
		if (item->kind == YNODE_ALIAS || (key && key->kind != YNODE_SCALAR))
			return yaml_fail(reading, key ? key : item,
					 "anchors, aliases and keys that are not text are not allowed here");
		child = check(reading, empty_value(item));
		if (key ? json_object_set_new(value, arena_strndup(reading->arena, key->text.ptr, key->text.len), child)
			: json_array_append_new(value, child))
			arena_out_of_memory(reading->arena);
		if (!fill(reading, item, child, depth + 1))
			return false;
	}
	return true;
}

static bool read_yaml(struct arena *arena, struct data *data, struct json_place *place, const char **message)
{
	struct run *run = arena_zalloc(arena, sizeof(*run));
	struct yaml_reading reading = { arena, run, place, message };
	json_t **root = json_handle(arena);

	run->arena = arena;
	run->settings = &default_settings;
	source_init(&run->source, arena, "", data->text.ptr, (uint32_t)data->text.len);
	tree_from_source(run);
	data->tree = run->root;
	*place = (struct json_place){ 1, 1 };
	*message = "the file is empty";
	if (run->diags.n) {
		struct position at;

		diags_finish(&run->diags);
		at = source_position(&run->source, run->diags.items[0]->span.start);
		*place = (struct json_place){ at.line, at.column };
		*message = run->diags.items[0]->message;
		return false;
	}
	if (!run->root)
		return false;
	*root = check(&reading, empty_value(run->root));
	data->root = *root;
	return fill(&reading, run->root, *root, 0);
}

static bool is_json(struct str text)
{
	size_t at = 0;

	while (at < text.len && is_space_or_break(text.ptr[at]))
		at++;
	return at < text.len && (text.ptr[at] == '{' || text.ptr[at] == '[');
}

struct str json_with_text_numbers(struct arena *arena, struct str text)
{
	size_t n_values;
	struct str quoted = is_json(text) ? with_quoted_numbers(arena, text, &n_values) : STR("");

	return quoted.len && n_values <= MAX_VALUES ? quoted : STR("");
}

bool data_from_text(struct arena *arena, struct str text, struct data *data, struct json_place *place,
		    const char **message)
{
	bool is_read;

	*data = (struct data){ .text = text };
	is_read = is_json(text) ? read_json(arena, data, place, message) : read_yaml(arena, data, place, message);
	if (is_read)
		*message = NULL;
	return is_read;
}

static const struct ynode *node_at(const struct ynode *root, const struct json_at *at)
{
	const struct ynode *parent, *found;

	if (!at->parent)
		return root;
	parent = node_at(root, at->parent);
	if (at->key)
		found = parent->kind == YNODE_MAPPING ? ynode_get(parent, at->key) : NULL;
	else
		found = at->index < parent->n_items ? parent->items[at->index] : NULL;
	return found ? found : parent;
}

struct json_place data_place(struct arena *arena, const struct data *data, const struct json_at *at)
{
	struct source source;
	struct position position;

	if (!data->tree)
		return json_place_of(data->text, at, false);
	source_init(&source, arena, "", data->text.ptr, (uint32_t)data->text.len);
	position = source_position(&source, ynode_span(node_at(data->tree, at)).start);
	return (struct json_place){ position.line, position.column };
}
