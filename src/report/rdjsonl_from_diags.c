// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: a line of JSON for each, as reviewdog reads them.
#include "report/json.h"
#include "report/location.h"

static const char *const severities[] = {
	[SEVERITY_INFO] = "INFO",
	[SEVERITY_WARNING] = "WARNING",
	[SEVERITY_ERROR] = "ERROR",
};

static void put_position(struct json *json, json_t *range, const char *key, struct position position)
{
	json_t *object = json_put_object(json, range, key);

	json_put_number(json, object, "line", position.line);
	json_put_number(json, object, "column", position.column);
}

static void put_range(struct json *json, json_t *object, struct run *run, struct span span)
{
	struct location place = byte_location_of(run, span);
	json_t *range = json_put_object(json, object, "range");

	put_position(json, range, "start", place.start);
	put_position(json, range, "end", place.end);
}

static json_t *put_location(struct json *json, json_t *object, const char *path, struct run *run, struct span span)
{
	json_t *location = json_put_object(json, object, "location");

	json_put_text(json, location, "path", str_of(path));
	put_range(json, location, run, span);
	return location;
}

static void put_related(struct json *json, const char *path, struct run *run, const struct related *related)
{
	json_t *list = json_put_array(json, json->root, "related_locations");

	for (; related; related = related->next) {
		json_t *item = json_push_object(json, list);

		json_put_text(json, item, "message", str_of(related->message));
		put_location(json, item, path, run, related->span);
	}
}

static void put_suggestions(struct json *json, struct run *run, const struct fix *fix)
{
	json_t *list = json_put_array(json, json->root, "suggestions");

	for (size_t i = 0; i < fix->n_edits; i++) {
		json_t *item = json_push_object(json, list);

		put_range(json, item, run, fix->edits[i].span);
		json_put_text(json, item, "text", fix->edits[i].text);
	}
}

static void add_diag(struct report *report, struct run *run, const struct diag *diag)
{
	const char *path = report_path(report, run);
	struct json json;

	json_begin(&json, run->arena, json_object);
	json_put_text(&json, json.root, "message", str_of(whole_message(run->arena, diag)));
	put_location(&json, json.root, path, run, diag->span);
	json_put_text(&json, json.root, "severity", str_of(severities[diag->severity]));
	json_put_text(&json, json_put_object(&json, json.root, "source"), "name", STR("akashlint"));
	json_put_text(&json, json_put_object(&json, json.root, "code"), "value", str_of(diag->rule->id));
	if (diag->fix)
		put_suggestions(&json, run, diag->fix);
	if (diag->related)
		put_related(&json, path, run, diag->related);
	json_write_line(&json, &report->out);
}

static void rdjsonl_file(struct report *report, struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++)
		add_diag(report, run, run->diags.items[i]);
}

const struct report_format report_rdjsonl = { .name = "rdjsonl", .file = rdjsonl_file };
