// SPDX-License-Identifier: Apache-2.0
// In: the findings of files, and those of an earlier time. Out: which of them are known, and a file that says so.
#ifndef AKASHLINT_CLI_BASELINE_H
#define AKASHLINT_CLI_BASELINE_H

#include "base/json_place.h"
#include "base/table.h"
#include "diag/diag.h"

// A finding is known again by its file, its rule, its place in the tree and a hash of its message, and not by its
// line. Alike ones are counted.
struct known {
	const char *file; // as seen from the folder of the baseline
	const char *rule, *path, *hash;
	uint64_t n;
};

struct baseline {
	struct arena *arena;
	const char *folder; // absolute, of the baseline's file; names stay as they are where it is ""
	struct known **items;
	size_t n, cap;
	struct table by_key;
};

struct baseline_error {
	struct json_place place; // line 0: of the file as a whole
	const char *message;
};

enum { BASELINE_VERSION = 1, BASELINE_HASH_LEN = 16 };

// `path` is where the baseline is, or is going to be.
void baseline_init(struct baseline *baseline, struct arena *arena, const char *path);
// The entry, made where there is none. All texts are copied.
struct known *baseline_entry(struct baseline *baseline, const struct known *like);
// False after an error, which is then told.
bool baseline_from_json(struct baseline *baseline, struct str text, struct baseline_error *error);
// Takes the known findings out of the run, each as often as it is known; gives how many.
size_t baseline_take(struct baseline *baseline, struct run *run);
void baseline_add(struct baseline *baseline, struct run *run);
// In the order of the names. Ends with a line break.
void json_from_baseline(struct baseline *baseline, struct strbuf *out);

#endif
