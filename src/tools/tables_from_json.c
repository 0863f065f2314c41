// SPDX-License-Identifier: Apache-2.0
// In: JSON whose keys are the fields of a struct. Out: C source that defines it. Runs at build time.
//
// tables_from_json FILE HEADER NAME [KEY=STRUCT]... defines `const struct NAME NAME`. A list of objects under KEY
// becomes an array of that struct, and ends with a zeroed one; other lists end with 0. The compiler checks keys and
// types.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **types; // KEY=STRUCT, up to NULL

static _Noreturn void die(const char *what, const char *which)
{
	fprintf(stderr, "tables_from_json: %s \"%s\"\n", what, which);
	exit(1);
}

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

static void print_list(const char *key, const json_t *list)
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
	char *text;

	if (json_is_object(value)) {
		print_object(value);
	} else if (json_is_array(value)) {
		print_list(key, value);
	} else if (json_is_boolean(value)) {
		printf("%d", json_is_true(value));
	} else if (json_is_number(value)) {
		printf("%.15g", json_number_value(value));
	} else if (json_is_string(value) && (text = json_dumps(value, JSON_ENCODE_ANY)) != NULL) {
		printf("%s", text);
		free(text);
	} else {
		die("neither text nor number:", key);
	}
}

int main(int argc, char **argv)
{
	json_error_t error = { 0 };
	json_t *data = argc >= 4 ? json_load_file(argv[1], JSON_REJECT_DUPLICATES, &error) : NULL;

	if (!json_is_object(data)) {
		fprintf(stderr, "%s:%d:%d: %s\n", argc >= 4 ? argv[1] : "usage", error.line, error.column, error.text);
		return 1;
	}
	types = argv + 4;
	printf("#include \"%s\"\n\nconst struct %s %s = ", argv[2], argv[3], argv[3]);
	print_object(data);
	printf(";\n");
	json_decref(data);
	return fflush(stdout) || ferror(stdout);
}
