// SPDX-License-Identifier: Apache-2.0
// In: schemas/other-tools.json. Out: C source that defines `foreign_words` and `foreign_files`
// (src/sdl/foreign.h). Runs at build time.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_text(const json_t *text)
{
	char *quoted = text ? json_dumps(text, JSON_ENCODE_ANY) : NULL;

	printf("%s, ", quoted ? quoted : "0");
	free(quoted);
}

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
	const char *name;
	const json_t *word;
	json_t *words = json_object_get(group, "words");

	json_object_foreach(words, name, word)
	{
		printf("\t{ \"%s\", ", name);
		print_text(json_object_get(group, "tool"));
		print_text(json_object_get(group, "in"));
		print_text(json_object_get(word, "for"));
		print_text(json_object_get(word, "say"));
		printf("%s },\n", value_constant(json_object_get(word, "value")));
	}
}

static void print_file(const json_t *file)
{
	const json_t *key;
	size_t i;

	printf("\t{ ");
	print_text(json_object_get(file, "file"));
	printf("{ ");
	json_array_foreach(json_object_get(file, "keys"), i, key) print_text(key);
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

int main(int argc, char **argv)
{
	json_error_t error = { 0 };
	json_t *data = argc == 2 ? json_load_file(argv[1], JSON_REJECT_DUPLICATES, &error) : NULL, *group;
	size_t i;

	if (!data) {
		fprintf(stderr, "%s:%d:%d: %s\n", argc == 2 ? argv[1] : "usage", error.line, error.column, error.text);
		return 1;
	}
	printf("#include \"sdl/foreign.h\"\n\nconst struct foreign_word foreign_words[] = {\n");
	json_array_foreach(json_object_get(data, "groups"), i, group) print_group(group);
	printf("\t{ 0 }\n};\n\nconst struct foreign_file foreign_files[] = {\n");
	json_array_foreach(json_object_get(data, "files"), i, group) print_file(group);
	printf("\t{ 0 }\n};\n");
	print_cards(json_object_get(data, "accelerators"));
	json_decref(data);
	return fflush(stdout) || ferror(stdout);
}
