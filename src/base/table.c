// SPDX-License-Identifier: Apache-2.0
// In: names. Out: what was stored under them (a hash table in an arena).
#include "base/table.h"

#include "base/arena.h"
#include "base/hash.h"

struct table_slot {
	struct str key;
	void *value;
	uint64_t hash;
	bool used;
};

static struct table_slot *find(const struct table *table, struct str key, uint64_t hash)
{
	for (size_t i = hash & (table->cap - 1);; i = (i + 1) & (table->cap - 1)) {
		struct table_slot *slot = &table->slots[i];

		if (!slot->used || (slot->hash == hash && str_eq(slot->key, key)))
			return slot;
	}
}

static void grow(struct arena *arena, struct table *table)
{
	struct table bigger = { .cap = table->cap ? table->cap * 2 : 8, .n = table->n };

	bigger.slots = arena_zalloc(arena, bigger.cap * sizeof(*bigger.slots));
	for (size_t i = 0; i < table->cap; i++)
		if (table->slots[i].used)
			*find(&bigger, table->slots[i].key, table->slots[i].hash) = table->slots[i];
	*table = bigger;
}

void **table_put(struct arena *arena, struct table *table, struct str key)
{
	uint64_t hash = hash_bytes(HASH_START, key.ptr, key.len);
	struct table_slot *slot;

	if (table->n * 4 >= table->cap * 3)
		grow(arena, table);
	slot = find(table, key, hash);
	if (!slot->used) {
		*slot = (struct table_slot){ .key = key, .hash = hash, .used = true };
		table->n++;
	}
	return &slot->value;
}

void *table_get(const struct table *table, struct str key)
{
	if (table->n == 0)
		return NULL;
	return find(table, key, hash_bytes(HASH_START, key.ptr, key.len))->value;
}
