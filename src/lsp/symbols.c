// SPDX-License-Identifier: Apache-2.0
// In: a document. Out: its outline: sections, and what stands in them under names.
//
// While the YAML is invalid they come from its indentation, without details, so that the outline stays.
#include "base/arena.h"
#include "lsp/cursor.h"
#include "lsp/request.h"
#include "sdl/map.h"
#include "sdl/name.h"

// The protocol's numbers. Editors show them as icons; which one a part of an SDL gets is a matter of taste.
enum symbol_kind {
	SYMBOL_NAMESPACE = 3,
	SYMBOL_CLASS = 5,
	SYMBOL_INTERFACE = 11,
	SYMBOL_OBJECT = 19,
	SYMBOL_STRUCT = 23,
};

// An SDL has some dozens.
enum { MAX_SYMBOLS = 2000 };

struct outline {
	struct request *request;
	const struct sdl *sdl;
	json_t *flat; // NULL: the client takes symbols within symbols
	size_t n;
};

// Where symbols go: below another, or at the top.
struct level {
	json_t *children; // NULL where the client takes none
	const char *container;
};

// What is under a name of a section; `detail` adds to a text.
struct part {
	enum symbol_kind kind;
	const struct sdl_map *map;
	void (*detail)(struct strbuf *out, const struct sdl_entry *entry);
	void (*below)(struct outline *outline, const struct level *level, const struct sdl_entry *entry);
};

static const char *name_of(struct outline *outline, struct str text)
{
	const char *name = escaped_text(outline->request->arena, text);

	return is_blank(str_of(name)) ? "(no name)" : name;
}

// A name, and the range of all that belongs to it.
struct symbol {
	enum symbol_kind kind;
	struct str name;
	struct span range, key;
};

// What is below of it goes to the level that it gives.
static struct level push_symbol(struct outline *outline, const struct level *level, const struct symbol *what,
				const char *detail)
{
	struct request *request = outline->request;
	struct json *json = &request->json;
	json_t *symbol = json_push_object(json, outline->flat ? outline->flat : level->children), *location;
	const char *name = name_of(outline, what->name);

	outline->n++;
	json_put_text(json, symbol, "name", str_of(name));
	json_put(json, symbol, "kind", json_integer(what->kind));
	if (outline->flat) {
		location = json_put_object(json, symbol, "location");
		json_put_text(json, location, "uri", str_of(request->document->uri));
		put_range(request, location, "range", what->range);
		if (level->container)
			json_put_text(json, symbol, "containerName", str_of(level->container));
		return (struct level){ NULL, name };
	}
	if (detail && detail[0])
		json_put_text(json, symbol, "detail", str_of(detail));
	put_range(request, symbol, "range", what->range);
	put_range(request, symbol, "selectionRange", what->key);
	return (struct level){ json_put_array(json, symbol, "children"), name };
}

// A key with its value.
static struct level push_key(struct outline *outline, const struct level *level, enum symbol_kind kind,
			     const struct ynode *key, const char *detail)
{
	const struct ynode *value = key->parent->items[key->index + 1];
	struct span range = { key->span.start, value->span.end > key->span.end ? value->span.end : key->span.end };

	return push_symbol(outline, level, &(struct symbol){ kind, key->text, range, key->span }, detail);
}

// The entries that stand in the mapping itself, in the order of the text; those that aliases and merge keys bring stand
// elsewhere.
static void push_part(struct outline *outline, const struct level *level, const struct ynode *mapping,
		      const struct part *part)
{
	for (uint32_t i = 0; mapping->kind == YNODE_MAPPING && i + 1 < mapping->n_items; i += 2) {
		const struct ynode *key = mapping->items[i], *name = ynode_resolve(key);
		const struct sdl_entry *entry = name ? sdl_map_find(part->map, name->text) : NULL;
		struct strbuf detail;
		struct level below;

		if (!entry || entry->key != key || outline->n >= MAX_SYMBOLS)
			continue;
		detail = strbuf_in(outline->request->arena);
		if (part->detail && !entry->is_bad)
			part->detail(&detail, entry);
		below = push_key(outline, level, part->kind, key, detail.text);
		if (part->below)
			part->below(outline, &below, entry);
	}
}

static void add_image(struct strbuf *out, const struct sdl_entry *entry)
{
	strbuf_add_escaped(out, ((const struct sdl_service *)entry)->image.text);
}

static bool is_valid(const struct leaf_quantity *quantity)
{
	return quantity->at && !quantity->is_bad && !quantity->fault;
}

// "2 × a100 or h100"
static void add_gpus(struct strbuf *out, const struct sdl_gpu *gpu)
{
	enum { MAX_MODELS = 3 };

	strbuf_printf(out, "%s%llu × ", out->len ? ", " : "", (unsigned long long)gpu->units.value);
	if (gpu->n_models == 0)
		strbuf_puts(out, "any GPU");
	for (size_t i = 0; i < gpu->n_models && i < MAX_MODELS; i++) {
		strbuf_puts(out, i ? " or " : "");
		strbuf_add_escaped(out, gpu->models[i]->model.text);
	}
	if (gpu->n_models > MAX_MODELS)
		strbuf_puts(out, " or …");
}

// "8 cpu, 64Gi, 2 × a100"
static void add_resources(struct strbuf *out, const struct sdl_entry *entry)
{
	const struct sdl_compute *compute = (const struct sdl_compute *)entry;

	if (is_valid(&compute->cpu.units)) {
		cpu_to_text(out, compute->cpu.units.value);
		strbuf_puts(out, " cpu");
	}
	if (is_valid(&compute->memory.size)) {
		strbuf_puts(out, out->len ? ", " : "");
		bytes_to_text(out, compute->memory.size.value);
	}
	if (is_valid(&compute->gpu.units) && compute->gpu.units.value > 0 && !compute->gpu.is_bad)
		add_gpus(out, &compute->gpu);
}

// "2 × small"
static void add_assignment(struct strbuf *out, const struct sdl_entry *entry)
{
	const struct sdl_assignment *assignment = (const struct sdl_assignment *)entry;

	if (!assignment->count.is_bad)
		strbuf_printf(out, "%u × ", (unsigned)assignment->count.value);
	strbuf_add_escaped(out, assignment->profile.text);
}

static void push_assignments(struct outline *outline, const struct level *level, const struct sdl_entry *entry)
{
	const struct sdl_deployment *deployment = (const struct sdl_deployment *)entry;

	if (entry->at)
		push_part(outline, level, entry->at,
			  &(struct part){ SYMBOL_OBJECT, &deployment->assignments, add_assignment, NULL });
}

static void push_profiles(struct outline *outline, const struct level *level, const struct ynode *profiles)
{
	const struct sdl *sdl = outline->sdl;

	for (uint32_t i = 0; profiles->kind == YNODE_MAPPING && i + 1 < profiles->n_items; i += 2) {
		const struct ynode *key = profiles->items[i], *value = profiles->items[i + 1];
		const struct part part = str_is(key->text, "compute")
						 ? (struct part){ SYMBOL_STRUCT, &sdl->computes, add_resources, NULL }
						 : (struct part){ SYMBOL_INTERFACE, &sdl->placements, NULL, NULL };
		struct level below;

		if (part.map->at != value)
			continue;
		below = push_key(outline, level, SYMBOL_NAMESPACE, key, NULL);
		push_part(outline, &below, value, &part);
	}
}

static void push_section(struct outline *outline, const struct level *level, const struct ynode *key)
{
	const struct sdl *sdl = outline->sdl;
	const struct ynode *value = key->parent->items[key->index + 1];
	const struct level below = push_key(outline, level, SYMBOL_NAMESPACE, key, NULL);

	if (key == sdl->services_key)
		push_part(outline, &below, value, &(struct part){ SYMBOL_CLASS, &sdl->services, add_image, NULL });
	else if (key == sdl->profiles_key)
		push_profiles(outline, &below, value);
	else if (key == sdl->deployment_key)
		push_part(outline, &below, value,
			  &(struct part){ SYMBOL_OBJECT, &sdl->deployments, NULL, push_assignments });
	else if (key == sdl->endpoints_key)
		push_part(outline, &below, value, &(struct part){ SYMBOL_INTERFACE, &sdl->endpoints, NULL, NULL });
}

static void push_tree(struct outline *outline, const struct level *top)
{
	const struct ynode *root = outline->sdl->root;

	for (uint32_t i = 0; root->kind == YNODE_MAPPING && i + 1 < root->n_items && outline->n < MAX_SYMBOLS; i += 2)
		push_section(outline, top, root->items[i]);
}

static const struct {
	const char *path;
	enum symbol_kind kind;
} shown[] = {
	{ "*", SYMBOL_NAMESPACE },
	{ "services/*", SYMBOL_CLASS },
	{ "profiles/compute", SYMBOL_NAMESPACE },
	{ "profiles/compute/*", SYMBOL_STRUCT },
	{ "profiles/placement", SYMBOL_NAMESPACE },
	{ "profiles/placement/*", SYMBOL_INTERFACE },
	{ "deployment/*", SYMBOL_OBJECT },
	{ "deployment/*/*", SYMBOL_OBJECT },
	{ "endpoints/*", SYMBOL_INTERFACE },
};

static bool is_shown(const struct cursor *cursor, uint32_t entry, enum symbol_kind *kind)
{
	for (size_t i = 0; i < COUNT_OF(shown); i++) {
		if (!entry_is_at(cursor, entry, shown[i].path))
			continue;
		*kind = shown[i].kind;
		return true;
	}
	return false;
}

// With the quotes around its value.
static uint32_t end_of(const struct cursor *cursor, const struct entry *entry)
{
	uint32_t end = entry->value.end, start = entry->value.start;
	bool has_quotes = start > 0 && end < cursor->text.len && cursor->text.ptr[start - 1] == cursor->text.ptr[end] &&
			  (cursor->text.ptr[end] == '"' || cursor->text.ptr[end] == '\'');

	end += has_quotes;
	return end > entry->key.end ? end : entry->key.end;
}

// The end of each entry, with everything under it.
static const uint32_t *ends_of(struct arena *arena, const struct cursor *cursor)
{
	uint32_t *ends = arena_zalloc(arena, (cursor->n + 1) * sizeof(*ends));

	for (uint32_t i = cursor->n; i-- > 0;) {
		const struct entry *entry = &cursor->entries[i];
		uint32_t own = end_of(cursor, entry);

		ends[i] = own > ends[i] ? own : ends[i];
		if (ends[entry->parent] < ends[i])
			ends[entry->parent] = ends[i];
	}
	return ends;
}

static void push_text(struct outline *outline, const struct level *top)
{
	struct request *request = outline->request;
	struct cursor cursor;
	struct level *levels;
	const uint32_t *ends;

	cursor_from_text(&cursor, request->arena, request->text, 0);
	ends = ends_of(request->arena, &cursor);
	levels = arena_zalloc(request->arena, (cursor.n + 1) * sizeof(*levels));
	levels[0] = *top;
	for (uint32_t i = 1; i < cursor.n && outline->n < MAX_SYMBOLS; i++) {
		const struct entry *entry = &cursor.entries[i];
		const struct span range = { entry->key.start, ends[i] };
		struct symbol symbol = { .name = entry->name, .range = range, .key = entry->key };

		if (is_shown(&cursor, i, &symbol.kind))
			levels[i] = push_symbol(outline, &levels[entry->parent], &symbol, NULL);
	}
}

void lsp_document_symbol(struct request *request)
{
	struct outline outline = { .request = request };
	const struct level top = { request_result_array(request), NULL };

	outline.flat = request->server->client.has_nested_symbols ? NULL : top.children;
	outline.sdl = request->run ? request->run->sdl : NULL;
	if (outline.sdl)
		push_tree(&outline, &top);
	else if (request->run && request->run->has_syntax_error)
		push_text(&outline, &top);
}
