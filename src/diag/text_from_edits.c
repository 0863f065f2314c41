// SPDX-License-Identifier: Apache-2.0
// In: a text and the edits of fixes. Out: the text as it is with them; nothing but their spans changes.
#include "diag/text_from_edits.h"

#include <assert.h>

#include "base/arena.h"

// Two edits at one place have no defined order.
static bool is_in_the_way(struct span a, struct span b)
{
	return a.start == b.start || (a.start < b.end && b.start < a.end);
}

static bool has_room(const struct edit_list *list, struct span span)
{
	for (size_t i = 0; i < list->n; i++)
		if (is_in_the_way(list->items[i].span, span))
			return false;
	return true;
}

bool edits_add(struct arena *arena, struct edit_list *list, const struct fix *fix)
{
	size_t n_before = list->n, at;

	for (size_t i = 0; i < fix->n_edits; i++)
		if (!has_room(list, fix->edits[i].span))
			return false;
	for (size_t i = 0; i < fix->n_edits; i++) {
		assert(fix->edits[i].span.start <= fix->edits[i].span.end);
		ARENA_PUSH(arena, list->items, list->n, list->cap) = fix->edits[i];
		for (at = list->n - 1; at > 0 && list->items[at - 1].span.start > fix->edits[i].span.start; at--)
			list->items[at] = list->items[at - 1];
		list->items[at] = fix->edits[i];
	}
	return list->n > n_before;
}

struct str text_from_edits(struct arena *arena, struct str text, const struct edit_list *list)
{
	uint32_t done = 0;
	struct strbuf out = strbuf_in(arena);

	for (size_t i = 0; i < list->n; i++) {
		const struct edit *edit = &list->items[i];

		assert(edit->span.start >= done && edit->span.end <= text.len);
		strbuf_add(&out, text.ptr + done, edit->span.start - done);
		strbuf_add(&out, edit->text.ptr, edit->text.len);
		done = edit->span.end;
	}
	strbuf_add(&out, text.ptr + done, text.len - done);
	return (struct str){ out.text, out.len };
}

struct span span_after_edits(const struct edit_list *list, struct span span)
{
	int64_t shift = 0, start = span.start, end = span.end;

	for (size_t i = 0; i < list->n; i++) {
		const struct edit *edit = &list->items[i];
		int64_t grown = (int64_t)edit->text.len - (edit->span.end - edit->span.start);
		int64_t edit_start = edit->span.start + shift;

		if (edit->span.end <= span.start)
			start += grown;
		else if (edit->span.start < span.start)
			start = edit_start;
		if (edit->span.end <= span.end)
			end += grown;
		else if (edit->span.start < span.end)
			end = edit_start + (int64_t)edit->text.len;
		shift += grown;
	}
	return (struct span){ (uint32_t)start, (uint32_t)(end > start ? end : start) };
}
