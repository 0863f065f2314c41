// SPDX-License-Identifier: Apache-2.0
// In: sizes. Out: memory that lives and dies with one analysed document.
#ifndef AKASHLINT_BASE_ARENA_H
#define AKASHLINT_BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct arena_block;
struct arena_deferred;

// Nothing is freed piece by piece: arena_clear releases the lot and closes the
// foreign handles that were deferred. When memory runs out every function below
// jumps to `out_of_memory`, which the owner has armed with setjmp: the one place
// where it is handled. The jump must not skip a handle that is not deferred.
struct arena {
	char *next, *end; // what can be given without further thought
	struct arena_block *blocks;
	struct arena_deferred *deferred;
	struct arena_limit *limit; // or NULL
	jmp_buf out_of_memory;
};

// Asked now and then while memory is taken: where it is over, the work ends as if there were no more. The same where
// more than max_bytes are taken at a time; 0: as many as there are.
struct arena_limit {
	bool (*is_over)(const void *context);
	const void *context;
	size_t max_bytes, n_bytes;
	bool was_hit, was_full;
};

void arena_init(struct arena *arena);
void arena_clear(struct arena *arena);
// Like arena_clear, but keeps a block of memory for reuse.
void arena_reset(struct arena *arena);
// `limit` may be NULL. It is first asked at the next allocation.
void arena_set_limit(struct arena *arena, struct arena_limit *limit);
// Makes room for `size` bytes, and aligns them.
void *arena_alloc_more(struct arena *arena, size_t size);
// Aligned for any type, not zeroed. Never NULL.
static inline void *arena_alloc(struct arena *arena, size_t size)
{
	enum { ALIGNMENT = _Alignof(max_align_t) };
	char *taken = arena->next;

	// Where a multiple of the alignment is left, less than that fits with what aligns it.
	if (size >= (size_t)(arena->end - taken))
		return arena_alloc_more(arena, size);
	arena->next += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	return taken;
}

static inline void *arena_zalloc(struct arena *arena, size_t size)
{
	return memset(arena_alloc(arena, size), 0, size);
}

// A copy of the first `old_size` bytes in a place of `new_size`; grows where it stands when it can.
void *arena_grow(struct arena *arena, void *ptr, size_t old_size, size_t new_size);
char *arena_strndup(struct arena *arena, const char *text, size_t len);
char *arena_vprintf(struct arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Calls close(handle) in arena_clear, last deferred first.
void arena_defer(struct arena *arena, void (*close)(void *), void *handle);
_Noreturn void arena_out_of_memory(struct arena *arena);

// `array` of `n` things gets room for one more; doubles. Use as
// ARENA_PUSH(arena, list->items, list->n_items, list->cap_items) = item;
#define ARENA_PUSH(arena, array, n, cap)                                                                               \
	(*((n) < (cap) ? &(array)[(n)++]                                                                               \
		       : ((array) = arena_grow((arena), (array), (size_t)(cap) * sizeof(*(array)),                     \
					       ((size_t)(cap) ? (size_t)(cap)*2 : 4) * sizeof(*(array))),              \
			  (cap) = (cap) ? (cap)*2 : 4, &(array)[(n)++])))

#endif
