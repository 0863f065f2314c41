// SPDX-License-Identifier: Apache-2.0
// In: a place in a document, and a new name for what is named there. Out: the edits, or why there can be none.
//
// The model knows all places of a name. What the edits do is tried before they are given: the new text must have the
// same names at the same places.
#include "base/arena.h"
#include "base/utf8.h"
#include "lsp/name_refs.h"
#include "lsp/scalar_edit.h"
#include "lsp/what_if.h"
#include "sdl/name.h"

struct renaming {
	struct request *request;
	struct name_refs places;
	const struct name_ref *at; // what is renamed
	struct table nodes;        // that its places are: names, and aliases of them
};

static struct str key_of(const void *const *pointer)
{
	return (struct str){ (const char *)pointer, sizeof(*pointer) };
}

static void put(struct arena *arena, struct table *table, const void *pointer)
{
	const void **key = arena_alloc(arena, sizeof(*key));

	*key = pointer;
	*table_put(arena, table, key_of(key)) = table;
}

static bool has(const struct table *table, const void *pointer)
{
	return table_get(table, key_of(&pointer)) != NULL;
}

static bool is_ours(const struct renaming *renaming, const struct name_ref *place)
{
	return place->set == renaming->at->set;
}

static bool fail(struct renaming *renaming, const char *reason)
{
	request_fail(renaming->request, LSP_REQUEST_FAILED, "%s", reason);
	return false;
}

// Finds what is to be renamed. False: there is nothing.
static bool begin(struct renaming *renaming, struct request *request)
{
	*renaming = (struct renaming){ .request = request };
	if (request->run && request->run->has_syntax_error)
		return fail(renaming, "fix the YAML syntax error first");
	if (!request->run || !request->run->sdl)
		return false;
	name_refs_from_sdl(request->arena, request->run->sdl, &renaming->places);
	renaming->at = name_ref_at(&renaming->places, request->offset);
	return renaming->at != NULL;
}

static bool take_places(struct renaming *renaming)
{
	struct request *request = renaming->request;

	for (size_t i = 0; i < renaming->places.n; i++) {
		const struct name_ref *place = &renaming->places.items[i];

		if (!is_ours(renaming, place))
			continue;
		if (place->is_unwritten)
			return fail(renaming, "this volume has no name: add one to its profile first");
		if (place->at->kind == YNODE_SCALAR && !is_on_one_line(&request->run->source, place->at, place->name))
			return fail(renaming, "this name is escaped or spans lines: rename it by hand");
		put(request->arena, &renaming->nodes, place->at);
	}
	return true;
}

// Whether these names are names of nothing else, as they might be through aliases.
static bool is_all_ours(const struct renaming *renaming)
{
	for (size_t i = 0; i < renaming->places.n; i++) {
		const struct name_ref *place = &renaming->places.items[i];
		const struct ynode *node = place->is_unwritten ? NULL : ynode_resolve(place->at);

		if (node && has(&renaming->nodes, node) != is_ours(renaming, place))
			return false;
	}
	for (const struct ynode *node = renaming->request->run->root; node; node = ynode_next(node))
		if (node->kind == YNODE_ALIAS && has(&renaming->nodes, node->target) && !has(&renaming->nodes, node))
			return false;
	return true;
}

static bool can_rename(struct renaming *renaming)
{
	if (!take_places(renaming))
		return false;
	if (!is_all_ours(renaming))
		return fail(renaming, "an alias also uses this name for something else: rename it by hand");
	return true;
}

void lsp_prepare_rename(struct request *request)
{
	struct renaming renaming;
	json_t *result;

	if (!begin(&renaming, request) || !can_rename(&renaming))
		return;
	result = request_result_object(request);
	put_range(request, result, "range",
		  renaming.at->at->kind == YNODE_SCALAR ? span_of_text(renaming.at->at) : renaming.at->at->span);
	json_put_text(&request->json, result, "placeholder", renaming.at->name);
}

static bool is_printable(struct str text)
{
	uint32_t c;
	size_t len;

	for (size_t i = 0; i < text.len; i += len) {
		len = utf8_decode(text.ptr + i, text.len - i, &c);
		if (len == 0 || utf8_is_unprintable(c))
			return false;
	}
	return true;
}

static bool is_taken(struct renaming *renaming, struct str name)
{
	struct arena *arena = renaming->request->arena;
	struct table owners = { 0 };

	for (size_t i = 0; i < renaming->places.n; i++)
		if (is_ours(renaming, &renaming->places.items[i]))
			put(arena, &owners, renaming->places.items[i].owner);
	for (size_t i = 0; i < renaming->places.n; i++) {
		const struct name_ref *place = &renaming->places.items[i];

		if (place->kind == renaming->at->kind && str_eq(place->name, name) && has(&owners, place->owner))
			return true;
	}
	return false;
}

static bool is_good_name(struct renaming *renaming, struct str name)
{
	enum name_kind kind = renaming->at->kind;

	if (name.len == 0)
		return fail(renaming, "a name can't be empty");
	if (!is_printable(name))
		return fail(renaming, "a name can't contain invisible characters");
	if (kind == NAME_SERVICE && !is_service_name(name))
		return fail(renaming, "invalid service name: use lower-case letters, digits and dashes only, begin "
				      "with a letter, and don't end with a dash");
	if (kind == NAME_ENDPOINT && !is_endpoint_name(name))
		return fail(renaming, "invalid endpoint name: use two or more lower-case letters, digits, dashes and "
				      "underscores, and begin with a letter");
	if (!str_eq(name, renaming->at->name) && is_taken(renaming, name))
		return fail(renaming, arena_printf(renaming->request->arena, "there is already a %s with this name",
						   name_kind_text(kind)));
	return true;
}

static void make_edits(struct renaming *renaming, struct str name, struct edit_list *edits)
{
	struct request *request = renaming->request;

	for (size_t i = 0; i < renaming->places.n; i++) {
		const struct name_ref *place = &renaming->places.items[i];

		if (is_ours(renaming, place) && place->at->kind == YNODE_SCALAR)
			ARENA_PUSH(request->arena, edits->items, edits->n, edits->cap) =
				scalar_edit(request->arena, &request->run->source, place->at, name);
	}
}

static bool has_same_places(const struct renaming *renaming, const struct run *after, struct str name)
{
	size_t n = renaming->places.n, at = (size_t)(renaming->at - renaming->places.items);
	struct name_refs places;

	if (!after->sdl)
		return false;
	name_refs_from_sdl(renaming->request->arena, after->sdl, &places);
	for (size_t i = 0; i < n && places.n == n; i++) {
		const struct name_ref *was = &renaming->places.items[i], *is = &places.items[i];
		struct str expected = is_ours(renaming, was) ? name : was->name;

		if (was->kind != is->kind || was->is_definition != is->is_definition ||
		    was->is_unwritten != is->is_unwritten || !str_eq(is->name, expected) ||
		    is_ours(renaming, was) != (is->set == places.items[at].set))
			return false;
	}
	return places.n == n;
}

static bool is_same_otherwise(struct renaming *renaming, struct str name, const struct edit_list *edits)
{
	struct what_if *what_if = what_if_new(renaming->request);

	if (what_if_edits(what_if, edits) && has_same_places(renaming, &what_if->run, name))
		return true;
	return fail(renaming, "this name would change the meaning of the file: rename it by hand");
}

void lsp_rename(struct request *request)
{
	const json_t *value = json_object_get(request->params, "newName");
	struct str name = { json_string_value(value), json_string_length(value) };
	struct renaming renaming;
	struct edit_list edits = { 0 };
	json_t *list;

	if (!json_is_string(value)) {
		request_fail(request, RPC_INVALID_PARAMS, "missing \"newName\"");
		return;
	}
	if (!begin(&renaming, request))
		fail(&renaming, "no name here that can be renamed");
	if (request->has_failed || !can_rename(&renaming) || !is_good_name(&renaming, name))
		return;
	make_edits(&renaming, name, &edits);
	if (!is_same_otherwise(&renaming, name, &edits))
		return;
	list = put_workspace_edit(request, request->json.root, "result");
	for (size_t i = 0; i < edits.n; i++)
		push_text_edit(request, list, edits.items[i].span, edits.items[i].text);
}
