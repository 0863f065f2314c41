// SPDX-License-Identifier: Apache-2.0
// In: what was matched. Out: JSON, one object for each group and provider.
#include "base/arena.h"
#include "match/match_all.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/location.h"
#include "yaml/node.h"

struct state {
	struct json json;
	json_t *matches, *advice;
};

static void begin(struct report *report)
{
	struct state *state = arena_alloc(report->arena, sizeof(*state));

	json_begin(&state->json, report->arena, json_object);
	state->matches = json_put_array(&state->json, state->json.root, "matches");
	state->advice = json_put_array(&state->json, state->json.root, "advice");
	report->state = state;
}

static void push_reason(struct json *json, json_t *list, const struct reason *reason)
{
	json_t *object = json_push_object(json, list);

	json_put_text(json, object, "requirement", str_of(reason->requirement));
	if (reason->node)
		json_put_text(json, object, "node", str_of(reason->node));
	json_put_text(json, object, "message", str_of(reason->message));
}

static void push_match(struct json *json, json_t *list, const char *file, const struct match *match)
{
	json_t *object = json_push_object(json, list), *items;

	json_put_text(json, object, "file", str_of(file));
	json_put_text(json, object, "group", match->group->name);
	json_put_text(json, object, "provider", match->provider->name);
	json_put(json, object, "fits", json_boolean(match->fits));
	if (match->provider->is_predicted)
		json_put(json, object, "predicted", json_true());
	items = json_put_array(json, object, "unknown");
	for (size_t i = 0; i < match->n_unknown; i++)
		json_push_text(json, items, str_of(match->unknown[i]));
	items = json_put_array(json, object, "reasons");
	for (size_t i = 0; i < match->n_reasons; i++)
		push_reason(json, items, &match->reasons[i]);
}

// What would let more providers in. `from` and `to` are left out where something is added or dropped.
static void push_advice(struct json *json, json_t *list, struct run *run, const struct match *match,
			const struct advice *advice, size_t n)
{
	const struct change *change = &advice->change;
	struct str from = change_from(json->arena, change), to = change_to(json->arena, change);
	struct location place = location_of(run, ynode_span(change->at));
	json_t *object = json_push_object(json, list);

	json_put_text(json, object, "file", str_of(run->source.name));
	json_put_text(json, object, "group", match->group->name);
	json_put_number(json, object, "line", place.start.line);
	json_put_number(json, object, "column", place.start.column);
	json_put_number(json, object, "end_line", place.end.line);
	json_put_number(json, object, "end_column", place.end.column);
	json_put_text(json, object, "change", str_of(change_name(change)));
	if (from.len)
		json_put_text(json, object, "from", from);
	if (to.len)
		json_put_text(json, object, "to", to);
	json_put_text(json, object, "message", str_of(change_text(json->arena, change)));
	json_put_number(json, object, "providers", n);
	json_put_number(json, object, "fitting", advice->n_fitting);
	json_put_number(json, object, "would_fit", advice->n_would_fit);
}

static void add_file(struct report *report, struct run *run)
{
	struct state *state = report->state;
	const struct matches *matches = report->matches;

	for (size_t i = 0; matches && i < matches->n; i++)
		push_match(&state->json, state->matches, run->source.name, &matches->items[i]);
	for (size_t i = 0; matches && i * matches->n_providers < matches->n; i++)
		if (matches->advice[i].has_change)
			push_advice(&state->json, state->advice, run, &matches->items[i * matches->n_providers],
				    &matches->advice[i], matches->n_providers);
}

static void end(struct report *report)
{
	struct state *state = report->state;

	json_write(&state->json, &report->out);
}

const struct report_format report_match_json = { .name = "json", .begin = begin, .file = add_file, .end = end };
