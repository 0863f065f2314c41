// SPDX-License-Identifier: Apache-2.0
// In: a place in a document. Out: where the name that stands there is given, and where it is used.
//
// Invalid YAML has no model: then equal names are taken for the same thing.
#include "lsp/cursor.h"
#include "lsp/name_refs.h"
#include "lsp/request.h"

static struct span span_of(const struct name_ref *place)
{
	const struct ynode *at = place->at;

	return ynode_span(at->kind == YNODE_MAPPING && at->n_items ? at->items[0] : at);
}

static void push_location(struct request *request, json_t *locations, struct span span)
{
	json_t *location = json_push_object(&request->json, locations);

	json_put_text(&request->json, location, "uri", str_of(request->document->uri));
	put_range(request, location, "range", span);
}

struct wanted {
	bool definitions, uses;
};

static void push_places(struct request *request, json_t *locations, struct wanted wanted)
{
	struct name_refs places;
	const struct name_ref *at;

	name_refs_from_sdl(request->arena, request->run->sdl, &places);
	at = name_ref_at(&places, request->offset);
	for (size_t i = 0; at && i < places.n; i++) {
		const struct name_ref *place = &places.items[i];

		if (place->set == at->set && (place->is_definition ? wanted.definitions : wanted.uses))
			push_location(request, locations, span_of(place));
	}
}

// What an entry names, and where in the text; false for none.
static bool is_name(const struct cursor *cursor, uint32_t entry, enum name_kind kind, bool is_definition,
		    struct span *span)
{
	struct str name;

	if (!(is_definition ? entry_defines : entry_refers)(cursor, entry, kind, &name))
		return false;
	span->start = (uint32_t)(name.ptr - cursor->text.ptr);
	span->end = span->start + (uint32_t)name.len;
	return true;
}

static void push_names(struct request *request, json_t *locations, struct wanted wanted, const struct cursor *cursor,
		       enum name_kind kind, struct span name)
{
	struct span span;

	for (uint32_t i = 1; i < cursor->n; i++)
		for (int is_definition = 0; is_definition < 2; is_definition++)
			if ((is_definition ? wanted.definitions : wanted.uses) &&
			    is_name(cursor, i, kind, is_definition, &span) &&
			    str_eq(cursor_text(cursor, span), cursor_text(cursor, name)))
				push_location(request, locations, span);
}

static void push_from_text(struct request *request, json_t *locations, struct wanted wanted)
{
	struct cursor cursor;
	struct span span;

	cursor_from_text(&cursor, request->arena, request->text, request->offset);
	for (uint32_t i = 1; i < cursor.n; i++)
		for (int kind = 0; kind < N_NAME_KINDS; kind++)
			if ((is_name(&cursor, i, (enum name_kind)kind, true, &span) ||
			     is_name(&cursor, i, (enum name_kind)kind, false, &span)) &&
			    span.start <= request->offset && request->offset <= span.end) {
				push_names(request, locations, wanted, &cursor, (enum name_kind)kind, span);
				return;
			}
}

static void push_wanted(struct request *request, struct wanted wanted)
{
	json_t *locations = request_result_array(request);

	if (request->run && request->run->sdl)
		push_places(request, locations, wanted);
	else if (request->run && request->run->has_syntax_error)
		push_from_text(request, locations, wanted);
}

void lsp_definition(struct request *request)
{
	push_wanted(request, (struct wanted){ .definitions = true });
}

void lsp_references(struct request *request)
{
	const json_t *context = json_object_get(request->params, "context");

	push_wanted(request, (struct wanted){
				     .definitions = json_is_true(json_object_get(context, "includeDeclaration")),
				     .uses = true,
			     });
}
