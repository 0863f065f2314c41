// SPDX-License-Identifier: Apache-2.0
// In: JSON whose keys are the fields of a struct. Out: C source that defines it. Runs at build time.
//
// tables_from_json FILE HEADER NAME [KEY=STRUCT]... defines `const struct NAME NAME`. A list of objects under KEY
// becomes an array of that struct, and ends with a zeroed one; other lists end with 0. The compiler checks keys and
// types.
#include "tools/json_tool.h"

#include <stdio.h>
#include <string.h>

static char **types; // KEY=STRUCT, up to NULL

static const char *type_of(const char *key)
{
	size_t len = strlen(key);

	for (char **type = types; *type; type++)
		if (strncmp(*type, key, len) == 0 && (*type)[len] == '=')
			return *type + len + 1;
	die("no type is given for", key);
}

static void print_value(const char *key, const json_t *value);

// What is for people and for editors stays out of the program.
static int is_for_people(const char *key)
{
	return strcmp(key, "$schema") == 0 || strcmp(key, "note") == 0 || strcmp(key, "mark") == 0;
}

static void print_object(const json_t *object)
{
	const char *key;
	json_t *value;

	printf("{ ");
	json_object_foreach((json_t *)object, key, value)
	{
		if (is_for_people(key))
			continue;
		printf(".%s = ", key);
		print_value(key, value);
		printf(", ");
	}
	printf("}");
}

static void print_array(const char *key, const json_t *list)
{
	const json_t *first = json_array_get(list, 0);
	int has_objects = json_is_object(first);
	size_t i;
	json_t *value;

	if (has_objects)
		printf("(const struct %s[]){\n", type_of(key));
	else
		printf("(%s[]){ ", json_is_integer(first) ? "const unsigned" : "const char *const");
	json_array_foreach((json_t *)list, i, value)
	{
		print_value(key, value);
		printf(has_objects ? ",\n" : ", ");
	}
	printf(has_objects ? "{ 0 } }" : "0 }");
}

static void print_value(const char *key, const json_t *value)
{
	if (json_is_object(value)) {
		print_object(value);
	} else if (json_is_array(value)) {
		print_array(key, value);
	} else if (json_is_boolean(value)) {
		printf("%d", json_is_true(value));
	} else if (json_is_number(value)) {
		printf("%.15g", json_number_value(value));
	} else if (json_is_string(value)) {
		print_text(value);
	} else {
		die("neither text nor number:", key);
	}
}

void c_from_json(const json_t *data, char **args)
{
	if (!json_is_object(data) || !args[0] || !args[1])
		die("usage: FILE HEADER NAME [KEY=STRUCT]...", NULL);
	types = args + 2;
	printf("#include \"%s\"\n\nconst struct %s %s = ", args[0], args[1], args[1]);
	print_object(data);
	printf(";\n");
}
