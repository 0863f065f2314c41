// SPDX-License-Identifier: Apache-2.0
// In: schemas/images.json. Out: C source that defines `known_images` (src/catalogue/images.h). Runs at build time.
#include "tools/json_tool.h"

#include <stdio.h>

static void print_field(const json_t *value)
{
	if (!json_is_array(value) && !json_is_string(value))
		die("missing text", NULL);
	(json_is_array(value) ? print_list : print_text)(value);
	printf(", ");
}

static void print_engines(const json_t *engines)
{
	static const char *const names[] = { "name", "word", "repositories", "commands" };
	size_t i;
	const json_t *engine;

	printf("static const struct llm_engine engines[] = {\n");
	json_array_foreach((json_t *)engines, i, engine)
	{
		printf("\t{ ");
		for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++)
			print_field(json_object_get(engine, names[j]));
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

void c_from_json(const json_t *data, char **args)
{
	static const char *const fields[] = { "source",     "date",           "without_cuda", "with_cuda_version",
					      "pages",      "not_registries", "own_machine",  "moving_tags",
					      "usual_cards" };
	const json_t *weights = json_object_get(data, "weights");

	(void)args;
	printf("#include \"catalogue/images.h\"\n\n");
	print_engines(json_object_get(data, "engines"));
	print_sizes("weight_tokens", json_object_get(weights, "tokens"));
	print_sizes("weight_names", json_object_get(weights, "names"));
	printf("const struct known_images known_images = {\n");
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		printf("\t.%s = ", fields[i]);
		print_field(json_object_get(data, fields[i]));
		printf("\n");
	}
	printf("\t.default_weight_bytes = %g,\n\t.engines = engines,\n"
	       "\t.weight_tokens = weight_tokens,\n\t.weight_names = weight_names,\n};\n",
	       json_number_value(json_object_get(weights, "default")));
}
