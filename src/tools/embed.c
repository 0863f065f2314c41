// SPDX-License-Identifier: Apache-2.0
// In: names of files. Out: on standard output, EMBEDDED("name", "text") for each, for a C file to include.
//
// Runs while building, on the machine that builds.
#include <stdio.h>
#include <string.h>

static void put_char(int c)
{
	if (c == '\n')
		fputs("\\n\"\n\t\"", stdout);
	else if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '?')
		printf("\\%03o", (unsigned)c);
	else
		putchar(c);
}

static int embed(const char *path)
{
	const char *name = strrchr(path, '/');
	FILE *file = fopen(path, "rb");
	int c;

	if (!file) {
		perror(path);
		return 1;
	}
	printf("EMBEDDED(\"%s\",\n\t\"", name ? name + 1 : path);
	while ((c = getc(file)) != EOF)
		put_char(c);
	fputs("\")\n", stdout);
	if (ferror(file)) {
		perror(path);
		fclose(file);
		return 1;
	}
	fclose(file);
	return 0;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (embed(argv[i]))
			return 1;
	return fflush(stdout) ? 1 : 0;
}
