// SPDX-License-Identifier: Apache-2.0
// In: schemas/network.json. Out: C source that defines `network` (src/sdl/network.h). Runs at build time.
#include "tools/json_tool.h"

#include <stdio.h>
#include <string.h>

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
		die("no source and date:", key);
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
		print_text(value);
	}
}

void c_from_json(const json_t *data, char **args)
{
	(void)args;
	check_sources(data);
	printf("#include \"sdl/network.h\"\n\nconst struct network network = ");
	print_value(data);
	printf(";\n");
}
