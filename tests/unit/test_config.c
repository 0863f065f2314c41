// SPDX-License-Identifier: Apache-2.0
// In: configurations, sound and broken. Out: whether they are read as they should be, and faults told at their places.
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <time.h>

#include "base/guard.h"
#include "cli/effective_settings.h"
#include "unit/allocation.h"
#include "unit/fixture.h"
#include "unit/property.h"

struct job {
	struct arena arena;
	struct str text;
	struct config config;
	struct config_faults faults;
	bool is_read;
};

static void work(void *context)
{
	struct job *job = context;

	job->is_read = config_from_source(&job->arena, "c.yml", job->text, &job->config, &job->faults);
}

// arena_clear is due.
static void read_text(struct job *job, struct str text)
{
	*job = (struct job){ .text = text };
	arena_init(&job->arena);
	ck_assert(arena_guard(&job->arena, work, job));
}

// "|" in a text is where the fault is told.
static const struct {
	const char *text, *message;
} faults[] = {
	{ "|[]", "expected a mapping" },
	{ "|text", "expected a mapping" },
	{ "|ruels: {}", "unknown key \"ruels\"; did you mean \"rules\"?" },
	{ "rules: {}\n|fail_on: error", "did you mean \"fail-on\"?" },
	{ "|\"\\u202e\": 1", "unknown key \"\\u202e\"" },
	{ "|[a]: 1", "expected a name" },
	{ "target: network\n|target: network", "duplicate key \"target\"" },
	{ "rules: {gpu-*: off, |gpu-*: off}", "duplicate key" },
	{ "target: |Console", "expected network or console, not the text \"Console\"" },
	{ "|target: ", "expected network or console, not nothing" },
	{ "|target:", "expected network or console, not nothing" },
	{ "fail-on: |[error]", "expected info, warning, error or never, not a list" },
	{ "policy: |{}", "expected the name of a file, not an empty mapping" },
	{ "gpus: |\"\"", "expected the name of a file" },
	{ "rules: |[]", "expected a level for each rule, not an empty list" },
	{ "rules: {|gpu-vendr-ignored: off}",
	  "unknown rule \"gpu-vendr-ignored\"; did you mean \"gpu-vendor-ignored\"?" },
	{ "rules: {|zzz*: off}", "unknown rule \"zzz*\"" },
	{ "rules:\n  gpu-*: |on", "expected error, warning, info or off, not" },
	{ "rules: {gpu-*: {|levle: off, level: off}}", "did you mean \"level\"?" },
	{ "rules: {|gpu-*: {}}", "missing key \"level\"" },
	{ "paths: |{}", "expected a list" },
	{ "paths: [|x]", "expected a mapping with \"path\" and \"rules\"" },
	{ "paths: [|{path: a}]", "missing key \"rules\"" },
	{ "paths: [|{rules: {}}]", "missing key \"path\"" },
	{ "paths: [{path: |{}, rules: {}}]", "expected a path" },
	{ "exclude: [a, |]", "" },
	{ "exclude: [a, |[b]]", "expected a path" },
	{ "exclude: |*a", "undefined anchor" },
	{ "exclude: a\n|--- b", "only the first document" },
	{ "exclude: |@", "can't begin with" },
	{ "|\xFF", "is not UTF-8" },
};

START_TEST(test_fault)
{
	const char *mark = strchr(faults[_i].text, '|'), *line = mark;
	struct config_fault fault;
	struct strbuf text;
	struct arena arena;
	struct job job;
	unsigned n_lines = 1;

	arena_init(&arena);
	text = strbuf_in(&arena);
	strbuf_add(&text, faults[_i].text, (size_t)(mark - faults[_i].text));
	strbuf_puts(&text, mark + 1);
	read_text(&job, (struct str){ text.text, text.len });
	for (const char *c = faults[_i].text; c < mark; c++)
		n_lines += *c == '\n';
	while (line > faults[_i].text && line[-1] != '\n')
		line--;
	if (*faults[_i].message) {
		ck_assert_msg(!job.is_read && job.faults.n > 0, "%s", faults[_i].text);
		fault = job.faults.items[0];
		ck_assert_msg(strstr(fault.message, faults[_i].message) != NULL, "%s: %s", faults[_i].text,
			      fault.message);
		ck_assert_msg(fault.line == n_lines && fault.column == (unsigned)(mark - line) + 1, "%s: %u:%u",
			      faults[_i].text, (unsigned)fault.line, (unsigned)fault.column);
	}
	arena_clear(&job.arena);
	arena_clear(&arena);
}
END_TEST

START_TEST(test_values)
{
	static const char text[] = "%YAML 1.1\n---\nrules: &r\n  gpu-*: off\n  cpu-*: {level: warning}\n"
				   "paths:\n- path: [a, b]\n  rules: *r\n- {path: c, rules: {price-*: info}}\n"
				   "exclude: x\nfail-on: never\ntarget: 'console'\npolicy: p.json\ngpus: \"g.json\"\n";
	struct job job;

	read_text(&job, str_of(text));
	ck_assert(job.is_read);
	ck_assert_uint_eq(job.config.levels.n, 2);
	ck_assert_int_eq(job.config.levels.items[1].level, SEVERITY_WARNING);
	ck_assert_uint_eq(job.config.levels.items[1].line, 5);
	ck_assert_uint_eq(job.config.n_paths, 2);
	ck_assert_uint_eq(job.config.paths[0].globs.n, 2);
	ck_assert_uint_eq(job.config.paths[0].levels.n, 2);
	ck_assert_int_eq(job.config.paths[1].levels.items[0].level, SEVERITY_INFO);
	ck_assert_uint_eq(job.config.exclude.n, 1);
	ck_assert_int_eq(job.config.fail_on.value, FAIL_ON_NEVER);
	ck_assert_int_eq(job.config.is_for_console.value, 1);
	ck_assert(str_is(job.config.policy.text, "p.json"));
	ck_assert(str_is(job.config.gpus.text, "g.json"));
	arena_clear(&job.arena);
}
END_TEST

START_TEST(test_nothing)
{
	static const char *const texts[] = { "", "# nothing\n", "---\n", "{}", "~" };
	struct job job;

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		read_text(&job, str_of(texts[i]));
		ck_assert_msg(job.is_read, "%s", texts[i]);
		arena_clear(&job.arena);
	}
}
END_TEST

START_TEST(test_too_large)
{
	static char text[CONFIG_MAX_BYTES + 1];
	struct job job;

	memset(text, ' ', sizeof(text));
	read_text(&job, (struct str){ text, sizeof(text) - 1 });
	ck_assert(job.is_read);
	arena_clear(&job.arena);
	read_text(&job, (struct str){ text, sizeof(text) });
	ck_assert(!job.is_read);
	arena_clear(&job.arena);
}
END_TEST

static const struct {
	const char *glob, *path;
	bool is_match;
} globs[] = {
	{ "a.yml", "a.yml", true },
	{ "a.yml", "x/y/a.yml", true },
	{ "a.yml", "x/a.yml/b.yml", true },
	{ "a.yml", "x/ba.yml", false },
	{ "/a.yml", "a.yml", true },
	{ "/a.yml", "x/a.yml", false },
	{ "./a.yml", "x/a.yml", false },
	{ "./a.yml", "a.yml", true },
	{ "*.yml", "x/a.yml", true },
	{ "x/*", "x/y/a.yml", true },
	{ "x/*", "x/a.yml", true },
	{ "x/*", "y/x/a.yml", false },
	{ "x/y", "x/y/a.yml", true },
	{ "x/y/", "x/y/a.yml", true },
	{ "x/", "x/a.yml", true },
	{ "x", "x/a.yml", true },
	{ "x", "y/x/a.yml", true },
	{ "**/x", "x/a.yml", true },
	{ "**/x/*", "x/a.yml", true },
	{ "**/x/*", "y/x/a.yml", true },
	{ "x/?.yml", "x/ab.yml", false },
	{ "x/*/a.yml", "x/a.yml", false },
	{ "x/*/a.yml", "x/y/z/a.yml", true },
	{ "*", "a", true },
	{ "", "a", false },
	{ "/", "a", false },
	{ "x/y", "x/yz", false },
};

START_TEST(test_globs)
{
	for (size_t i = 0; i < COUNT_OF(globs); i++)
		ck_assert_msg(config_glob_matches(str_of(globs[i].glob), str_of(globs[i].path)) == globs[i].is_match,
			      "\"%s\" and \"%s\"", globs[i].glob, globs[i].path);
}
END_TEST

// The keys of the schema are those of the reader.
START_TEST(test_schema)
{
	json_t *schema = json_load_file("schemas/config.schema.json", 0, NULL), *property;
	const char *name;
	size_t n = 0;

	ck_assert_ptr_nonnull(schema);
	json_object_foreach(json_object_get(schema, "properties"), name, property)
	{
		struct strbuf text;
		struct arena arena;
		struct job job;

		arena_init(&arena);
		text = strbuf_in(&arena);
		strbuf_printf(&text, "%s: ~\n", name);
		read_text(&job, (struct str){ text.text, text.len });
		ck_assert_msg(job.faults.n == 1 && !strstr(job.faults.items[0].message, "unknown key"), "%s", name);
		arena_clear(&job.arena);
		arena_clear(&arena);
		n++;
	}
	ck_assert_uint_eq(n, 7);
	json_decref(schema);
}
END_TEST

START_TEST(test_mutation)
{
	uint64_t state = 1;
	struct arena arena;
	struct str text;

	arena_init(&arena);
	text = fixture_read(&arena, "examples/config/.akashlint.yml");
	for (int i = 0; i < 3000; i++) {
		char *copy = malloc(text.len);
		struct job job;

		memcpy(copy, text.ptr, text.len);
		for (uint64_t j = 0, n = 1 + random_below(&state, 3); j < n; j++)
			copy[random_below(&state, text.len)] = "#:-[]{}*&! \n'\"x\xFF"[random_below(&state, 16)];
		read_text(&job, (struct str){ copy, text.len });
		expect(job.is_read == (job.faults.n == 0), "round %d", i);
		for (size_t j = 0; j < job.faults.n; j++)
			expect(job.faults.items[j].line > 0 && job.faults.items[j].column > 0, "round %d: no place", i);
		arena_clear(&job.arena);
		free(copy);
	}
	arena_clear(&arena);
}
END_TEST

struct forces {
	struct arena arena;
	struct options options;
	bool is_done;
};

static void find_forces(void *context)
{
	struct forces *forces = context;
	struct file_settings effective;
	struct settings_cache all;

	forces->is_done = false;
	if (!effective_settings_init(&all, &forces->arena, &forces->options))
		return;
	effective = effective_settings_of(&all, "examples/config/experiments/x.yml");
	settings_of_file(&forces->arena, &effective, "examples/config/experiments/x.yml", NULL);
	forces->is_done = effective.all && effective.all->file;
}

static bool find_forces_once(void *context)
{
	struct forces *forces = context;
	bool is_whole;

	arena_init(&forces->arena);
	is_whole = arena_guard(&forces->arena, find_forces, forces);
	arena_clear(&forces->arena);
	return is_whole && forces->is_done;
}

START_TEST(test_memory)
{
	struct forces forces = { .options = { .command = &commands[0] } };
	time_t now = time(NULL);
	struct tm day;

	// Reads the time zone, once and for all.
	gmtime_r(&now, &day);
	allocation_fail_each(MAY_DO_WITHOUT, find_forces_once, &forces);
}
END_TEST

Suite *config_suite(void)
{
	Suite *suite = suite_create("config");
	TCase *tcase = tcase_create("config");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_fault, 0, COUNT_OF(faults));
	tcase_add_test(tcase, test_values);
	tcase_add_test(tcase, test_nothing);
	tcase_add_test(tcase, test_too_large);
	tcase_add_test(tcase, test_globs);
	tcase_add_test(tcase, test_schema);
	tcase_add_test(tcase, test_mutation);
	tcase_add_test(tcase, test_memory);
	suite_add_tcase(suite, tcase);
	return suite;
}
