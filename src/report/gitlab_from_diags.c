// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: a Code Quality report for GitLab: a JSON array.
#include "base/arena.h"
#include "base/hash.h"
#include "base/table.h"
#include "report/json.h"
#include "report/location.h"
#include "yaml/node.h"

static const char *const severities[] = {
	[SEVERITY_INFO] = "info",
	[SEVERITY_WARNING] = "minor",
	[SEVERITY_ERROR] = "critical",
};

struct state {
	struct json json;
	struct table counts; // of fingerprints, before they are told apart
};

static void gitlab_begin(struct report *report)
{
	struct state *state = arena_zalloc(report->arena, sizeof(*state));

	report->state = state;
	json_begin(&state->json, report->arena, json_array);
}

// With the NUL at its end.
static uint64_t hash_text(uint64_t hash, const char *text)
{
	return hash_bytes(hash, text, strlen(text) + 1);
}

// It has no line number, so that a moved finding stays the same. The nth identical one has n in it.
static const char *fingerprint(struct report *report, const char *path, struct run *run, const struct diag *diag)
{
	static const uint64_t seeds[] = { HASH_START, UINT64_C(0x9AE16A3B2F90404F) };
	const char *keys = diag->at ? ynode_path(run->arena, diag->at) : NULL;
	struct state *state = report->state;
	uint64_t hash[COUNT_OF(seeds)];
	const char *name;
	size_t *count;
	void **place;

	for (size_t i = 0; i < COUNT_OF(seeds); i++) {
		hash[i] = hash_text(hash_text(seeds[i], diag->rule->id), path);
		hash[i] = hash_text(hash_text(hash[i], keys ? keys : ""), diag->message);
	}
	name = arena_printf(report->arena, "%016llx%016llx", (unsigned long long)hash[0], (unsigned long long)hash[1]);
	place = table_put(report->arena, &state->counts, str_of(name));
	if (!*place)
		*place = arena_zalloc(report->arena, sizeof(*count));
	count = *place;
	return ++*count == 1 ? name : arena_printf(report->arena, "%s-%zu", name, *count);
}

static void put_diag(struct report *report, struct run *run, const struct diag *diag)
{
	struct json *json = &((struct state *)report->state)->json;
	json_t *item = json_push_object(json, json->root), *location, *lines;
	struct location place = location_of(run, diag->span);
	const char *path = report_path(report, run);

	json_put_text(json, item, "description", str_of(diag->message));
	json_put_text(json, item, "check_name", str_of(diag->rule->id));
	json_put_text(json, item, "fingerprint", str_of(fingerprint(report, path, run, diag)));
	json_put_text(json, item, "severity", str_of(severities[diag->severity]));
	if (diag->help)
		json_put_text(json, json_put_object(json, item, "content"), "body", str_of(diag->help));
	location = json_put_object(json, item, "location");
	json_put_text(json, location, "path", str_of(path));
	lines = json_put_object(json, location, "lines");
	json_put_number(json, lines, "begin", place.start.line);
	json_put_number(json, lines, "end", place.end.line);
}

static void gitlab_file(struct report *report, struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++)
		put_diag(report, run, run->diags.items[i]);
}

static void gitlab_end(struct report *report)
{
	json_write(&((struct state *)report->state)->json, &report->out);
}

const struct report_format report_gitlab = {
	.name = "gitlab",
	.begin = gitlab_begin,
	.file = gitlab_file,
	.end = gitlab_end,
};
