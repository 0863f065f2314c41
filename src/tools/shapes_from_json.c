// SPDX-License-Identifier: Apache-2.0
// In: schemas/sdl-keys.json. Out: C source that defines `sdl_shape` (src/sdl/keys.h). Runs at build time.
#include "tools/json_tool.h"

#include <stdio.h>
#include <string.h>

// One bit each is set while a mapping is checked.
enum { MAX_KEYS = 64 };

static const json_t *shapes;

// "storage-attributes" -> CHECK_STORAGE_ATTRIBUTES
static void print_constant(const char *prefix, const json_t *word)
{
	if (!json_is_string(word))
		die("not a word:", prefix);
	printf("%s", prefix);
	for (const char *c = json_string_value(word); *c; c++)
		putchar(*c == '-' ? '_' : *c >= 'a' && *c <= 'z' ? *c - ('a' - 'A') : *c);
}

static const json_t *field(const json_t *shape, const char *name)
{
	const json_t *own = json_object_get(shape, name), *base = json_object_get(shape, "shape");

	if (own || !base)
		return own;
	base = json_object_get(shapes, json_string_value(base));
	if (!base)
		die("no shape", json_string_value(json_object_get(shape, "shape")));
	return json_object_get(base, name);
}

static void print_shape(const json_t *shape);

static void print_types(const json_t *types)
{
	size_t i;
	json_t *type;

	printf(".types = 0");
	json_array_foreach((json_t *)types, i, type)
	{
		printf(" | ");
		print_constant("JS_", type);
	}
	printf(", ");
}

static void print_words(const char *name, const json_t *words)
{
	if (!words)
		return;
	printf(".%s = ", name);
	print_list(words);
	printf(", ");
}

static void print_keys(const json_t *keys)
{
	const char *name;
	json_t *key;

	if (!keys)
		return;
	if (json_object_size(keys) > MAX_KEYS)
		die("too many keys:", json_object_iter_key(json_object_iter((json_t *)keys)));
	printf(".keys = (const struct shape_key[]){\n");
	json_object_foreach((json_t *)keys, name, key)
	{
		printf("{ \"%s\", %zu, ", name, strlen(name));
		print_text(field(key, "doc"));
		printf(", ");
		print_shape(key);
		printf(", %d, ", json_is_true(json_object_get(key, "required")));
		print_list(json_object_get(key, "also"));
		printf(", ");
		print_text(json_object_get(key, "default"));
		printf(", %d },\n", json_is_true(field(key, "local")));
	}
	printf("{ 0 } }, ");
}

static void print_numbers(const json_t *shape)
{
	static const char *const limits[] = { "min", "max" };

	for (size_t i = 0; i < 2; i++)
		if (field(shape, limits[i]))
			printf(".has_%s = 1, .%s = %" JSON_INTEGER_FORMAT ", ", limits[i], limits[i],
			       json_integer_value(field(shape, limits[i])));
	if (field(shape, "above"))
		printf(".is_above = 1, ");
	printf(".min_length = %d, .min_keys = %d, ", (int)json_integer_value(field(shape, "min_length")),
	       (int)json_integer_value(field(shape, "min_keys")));
}

static void print_body(const json_t *shape)
{
	static const struct {
		const char *name, *prefix;
	} words[] = {
		{ "pattern", "PATTERN_" },
		{ "key_pattern", "PATTERN_" },
		{ "check", "CHECK_" },
	};
	static const char *const children[] = { "values", "items" };

	print_types(field(shape, "types"));
	print_words("words", field(shape, "words"));
	print_words("old_words", field(shape, "old_words"));
	print_words("planned", field(shape, "planned"));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!field(shape, words[i].name))
			continue;
		printf(".%s = ", words[i].name);
		print_constant(words[i].prefix, field(shape, words[i].name));
		printf(", ");
	}
	printf(".names = ");
	print_text(field(shape, "names"));
	printf(", .lone = ");
	print_text(field(shape, "lone"));
	printf(", .lone_word = ");
	print_text(field(shape, "lone_word"));
	printf(", ");
	print_numbers(shape);
	print_keys(field(shape, "keys"));
	for (size_t i = 0; i < 2; i++) {
		if (!field(shape, children[i]))
			continue;
		printf(".%s = ", children[i]);
		print_shape(field(shape, children[i]));
		printf(", ");
	}
}

static void print_shape(const json_t *shape)
{
	printf("&(const struct shape){ ");
	print_body(shape);
	printf("}");
}

void c_from_json(const json_t *data, char **args)
{
	(void)args;
	shapes = json_object_get(data, "shapes");
	printf("#include \"sdl/keys.h\"\n\nconst struct shape sdl_shape = { ");
	print_body(json_object_get(shapes, "root"));
	printf("};\n");
}
