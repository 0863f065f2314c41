// SPDX-License-Identifier: Apache-2.0
// In: schemas/network.json. Out: C source that defines `network` (src/sdl/network.h). Runs at build time.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_list(const json_t *list)
{
	size_t i;
	const json_t *item;

	printf("(const char *const[]){ ");
	json_array_foreach((json_t *)list, i, item)
	{
		char *text = json_dumps(item, JSON_ENCODE_ANY);

		printf("%s, ", text);
		free(text);
	}
	printf("0 }");
}

// Sources of the facts, so that a changed one can be found.
static int is_fact(const char *key)
{
	return strcmp(key, "releases") != 0 && strcmp(key, "sources") != 0 && strcmp(key, "source") != 0 &&
	       strcmp(key, "date") != 0;
}

static size_t n_sources(const json_t *data, const char *list)
{
	size_t i, j, n = 0;
	json_t *source, *name;

	json_array_foreach(json_object_get(data, "sources"), i, source)
	{
		json_array_foreach(json_object_get(source, "facts"), j, name) n +=
			strcmp(json_string_value(name), list) == 0;
	}
	return n;
}

// A group has a source and a date of its own; those of the lists stand in "sources".
static void check_sources(const json_t *data)
{
	const char *key;
	json_t *fact;

	json_object_foreach((json_t *)data, key, fact)
	{
		if (!is_fact(key) || (json_object_get(fact, "source") && json_object_get(fact, "date")) ||
		    n_sources(data, key) == 1)
			continue;
		fprintf(stderr, "network_from_json: \"%s\" has no source and date\n", key);
		exit(1);
	}
}

static void print_value(const json_t *value)
{
	const char *key;
	json_t *member;

	if (json_is_array(value)) {
		print_list(value);
	} else if (json_is_object(value)) {
		printf("{ ");
		json_object_foreach((json_t *)value, key, member)
		{
			if (!is_fact(key))
				continue;
			printf(".%s = ", key);
			print_value(member);
			printf(", ");
		}
		printf("}");
	} else if (json_is_integer(value)) {
		printf("%" JSON_INTEGER_FORMAT "u", json_integer_value(value));
	} else {
		char *text = json_dumps(value, JSON_ENCODE_ANY);

		printf("%s", text);
		free(text);
	}
}

int main(int argc, char **argv)
{
	json_error_t error = { 0 };
	json_t *data = argc == 2 ? json_load_file(argv[1], JSON_REJECT_DUPLICATES, &error) : NULL;

	if (!data) {
		fprintf(stderr, "%s:%d:%d: %s\n", argc == 2 ? argv[1] : "usage", error.line, error.column, error.text);
		return 1;
	}
	check_sources(data);
	printf("#include \"sdl/network.h\"\n\nconst struct network network = ");
	print_value(data);
	printf(";\n");
	json_decref(data);
	return fflush(stdout) || ferror(stdout);
}
