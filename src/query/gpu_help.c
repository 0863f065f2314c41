// SPDX-License-Identifier: Apache-2.0
// In: a finding about an entry of a GPU list. Out: the intended card, or similar cards, as help; and the edit that
// fixes it, if the text allows one.
#include "query/gpu_help.h"

#include <string.h>

#include "base/ascii.h"
#include "catalogue/cards.h"
#include "query/gpu_entry.h"
#include "query/gpu_hint.h"
#include "sdl/foreign.h"

// The maker of a card in the registry, or the one that a word of its name shows: the "MI" of "MI300X".
static const char *maker_of(const struct gpu_catalogue *catalogue, struct str name)
{
	char plain[GPU_NAME_SIZE];

	for (size_t i = 0; gpu_plain_name(name, plain) && i < catalogue->n_others; i++)
		if (str_is(str_of(plain), catalogue->others[i].card.name))
			return catalogue->others[i].vendor;
	for (size_t at = 0, end; at < name.len; at = end + 1) {
		for (end = at; end < name.len && is_letter(name.ptr[end]); end++)
			;
		for (const struct foreign_card *other = foreign_cards; other->word; other++)
			if (str_is_nocase(str_slice(name, at, end), other->word))
				return other->maker;
	}
	return NULL;
}

// Lists the choices: which one is meant can't be known.
static void help_misfit(struct run *run, struct diag *diag, const struct gpu_hint *hint)
{
	const char *name = hint->names[0];
	const struct gpu_card *card = gpu_card_find(run->settings->catalogue, str_of(name));
	const char *sizes[8] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < card->n_variants && n + 1 < COUNT_OF(sizes); i++)
		if (i == 0 || card->variants[i].memory_gi != card->variants[i - 1].memory_gi)
			sizes[n++] = arena_printf(run->arena, "ram: %uGi", (unsigned)card->variants[i].memory_gi);
	if (!hint->memory_gi)
		diag_help(run, diag, "write \"model: %s\"; \"akashlint gpus %s\" shows its interfaces", name, name);
	else if (n == 1)
		diag_help(run, diag, "%s has %uGi of memory: write \"model: %s\"", name,
			  (unsigned)gpu_card_least_memory(card), name);
	else
		diag_help(run, diag, "write \"model: %s\" with %s", name, list_text(run, sizes, "or"));
}

static void help_hint(struct run *run, struct diag *diag, const struct sdl_gpu_model *model,
		      const struct gpu_hint *hint)
{
	if (hint->is_like_it) {
		diag_help(run, diag, "%s %s at least %uGi of memory", list_text(run, hint->names, "and"),
			  hint->n == 1 ? "has" : "have", (unsigned)hint->memory_gi);
		return;
	}
	if (hint->is_misfit) {
		help_misfit(run, diag, hint);
		return;
	}
	if (hint->n > 1) {
		diag_help(run, diag, "did you mean %s?", list_text(run, hint->names, "or"));
		return;
	}
	if (is_model_listed(model->gpu, str_of(hint->names[0]))) {
		diag_help(run, diag, "remove it: \"%s\" is listed already", hint->names[0]);
		return;
	}
	if (!hint->memory_gi && !hint->interface)
		diag_help(run, diag, "did you mean \"%s\"?", hint->names[0]);
	else if (!hint->interface)
		diag_help(run, diag, "did you mean \"model: %s\" with \"ram: %uGi\"?", hint->names[0],
			  (unsigned)hint->memory_gi);
	else if (!hint->memory_gi)
		diag_help(run, diag, "did you mean \"model: %s\" with \"interface: %s\"?", hint->names[0],
			  hint->interface);
	else
		diag_help(run, diag, "did you mean \"model: %s\" with \"ram: %uGi\" and \"interface: %s\"?",
			  hint->names[0], (unsigned)hint->memory_gi, hint->interface);
	fix_entry(run, diag, model, hint->names[0], hint->memory_gi, hint->interface);
	if (diag->fix)
		diag->fix->is_unsafe = true;
}

// A card that exists, and that the network does not offer: the nearest ones that it does.
static bool help_absent(struct run *run, struct diag *diag, struct str name)
{
	const struct absent_card *card = known_cards.absent;
	const char *nearest[4] = { NULL };
	char plain[GPU_NAME_SIZE];
	size_t n = 0;

	if (!gpu_plain_name(name, plain))
		return false;
	while (card->name && strcmp(card->name, plain) != 0)
		card++;
	for (const char *const *other = card->nearest; card->name && *other && n + 1 < COUNT_OF(nearest); other++)
		if (gpu_card_find(run->settings->catalogue, str_of(*other)))
			nearest[n++] = *other;
	if (n == 0)
		return false;
	if (card->vendor)
		diag_help(run, diag,
			  "it is a card of %s, which can't be requested; the nearest NVIDIA card to its %uGi is %s",
			  card->vendor, card->memory_gi, list_text(run, nearest, "or"));
	else
		diag_help(run, diag, "the network does not offer it; the nearest to its %uGi: write %s",
			  card->memory_gi, list_text(run, nearest, "or"));
	return true;
}

static const char *card_in(const struct gpu_catalogue *catalogue, struct str name)
{
	const struct gpu_card *card;
	struct gpu_hint hint;

	while (name.len && name.ptr[0] == ' ')
		name = str_slice(name, 1, name.len);
	while (name.len && name.ptr[name.len - 1] == ' ')
		name.len--;
	card = gpu_card_find(catalogue, name);
	if (card)
		return card->name;
	return gpu_hint_from_name(catalogue, name, 0, &hint) && hint.n == 1 ? hint.names[0] : NULL;
}

// "a100, h100": each is an entry.
static bool help_several(struct run *run, struct diag *diag, struct str text)
{
	size_t n = 0;
	struct strbuf entries = strbuf_in(run->arena);

	for (size_t at = 0, end; at < text.len; at = end + 1, n++) {
		const char *card;

		for (end = at; end < text.len && !strchr(",;|", text.ptr[end]);)
			end++;
		card = card_in(run->settings->catalogue, str_slice(text, at, end));
		if (!card)
			return false;
		strbuf_printf(&entries, "%s\"- model: %s\"", n ? ", " : "", card);
	}
	if (n > 1)
		diag_help(run, diag, "write an entry for each: %s", entries.text);
	return n > 1;
}

void help_model(struct run *run, struct diag *diag, const struct sdl_gpu_model *model)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	const char *maker = maker_of(catalogue, model->model.text);
	struct gpu_hint hint;

	if (help_absent(run, diag, model->model.text) || help_several(run, diag, model->model.text) ||
	    help_absent(run, diag, gpu_bare_name(model->model.text)))
		return;
	if (maker)
		diag_help(run, diag, "it is a card of %s, which an SDL can't request: remove it", maker);
	else if (gpu_hint_from_name(catalogue, model->model.text, has_whole_ram(model) ? ram_gi(model) : 0, &hint))
		help_hint(run, diag, model, &hint);
	else
		diag_help(run, diag, "remove it, or write a model of the catalogue: \"akashlint gpus\" shows them");
}

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
	text = strbuf_in(run->arena);
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
	text = strbuf_in(run->arena);
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
