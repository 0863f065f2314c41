// SPDX-License-Identifier: Apache-2.0
// In: a key that has slipped to the left or to the right. Out: the edit that indents it as it must be.
#include "base/ascii.h"
#include "help/stray_key.h"

// The key with its value has its lines for itself.
static bool has_own_lines(const struct run *run, const struct stray *stray)
{
	const struct source *source = &run->source;
	uint32_t end = stray->value->span.end;

	if (stray->key->parent->is_flow || stray->key->anchor.len || stray->key->has_tag || end < stray->key->span.end)
		return false;
	end = source_line_text(source, end);
	return source_begins_line(source, stray->key->span.start) &&
	       (end == source->len || is_line_break(source->text[end]) || source->text[end] == '#');
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
	const struct source *source = &run->source;
	uint32_t end;

	for (uint32_t at = span.start; at < span.end; at = source_next_line(source, end)) {
		uint32_t text = source_line_text(source, at);

		end = source_line_end(source, at);
		if (text < end && (int)(text - at) + by < 0)
			return false;
		if (text < end)
			strbuf_printf(out, "%*s", (int)(text - at) + by, "");
		strbuf_add(out, source->text + text, (end < span.end ? end : span.end) - text);
		if (end < span.end)
			strbuf_putc(out, '\n');
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
	span = (struct span){ source_line_start(&run->source, stray->key->span.start), stray->value->span.end };
	by = (int)source_indent(&run->source, target->items[0]->span.start) -
	     (int)source_indent(&run->source, stray->key->span.start);
	text = strbuf_in(run->arena);
	if (!shift_lines(run, span, by, &text))
		return;
	diag_fix(run, diag, "correct the indentation", span, (struct str){ text.text, text.len });
	diag->fix->is_unsafe = true;
}
