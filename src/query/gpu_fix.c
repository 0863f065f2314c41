// SPDX-License-Identifier: Apache-2.0
// In: a finding about an entry of a GPU list. Out: the edit that fixes it, if the text allows one.
#include "query/gpu_fix.h"

#include <string.h>

#include "query/gpu_entry.h"
#include "query/gpu_hint.h"

static bool is_on_one_line(const struct run *run, struct span span)
{
	return source_line_end(&run->source, span.start) >= span.end;
}

// The text before a key at the start of its line: spaces, and at most a dash.
static bool margin_of(const struct run *run, const struct ynode *key, struct str *margin)
{
	uint32_t start = source_line_start(&run->source, key->span.start);
	size_t n_dashes = 0;

	*margin = (struct str){ run->source.text + start, key->span.start - start };
	for (size_t i = 0; i < margin->len; i++) {
		n_dashes += margin->ptr[i] == '-';
		if (margin->ptr[i] != ' ' && margin->ptr[i] != '-')
			return false;
	}
	return n_dashes <= 1;
}

static void add_line(struct strbuf *text, size_t indent)
{
	strbuf_putc(text, '\n');
	for (size_t i = 0; i < indent; i++)
		strbuf_putc(text, ' ');
}

// A scalar of one line that is no block: its bytes can be replaced, quotes and all.
static bool is_simple(const struct run *run, const struct ynode *node)
{
	char first = run->source.text[node->span.start];

	return node->kind == YNODE_SCALAR && node->span.end > node->span.start && is_on_one_line(run, node->span) &&
	       (node->is_plain || first == '"' || first == '\'');
}

static void replace(struct run *run, struct diag *diag, const char *description, const struct ynode *at,
		    const struct strbuf *text)
{
	diag_fix(run, diag, description, at->span, (struct str){ text->text, text->len });
}

// An entry that is the same model to the network, or becomes it by a fix of its own, must not be listed twice.
static bool is_meant_elsewhere(const struct run *run, const struct sdl_gpu_model *model, const char *name)
{
	enum { MAX_BEFORE = 20 };
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	struct gpu_hint hint;

	for (size_t i = 0; i < model->gpu->n_models; i++) {
		struct str text = model->gpu->models[i]->model.text;

		if (model->gpu->models[i] != model && text.len > strlen(name) && str_has_prefix(text, name) &&
		    text.ptr[strlen(name)] == '/')
			return true;
	}
	for (size_t i = 0; model->gpu->models[i] != model; i++) {
		struct str other = model->gpu->models[i]->model.text;
		const struct gpu_card *card = card_of_spelling(catalogue, other);

		if (i == MAX_BEFORE)
			return true; // too expensive to find out
		if (!card && gpu_hint_from_name(catalogue, other, 0, &hint) && hint.n == 1 && !hint.is_like_it &&
		    !hint.is_misfit)
			card = gpu_card_find(catalogue, str_of(hint.names[0]));
		if (card && strcmp(card->name, name) == 0)
			return true;
	}
	return false;
}

void fix_entry(struct run *run, struct diag *diag, const struct sdl_gpu_model *model, const char *name,
	       uint32_t memory_gi, const char *interface)
{
	const struct ynode *at = model->model.at, *key = at ? ynode_key(at) : NULL;
	struct str margin = { 0 };
	struct strbuf text;

	if (!key || !is_simple(run, at) || is_model_listed(model->gpu, str_of(name)) ||
	    is_meant_elsewhere(run, model, name))
		return;
	if ((memory_gi && model->ram.at && (!has_whole_ram(model) || ram_gi(model) != memory_gi)) ||
	    (interface && model->interface.at && !str_is(model->interface.text, interface)))
		return;
	if (model->ram.at)
		memory_gi = 0;
	if (model->interface.at)
		interface = NULL;
	// a key that is null counts as none, and yet is there
	if ((memory_gi && ynode_get(at->parent, "ram")) || (interface && ynode_get(at->parent, "interface")))
		return;
	if (!memory_gi && !interface) {
		fix_scalar(run, diag, arena_printf(run->arena, "write %s", name), at, str_of(name));
		return;
	}
	if (!at->parent->is_flow && !margin_of(run, key, &margin))
		return;
	strbuf_init(&text, run->arena);
	strbuf_puts(&text, name);
	for (int i = 0; i < 2; i++) {
		if (i == 0 ? !memory_gi : !interface)
			continue;
		if (at->parent->is_flow)
			strbuf_puts(&text, ", ");
		else
			add_line(&text, margin.len);
		if (i == 0)
			strbuf_printf(&text, "ram: %uGi", (unsigned)memory_gi);
		else
			strbuf_printf(&text, "interface: %s", interface);
	}
	replace(run, diag, arena_printf(run->arena, "write %s with its memory or interface", name), at, &text);
}

void fix_entry_to_list(struct run *run, struct diag *diag, const struct sdl_gpu_model *model, const char *const *names)
{
	const struct ynode *at = model->model.at, *key = ynode_key(at);
	struct str margin;
	size_t dash = 0;
	struct strbuf text;

	if (!names[0] || !key || !is_simple(run, at) || at->parent->is_flow || at->parent->n_items != 2 ||
	    !margin_of(run, key, &margin))
		return;
	while (dash < margin.len && margin.ptr[dash] == ' ')
		dash++;
	if (dash == margin.len)
		return;
	strbuf_init(&text, run->arena);
	for (size_t i = 0; names[i]; i++) {
		if (i > 0) {
			add_line(&text, dash);
			strbuf_puts(&text, "- model: ");
		}
		strbuf_puts(&text, names[i]);
	}
	replace(run, diag, "list the models", at, &text);
}

static bool is_blank_text(const struct run *run, uint32_t start, uint32_t end)
{
	for (; start < end; start++)
		if (!memchr(" \r\n", run->source.text[start], 3))
			return false;
	return true;
}

// In a block: its line, if it has one of its own, or from the dash to the next key.
static bool lines_of_pair(const struct run *run, const struct ynode *mapping, uint32_t index, struct span *span)
{
	const struct ynode *key = mapping->items[index], *value = mapping->items[index + 1];
	uint32_t start = source_line_start(&run->source, key->span.start);
	uint32_t end = source_line_end(&run->source, value->span.end);

	if (!is_blank_text(run, value->span.end, end))
		return false;
	if (is_blank_text(run, start, key->span.start)) {
		*span = (struct span){ start, source_next_line(&run->source, end) };
		return true;
	}
	if (index > 0 || mapping->n_items < 4 || !is_blank_text(run, value->span.end, mapping->items[2]->span.start))
		return false;
	*span = (struct span){ key->span.start, mapping->items[2]->span.start };
	return true;
}

static bool is_anchored(const struct ynode *node)
{
	return node->anchor.len > 0 || node->has_tag || node->has_bang;
}

void fix_remove(struct run *run, struct diag *diag, const char *description, const struct ynode *value)
{
	const struct ynode *key = ynode_key(value), *mapping = value->parent;
	struct span span;
	uint32_t index;

	if (!key || !is_simple(run, value) || !is_simple(run, key) || is_anchored(value) || is_anchored(key) ||
	    mapping->n_items < 4)
		return;
	index = key->index;
	if (!mapping->is_flow) {
		if (!lines_of_pair(run, mapping, index, &span))
			return;
	} else if (index > 0 && is_simple(run, mapping->items[index - 1])) {
		span = (struct span){ mapping->items[index - 1]->span.end, value->span.end };
	} else if (index == 0 && !is_anchored(mapping->items[2]) && is_simple(run, mapping->items[2])) {
		span = (struct span){ key->span.start, mapping->items[2]->span.start };
	} else {
		return;
	}
	if (mapping->is_flow && !is_on_one_line(run, span))
		return;
	diag_fix(run, diag, description, span, STR(""));
	diag->fix->is_unsafe = true; // more providers may bid
}
