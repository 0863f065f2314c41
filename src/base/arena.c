// SPDX-License-Identifier: Apache-2.0
// In: sizes. Out: memory that lives and dies with one analysed document.
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A first block that holds a usual SDL with its tree, so that most files need one malloc.
enum { FIRST_BLOCK = 64 * 1024, LARGEST_STEP = 1024 * 1024, ALIGNMENT = _Alignof(max_align_t) };
// Memory that is given between two questions to the limit.
enum { SLICE = 4096 };

struct arena_block {
	struct arena_block *next;
	size_t size;
	_Alignas(max_align_t) char bytes[];
};

struct arena_deferred {
	struct arena_deferred *next;
	void (*close)(void *);
	void *handle;
};

void arena_init(struct arena *arena)
{
	arena->next = arena->end = NULL;
	arena->blocks = NULL;
	arena->deferred = NULL;
	arena->limit = NULL;
}

static void free_block(struct arena *arena, struct arena_block *block)
{
	struct arena_limit *limit = arena->limit;

	if (limit && block)
		limit->n_bytes -= block->size < limit->n_bytes ? block->size : limit->n_bytes;
	free(block);
}

void arena_reset(struct arena *arena)
{
	struct arena_block *block = arena->blocks, *kept = NULL;

	for (struct arena_deferred *d = arena->deferred; d; d = d->next)
		d->close(d->handle);
	arena->deferred = NULL;
	// The largest of the usual ones is enough for the next of its like: what is given back must be asked for again.
	while (block) {
		struct arena_block *next = block->next;

		if (block->size <= LARGEST_STEP && (!kept || block->size > kept->size)) {
			free_block(arena, kept);
			kept = block;
		} else {
			free_block(arena, block);
		}
		block = next;
	}
	arena->blocks = kept;
	if (kept)
		kept->next = NULL;
	arena->next = arena->end = kept ? kept->bytes : NULL;
}

void arena_clear(struct arena *arena)
{
	arena_reset(arena);
	free_block(arena, arena->blocks);
	arena->blocks = NULL;
	arena->next = arena->end = NULL;
}

void arena_set_limit(struct arena *arena, struct arena_limit *limit)
{
	arena->limit = limit;
	arena->end = arena->next;
}

void arena_out_of_memory(struct arena *arena)
{
	longjmp(arena->out_of_memory, 1);
}

static void take_bytes(struct arena *arena, size_t size)
{
	struct arena_limit *limit = arena->limit;

	if (!limit)
		return;
	limit->was_full = limit->max_bytes && size > limit->max_bytes - limit->n_bytes;
	if (limit->was_full)
		arena_out_of_memory(arena);
	limit->n_bytes += size;
}

static void add_block(struct arena *arena, size_t least)
{
	size_t size = FIRST_BLOCK;
	struct arena_block *block;

	if (arena->blocks && arena->blocks->size < LARGEST_STEP)
		size = arena->blocks->size * 2;
	else if (arena->blocks)
		size = LARGEST_STEP;
	if (size < least)
		size = least;
	take_bytes(arena, size);
	block = size > SIZE_MAX / 2 ? NULL : malloc(sizeof(*block) + size);
	if (!block)
		arena_out_of_memory(arena);
	*block = (struct arena_block){ .next = arena->blocks, .size = size };
	arena->blocks = block;
	arena->next = block->bytes;
}

static size_t aligned(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - ALIGNMENT)
		arena_out_of_memory(arena);
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void ask_limit(struct arena *arena)
{
	struct arena_limit *limit = arena->limit;

	limit->was_hit = limit->is_over(limit->context);
	if (limit->was_hit)
		arena_out_of_memory(arena);
}

// What is left of the newest block.
static size_t rest(const struct arena *arena)
{
	const struct arena_block *block = arena->blocks;

	return block ? (size_t)(block->bytes + block->size - arena->next) : 0;
}

void *arena_alloc_more(struct arena *arena, size_t size)
{
	char *taken;

	size = aligned(arena, size + !size);
	if (arena->limit)
		ask_limit(arena);
	if (size > rest(arena))
		add_block(arena, size);
	taken = arena->next;
	arena->next += size;
	arena->end = arena->next + (arena->limit && rest(arena) > SLICE ? SLICE : rest(arena));
	return taken;
}

void *arena_grow(struct arena *arena, void *ptr, size_t old_size, size_t new_size)
{
	size_t old = aligned(arena, old_size), more = aligned(arena, new_size) - old;
	void *copy;

	if (ptr && (char *)ptr + old == arena->next && more <= rest(arena)) {
		arena->next += more;
		if (arena->end < arena->next)
			arena->end = arena->next;
		return ptr;
	}
	copy = arena_alloc(arena, new_size);
	if (old_size)
		memcpy(copy, ptr, old_size);
	return copy;
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

void arena_defer(struct arena *arena, void (*close)(void *), void *handle)
{
	struct arena_deferred *deferred = arena_alloc(arena, sizeof(*deferred));

	*deferred = (struct arena_deferred){ .next = arena->deferred, .close = close, .handle = handle };
	arena->deferred = deferred;
}
