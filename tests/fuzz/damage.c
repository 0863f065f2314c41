// SPDX-License-Identifier: Apache-2.0
// In: a target, a number, and files. Out: the target run over the files, and over so many inputs made of them, the same
// ones each time.
//
// What CI runs with the sanitizers: libFuzzer finds more, but not the same each time.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"

enum { MOST_FILES = 1000, MOST_BYTES = 16384, MOST_CHANGES = 4, LONGEST_PART = 64 };

struct files {
	char *items[MOST_FILES];
	size_t len[MOST_FILES], n;
};

static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static size_t below(uint64_t *state, size_t n)
{
	return n ? (size_t)(next(state) % n) : 0;
}

// Takes `n_old` bytes out, and puts others in, as far as there is room.
static size_t replace(char *text, size_t len, size_t at, size_t n_old, const char *bytes, size_t n_new)
{
	if (len - n_old + n_new > MOST_BYTES)
		return len;
	memmove(text + at + n_new, text + at + n_old, len - at - n_old);
	memcpy(text + at, bytes, n_new);
	return len - n_old + n_new;
}

static size_t change(const struct files *files, uint64_t *state, char *text, size_t len)
{
	static const char *const words[] = { "\n",       "\r",   "\t",    " ",     ":",       ": ",
					     "- ",       "{",    "}",     "[",     "]",       "\"",
					     "'",        "#",    "&a ",   "*a",    "<<: ",    "!!str ",
					     "|\n",      "? ",   "---\n", "\f",    "\\u0000", "\xEF\xBB\xBF",
					     "\xC2\x85", "\xFF", "0x7f",  "1e999", "-1",      "99999999999999999999",
					     "null",     "true", "%TAG ", "," };
	size_t at = below(state, len + 1), room = len - at,
	       n = below(state, room < LONGEST_PART ? room + 1 : LONGEST_PART);
	const char *word = words[below(state, sizeof(words) / sizeof(words[0]))];
	size_t other = below(state, files->n), from = below(state, files->len[other] + 1),
	       rest = files->len[other] - from;
	char part[LONGEST_PART], byte = (char)next(state);

	switch (next(state) % 5) {
	case 0:
		return replace(text, len, at, room ? 1 : 0, &byte, 1);
	case 1:
		return replace(text, len, at, 0, word, strlen(word));
	case 2:
		return replace(text, len, at, n, "", 0);
	case 3:
		memcpy(part, text + at, n);
		return replace(text, len, below(state, len + 1), 0, part, n);
	default:
		return replace(text, len, at, n, files->items[other] + from, rest < LONGEST_PART ? rest : LONGEST_PART);
	}
}

static void run(const struct fuzz_target *target, const struct files *files, long n)
{
	static char text[MOST_BYTES];
	uint64_t state = 1;

	for (size_t i = 0; i < files->n; i++)
		fuzz_run(target, (struct str){ files->items[i], files->len[i] });
	for (long i = 0; i < n && files->n; i++) {
		size_t from = below(&state, files->n), len = files->len[from],
		       n_changes = 1 + below(&state, MOST_CHANGES);

		memcpy(text, files->items[from], len);
		for (size_t j = 0; j < n_changes; j++)
			len = change(files, &state, text, len);
		// In memory of just its size: reading beyond it is noticed.
		char *input = malloc(len ? len : 1);

		HOLDS(input);
		memcpy(input, text, len);
		fuzz_run(target, (struct str){ input, len });
		free(input);
	}
}

static void add_file(struct files *files, const char *path)
{
	FILE *file = fopen(path, "rb");

	HOLDS(file && files->n < MOST_FILES);
	files->items[files->n] = malloc(MOST_BYTES);
	HOLDS(files->items[files->n]);
	files->len[files->n] = fread(files->items[files->n], 1, MOST_BYTES, file);
	files->n++;
	fclose(file);
}

int main(int argc, char **argv)
{
	static struct files files;
	const struct fuzz_target *target = fuzz_targets;

	if (argc < 4) {
		fprintf(stderr, "usage: %s TARGET N FILE...\n", argv[0]);
		return EXIT_FAILURE;
	}
	while (target->name && strcmp(target->name, argv[1]) != 0)
		target++;
	HOLDS(target->name);
	for (int i = 3; i < argc; i++)
		add_file(&files, argv[i]);
	run(target, &files, strtol(argv[2], NULL, 10));
	for (size_t i = 0; i < files.n; i++)
		free(files.items[i]);
	printf("%s: %s inputs and %zu files\n", argv[1], argv[2], files.n);
	return EXIT_SUCCESS;
}
