// SPDX-License-Identifier: Apache-2.0
// In: schemas/other-tools.json. Out: C source that defines `foreign_words` and `foreign_files`
// (src/sdl/foreign.h). Runs at build time.
#include "tools/json_tool.h"

#include <stdio.h>
#include <string.h>

static const char *value_constant(const json_t *value)
{
	const char *word = json_is_string(value) ? json_string_value(value) : "";

	if (strcmp(word, "ports") == 0)
		return "FOREIGN_PORTS";
	if (strcmp(word, "volumes") == 0)
		return "FOREIGN_VOLUMES";
	return strcmp(word, "variables") == 0 ? "FOREIGN_VARIABLES" : "FOREIGN_OTHER";
}

static void print_group(const json_t *group)
{
	static const char *const fields[] = { "tool", "in", "for", "say" }; // the first two are the group's
	const char *name;
	const json_t *word;
	json_t *words = json_object_get(group, "words");

	json_object_foreach(words, name, word)
	{
		printf("\t{ \"%s\", ", name);
		for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
			print_text(json_object_get(i < 2 ? group : word, fields[i]));
			printf(", ");
		}
		printf("%s },\n", value_constant(json_object_get(word, "value")));
	}
}

static void print_file(const json_t *file)
{
	const json_t *key;
	size_t i;

	printf("\t{ ");
	print_text(json_object_get(file, "file"));
	printf(", { ");
	json_array_foreach(json_object_get(file, "keys"), i, key)
	{
		print_text(key);
		printf(", ");
	}
	printf("} },\n");
}

static void print_cards(const json_t *makers)
{
	const char *maker;
	json_t *words;
	const json_t *word;
	size_t i;

	printf("\nconst struct foreign_card foreign_cards[] = {\n");
	json_object_foreach((json_t *)makers, maker, words) json_array_foreach(words, i, word)
		printf("\t{ \"%s\", \"%s\" },\n", json_string_value(word), maker);
	printf("\t{ 0 }\n};\n");
}

void c_from_json(const json_t *data, char **args)
{
	json_t *item;
	size_t i;

	(void)args;
	printf("#include \"sdl/foreign.h\"\n\nconst struct foreign_word foreign_words[] = {\n");
	json_array_foreach(json_object_get(data, "groups"), i, item) print_group(item);
	printf("\t{ 0 }\n};\n\nconst struct foreign_file foreign_files[] = {\n");
	json_array_foreach(json_object_get(data, "files"), i, item) print_file(item);
	printf("\t{ 0 }\n};\n");
	print_cards(json_object_get(data, "accelerators"));
}
