// SPDX-License-Identifier: Apache-2.0
// In: a key that has slipped to the left or to the right. Out: the edit that indents it as it must be.
#include <string.h>

#include "rules/stray_key.h"

static uint32_t line_start(const struct run *run, uint32_t at)
{
	while (at > source_bom(&run->source) && run->source.text[at - 1] != '\n')
		at--;
	return at;
}

static uint32_t column_of(const struct run *run, const struct ynode *node)
{
	return node->span.start - line_start(run, node->span.start);
}

// The key with its value has its lines for itself.
static bool has_own_lines(const struct run *run, const struct stray *stray)
{
	const struct source *source = &run->source;
	uint32_t start = line_start(run, stray->key->span.start), end = stray->value->span.end;

	if (stray->key->parent->is_flow || stray->key->anchor.len || stray->key->has_tag || end < stray->key->span.end)
		return false;
	for (uint32_t at = start; at < stray->key->span.start; at++)
		if (source->text[at] != ' ')
			return false;
	while (end < source->len && (source->text[end] == ' ' || source->text[end] == '\r'))
		end++;
	return end >= source->len || source->text[end] == '\n' || source->text[end] == '#';
}

static bool is_last(const struct ynode *key)
{
	return key->index + 2 == key->parent->n_items;
}

// The mapping that it must go to, if the text next to it belongs to that one.
static const struct ynode *mapping_above(const struct stray *stray)
{
	const struct ynode *mapping = stray->key->parent, *value;

	if (stray->key->index < 2 || stray->is_nameless || levels_down(stray) != 1 || levels_up(stray) != 0 ||
	    (stray->to.steps[stray->n_common] != any_name &&
	     !str_is(mapping->items[stray->key->index - 2]->text, stray->to.steps[stray->n_common])))
		return NULL;
	value = mapping->items[stray->key->index - 1];
	if (value->kind == YNODE_SEQUENCE && value->n_items)
		value = value->items[value->n_items - 1];
	return value->kind == YNODE_MAPPING ? value : NULL;
}

static const struct ynode *mapping_around(const struct stray *stray)
{
	const struct ynode *mapping = stray->key->parent, *key = stray->key;

	if (levels_down(stray) != 0)
		return NULL;
	for (size_t up = stray->from.n - stray->n_common; up > 0; up--) {
		if (key && !is_last(key))
			return NULL;
		if (!key && mapping->parent && mapping->index + 1 != mapping->parent->n_items)
			return NULL;
		key = ynode_key(mapping);
		mapping = mapping->parent;
		if (!mapping)
			return NULL;
	}
	return key && mapping->kind == YNODE_MAPPING ? mapping : NULL;
}

static bool shift_lines(const struct run *run, struct span span, int by, struct strbuf *out)
{
	const char *text = run->source.text;

	for (uint32_t at = span.start; at < span.end;) {
		uint32_t end = at, first = at;

		while (end < span.end && text[end] != '\n')
			end++;
		while (first < end && text[first] == ' ')
			first++;
		if (first < end && text[first] != '\r') {
			if ((int)(first - at) + by < 0)
				return false;
			strbuf_printf(out, "%*s", (int)(first - at) + by, "");
		}
		strbuf_add(out, text + first, end - first);
		if (end < span.end)
			strbuf_putc(out, '\n');
		at = end + 1;
	}
	return true;
}

void fix_indent(struct run *run, struct diag *diag, const struct stray *stray)
{
	const struct ynode *target = mapping_above(stray);
	struct strbuf text;
	struct span span;
	int by;

	if (!target)
		target = mapping_around(stray);
	if (!target || !stray->meant || target->is_flow || target->n_items == 0 ||
	    ynode_find_key(target, str_of(stray->meant->name)) || !has_own_lines(run, stray) ||
	    shape_fit(stray->meant->shape, stray->value) <= 30)
		return;
	span = (struct span){ line_start(run, stray->key->span.start), stray->value->span.end };
	by = (int)column_of(run, target->items[0]) - (int)column_of(run, stray->key);
	text = strbuf_in(run->arena);
	if (!shift_lines(run, span, by, &text))
		return;
	diag_fix(run, diag, "indent it as it must be", span, (struct str){ text.text, text.len });
	diag->fix->is_unsafe = true;
}
