// SPDX-License-Identifier: Apache-2.0
// In: inventories, with values and bytes changed at random but always in the same way. Out: whether anything breaks.
//
// Strongest with the sanitizers. MUTATION_ROUNDS=100000 goes on for longer.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "match/match.h"
#include "match/match_all.h"
#include "match/pack_nodes.h"
#include "property.h"
#include "report/formats.h"
#include "unit/fixture.h"

Suite *inventory_mutation_suite(void);

enum { DEFAULT_ROUNDS = 1500, MOST_EDITS = 4, DEEP = 3000, MANY = 9000 };

// One service with all that may be asked for.
static const char sdl[] =
	"version: \"2.0\"\nservices:\n  a:\n    image: nginx:1.27.4\n    expose:\n      - port: 80\n        to: "
	"[{global: true, ip: addr}]\n"
	"    params: {storage: {data: {mount: /data}, shm: {mount: /dev/shm}}}\nprofiles:\n  compute:\n    a:\n      "
	"resources:\n"
	"        cpu: {units: 1}\n        memory: {size: 1Gi}\n        storage:\n          - size: 1Gi\n"
	"          - {name: data, size: 1Gi, attributes: {persistent: true, class: beta3}}\n"
	"          - {name: shm, size: 64Mi, attributes: {persistent: false, class: ram}}\n"
	"        gpu: {units: 2, attributes: {vendor: {nvidia: [{model: a100, ram: 80Gi, interface: sxm}, {model: "
	"h100}]}, interconnect: []}}\n"
	"  placement:\n    p:\n      attributes: {region: eu, capabilities/gpu-interconnect: \"true\"}\n      signedBy: {allOf: [akash1auditor], anyOf: "
	"[akash1auditor, x]}\n"
	"      pricing: {a: {denom: uact, amount: 100}}\ndeployment:\n  a: {p: {profile: a, count: 3}}\nendpoints: "
	"{addr: {kind: ip}}\n";

static const char *const pieces[] = {
	"",
	"null",
	"true",
	"{}",
	"[]",
	"\"\"",
	"[null]",
	"[[]]",
	"{\"\": null}",
	"-1",
	"0",
	"1e400",
	"-1e400",
	"1e-400",
	"1.5",
	"9223372036854775807",
	"-9223372036854775808",
	"99999999999999999999",
	"\"-1\"",
	"\"1e400\"",
	"\"9223372036854775807Ei\"",
	"\"0.0000000000000001n\"",
	"\"1mi\"",
	"\"\\u0000\"",
	"\"\\ud800\"",
	"\"\xC3\"",
	"\xEF\xBB\xBF",
	"{\"string\": \"1k\"}",
	"{\"allocatable\": \"-1\"}",
	"{\"allocatable\": \"1\", \"allocated\": \"9Ei\"}",
	"\"nodes\": [], \"nodes\": []",
	"\"providers\": [{\"nodes\": []}]",
	"\"owner\": \"akash1example1\"",
	",",
	":",
	"\"",
	"}",
	"]",
	"{",
	"[",
	"\n",
	"\x01",
};

static uint64_t state;

static bool is_end(char c)
{
	return c == ',' || c == '}' || c == ']' || c == '\n';
}

// Some value, or any place at all, becomes something else.
static struct str mutate(struct arena *arena, struct str text)
{
	size_t at = random_below(&state, text.len + 1), end;
	bool is_value = random_below(&state, 4) > 0;
	struct strbuf out;

	for (; is_value && at < text.len && text.ptr[at] != ':';)
		at++;
	at += at < text.len && is_value;
	for (end = at; end < text.len && (is_value ? !is_end(text.ptr[end]) : end < at + 3);)
		end++;
	out = strbuf_in(arena);
	strbuf_add(&out, text.ptr, at);
	if (random_below(&state, 16) == 0)
		strbuf_putc(&out, (char)random_below(&state, 256));
	else if (random_below(&state, 16) == 0)
		strbuf_add(&out, text.ptr, random_below(&state, text.len + 1));
	else
		strbuf_puts(&out, pieces[random_below(&state, COUNT_OF(pieces))]);
	if (random_below(&state, 32))
		strbuf_add(&out, text.ptr + end, text.len - end);
	return (struct str){ out.text, out.len };
}

static void show(struct fixture *fixture, const struct report_format *format, const struct matches *matches)
{
	struct report report;

	report_begin(&report, format, &fixture->arena);
	report.matches = matches;
	report_file(&report, &fixture->run);
	report_end(&report);
}

// An answer, the same whether it is asked for with reasons or without, or an error with a place in the text.
static void look_at(struct fixture *fixture, struct arena *arena, const struct resources *resources, struct str text)
{
	struct inventory inventory = { 0 };
	struct json_fault error = { { 0, 0 }, NULL, NULL };
	struct demand demand;
	struct packing packing;
	struct matches matches;

	if (!inventory_from_json(arena, text, "x", &inventory, &error)) {
		size_t n_lines = 1;

		for (size_t i = 0; i < text.len; i++)
			n_lines += text.ptr[i] == '\n';
		expect(error.message && *error.message, "an error without words");
		expect(error.place.line >= 1 && error.place.line <= n_lines && error.place.column >= 1, "%u:%u: %s",
		       error.place.line, error.place.column, error.message);
		return;
	}
	expect(!error.message, "it is read, and then: %s", error.message);
	matches = match_all(arena, resources, &inventory);
	demand = demand_from_group(arena, resources->groups[0]);
	packing = packing_for(arena, &inventory, demand.n_units);
	for (size_t i = 0; i < matches.n; i++) {
		expect(matches.items[i].fits == (matches.items[i].n_reasons == 0), "reasons");
		expect(provider_fits(&packing, &demand, matches.items[i].provider) == matches.items[i].fits,
		       "in short");
	}
	if (matches.n && random_below(&state, 16) == 0) {
		show(fixture, &report_match_table, &matches);
		show(fixture, &report_match_json, &matches);
	}
}

static const char *const files[] = {
	"tests/cli/data/inventories/grpc.json",    "tests/cli/data/inventories/status.json",
	"tests/cli/data/inventories/chain.json",   "tests/cli/data/inventories/metrics.json",
	"tests/cli/data/inventories/network.json", "tests/cli/data/inventories/console.json",
	"examples/rules/providers.json",
};

static int n_rounds(void)
{
	const char *rounds = getenv("MUTATION_ROUNDS");

	return rounds ? atoi(rounds) : DEFAULT_ROUNDS;
}

static void prepare(struct fixture *fixture, struct resources *resources)
{
	fixture_lint(fixture, str_of(sdl));
	ck_assert_msg(fixture->run.sdl && !fixture->run.is_rejected, "%s",
		      fixture->run.diags.n ? fixture->run.diags.items[0]->message : "");
	*resources = resources_from_sdl(&fixture->arena, fixture->run.sdl);
}

START_TEST(test_mutants)
{
	struct fixture fixture;
	struct resources resources;
	struct str sound;

	state = (uint64_t)_i;
	prepare(&fixture, &resources);
	sound = fixture_read(&fixture.arena, files[_i]);
	for (int round = 0; round < n_rounds(); round++) {
		struct str text = sound;
		struct arena arena;

		arena_init(&arena);
		for (uint64_t n = 1 + random_below(&state, MOST_EDITS); n; n--)
			text = mutate(&arena, text);
		look_at(&fixture, &arena, &resources, text);
		arena_clear(&arena);
	}
	arena_clear(&fixture.arena);
}
END_TEST

static struct str repeated(struct arena *arena, const char *head, const char *body, size_t n, const char *tail)
{
	struct strbuf out;

	out = strbuf_in(arena);
	strbuf_puts(&out, head);
	for (size_t i = 0; i < n; i++) {
		strbuf_puts(&out, i && *tail ? "," : "");
		strbuf_puts(&out, body);
	}
	strbuf_puts(&out, tail);
	return (struct str){ out.text, out.len };
}

static const struct {
	const char *head, *body;
	size_t n;
	const char *tail;
	const char *message; // part of the error, or NULL: it is read
} large[] = {
	{ "", "[", DEEP, "", "near" },
	{ "", "{\"a\":", DEEP, "", "near" },
	{ "{\"providers\": [", "[[[[[{}]]]]]", 1, "]}", "too deep" },
	{ "{\"nodes\": [", "{}", MANY, "]}", "at most 8192 nodes" },
	{ "{\"nodes\": [{\"resources\": {\"gpu\": {\"info\": [", "{}", MANY, "]}}}]}", "at most 1024 GPUs" },
	{ "{\"providers\": [", "{\"nodes\": []}", MANY, "]}", NULL },
	{ "[", "{\"owner\": \"o\", \"attributes\": [{\"key\": \"k\", \"value\": \"v\"}]}", MANY, "]", NULL },
	{ "[", "{\"nodes\": []}", 65537, "]", "at most 65536 providers" },
	{ "[", "[]", 2000001, "]", "too large" },
	{ "{\"providers\": [], ", "\"pagination\": null", 1, "}", NULL },
	{ "{\"providers\": [{\"nodes\": []}], ", "\"providers\": []", 1, "}", "duplicate" },
};

START_TEST(test_large)
{
	struct fixture fixture;
	struct resources resources;
	struct inventory inventory = { 0 };
	struct json_fault error = { { 0, 0 }, "", NULL };
	struct str text;
	bool is_read;

	prepare(&fixture, &resources);
	text = repeated(&fixture.arena, large[_i].head, large[_i].body, large[_i].n, large[_i].tail);
	is_read = inventory_from_json(&fixture.arena, text, "x", &inventory, &error);
	ck_assert_msg(is_read == !large[_i].message, "%s", error.message);
	if (is_read)
		look_at(&fixture, &fixture.arena, &resources, text);
	else
		ck_assert_msg(strstr(error.message, large[_i].message) && error.place.line >= 1 &&
				      error.place.column >= 1,
			      "%u:%u: %s", error.place.line, error.place.column, error.message);
	arena_clear(&fixture.arena);
}
END_TEST

Suite *inventory_mutation_suite(void)
{
	Suite *suite = suite_create("inventory_mutation");
	TCase *tcase = tcase_create("inventory_mutation");

	tcase_set_timeout(tcase, 600);
	tcase_add_loop_test(tcase, test_mutants, 0, COUNT_OF(files));
	tcase_add_loop_test(tcase, test_large, 0, COUNT_OF(large));
	suite_add_tcase(suite, tcase);
	return suite;
}
