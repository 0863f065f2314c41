// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: a SARIF 2.1.0 log, as GitHub's code scanning reads them.
#include "akashlint.h"
#include "base/arena.h"
#include "report/line_hash.h"
#include "report/location.h"
#include "report/sarif.h"
#include "yaml/node.h"

struct state {
	struct json json;
	json_t *rules, *results;
	uint32_t *rule_numbers; // by index into all_rules: 1 for the first of `rules`, 0 for one that is not among them
};

static void sarif_begin(struct report *report)
{
	struct state *state = arena_zalloc(report->arena, sizeof(*state));
	struct json *json = &state->json;
	json_t *run, *driver;

	report->state = state;
	state->rule_numbers = arena_zalloc(report->arena, n_all_rules * sizeof(*state->rule_numbers));
	json_begin(json, report->arena, json_object);
	json_put_text(json, json->root, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
	json_put_text(json, json->root, "version", STR("2.1.0"));
	run = json_push_object(json, json_put_array(json, json->root, "runs"));
	driver = json_put_object(json, json_put_object(json, run, "tool"), "driver");
	json_put_text(json, driver, "name", STR("akashlint"));
	json_put_text(json, driver, "version", STR(AKASHLINT_VERSION));
	json_put_text(json, driver, "semanticVersion", STR(AKASHLINT_VERSION));
	state->rules = json_put_array(json, driver, "rules");
	json_put_text(json, run, "columnKind", STR("unicodeCodePoints"));
	state->results = json_put_array(json, run, "results");
}

static uint32_t number_of(struct state *state, const struct rule *rule)
{
	uint32_t *number = &state->rule_numbers[rule_index(rule)];

	if (*number == 0) {
		sarif_push_rule(&state->json, state->rules, rule);
		*number = (uint32_t)json_array_size(state->rules);
	}
	return *number;
}

static void put_region(struct json *json, json_t *object, const char *key, struct run *run, struct span span)
{
	json_t *region = json_put_object(json, object, key);
	struct location place = location_of(run, span);

	json_put_number(json, region, "startLine", place.start.line);
	json_put_number(json, region, "startColumn", place.start.column);
	json_put_number(json, region, "endLine", place.end.line);
	json_put_number(json, region, "endColumn", place.end.column);
}

static void put_artifact(struct json *json, json_t *object, const char *uri)
{
	json_put_text(json, json_put_object(json, object, "artifactLocation"), "uri", str_of(uri));
}

static void put_physical(struct json *json, json_t *location, const char *uri, struct run *run, struct span span)
{
	json_t *physical = json_put_object(json, location, "physicalLocation");

	put_artifact(json, physical, uri);
	put_region(json, physical, "region", run, span);
}

static const char *kind_of(const struct ynode *node)
{
	if (node->parent && node->parent->kind == YNODE_MAPPING && node->index % 2 == 0)
		return "property";
	return node->kind == YNODE_MAPPING ? "object" : node->kind == YNODE_SEQUENCE ? "array" : "value";
}

static void put_logical(struct json *json, json_t *location, struct run *run, const struct ynode *at)
{
	const char *path = at ? ynode_path(run->arena, at) : NULL;
	json_t *logical;

	if (!path)
		return;
	logical = json_push_object(json, json_put_array(json, location, "logicalLocations"));
	json_put_text(json, logical, "fullyQualifiedName", str_of(path));
	json_put_text(json, logical, "kind", str_of(kind_of(at)));
}

static void put_related(struct json *json, json_t *result, const char *uri, struct run *run, const struct diag *diag)
{
	json_t *list = json_put_array(json, result, "relatedLocations");
	uint64_t id = 0;

	for (const struct related *related = diag->related; related; related = related->next) {
		json_t *location = json_push_object(json, list);

		json_put_number(json, location, "id", ++id);
		put_physical(json, location, uri, run, related->span);
		sarif_put_message(json, location, "message", related->message);
	}
}

static void put_fix(struct json *json, json_t *result, const char *uri, struct run *run, const struct fix *fix)
{
	json_t *item = json_push_object(json, json_put_array(json, result, "fixes")), *change, *list;

	sarif_put_message(json, item, "description", fix->description);
	change = json_push_object(json, json_put_array(json, item, "artifactChanges"));
	put_artifact(json, change, uri);
	list = json_put_array(json, change, "replacements");
	for (size_t i = 0; i < fix->n_edits; i++) {
		json_t *replacement = json_push_object(json, list);

		put_region(json, replacement, "deletedRegion", run, fix->edits[i].span);
		json_put_text(json, json_put_object(json, replacement, "insertedContent"), "text", fix->edits[i].text);
	}
}

static void put_fingerprint(struct json *json, json_t *result, const struct line_hash *hash)
{
	json_t *prints = json_put_object(json, result, "partialFingerprints");
	const char *text = arena_printf(json->arena, "%llx:%u", (unsigned long long)hash->hash, (unsigned)hash->nth);

	json_put_text(json, prints, "primaryLocationLineHash", str_of(text));
}

static json_t *push_result(struct state *state, const char *uri, struct run *run, const struct diag *diag)
{
	json_t *result = json_push_object(&state->json, state->results), *location;
	struct json *json = &state->json;

	json_put_text(json, result, "ruleId", str_of(diag->rule->id));
	json_put_number(json, result, "ruleIndex", number_of(state, diag->rule) - 1);
	json_put_text(json, result, "level", str_of(sarif_level(diag->severity)));
	sarif_put_message(json, result, "message", whole_message(run->arena, diag));
	location = json_push_object(json, json_put_array(json, result, "locations"));
	put_physical(json, location, uri, run, diag->span);
	put_logical(json, location, run, diag->at);
	if (diag->related)
		put_related(json, result, uri, run, diag);
	if (diag->fix)
		put_fix(json, result, uri, run, diag->fix);
	if (diag->rejected_by)
		json_put_rejected_by(json, json_put_object(json, result, "properties"), diag->rejected_by);
	return result;
}

// One result of a run has the list when any has it, empty or not.
static void put_suppressions(struct json *json, json_t *result, const struct suppression *suppression)
{
	json_t *list = json_put_array(json, result, "suppressions"), *item;

	if (!suppression)
		return;
	item = json_push_object(json, list);
	json_put_text(json, item, "kind", STR("inSource"));
	if (suppression->reason.len)
		json_put_text(json, item, "justification", suppression->reason);
}

static void push_diags(struct state *state, const char *uri, struct run *run, const struct diags *diags)
{
	struct line_hash *hashes = arena_zalloc(run->arena, (diags->n + 1) * sizeof(*hashes));
	struct str text = { run->source.text, run->source.len };

	for (size_t i = 0; i < diags->n; i++)
		hashes[i].line = source_position(&run->source, diags->items[i]->span.start).line;
	line_hashes(run->arena, text, hashes, diags->n);
	for (size_t i = 0; i < diags->n; i++) {
		json_t *result = push_result(state, uri, run, diags->items[i]);

		put_suppressions(&state->json, result, diags->items[i]->suppression);
		// GitHub takes the bytes of a file in UTF-16 for UTF-8: its hash is not the one of the text.
		if (!run->source.is_converted)
			put_fingerprint(&state->json, result, &hashes[i]);
	}
}

static void sarif_file(struct report *report, struct run *run)
{
	const char *uri = uri_from_path(run->arena, report_path(report, run));

	push_diags(report->state, uri, run, &run->diags);
	if (run->suppressed.n)
		push_diags(report->state, uri, run, &run->suppressed);
}

static void sarif_end(struct report *report)
{
	json_write(&((struct state *)report->state)->json, &report->out);
}

const struct report_format report_sarif = {
	.name = "sarif",
	.begin = sarif_begin,
	.file = sarif_file,
	.end = sarif_end,
};
