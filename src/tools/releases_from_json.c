// SPDX-License-Identifier: Apache-2.0
// In: data files. Out: C source that defines `releases` (src/catalogue/releases.h). Runs at build time.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static void print_text(const json_t *release, const char *key)
{
	char *text = json_dumps(json_object_get(release, key), JSON_ENCODE_ANY);

	printf(".%s = %s, ", key, text ? text : "0");
	free(text);
}

int main(int argc, char **argv)
{
	printf("#include \"catalogue/releases.h\"\n\nconst struct release releases[] = {\n");
	for (int i = 1; i < argc; i++) {
		json_error_t error = { 0 };
		json_t *data = json_load_file(argv[i], JSON_REJECT_DUPLICATES, &error), *release;
		size_t j;

		if (!json_is_array(json_object_get(data, "releases"))) {
			fprintf(stderr, "%s:%d:%d: %s\n", argv[i], error.line, error.column,
				data ? "no \"releases\"" : error.text);
			return 1;
		}
		json_array_foreach(json_object_get(data, "releases"), j, release)
		{
			printf("\t{ ");
			print_text(release, "of");
			print_text(release, "release");
			print_text(release, "date");
			printf("},\n");
		}
		json_decref(data);
	}
	printf("\t{ 0, 0, 0 },\n};\n");
	return fflush(stdout) || ferror(stdout);
}
