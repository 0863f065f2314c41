// SPDX-License-Identifier: Apache-2.0
// In: schemas/images.json. Out: C source that defines `known_images` (src/catalogue/images.h). Runs at build time.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "images_from_json: %s\n", what);
	exit(1);
}

static void print_text(const json_t *value)
{
	char *text = json_is_string(value) ? json_dumps(value, JSON_ENCODE_ANY) : NULL;

	if (!text)
		die("missing text");
	printf("%s, ", text);
	free(text);
}

static void print_list(const json_t *list)
{
	size_t i;
	const json_t *item;

	printf("(const char *const[]){ ");
	json_array_foreach((json_t *)list, i, item) print_text(item);
	printf("0 }, ");
}

// "7.5" -> 7050
static unsigned version_of(const json_t *value)
{
	unsigned major, minor;

	if (!value)
		return 0;
	if (!json_is_string(value) || sscanf(json_string_value(value), "%u.%u", &major, &minor) != 2 || minor > 99)
		die("invalid version");
	return major * 1000 + minor * 10;
}

static void print_engines(const json_t *engines)
{
	size_t i;
	const json_t *engine;

	printf("static const struct llm_engine engines[] = {\n");
	json_array_foreach((json_t *)engines, i, engine)
	{
		printf("\t{ ");
		print_text(json_object_get(engine, "name"));
		print_text(json_object_get(engine, "word"));
		print_list(json_object_get(engine, "repositories"));
		print_list(json_object_get(engine, "commands"));
		printf("%u, %" JSON_INTEGER_FORMAT ", %d },\n",
		       version_of(json_object_get(engine, "compute_capability")),
		       json_integer_value(json_object_get(engine, "default_parallel")),
		       json_is_true(json_object_get(engine, "needs_gpu")));
	}
	printf("\t{ 0 }\n};\n\n");
}

static void print_sizes(const char *name, const json_t *sizes)
{
	const char *word;
	json_t *bytes;

	printf("static const struct weight_size %s[] = {\n", name);
	json_object_foreach((json_t *)sizes, word, bytes) printf("\t{ \"%s\", %g },\n", word, json_number_value(bytes));
	printf("\t{ 0 }\n};\n\n");
}

static void print_field(const json_t *data, const char *key)
{
	printf("\t.%s = ", key);
	if (json_is_array(json_object_get(data, key)))
		print_list(json_object_get(data, key));
	else
		print_text(json_object_get(data, key));
	printf("\n");
}

int main(int argc, char **argv)
{
	static const char *const fields[] = { "source",     "date",           "without_cuda", "with_cuda_version",
					      "pages",      "not_registries", "own_machine",  "moving_tags",
					      "usual_cards" };
	json_error_t error = { 0 };
	json_t *data = argc == 2 ? json_load_file(argv[1], JSON_REJECT_DUPLICATES, &error) : NULL, *weights;

	if (!data) {
		fprintf(stderr, "%s:%d:%d: %s\n", argc == 2 ? argv[1] : "usage", error.line, error.column, error.text);
		return 1;
	}
	weights = json_object_get(data, "weights");
	printf("#include \"catalogue/images.h\"\n\n");
	print_engines(json_object_get(data, "engines"));
	print_sizes("weight_tokens", json_object_get(weights, "tokens"));
	print_sizes("weight_names", json_object_get(weights, "names"));
	printf("const struct known_images known_images = {\n");
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		print_field(data, fields[i]);
	printf("\t.default_weight_bytes = %g,\n\t.engines = engines,\n"
	       "\t.weight_tokens = weight_tokens,\n\t.weight_names = weight_names,\n};\n",
	       json_number_value(json_object_get(weights, "default")));
	json_decref(data);
	return fflush(stdout) || ferror(stdout);
}
