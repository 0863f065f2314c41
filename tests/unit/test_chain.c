// SPDX-License-Identifier: Apache-2.0
// In: prices and reclamation windows. Out: whether what the chain rejects is found, with its marks and its fix.
#include <check.h>
#include <string.h>

#include "base/guard.h"
#include "catalogue/providers.h"
#include "fix/fix_run.h"
#include "lint.h"
#include "unit/fixture.h"

Suite *chain_suite(void);

static const char sdl_format[] =
	"version: \"2.0\"\n"
	"services: {web: {image: nginx, expose: [{port: 80, to: [{global: true}]}]}, api: {image: api}}\n"
	"profiles:\n"
	"  compute:\n"
	"    web: {resources: {cpu: {units: 1}, memory: {size: 512Mi}, storage: {size: 1Gi}}}\n"
	"    api: {resources: {cpu: {units: 1}, memory: {size: 512Mi}, storage: {size: 1Gi}}}\n"
	"  placement: {any: {pricing: {web: %s, api: %s, spare: {denom: uakt, amount: 1}}}}\n"
	"deployment: {web: {any: {profile: web, count: 1}}, api: {any: {profile: api, count: 1}}}\n";

struct job {
	struct settings settings;
	const char *web, *api;
	struct arena arena;
	struct run run;
	struct fixed fixed;
};

static void check(void *context)
{
	struct job *job = context;
	const char *text = arena_printf(&job->arena, sdl_format, job->web, job->api);

	lint(&job->run, &job->arena, &job->settings, "test.yml", str_of(text));
}

static void fix(void *context)
{
	struct job *job = context;

	fix_run(&job->run, true, &job->fixed);
}

#define UACT "{denom: uact, amount: 1000}"
#define UAKT "{denom: uakt, amount: 20}"
#define USDC "ibc/170C677610AC31DF0904FFE09CD3B5C657492170E7E52372E48756B71E56F2F1"

enum { CHAIN = REJECTED_BY_CHAIN, BOTH = REJECTED_BY_CHAIN | REJECTED_BY_CONSOLE };

static const struct {
	const char *web, *api;
	double uakt; // dollars for a million; 0: not known
	bool is_for_console;
	const char *rule; // of the first finding, NULL for none; the rest is of that
	size_t n;
	unsigned rejected_by;
	enum severity severity;
	const char *help, *fixed_web, *fixed_api; // NULL: nothing is fixed
} prices[] = {
	{ UACT, UACT, .rule = NULL },
	{ UAKT, UAKT, 0, false, "price-denom-not-accepted", 2, CHAIN, SEVERITY_ERROR, "convert the amount", NULL,
	  NULL },
	{ UAKT, "{denom: 'uakt', amount: \"3\"}", 0.5, false, "price-denom-not-accepted", 2, CHAIN, SEVERITY_ERROR,
	  "write denom: uact and amount: 10", "{denom: uact, amount: 10}", "{denom: 'uact', amount: \"1.5\"}" },
	// One amount that can't be computed keeps all as they are: a mix is rejected.
	{ UAKT, "{denom: uakt, amount: 0.001}", 0.5, false, "price-denom-not-accepted", 2, CHAIN, SEVERITY_ERROR,
	  "amount: 10", NULL, NULL },
	{ "{denom: " USDC ", amount: 7}", "{denom: " USDC ", amount: 8}", 0, false, "price-denom-not-accepted", 2, BOTH,
	  SEVERITY_ERROR, "the amount stays the same", "{denom: uact, amount: 7}", "{denom: uact, amount: 8}" },
	{ "{denom: AKT, amount: 0.5}", "{denom: AKT, amount: 1}", 0, false, "price-denom-not-accepted", 2, BOTH,
	  SEVERITY_ERROR, "--rate uakt=USD", NULL, NULL },
	{ "{denom: act, amount: 0.0001}", "{denom: act, amount: 1}", 0, false, "price-denom-not-accepted", 2, BOTH,
	  SEVERITY_ERROR, "write denom: uact and amount: 100", "{denom: uact, amount: 100}",
	  "{denom: uact, amount: 1000000}" },
	// More than any price can be.
	{ "{denom: act, amount: 11}", "{denom: act, amount: 1}", 0, false, "price-denom-not-accepted", 2, BOTH,
	  SEVERITY_ERROR, "convert the amount", NULL, NULL },
	{ "{denom: uusd, amount: 1}", "{denom: uusd, amount: 1}", 0, false, "price-denom-not-accepted", 2, BOTH,
	  SEVERITY_ERROR, "convert the amount", NULL, NULL },
	// One price that is right leads the others.
	{ UAKT, UACT, 0, false, "price-denom-mixed", 1, REJECTED_BY_NETWORK, SEVERITY_ERROR, "write denom: uact in all",
	  NULL, NULL },
	{ "{denom: uusd, amount: 1}", UAKT, 0, false, "price-denom-mixed", 1, BOTH, SEVERITY_ERROR, NULL, NULL, NULL },
	// Akash Console writes uact itself.
	{ UAKT, UAKT, 0, true, "price-denom-not-accepted", 2, 0, SEVERITY_WARNING, "leaves the amount as it is", NULL,
	  NULL },
	{ "{denom: uusd, amount: 1}", "{denom: uusd, amount: 1}", 0, true, "price-denom-not-accepted", 2,
	  REJECTED_BY_CONSOLE, SEVERITY_ERROR, "check the amount", NULL, NULL },
};

static size_t n_of(const struct run *run, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < run->diags.n; i++)
		n += strcmp(run->diags.items[i]->rule->id, id) == 0;
	return n;
}

START_TEST(test_prices)
{
	const struct known_denom rates[] = { { "uakt", "uakt", prices[_i].uakt / 1e6 }, { NULL, NULL, 0 } };
	struct job job = { .settings = default_settings, .web = prices[_i].web, .api = prices[_i].api };
	const char *rule = prices[_i].rule;
	const struct diag *diag = NULL;

	job.settings.is_for_console = prices[_i].is_for_console;
	job.settings.rates = prices[_i].uakt > 0 ? rates : NULL;
	arena_init(&job.arena);
	ck_assert(arena_guard(&job.arena, check, &job));
	for (size_t i = job.run.diags.n; rule && i-- > 0;)
		if (strcmp(job.run.diags.items[i]->rule->id, rule) == 0)
			diag = job.run.diags.items[i];
	ck_assert_msg(!rule || diag, "%s: no %s", prices[_i].web, rule ? rule : "");
	ck_assert(rule || job.run.diags.n == 0);
	if (diag && strcmp(rule, "price-denom-mixed") != 0) {
		ck_assert_uint_eq(n_of(&job.run, rule), prices[_i].n);
		ck_assert_uint_eq(diag->rejected_by, prices[_i].rejected_by);
		ck_assert_int_eq(diag->severity, prices[_i].severity);
	}
	if (prices[_i].help)
		ck_assert_msg(strstr(diag->help, prices[_i].help), "%s: %s", prices[_i].web, diag->help);
	ck_assert(arena_guard(&job.arena, fix, &job));
	ck_assert_str_eq(job.fixed.text.ptr,
			 arena_printf(&job.arena, sdl_format, prices[_i].fixed_web ? prices[_i].fixed_web : job.web,
				      prices[_i].fixed_api ? prices[_i].fixed_api : job.api));
	arena_clear(&job.arena);
}
END_TEST

static const struct {
	const char *window;
	bool is_rejected;
} windows[] = {
	{ "59m", true },    { "3599s", true },   { "30m", true },         { "59m59.999999999s", true },
	{ "1h", false },    { "3600s", false },  { "59m60s", false },     { "24h", false },
	{ "720h", false },  { "43200m", false }, { "719h60m", false },    { "721h", true },
	{ "43201m", true }, { "720h1ns", true }, { "2562047h47m", true }, { "-2h", false }, // which is no window at all
};

START_TEST(test_windows)
{
	struct fixture fixture;
	struct strbuf text;
	struct arena arena;

	arena_init(&arena);
	text = strbuf_in(&arena);
	strbuf_printf(&text, "%sreclamation:\n  min_window: %s\n", sound_sdl, windows[_i].window);
	fixture_lint(&fixture, (struct str){ text.text, text.len });
	ck_assert_msg(fixture_has(&fixture, "reclamation-window-range") == windows[_i].is_rejected, "%s",
		      windows[_i].window);
	ck_assert(!windows[_i].is_rejected || fixture.run.diags.items[0]->rejected_by & REJECTED_BY_CHAIN);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

Suite *chain_suite(void)
{
	Suite *suite = suite_create("chain");
	TCase *tcase = tcase_create("chain");

	tcase_add_loop_test(tcase, test_prices, 0, (int)(sizeof(prices) / sizeof(prices[0])));
	tcase_add_loop_test(tcase, test_windows, 0, (int)(sizeof(windows) / sizeof(windows[0])));
	suite_add_tcase(suite, tcase);
	return suite;
}
