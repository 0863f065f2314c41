// SPDX-License-Identifier: Apache-2.0
// In: the findings of files, and those of an earlier time. Out: which of them are known, and a file that says so.
#ifndef AKASHLINT_CLI_BASELINE_H
#define AKASHLINT_CLI_BASELINE_H

#include "base/json_reader.h"
#include "base/table.h"
#include "diag/diag.h"

// Findings are matched by file, rule, place in the tree and value: by its hash, as it may be a secret. A line may move,
// and a message may be worded anew. Alike ones are counted. Version 1 has a hash of the message.
struct known {
	const char *file; // as seen from the folder of the baseline
	const char *rule, *path, *hash;
	uint64_t n;
};

struct baseline {
	struct arena *arena;
	unsigned version;
	const char *folder; // absolute, of the baseline's file; names stay as they are where it is ""
	struct known **items;
	size_t n, cap;
	struct table by_key;
};

enum { BASELINE_VERSION = 2, BASELINE_HASH_LEN = 16 };

// `path` is where the baseline is, or is going to be.
void baseline_init(struct baseline *baseline, struct arena *arena, const char *path);
// The entry, made where there is none. All texts are copied.
struct known *baseline_entry(struct baseline *baseline, const struct known *like);
// False after an error, which is then reported.
bool baseline_from_json(struct baseline *baseline, struct str text, struct json_fault *fault);
// Takes the known findings out of the run, each as often as it is known; gives how many.
size_t baseline_take(struct baseline *baseline, struct run *run);
void baseline_add(struct baseline *baseline, struct run *run);
// In the order of the names. Ends with a line break.
void json_from_baseline(struct baseline *baseline, struct strbuf *out);

#endif
