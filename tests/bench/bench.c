// SPDX-License-Identifier: Apache-2.0
// In: a folder of SDL files. Out: how much longer checking them takes than parsing them with bare libyaml.
//
// With "once" each is done once and nothing is measured: tests/bench/instructions counts what parse_all and check_all
// do.
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "akashlint.h"
#include "bench/libyaml.h"

enum { MAX_FILES = 4096, ROUNDS = 21, REPEATS = 5, MAX_DEPTH = 20 };

struct file {
	char *text;
	size_t len;
};

static struct file files[MAX_FILES];
static size_t n_files;

static void read_file(const char *path, size_t size)
{
	FILE *stream = fopen(path, "rb");
	char *text = malloc(size + 1);

	if (!stream || !text || n_files == MAX_FILES || fread(text, 1, size, stream) != size)
		fail(path);
	fclose(stream);
	files[n_files++] = (struct file){ text, size };
}

static void read_folder(const char *path, int depth)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	if (!folder)
		fail(path);
	while ((entry = readdir(folder)) != NULL) {
		const char *ending = strrchr(entry->d_name, '.');
		char inner[4096];
		struct stat about;

		snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
		if (entry->d_name[0] == '.' || stat(inner, &about) != 0)
			continue;
		if (S_ISDIR(about.st_mode) && depth < MAX_DEPTH)
			read_folder(inner, depth + 1);
		else if (ending && (strcmp(ending, ".yml") == 0 || strcmp(ending, ".yaml") == 0))
			read_file(inner, (size_t)about.st_size);
	}
	closedir(folder);
}

static size_t n_findings;

static void check(const struct akashlint *linter, const struct file *file)
{
	struct akashlint_result *result;

	if (akashlint_check(linter, "bench", file->text, file->len, &result) != AKASHLINT_OK)
		fail("akashlint");
	n_findings += akashlint_result_count(result);
	akashlint_result_free(result);
}

__attribute__((noinline)) static void parse_all(void)
{
	for (size_t i = 0; i < n_files; i++)
		parse_with_libyaml(files[i].text, files[i].len);
}

__attribute__((noinline)) static void check_all(const struct akashlint *linter)
{
	for (size_t i = 0; i < n_files; i++)
		check(linter, &files[i]);
}

static void measure(const struct akashlint *linter)
{
	double parsing[ROUNDS], checking[ROUNDS], ratios[ROUNDS];

	// In turns, so that whatever else the machine does strikes both.
	for (int round = 0; round < ROUNDS; round++) {
		double start = cpu_ms(), middle;

		for (int i = 0; i < REPEATS; i++)
			parse_all();
		middle = cpu_ms();
		for (int i = 0; i < REPEATS; i++)
			check_all(linter);
		parsing[round] = (middle - start) / REPEATS;
		checking[round] = (cpu_ms() - middle) / REPEATS;
		ratios[round] = checking[round] / parsing[round];
	}
	printf("%zu files: libyaml alone %.2f ms, akashlint %.2f ms (%zu findings), ratio %.2f\n", n_files,
	       quantile(parsing, ROUNDS, 0.5), quantile(checking, ROUNDS, 0.5), n_findings / ROUNDS / REPEATS,
	       quantile(ratios, ROUNDS, 0.5));
}

int main(int argc, char **argv)
{
	struct akashlint *linter = akashlint_new();
	bool is_once = argc == 3 && strcmp(argv[1], "once") == 0;

	if ((argc != 2 && !is_once) || !linter)
		fail("usage: bench [once] FOLDER");
	akashlint_set_fixes(linter, false);
	read_folder(argv[argc - 1], 0);
	if (is_once) {
		parse_all();
		check_all(linter);
	} else {
		measure(linter);
	}
	akashlint_free(linter);
	return EXIT_SUCCESS;
}
