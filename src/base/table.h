// SPDX-License-Identifier: Apache-2.0
// In: names. Out: what was stored under them (a hash table in an arena).
#ifndef AKASHLINT_BASE_TABLE_H
#define AKASHLINT_BASE_TABLE_H

#include "base/str.h"

struct table_slot;

// Keys are borrowed slices and must outlive the table. All zero is an empty table.
struct table {
	struct table_slot *slots;
	size_t n, cap;
};

// The place of the value under `key`, made (holding NULL) when there is none.
// Valid until the next call that may add.
void **table_put(struct arena *arena, struct table *table, struct str key);
// NULL when there is none.
void *table_get(const struct table *table, struct str key);

#endif
