// SPDX-License-Identifier: Apache-2.0
// In: a scalar and a part of its text. Out: the place of that part in the file.
#include <string.h>

#include "query/common.h"

// Where `part` begins in text[from..], or text.len.
static size_t find(struct str text, size_t from, struct str part)
{
	for (size_t i = from; i + part.len <= text.len; i++)
		if (memcmp(text.ptr + i, part.ptr, part.len) == 0)
			return i;
	return text.len;
}

static size_t count(struct str text, struct str part)
{
	size_t n = 0;

	for (size_t i = find(text, 0, part); i < text.len; i = find(text, i + part.len, part))
		n++;
	return n;
}

static bool is_within(struct str part, struct str text)
{
	uintptr_t from = (uintptr_t)part.ptr, start = (uintptr_t)text.ptr;

	return part.ptr && part.len > 0 && from >= start && from + part.len <= start + text.len;
}

// Folding changes only spaces and line breaks of a text: the order of its words stays.
static bool find_in_source(const struct run *run, struct span span, struct str text, struct str part,
			   struct span *found)
{
	struct str source = source_text(&run->source, span), before = { text.ptr, (size_t)(part.ptr - text.ptr) };
	size_t at, nth = count(before, part);

	if (count(source, part) != count(text, part))
		return false;
	at = find(source, 0, part);
	for (size_t i = 0; i < nth; i++)
		at = find(source, at + part.len, part);
	if (at == source.len)
		return false;
	*found = (struct span){ span.start + (uint32_t)at, span.start + (uint32_t)(at + part.len) };
	return true;
}

static struct span part_span(const struct run *run, const struct ynode *at, struct str part)
{
	struct span span = ynode_span(at), found;
	uint32_t start;

	if (is_within(part, source_text(&run->source, span))) {
		start = (uint32_t)(part.ptr - run->source.text);
		return (struct span){ start, start + (uint32_t)part.len };
	}
	if (at->kind == YNODE_SCALAR && is_within(part, at->text) && find_in_source(run, span, at->text, part, &found))
		return found;
	return span;
}

struct diag *diag_add_part(struct run *run, const struct rule *rule, const struct ynode *at, struct str part,
			   const char *format, ...)
{
	struct diag *diag;
	va_list args;

	va_start(args, format);
	diag = diag_add_vspan(run, rule, part_span(run, at, part), format, args);
	va_end(args);
	diag->at = at;
	return diag;
}
