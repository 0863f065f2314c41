// SPDX-License-Identifier: Apache-2.0
// In: a place in a document. Out: where the name that stands there is given, and where it is used.
#include "lsp/places.h"
#include "lsp/request.h"

static struct span span_of(const struct place *place)
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

static void push_places(struct request *request, bool with_definitions, bool with_uses)
{
	json_t *locations = request_result_array(request);
	struct places places;
	const struct place *at;

	if (!request->run || !request->run->sdl)
		return;
	places_from_sdl(request->arena, request->run->sdl, &places);
	at = place_at(&places, request->offset);
	for (size_t i = 0; at && i < places.n; i++) {
		const struct place *place = &places.items[i];

		if (place->set == at->set && (place->is_definition ? with_definitions : with_uses))
			push_location(request, locations, span_of(place));
	}
}

void lsp_definition(struct request *request)
{
	push_places(request, true, false);
}

void lsp_references(struct request *request)
{
	const json_t *context = json_object_get(request->params, "context");

	push_places(request, json_is_true(json_object_get(context, "includeDeclaration")), true);
}
