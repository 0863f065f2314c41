// SPDX-License-Identifier: Apache-2.0
// In: policies, sound and broken. Out: whether they are read as they should be, and faults told at their places.
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/guard.h"
#include "diag/levels.h"
#include "lint.h"
#include "policy/policy.h"
#include "unit/allocation.h"
#include "unit/fixture.h"
// clang-format off

enum { DEFAULT_ROUNDS = 400, MOST_EDITS = 3 };

// What a policy may extend here.
static const struct file {
	const char *name, *text;
} files[] = {
	{ "base.json", "{\"version\": 1, \"rules\": {\"gpu-units-odd\": \"error\", \"gpu-units-*\": \"off\"},"
		       "\"gpu\": {\"vendors\": [\"nvidia\"], \"min_vram\": \"24Gi\"},"
		       "\"pricing\": {\"denoms\": [\"uact\", \"uakt\"], \"max_per_block\": {\"uact\": \"10\"}}}" },
	{ "other.json", "{\"version\": 1, \"gpu\": {\"min_vram\": \"40Gi\", \"cpu_per_gpu\": {\"min\": \"8\"}}}" },
	{ "bad.json", "{\"version\": 1,\n  \"gpu\": []}" },
	{ "self.json", "{\"version\": 1, \"extends\": [\"self.json\"]}" },
	{ "ping.json", "{\"version\": 1, \"extends\": [\"pong.json\"]}" },
	{ "pong.json", "{\"version\": 1, \"extends\": [\"ping.json\"]}" },
	{ "1.json", "{\"version\": 1, \"extends\": [\"2.json\", \"2.json\", \"2.json\", \"2.json\"]}" },
	{ "2.json", "{\"version\": 1, \"extends\": [\"3.json\", \"3.json\", \"3.json\", \"3.json\"]}" },
	{ "3.json", "{\"version\": 1, \"extends\": [\"4.json\", \"4.json\", \"4.json\", \"4.json\"]}" },
	{ "4.json", "{\"version\": 1}" },
};

static struct str ml_team; // "ml-team.json", if it is set

struct job {
	struct arena arena;
	struct str text;
	struct policy policy;
	struct json_fault error;
	bool is_read;
};

static bool load_file(void *context, const char *from, const char *name, const char **path, struct str *text,
		      const char **message)
{
	(void)context;
	(void)from;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		if (strcmp(files[i].name, name) == 0) {
			*path = files[i].name;
			*text = str_of(files[i].text);
			return true;
		}
	*path = "ml-team.json";
	*text = ml_team;
	*message = "there is none";
	return ml_team.len > 0 && strcmp(name, "ml-team.json") == 0;
}

static void work(void *context)
{
	static const struct policy_loader loader = { load_file, NULL };
	struct job *job = context;

	job->is_read = policy_from_json(&job->arena, &loader, "policy.json", job->text, &job->policy, &job->error);
}

// arena_clear is due.
static void read_text(struct job *job, struct str text)
{
	*job = (struct job){ .text = text };
	arena_init(&job->arena);
	ck_assert(arena_guard(&job->arena, work, job));
}

static void read_sound(struct job *job, const char *text)
{
	read_text(job, str_of(text));
	ck_assert_msg(job->is_read, "%s: %u:%u: %s", text, job->error.place.line, job->error.place.column, job->error.message);
}

// "|" in a text is where the fault is told.
static const struct {
	const char *text, *message;
} faults[] = {
	{ "|", "invalid JSON: " },
	{ "|\xFF", "unable to decode byte 0xff" },
	{ "{|", "end of file" },
	{ "|1", "invalid JSON: " },
	{ "|[]", "expected an object" },
	{ "|{}", "expected \"version\": 1" },
	{ "{\"version\": 1}\n|x", "end of file expected" },
	{ "{\"version\": 1,\n\t|}", "near '}'" },
	{ "{\"version\": 1, |\"version\": 1}", "duplicate object key" },
	{ "{\"name\": |\"ab\n\"}", "unexpected newline" },
	{ "{\"n\xC3\xA4me\": |nul}", "invalid token" },
	{ "{\"version\": |2}", "expected 1" },
	{ "{\"version\": |\"1\"}", "expected 1" },
	{ "{\"version\": |99999999999999999999}", "too big integer" },
	{ "{\"version\": 1, |\"gpus\": {}}", "unknown key \"gpus\"; did you mean \"gpu\"?" },
	{ "|{\"version\": 1, \"\\u202e\": {}}", "unknown key \"\\u202e\"" },
	{ "{\"version\": 1, \"gpu\": {|\"min_vrm\": \"1Gi\"}}", "unknown key \"min_vrm\"; did you mean \"min_vram\"?" },
	{ "{\"version\": 1, \"name\": |\"\"}", "expected text that is not empty" },
	{ "{\"version\": 1, \"$schema\": |{}}", "expected text" },
	{ "{\"version\": 1, \"gpu\": |null}", "expected an object" },
	{ "{\"version\": 1, \"gpu\": {\"vendors\": |\"nvidia\"}}", "expected a list" },
	{ "{\"version\": 1, \"gpu\": {\"vendors\": [\"nvidia\", |7]}}", "expected text" },
	{ "{\"version\": 1, \"gpu\": {\"require_model\": |\"yes\"}}", "expected true or false" },
	{ "{\"version\": 1, \"gpu\": {\"min_vram\": |40}}", "expected a size in quotes" },
	{ "{\"version\": 1, \"gpu\": {\"min_vram\": |\"40GB\"}}", "expected a size in quotes" },
	{ "{\"version\": 1, \"gpu\": {\"min_vram\": |\"-1Gi\"}}", "expected a size in quotes" },
	{ "{\"version\": 1, \"gpu\": {\"min_vram\": |\"1e9\"}}", "expected a size in quotes" },
	{ "{\"version\": 1, \"gpu\": {\"min_vram\": |\"0x10\"}}", "expected a size in quotes" },
	{ "{\"version\": 1, \"gpu\": {\"min_vram\": |\"99999Ei\"}}", "expected a size in quotes" },
	{ "{\"version\": 1, \"gpu\": {\"max_units\": {\"service\": |-1}}}", "expected a whole number" },
	{ "{\"version\": 1, \"gpu\": {\"max_units\": {\"service\": |1.5}}}", "expected a whole number" },
	{ "{\"version\": 1, \"gpu\": {\"max_units\": {\"service\": |1e300}}}", "expected a whole number" },
	{ "{\"version\": 1, \"gpu\": {\"cpu_per_gpu\": {\"min\": |\"1.0001\"}}}", "expected an amount of CPU" },
	{ "{\"version\": 1, \"gpu\": {\"cpu_per_gpu\": {\"min\": |\"5000000\"}}}", "expected an amount of CPU" },
	{ "{\"version\": 1, \"gpu\": {\"cpu_per_gpu\": |{\"min\": \"8\", \"max\": \"4000m\"}}}", "\"min\" is above \"max\"" },
	{ "{\"version\": 1, \"gpu\": {\"memory_per_gpu\": |{\"min\": \"8Gi\", \"max\": \"8G\"}}}", "\"min\" is above \"max\"" },
	{ "{\"version\": 1, \"gpu\": {\"memory_per_gpu\": {\"min_vram_ratio\": |-0.5}}}", "expected a number" },
	{ "{\"version\": 1, \"placement\": {\"require_attributes\": [|{\"value\": \"x\"}]}}", "an object with \"key\"" },
	{ "{\"version\": 1, \"placement\": {\"require_attributes\": [{\"key\": \"x\", \"value\": |[]}]}}", "at least one" },
	{ "{\"version\": 1, \"placement\": {\"require_attributes\": |{}}}", "expected a list" },
	{ "{\"version\": 1, \"pricing\": {\"max_per_block\": |[]}}", "an amount for each denomination" },
	{ "{\"version\": 1, \"pricing\": {\"max_per_block\": {\"uact\": |60000}}}", "an amount in quotes" },
	{ "{\"version\": 1, \"pricing\": {\"max_per_block\": {\"uact\": |\"1e5\"}}}", "an amount in quotes" },
	{ "{\"version\": 1, \"pricing\": {\"max_per_gpu_hour_usd\": |\"$4\"}}", "expected a number" },
	{ "{\"version\": 1, \"pricing\": {\"rates\": |7}}", "a rate for each denomination" },
	{ "{\"version\": 1, \"pricing\": {\"rates\": {\"uakt\": |{}}}}", "\"usd_per_unit\"" },
	{ "{\"version\": 1, \"pricing\": {\"rates\": {\"uakt\": {\"usd_per_unit\": |0}}}}", "above 0" },
	{ "{\"version\": 1, \"rules\": |[]}", "a level for each rule" },
	{ "{\"version\": 1, \"rules\": {|\"gpu-vendr-ignored\": \"off\"}}", "did you mean \"gpu-vendor-ignored\"?" },
	{ "{\"version\": 1, \"rules\": {|\"zzz*\": \"off\"}}", "unknown rule \"zzz*\"" },
	{ "{\"version\": 1, \"rules\": {\"gpu-*\": |\"of\"}}", "\"error\", \"warning\", \"info\" or \"off\"" },
	{ "{\"version\": 1, \"rules\": {\"gpu-*\": |{}}}", "\"level\"" },
	{ "{\"version\": 1, \"rules\": {\"gpu-*\": {\"level\": \"off\", |\"max_units_per_node\": 4}}}", "only \"gpu-units-over-node\"" },
	{ "{\"version\": 1, \"exceptions\": |{}}", "expected a list" },
	{ "{\"version\": 1, \"exceptions\": [|{\"rule\": \"gpu-*\"}]}", "\"rule\" and \"reason\"" },
	{ "{\"version\": 1, \"exceptions\": [{\"rule\": |\"gpu\", \"reason\": \"x\"}]}", "unknown rule \"gpu\"" },
	{ "{\"version\": 1, \"exceptions\": [{\"rule\": \"gpu-*\", \"reason\": \"x\", \"until\": |\"2026-02-29\"}]}", "expected a day" },
	{ "{\"version\": 1, \"exceptions\": [{\"rule\": \"gpu-*\", \"reason\": \"x\", \"until\": |\"2026-13-01\"}]}", "expected a day" },
	{ "{\"version\": 1, \"exceptions\": [{\"rule\": \"gpu-*\", \"reason\": \"x\", \"until\": |\"31.12.2026\"}]}", "expected a day" },
	{ "{\"version\": 1, \"exceptions\": [{\"rule\": \"gpu-*\", \"reason\": \"x\", \"until\": |20261231}]}", "expected a day" },
	{ "{\"version\": 1, \"extends\": |\"base.json\"}", "expected a list" },
	{ "{\"version\": 1, \"extends\": [|\"none.json\"]}", "can't extend \"none.json\": there is none" },
	{ "{\"version\": 1, \"extends\": [\"base.json\", |\"builtin:none\"]}", "unknown policy \"builtin:none\"" },
	{ "{\"version\": 1, \"extends\": [\"other.json\"], \"gpu\": {\"cpu_per_gpu\": |{\"max\": \"4\"}}}", "\"min\" is above \"max\"" },
};

START_TEST(test_fault)
{
	const char *at = strchr(faults[_i].text, '|');
	unsigned line = 1, column = 1;
	struct strbuf text;
	struct arena arena;
	struct job job;

	arena_init(&arena);
	text = strbuf_in(&arena);
	strbuf_add(&text, faults[_i].text, (size_t)(at - faults[_i].text));
	strbuf_puts(&text, at + 1);
	for (const char *c = faults[_i].text; c < at; c++) {
		column = *c == '\n' ? 1 : column + ((*c & 0xC0) != 0x80);
		line += *c == '\n';
	}
	read_text(&job, (struct str){ text.text, text.len });
	ck_assert_msg(!job.is_read, "%s", faults[_i].text);
	ck_assert_str_eq(job.error.path, "policy.json");
	ck_assert_msg(strstr(job.error.message, faults[_i].message), "%s: %s", faults[_i].text, job.error.message);
	ck_assert_msg(job.error.place.line == line && job.error.place.column == column, "%s: %u:%u", faults[_i].text,
		      job.error.place.line, job.error.place.column);
	arena_clear(&job.arena);
	arena_clear(&arena);
}
END_TEST

static void check_elsewhere(const char *text, const char *path, const char *message)
{
	struct job job;

	read_text(&job, str_of(text));
	ck_assert(!job.is_read);
	ck_assert_str_eq(job.error.path, path);
	ck_assert_msg(strstr(job.error.message, message), "%s", job.error.message);
	arena_clear(&job.arena);
}

START_TEST(test_extended_faults)
{
	check_elsewhere("{\"version\": 1, \"extends\": [\"bad.json\"]}", "bad.json", "expected an object");
	check_elsewhere("{\"version\": 1, \"extends\": [\"self.json\"]}", "self.json", "can't extend itself");
	check_elsewhere("{\"version\": 1, \"extends\": [\"ping.json\"]}", "pong.json", "can't extend itself");
	check_elsewhere("{\"version\": 1, \"extends\": [\"1.json\"]}", "3.json", "too many policies");
}
END_TEST

START_TEST(test_too_large)
{
	size_t len = POLICY_MAX_BYTES + 1;
	char *text = malloc(len);
	struct job job;

	ck_assert_ptr_nonnull(text);
	memset(text, ' ', len);
	memcpy(text, "{\"version\": 1}", 14);
	read_text(&job, (struct str){ text, len });
	ck_assert(!job.is_read);
	ck_assert_uint_eq(job.error.place.line, 0);
	ck_assert_str_eq(job.error.message, "too large for a policy: more than 1 MiB");
	arena_clear(&job.arena);
	read_text(&job, (struct str){ text, len - 1 });
	ck_assert(job.is_read);
	arena_clear(&job.arena);
	memset(text, '[', len);
	read_text(&job, (struct str){ text, len - 1 });
	ck_assert_msg(!job.is_read && strstr(job.error.message, "maximum parsing depth"), "%s", job.error.message);
	arena_clear(&job.arena);
	free(text);
}
END_TEST

START_TEST(test_values)
{
	struct job job;

	read_sound(&job, "\xEF\xBB\xBF{\"$schema\": \"x\", \"version\": 1.0, \"name\": \"n\", \"extends\": [\"builtin:akash-mainnet\"],"
			 "\"rules\": {\"gpu-units-over-node\": {\"level\": \"info\", \"max_units_per_node\": 4}},"
			 "\"gpu\": {\"vendors\": [], \"cpu_per_gpu\": {\"min\": \"500m\", \"max\": \"1.5\"}, \"min_vram\": \"1.5Gi\","
			 "\"max_units\": {\"group\": 16.0}, \"memory_per_gpu\": {\"min_vram_ratio\": 0.25}},"
			 "\"placement\": {\"require_attributes\": [{\"key\": \"tier\", \"value\": \"a\"}, {\"key\": \"host\"}]},"
			 "\"pricing\": {\"max_per_gpu_hour_usd\": \"4.50\", \"max_per_block\": {\"uact\": \"0\"},"
			 "\"rates\": {\"uakt\": {\"usd_per_unit\": null}}},"
			 "\"exceptions\": [{\"rule\": \"gpu-*\", \"reason\": \"r\", \"until\": \"2028-02-29\"}]}");
	ck_assert(str_is(job.policy.name, "n"));
	ck_assert(job.policy.gpu.vendors.is_set && job.policy.gpu.vendors.n == 0 && !job.policy.gpu.interfaces.is_set);
	ck_assert_uint_eq(job.policy.gpu.cpu_min.value, 500);
	ck_assert_uint_eq(job.policy.gpu.cpu_max.value, 1500);
	ck_assert_uint_eq(job.policy.gpu.min_vram.value, UINT64_C(3) << 29);
	ck_assert_uint_eq(job.policy.gpu.max_per_group.value, 16);
	ck_assert_double_eq(job.policy.gpu.memory_to_vram_min.value, 0.25);
	ck_assert_uint_eq(job.policy.max_units_per_node.value, 4);
	ck_assert(job.policy.placement.required[0].values.n == 1 && !job.policy.placement.required[1].values.is_set);
	ck_assert_double_eq(job.policy.pricing.max_per_gpu_hour_usd.value, 4.5);
	ck_assert(!job.policy.pricing.rates[0].usd.is_set);
	ck_assert_int_eq(job.policy.exceptions[0].until, 20280229);
	ck_assert(str_is(job.policy.exceptions[0].file, "*") && job.policy.exceptions[0].level == SEVERITY_OFF);
	ck_assert_int_eq(job.policy.levels[rule_index(rule_by_id("gpu-units-over-node"))], SEVERITY_INFO);
	ck_assert_int_eq(job.policy.levels[rule_index(rule_by_id("policy-price"))], SEVERITY_ERROR);
	arena_clear(&job.arena);
}
END_TEST

START_TEST(test_extends)
{
	struct job job;

	read_sound(&job, "{\"version\": 1, \"extends\": [\"base.json\", \"other.json\"], \"rules\": {\"gpu-units-odd\": \"info\"},"
			 "\"pricing\": {\"denoms\": [\"ibc\"], \"max_per_block\": {\"uakt\": \"20\"}}}");
	ck_assert_uint_eq(job.policy.gpu.vendors.n, 1);
	ck_assert_uint_eq(job.policy.gpu.min_vram.value, UINT64_C(40) << 30);
	ck_assert_uint_eq(job.policy.gpu.cpu_min.value, 8000);
	ck_assert_uint_eq(job.policy.pricing.denoms.n, 1);
	ck_assert_uint_eq(job.policy.pricing.n_max_per_block, 2);
	ck_assert_int_eq(job.policy.levels[rule_index(rule_by_id("gpu-units-odd"))], SEVERITY_INFO);
	ck_assert_int_eq(job.policy.levels[rule_index(rule_by_id("gpu-units-over-node"))], SEVERITY_OFF);
	arena_clear(&job.arena);
	read_sound(&job, files[0].text);
	ck_assert_int_eq(job.policy.levels[rule_index(rule_by_id("gpu-units-odd"))], SEVERITY_OFF);
	arena_clear(&job.arena);
}
END_TEST

static uint32_t state;

static uint32_t random_below(uint32_t n)
{
	state = state * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)state * n >> 32);
}

static const char *const pieces[] = { "", "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\n", "null", "true",
				      "-", "0", "1e999", "99999999999999999999", "\"1\"", "\"\"", "{}", "[]", "*", "\xFF", "\xC3" };

static void mutate(struct strbuf *out, struct str text)
{
	uint32_t at = random_below((uint32_t)text.len), n_dropped = random_below(random_below(4) ? 4 : 40);

	if (n_dropped > text.len - at)
		n_dropped = (uint32_t)text.len - at;
	strbuf_add(out, text.ptr, at);
	if (random_below(4) == 0)
		strbuf_putc(out, (char)random_below(256));
	else
		strbuf_puts(out, pieces[random_below(COUNT_OF(pieces))]);
	strbuf_add(out, text.ptr + at + n_dropped, text.len - at - n_dropped);
}

static void lint_work(void *context)
{
	struct job *job = context;
	struct settings settings = default_settings;
	struct run run;

	settings.policy = &job->policy;
	settings.levels = job->policy.levels;
	settings.today = 20260701;
	policy_except(&settings, "bench/x.yml", job->policy.levels);
	lint(&run, &job->arena, &settings, "bench/x.yml", job->text);
}

// What was read is fit to be used; what was not has a place in the text.
static void round_of(struct str text, struct str sdl)
{
	struct arena arena;
	struct job job;

	arena_init(&arena);
	for (uint32_t i = 0, n = 1 + random_below(MOST_EDITS); i < n; i++) {
		struct strbuf out;

		out = strbuf_in(&arena);
		mutate(&out, text);
		text = (struct str){ out.text, out.len };
	}
	read_text(&job, text);
	job.text = sdl;
	if (job.is_read)
		ck_assert(arena_guard(&job.arena, lint_work, &job));
	else
		ck_assert_msg(job.error.place.line > 0 && job.error.place.column > 0 && *job.error.message, "no place for a fault");
	arena_clear(&job.arena);
	arena_clear(&arena);
}

static const char *const examples[] = { "examples/policies/ml-team.json", "examples/policies/strict.json",
					"examples/rules/policy.json" };

START_TEST(test_mutation)
{
	const char *rounds = getenv("MUTATION_ROUNDS");
	struct arena arena;
	struct str text, sdl;

	arena_init(&arena);
	text = fixture_read(&arena, examples[_i]);
	ml_team = fixture_read(&arena, examples[0]);
	sdl = fixture_read(&arena, "examples/llm-multi-gpu.yml");
	state = (uint32_t)_i;
	for (int i = 0; i < (rounds ? atoi(rounds) : DEFAULT_ROUNDS) * 10; i++)
		round_of(text, sdl);
	arena_clear(&arena);
}
END_TEST

static bool read_once(void *context)
{
	struct job job = { .text = str_of("{\"version\": 1, \"extends\": [\"base.json\", \"other.json\"],"
					  "\"rules\": {\"gpu-units-odd\": \"info\"}, \"exceptions\":"
					  "[{\"rule\": \"gpu-*\", \"reason\": \"r\"}]}") };
	bool is_done;

	(void)context;
	arena_init(&job.arena);
	is_done = arena_guard(&job.arena, work, &job);
	arena_clear(&job.arena);
	return is_done && job.is_read;
}

START_TEST(test_memory)
{
	allocation_watch_jansson();
	allocation_fail_each(MAY_DO_WITHOUT, read_once, NULL);
}
END_TEST

Suite *policy_suite(void)
{
	Suite *suite = suite_create("policy");
	TCase *tcase = tcase_create("policy");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_fault, 0, COUNT_OF(faults));
	tcase_add_test(tcase, test_extended_faults);
	tcase_add_test(tcase, test_too_large);
	tcase_add_test(tcase, test_values);
	tcase_add_test(tcase, test_extends);
	tcase_add_loop_test(tcase, test_mutation, 0, COUNT_OF(examples));
	tcase_add_test(tcase, test_memory);
	suite_add_tcase(suite, tcase);
	return suite;
}
