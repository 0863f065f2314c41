// SPDX-License-Identifier: Apache-2.0
// In: a JSON file. Out: C source, on standard output: what the tools that make it have in common. Runs at build time.
#include "tools/json_tool.h"

#include <stdio.h>
#include <stdlib.h>

static const char *program;

_Noreturn void die(const char *what, const char *which)
{
	fprintf(stderr, "%s: %s %s\n", program, what, which ? which : "");
	exit(1);
}

void print_text(const json_t *text)
{
	char *quoted = text ? json_dumps(text, JSON_ENCODE_ANY) : NULL;

	printf("%s", quoted ? quoted : "0");
	free(quoted);
}

void print_list(const json_t *list)
{
	size_t i;
	const json_t *item;

	printf("(const char *const[]){ ");
	json_array_foreach((json_t *)list, i, item)
	{
		print_text(item);
		printf(", ");
	}
	printf("0 }");
}

unsigned version_of(const json_t *text)
{
	unsigned major, minor;

	if (!text)
		return 0;
	if (!json_is_string(text) || sscanf(json_string_value(text), "%u.%u", &major, &minor) != 2 || minor > 99)
		die("not a version:", json_string_value(text));
	return major * 1000 + minor * 10;
}

int main(int argc, char **argv)
{
	json_error_t error = { 0 };
	json_t *data = argc >= 2 ? json_load_file(argv[1], JSON_REJECT_DUPLICATES, &error) : NULL;

	program = argv[0];
	if (!data) {
		fprintf(stderr, "%s:%d:%d: %s\n", argc >= 2 ? argv[1] : "usage", error.line, error.column, error.text);
		return 1;
	}
	c_from_json(data, argv + 2);
	json_decref(data);
	return fflush(stdout) || ferror(stdout);
}
