// SPDX-License-Identifier: Apache-2.0
// In: a folder of SDL files. Out: how much longer checking them takes than parsing them with bare libyaml.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <yaml.h>

#include "akashlint.h"

enum { MAX_FILES = 4096, ROUNDS = 21, REPEATS = 5, MAX_DEPTH = 20 };

struct file {
	char *text;
	size_t len;
};

static struct file files[MAX_FILES];
static size_t n_files;

static void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

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

static void parse(const struct file *file)
{
	yaml_parser_t parser;
	yaml_event_t event;
	int is_done = 0;

	if (!yaml_parser_initialize(&parser))
		fail("libyaml");
	yaml_parser_set_input_string(&parser, (const unsigned char *)file->text, file->len);
	while (!is_done && yaml_parser_parse(&parser, &event)) {
		is_done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
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

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values)
{
	qsort(values, ROUNDS, sizeof(*values), by_size);
	return values[ROUNDS / 2];
}

int main(int argc, char **argv)
{
	struct akashlint *linter = akashlint_new();
	double parsing[ROUNDS], checking[ROUNDS], ratios[ROUNDS];

	if (argc != 2 || !linter)
		fail("usage: bench FOLDER");
	read_folder(argv[1], 0);
	// In turns, so that whatever else the machine does strikes both.
	for (int round = 0; round < ROUNDS; round++) {
		double start = now(), middle;

		for (size_t i = 0; i < n_files * REPEATS; i++)
			parse(&files[i % n_files]);
		middle = now();
		for (size_t i = 0; i < n_files * REPEATS; i++)
			check(linter, &files[i % n_files]);
		parsing[round] = (middle - start) / REPEATS;
		checking[round] = (now() - middle) / REPEATS;
		ratios[round] = checking[round] / parsing[round];
	}
	printf("%zu files: libyaml alone %.2f ms, akashlint %.2f ms (%zu findings), ratio %.2f\n", n_files,
	       median(parsing), median(checking), n_findings / ROUNDS / REPEATS, median(ratios));
	akashlint_free(linter);
	return EXIT_SUCCESS;
}
