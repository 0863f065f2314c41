// SPDX-License-Identifier: Apache-2.0
// In: what was matched. Out: JSON, one object for each group and provider.
#include "base/arena.h"
#include "match/match.h"
#include "report/json.h"
#include "report/match.h"

struct state {
	struct json json;
	json_t *matches;
};

static void begin(struct report *report)
{
	struct state *state = arena_alloc(report->arena, sizeof(*state));

	json_begin(&state->json, report->arena, json_object);
	state->matches = json_put_array(&state->json, state->json.root, "matches");
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
	items = json_put_array(json, object, "unknown");
	for (size_t i = 0; i < match->n_unknown; i++)
		json_push_text(json, items, str_of(match->unknown[i]));
	items = json_put_array(json, object, "reasons");
	for (size_t i = 0; i < match->n_reasons; i++)
		push_reason(json, items, &match->reasons[i]);
}

static void add_file(struct report *report, struct run *run)
{
	struct state *state = report->state;

	for (size_t i = 0; report->matches && i < report->matches->n; i++)
		push_match(&state->json, state->matches, run->source.name, &report->matches->items[i]);
}

static void end(struct report *report)
{
	struct state *state = report->state;

	json_write(&state->json, &report->out);
}

const struct report_format report_match_json = { .name = "json", .begin = begin, .file = add_file, .end = end };
