// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: one JSON object.
#include "akashlint.h"
#include "base/arena.h"
#include "report/json.h"
#include "report/report.h"
#include "yaml/node.h"

struct state {
	struct json json;
	json_t *diagnostics;
};

static void json_report_begin(struct report *report)
{
	struct state *state = arena_zalloc(report->arena, sizeof(*state));

	report->state = state;
	json_begin(&state->json, report->arena, json_object);
	json_put_text(&state->json, state->json.root, "tool", STR("akashlint"));
	json_put_text(&state->json, state->json.root, "version", STR(AKASHLINT_VERSION));
	// The totals stand before what they count: these are their places.
	json_put_number(&state->json, state->json.root, "files", 0);
	json_put_number(&state->json, state->json.root, "errors", 0);
	json_put_number(&state->json, state->json.root, "warnings", 0);
	json_put_number(&state->json, state->json.root, "infos", 0);
	state->diagnostics = json_put(&state->json, state->json.root, "diagnostics", json_array());
}

static void put_span(struct json *json, json_t *object, struct run *run, struct span span)
{
	struct position start = source_position(&run->source, span.start);
	struct position end = source_position(&run->source, span.end);

	json_put_number(json, object, "line", start.line);
	json_put_number(json, object, "column", start.column);
	json_put_number(json, object, "end_line", end.line);
	json_put_number(json, object, "end_column", end.column);
}

static void put_optional(struct json *json, json_t *object, const char *key, const char *text)
{
	if (text)
		json_put_text(json, object, key, str_of(text));
}

static void put_related(struct json *json, json_t *object, struct run *run, const struct related *related)
{
	json_t *list = json_put(json, object, "related", json_array());

	for (; related; related = related->next) {
		json_t *item = json_push(json, list, json_object());

		json_put_text(json, item, "file", str_of(run->source.name));
		put_span(json, item, run, related->span);
		json_put_text(json, item, "message", str_of(related->message));
	}
}

static void put_fix(struct json *json, json_t *object, struct run *run, const struct fix *fix)
{
	json_t *item = json_put(json, object, "fix", json_object()), *edits;

	json_put_text(json, item, "description", str_of(fix->description));
	json_put_text(json, item, "applicability", str_of(fix->is_unsafe ? "unsafe" : "safe"));
	edits = json_put(json, item, "edits", json_array());
	for (size_t i = 0; i < fix->n_edits; i++) {
		json_t *edit = json_push(json, edits, json_object());

		put_span(json, edit, run, fix->edits[i].span);
		json_put_text(json, edit, "text", fix->edits[i].text);
	}
}

static void put_diag(struct json *json, json_t *object, struct run *run, const struct diag *diag)
{
	json_put_text(json, object, "file", str_of(run->source.name));
	put_span(json, object, run, diag->span);
	json_put_text(json, object, "severity", str_of(severity_name(diag->severity)));
	json_put_text(json, object, "rule", str_of(diag->rule->id));
	json_put_rejected_by(json, object, diag->rejected_by);
	json_put_text(json, object, "message", str_of(diag->message));
	put_optional(json, object, "help", diag->help);
	put_optional(json, object, "path", diag->at ? ynode_path(run->arena, diag->at) : NULL);
	if (diag->related)
		put_related(json, object, run, diag->related);
	if (diag->fix)
		put_fix(json, object, run, diag->fix);
}

static void json_report_file(struct report *report, struct run *run)
{
	struct state *state = report->state;

	for (size_t i = 0; i < run->diags.n; i++)
		put_diag(&state->json, json_push(&state->json, state->diagnostics, json_object()), run,
			 run->diags.items[i]);
}

static void json_report_end(struct report *report)
{
	struct state *state = report->state;

	json_put_number(&state->json, state->json.root, "files", report->totals.n_files);
	json_put_number(&state->json, state->json.root, "errors", report->totals.n_errors);
	json_put_number(&state->json, state->json.root, "warnings", report->totals.n_warnings);
	json_put_number(&state->json, state->json.root, "infos", report->totals.n_infos);
	if (report->totals.n_fixed)
		json_put_number(&state->json, state->json.root, "fixed", report->totals.n_fixed);
	if (report->totals.n_known)
		json_put_number(&state->json, state->json.root, "in_baseline", report->totals.n_known);
	if (report->totals.n_commented + report->totals.n_configured)
		json_put_number(&state->json, state->json.root, "silenced",
				report->totals.n_commented + report->totals.n_configured);
	json_write(&state->json, &report->out);
}

const struct report_format report_json = {
	.name = "json",
	.begin = json_report_begin,
	.file = json_report_file,
	.end = json_report_end,
};
