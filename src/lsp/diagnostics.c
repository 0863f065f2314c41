// SPDX-License-Identifier: Apache-2.0
// In: the findings of a run. Out: diagnostics as a client takes them.
#include "base/arena.h"
#include "lsp/request.h"

static const char manual_uri[] = "man:akashlint-rules(7)";

// The protocol's numbers.
enum { LSP_ERROR = 1, LSP_WARNING, LSP_INFORMATION };
enum { TAG_UNNECESSARY = 1 };

static int severity_number(enum severity severity)
{
	return severity == SEVERITY_ERROR ? LSP_ERROR : severity == SEVERITY_WARNING ? LSP_WARNING : LSP_INFORMATION;
}

static struct str message_of(struct request *request, const struct diag *diag)
{
	const char *message = diag->message;

	if (diag->help)
		message = arena_printf(request->arena, "%s\n%s", message, diag->help);
	return str_of(message);
}

static void put_related(struct request *request, json_t *diagnostic, const struct diag *diag)
{
	json_t *list = json_put_array(&request->json, diagnostic, "relatedInformation");

	for (const struct related *related = diag->related; related; related = related->next) {
		json_t *item = json_push_object(&request->json, list);
		json_t *location = json_put_object(&request->json, item, "location");

		json_put_text(&request->json, location, "uri", str_of(request->document->uri));
		put_range(request, location, "range", related->span);
		json_put_text(&request->json, item, "message", str_of(related->message));
	}
}

// Where the best that can be done is to remove what the finding points at: it has no effect.
static bool is_unnecessary(const struct diag *diag)
{
	const struct fix *fix = diag->fix;

	if (!fix || diag->rejected_by)
		return false;
	for (size_t i = 0; i < fix->n_edits; i++)
		if (fix->edits[i].text.len > 0)
			return false;
	return true;
}

void push_diagnostic(struct request *request, json_t *diagnostics, const struct diag *diag)
{
	const struct client *client = &request->server->client;
	struct json *json = &request->json;
	json_t *diagnostic = json_push_object(json, diagnostics);

	put_range(request, diagnostic, "range", diag->span);
	json_put(json, diagnostic, "severity", json_integer(severity_number(diag->severity)));
	json_put_text(json, diagnostic, "code", str_of(diag->rule->id));
	if (client->has_code_description)
		json_put_text(json, json_put_object(json, diagnostic, "codeDescription"), "href", str_of(manual_uri));
	json_put_text(json, diagnostic, "source", STR("akashlint"));
	json_put_text(json, diagnostic, "message", message_of(request, diag));
	if (client->has_unnecessary && is_unnecessary(diag))
		json_push(json, json_put_array(json, diagnostic, "tags"), json_integer(TAG_UNNECESSARY));
	if (client->has_related && diag->related)
		put_related(request, diagnostic, diag);
}

// What the client requests, which remembers the last answer by its name.
void lsp_diagnostic(struct request *request)
{
	const char *known = json_string_value(json_object_get(request->params, "previousResultId"));
	const char *id = arena_printf(request->arena, "%llu", (unsigned long long)request->document->run_number);
	json_t *result = request_result_object(request), *items;

	json_put_text(&request->json, result, "resultId", str_of(id));
	if (known && strcmp(known, id) == 0) {
		json_put_text(&request->json, result, "kind", STR("unchanged"));
		return;
	}
	json_put_text(&request->json, result, "kind", STR("full"));
	items = json_put_array(&request->json, result, "items");
	for (size_t i = 0; request->run && i < request->run->diags.n; i++)
		push_diagnostic(request, items, request->run->diags.items[i]);
}
