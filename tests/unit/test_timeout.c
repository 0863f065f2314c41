// SPDX-License-Identifier: Apache-2.0
// In: sdl/timeout, and http_options of an SDL. Out: whether timeouts and buffers are read as the network reads them.
#include <check.h>
#include <inttypes.h>
#include <stdio.h>

#include "sdl/timeout.h"
#include "unit/fixture.h"

Suite *timeout_suite(void);

static const struct {
	const char *text;
	bool is_read;
	uint64_t milliseconds;
	const char *better; // NULL: no advice
} timeouts[] = {
	{ "0", true, 0, NULL },
	{ "60000", true, 60000, NULL },
	{ "010", true, 10, NULL },
	{ "0s", true, 0, NULL },
	{ "500ms", true, 500, NULL },
	{ "060s", true, 60000, NULL },
	{ "71582m", true, UINT64_C(4294920000), NULL },
	{ "1193h", true, UINT64_C(4294800000), NULL },
	{ "18446744073709551615", true, UINT64_MAX, NULL },
	{ "18446744073709551616", true, UINT64_MAX, NULL },
	{ "18446744073709551615h", true, UINT64_MAX, NULL },
	{ "", false, 0, NULL },
	{ "s", false, 0, NULL },
	{ "-1", false, 0, NULL },
	{ "+1s", false, 0, "1s" },
	{ "1h30m", false, 0, "90m" },
	{ "1.5h", false, 0, "90m" },
	{ "0.5s", false, 0, "500ms" },
	{ "1us", false, 0, NULL },
	{ "60000.0", false, 0, "60000" },
	{ "6e4", false, 0, "60000" },
	{ "0.5", false, 0, NULL },
	{ "1d", false, 0, "24h" },
	{ "60S", false, 0, "60s" },
	{ "60 s", false, 0, "60s" },
	{ "90sec", false, 0, "90s" },
	{ "5 minutes", false, 0, "5m" },
	{ "1M", false, 0, NULL }, // months, or minutes
	{ "1_000", false, 0, "1000" },
	{ "0x10", false, 0, NULL },
	{ "0h0m", false, 0, "0h" },
	{ "60s\n", false, 0, NULL },
	{ "-1s", false, 0, NULL },
	{ "-1h30m", false, 0, NULL },
	{ "1h1us", false, 0, NULL },
	{ "1.5ms", false, 0, NULL },
	{ "0.001s", false, 0, "1ms" },
	{ "1h30x", false, 0, NULL },
};

START_TEST(test_timeout)
{
	struct arena arena;
	struct strbuf better;
	uint64_t milliseconds = 42;
	struct str text = str_of(timeouts[_i].text);

	arena_init(&arena);
	better = strbuf_in(&arena);
	ck_assert_msg(timeout_from_str(text, &milliseconds) == timeouts[_i].is_read, "\"%s\"", text.ptr);
	ck_assert_msg(milliseconds == (timeouts[_i].is_read ? timeouts[_i].milliseconds : 42), "\"%s\": %" PRIu64,
		      text.ptr, milliseconds);
	ck_assert_msg(timeout_suggest(text, &better) == (timeouts[_i].better != NULL), "\"%s\"", text.ptr);
	if (timeouts[_i].better)
		ck_assert_str_eq(better.text, timeouts[_i].better);
	arena_clear(&arena);
}
END_TEST

// http_options of a deployed service; which reader refuses them, and with which rule.
static const struct {
	const char *options, *rule;
	unsigned rejected_by;
} options[] = {
	{ "read_timeout: 0o165140", NULL, 0 },
	{ "read_timeout: +60000", NULL, 0 },
	{ "read_timeout: 6_0000", NULL, REJECTED_BY_CONSOLE },
	{ "read_timeout: 0xea60", NULL, 0 },
	{ "read_timeout: \"60000\"", NULL, 0 },
	{ "read_timeout: !!str 60000", NULL, 0 },
	{ "read_timeout: 4294967295", NULL, 0 },
	{ "read_timeout: \"4294967295\"", NULL, 0 },
	{ "read_timeout: ~", NULL, REJECTED_BY_CONSOLE },
	{ "read_timeout: 4294967296", "http-options-range", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "send_timeout: 1194h", "http-options-range", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "read_timeout: 60000.0", "http-timeout-invalid", REJECTED_BY_NETWORK },
	{ "read_timeout: 6e4", "http-timeout-invalid", REJECTED_BY_NETWORK },
	{ "read_timeout: \"60000.0\"", "http-timeout-invalid", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "read_timeout: -1", "http-timeout-invalid", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "read_timeout: true", "http-timeout-invalid", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "read_timeout: 2026-01-01", "http-timeout-invalid", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "send_timeout: [60s]", "wrong-type", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "next_timeout: 10s", "wrong-type", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "proxy: {}", NULL, 0 },
	{ "proxy: ~", NULL, REJECTED_BY_CONSOLE },
	{ "proxy: {buffering: false}", "unknown-key", REJECTED_BY_CONSOLE },
	{ "proxy: {buffers_number: 8, buffers_size: 4096, busy_buffers_size: 8192}", NULL, 0 },
	{ "proxy: {buffers_number: 0, buffers_size: 0}", NULL, REJECTED_BY_CONSOLE },
	{ "proxy: {buffers_number: 8, buffers_size: 0}", "http-proxy-buffers",
	  REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "proxy: {buffers_size: 4096}", "http-proxy-buffers", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "proxy: {connect_timeout: 5s}", "wrong-type", REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE },
	{ "proxy: {buffer_size: 8192, busy_buffers_size: 4096}", "http-proxy-busy-buffers", 0 },
	{ "proxy: {buffers_number: 1, buffers_size: 4096, busy_buffers_size: 4096}", "http-proxy-busy-buffers", 0 },
	{ "proxy_buffer_size: 16384", "http-option-removed", REJECTED_BY_CONSOLE },
	{ "proxy_buffer_size: [x]", "http-option-removed", REJECTED_BY_CONSOLE },
};

static void lint_options(struct fixture *fixture, const char *options_text, const char *below_to)
{
	static char text[2000];

	snprintf(
		text, sizeof(text),
		"version: \"2.0\"\nservices:\n  web:\n    image: nginx:1.27.4\n    expose:\n      - port: 80\n"
		"        http_options: {%s}\n        to:\n          - global: true\n%s%s%s\n"
		"profiles:\n  compute:\n    web:\n      resources:\n        cpu: {units: 1}\n        memory: {size: 1Gi}\n"
		"        storage: {size: 1Gi}\n  placement:\n    dc:\n      pricing:\n"
		"        web: {denom: uact, amount: 1000}\ndeployment:\n  web:\n    dc: {profile: web, count: 1}\n",
		options_text, *below_to ? "            http_options: {" : "", below_to, *below_to ? "}" : "");
	fixture_lint(fixture, str_of(text));
}

START_TEST(test_options)
{
	struct fixture fixture;

	lint_options(&fixture, options[_i].options, "");
	ck_assert_msg(fixture_rejected_by(&fixture) == options[_i].rejected_by, "%s: %u", options[_i].options,
		      fixture_rejected_by(&fixture));
	ck_assert_msg(!options[_i].rule || fixture_has(&fixture, options[_i].rule), "%s", options[_i].options);
	fixture_check_invariants(&fixture);
	fixture_clear(&fixture);
}
END_TEST

// What is below "to" counts for nothing, but its types are those of the network.
START_TEST(test_below_to)
{
	struct fixture fixture;

	lint_options(&fixture, "", "read_timeout: 1194h, proxy: {buffers_size: 1}");
	ck_assert_uint_eq(fixture_rejected_by(&fixture), REJECTED_BY_CONSOLE);
	fixture_clear(&fixture);
	lint_options(&fixture, "", "send_timeout: 1h30m");
	ck_assert(fixture_has(&fixture, "http-timeout-invalid"));
	fixture_clear(&fixture);
}
END_TEST

Suite *timeout_suite(void)
{
	Suite *suite = suite_create("timeout");
	TCase *tcase = tcase_create("timeout");

	tcase_add_loop_test(tcase, test_timeout, 0, (int)(sizeof(timeouts) / sizeof(timeouts[0])));
	tcase_add_loop_test(tcase, test_options, 0, (int)(sizeof(options) / sizeof(options[0])));
	tcase_add_test(tcase, test_below_to);
	suite_add_tcase(suite, tcase);
	return suite;
}
