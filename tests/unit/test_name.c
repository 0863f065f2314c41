// SPDX-License-Identifier: Apache-2.0
// In: sdl/name. Out: whether it takes exactly the names that the network's patterns take.
#include <check.h>
#include <regex.h>
#include <stdio.h>

#include "property.h"
#include "sdl/name.h"

Suite *name_suite(void);

struct pattern {
	bool (*is_name)(struct str s);
	const char *regex, *alphabet;
	const char *good[8], *bad[12];
};

static const struct pattern patterns[] = {
	{ is_service_name,
	  "^[a-z]([-a-z0-9]*[a-z0-9])?$",
	  "ab-9A_.",
	  { "web", "a", "web-1", "a--b" },
	  { "", "Web", "web_1", "web-", "1web", "-a", "a.b", "a b", "é" } },
	{ is_endpoint_name,
	  "^[a-z]+[a-z0-9_-]+$",
	  "ab-9A_.",
	  { "ab", "a-", "a9", "a_" },
	  { "", "a", "1a", "aB", "a.b", "-a", "_a" } },
	{ is_env_name,
	  "^([-_a-zA-Z]|\\.[-_a-zA-Z0-9])[-._a-zA-Z0-9]*$",
	  "aB-_..9= ",
	  { "A", "_", "-", ".a", "a.b-C_9" },
	  { "", "1A", "A B", "A:B", "A=B", "é", ".", "..", "..a" } },
	{ is_hostname,
	  "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
	  "ab9--..A_",
	  { "a", "1.2.3.4", "true", "a-b.c" },
	  { "", "A.com", "a_b", "*.a.com", "a.", ".a", "a..b", "a-.b", "a.-b", "a:80", "a/x" } },
	{ is_denom,
	  "^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$",
	  "aZ9/:._-!",
	  { "uakt", "ibc/12AB", "a--", "aaa" },
	  { "", "ua", "1akt", "akt!", "ak t", "-aa" } },
	{ is_attribute_key,
	  "^([a-zA-Z][A-Za-z0-9_/.-]{1,126}[A-Za-z0-9_*]?)$",
	  "aZ9/._-**",
	  { "aa", "a/", "aa*", "vendor/nvidia/model/*", "a-." },
	  { "", "a", "a*", "a*b", "a**", "1a", "a b", "*" } },
};

START_TEST(test_pattern)
{
	const struct pattern *p = &patterns[_i];

	for (size_t i = 0; p->good[i]; i++)
		ck_assert_msg(p->is_name(str_of(p->good[i])), "%s: \"%s\"", p->regex, p->good[i]);
	for (size_t i = 0; p->bad[i]; i++)
		ck_assert_msg(!p->is_name(str_of(p->bad[i])), "%s: \"%s\"", p->regex, p->bad[i]);
	ck_assert(!p->is_name(STR("abc\0")) && !p->is_name(STR("a\0c")));
}
END_TEST

START_TEST(test_against_regex)
{
	const struct pattern *p = &patterns[_i];
	uint64_t state = 13;
	regex_t regex;

	ck_assert_int_eq(regcomp(&regex, p->regex, REG_EXTENDED | REG_NOSUB), 0);
	for (int i = 0; i < 40000; i++) {
		char text[140];
		size_t len = random_text(&state, p->alphabet, i % 100 ? 8 : 3, text);
		bool want;

		if (i % 100 == 0) {
			memset(text, 'a', 124);
			len = 124 + random_text(&state, p->alphabet, 7, text + 124);
		}
		want = regexec(&regex, text, 0, NULL, 0) == 0;
		expect(p->is_name((struct str){ text, len }) == want, "%s: \"%s\"", p->regex, text);
	}
	regfree(&regex);
}
END_TEST

START_TEST(test_env_dots)
{
	ck_assert(!is_env_name(STR(".")) && !is_env_name(STR("..")) && !is_env_name(STR("..a")));
	ck_assert(is_env_name(STR(".a.")) && is_env_name(STR("a..")));
}
END_TEST

START_TEST(test_lengths)
{
	static const struct {
		bool (*is_name)(struct str s);
		size_t least, most;
	} limits[] = {
		{ is_service_name, 1, 300 },
		{ is_hostname, 1, 253 },
		{ is_denom, 3, 128 },
		{ is_attribute_key, 2, 128 },
	};
	char text[300];

	memset(text, 'a', sizeof(text));
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		for (size_t len = 0; len <= sizeof(text); len++)
			expect(limits[i].is_name((struct str){ text, len }) ==
				       (len >= limits[i].least && len <= limits[i].most),
			       "limit %zu: %zu characters", i, len);
	// The last of 128 is the one that may not be a mark.
	text[126] = '-';
	expect(is_attribute_key((struct str){ text, 127 }), "line %d", __LINE__);
	text[126] = 'a';
	text[127] = '-';
	expect(!is_attribute_key((struct str){ text, 128 }), "line %d", __LINE__);
	text[127] = '*';
	expect(is_attribute_key((struct str){ text, 128 }), "line %d", __LINE__);
}
END_TEST

START_TEST(test_trim)
{
	static const char *const spaces[] = {
		"\t",           "\n",           "\v",           "\f",           "\r",           " ",
		"\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x8A", "\xE2\x80\xA8",
		"\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"
	};
	static const char *const others[] = {
		"x",    "\xE2\x80\x8B", "\xC2\xA1",     "\xA0",         "\x85",         "\xE2\x80",
		"\x1F", "\xFF",         "\xE2\x80\x8C", "\xE1\x9A\x81", "\xE2\x81\xA0", "\xE3\x80\x81"
	};
	const size_t n_spaces = sizeof(spaces) / sizeof(spaces[0]);
	uint64_t state = 14;

	for (size_t i = 0; i < n_spaces; i++)
		expect(is_blank(str_of(spaces[i])), "space %zu", i);
	expect(is_blank(STR("")) && !is_blank(STR("\0")), "line %d", __LINE__);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		for (int k = 0; k < 100; k++) {
			char text[64];
			const char *before = spaces[random_below(&state, n_spaces)],
				   *after = spaces[random_below(&state, n_spaces)];

			snprintf(text, sizeof(text), "%s%s%s%s%s", before, after, others[i], after, before);
			expect(str_is(str_trim(str_of(text)), others[i]), "other %zu", i);
			expect(!is_blank(str_of(text)), "line %d", __LINE__);
		}
	}
	expect(str_is(str_trim(STR(" a b ")), "a b"), "line %d", __LINE__);
}
END_TEST

static const struct {
	const char *text;
	enum accept_fault fault;
} urls[] = {
	{ "", ACCEPT_OK },
	{ "a.com", ACCEPT_OK },
	{ "A.com", ACCEPT_OK },
	{ "a_b", ACCEPT_OK },
	{ "*.a", ACCEPT_OK },
	{ "a:80", ACCEPT_OK },
	{ "a:", ACCEPT_OK },
	{ "a:80:90", ACCEPT_OK },
	{ "a:x:90", ACCEPT_OK },
	{ "::80", ACCEPT_OK },
	{ "a/x y", ACCEPT_OK },
	{ "a/#", ACCEPT_OK },
	{ "a/%41", ACCEPT_OK },
	{ "a?%zz", ACCEPT_OK },
	{ "a? b", ACCEPT_OK },
	{ "/x", ACCEPT_OK },
	{ "a]b", ACCEPT_OK },
	{ "u:p%40@h", ACCEPT_OK },
	{ "u@h@i", ACCEPT_OK },
	{ "@", ACCEPT_OK },
	{ "%C3%A9", ACCEPT_OK },
	{ "a%25b", ACCEPT_OK },
	{ "\xC3\xA9", ACCEPT_OK },
	{ "\xFF", ACCEPT_OK },
	{ "[::1]", ACCEPT_OK },
	{ "[::1]:80", ACCEPT_OK },
	{ "[::]", ACCEPT_OK },
	{ "[1::]:", ACCEPT_OK },
	{ "[1:2:3:4:5:6:7:8]", ACCEPT_OK },
	{ "[1:2:3:4:5:6:7::]", ACCEPT_OK },
	{ "[1:2:3:4:5:6:1.2.3.4]", ACCEPT_OK },
	{ "[::ffff:1.2.3.4]", ACCEPT_OK },
	{ "[fe80::1%25en0]", ACCEPT_OK },
	{ "[fe80::1%25%20]", ACCEPT_OK },
	{ "[fe80::1%25%25]", ACCEPT_OK },
	{ "[fe80::1%25a]b]:8", ACCEPT_OK },
	{ "a\nb", ACCEPT_CONTROL },
	{ "a?\x7F", ACCEPT_CONTROL },
	{ "a%zz", ACCEPT_ESCAPE },
	{ "a%", ACCEPT_ESCAPE },
	{ "a%4", ACCEPT_ESCAPE },
	{ "a%20b", ACCEPT_ESCAPE },
	{ "a%41", ACCEPT_ESCAPE },
	{ "a/%4", ACCEPT_ESCAPE },
	{ "u%@h", ACCEPT_ESCAPE },
	{ "[fe80::1%en0]", ACCEPT_ESCAPE },
	{ "[fe80::1%25%C3]", ACCEPT_ESCAPE },
	{ "[fe80::1%25%2f]", ACCEPT_ESCAPE },
	{ "us er@h", ACCEPT_USER },
	{ "[@h", ACCEPT_USER },
	{ "\xC3\xA9@h", ACCEPT_USER },
	{ "a[b", ACCEPT_BRACKET },
	{ "[::1", ACCEPT_BRACKET },
	{ "[[::1]", ACCEPT_BRACKET },
	{ "[a]", ACCEPT_ADDRESS },
	{ "[]", ACCEPT_ADDRESS },
	{ "[1.2.3.4]", ACCEPT_ADDRESS },
	{ "[::1%25]", ACCEPT_ADDRESS },
	{ "[1:2:3:4:5:6:7]", ACCEPT_ADDRESS },
	{ "[1:2:3:4:5:6:7:8::]", ACCEPT_ADDRESS },
	{ "[::1:2:3:4:5:6:7:8]", ACCEPT_ADDRESS },
	{ "[1::2::3]", ACCEPT_ADDRESS },
	{ "[:1]", ACCEPT_ADDRESS },
	{ "[1:]", ACCEPT_ADDRESS },
	{ "[12345::]", ACCEPT_ADDRESS },
	{ "[1:2:3:4:5:1.2.3.4]", ACCEPT_ADDRESS },
	{ "[::1:2:3:4:5:6:1.2.3.4]", ACCEPT_ADDRESS },
	{ "[::1:2:3:4:5:6:7:1.2.3.4]", ACCEPT_ADDRESS },
	{ "[::01.2.3.4]", ACCEPT_ADDRESS },
	{ "[::256.2.3.4]", ACCEPT_ADDRESS },
	{ "[::1.2.3]", ACCEPT_ADDRESS },
	{ "a:b", ACCEPT_PORT },
	{ "a:80:b", ACCEPT_PORT },
	{ "http://a", ACCEPT_OK },
	{ "[::1]x", ACCEPT_PORT },
	{ "[::1]:8a", ACCEPT_PORT },
	{ " ", ACCEPT_CHARACTER },
	{ "a b", ACCEPT_CHARACTER },
	{ "a#b", ACCEPT_CHARACTER },
	{ "a^b", ACCEPT_CHARACTER },
	{ "a{b", ACCEPT_CHARACTER },
	{ "a|b", ACCEPT_CHARACTER },
	{ "a\\b", ACCEPT_CHARACTER },
	{ "a`b", ACCEPT_CHARACTER },
};

START_TEST(test_accept)
{
	enum accept_fault fault = accept_url_check(str_of(urls[_i].text));

	ck_assert_msg(fault == urls[_i].fault, "\"%s\": fault %d", urls[_i].text, (int)fault);
	ck_assert((accept_url_check(str_of(urls[_i].text)) == ACCEPT_OK) == (fault == ACCEPT_OK));
}
END_TEST

// A host name is a URL's host; a query changes nothing; a NUL is never taken.
START_TEST(test_accept_random)
{
	uint64_t state = 15;

	for (int i = 0; i < 200000; i++) {
		char text[40];
		size_t len = random_text(&state, i % 2 ? "ab9-.:/%25[]@ \xC3?" : "ab9-..", 14, text);
		struct str s = { text, len };
		bool good = accept_url_check(s) == ACCEPT_OK;

		expect(good >= is_hostname(s), "\"%s\"", text);
		memcpy(text + len, "?%[ ", 4);
		expect((accept_url_check((struct str){ text, len + 4 }) == ACCEPT_OK) == good, "\"%.*s\"", (int)len,
		       text);
		text[len + 4] = '\0';
		expect(accept_url_check((struct str){ text, len + 5 }) != ACCEPT_OK, "line %d", __LINE__);
	}
}
END_TEST

// Any eight groups make an address, and so do fewer around one "::".
START_TEST(test_addresses)
{
	uint64_t state = 16;

	for (int i = 0; i < 20000; i++) {
		char text[64] = "[";
		size_t len = 1, n = random_below(&state, 10), gap = random_below(&state, 12);
		bool good = gap <= n ? n <= 7 : n == 8;

		for (size_t k = 0; k < n; k++) {
			len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%x",
						k == gap ? "::"
						: k      ? ":"
							 : "",
						(unsigned)random_below(&state, 0x10000));
		}
		snprintf(text + len, sizeof(text) - len, "%s]", gap == n ? "::" : "");
		expect((accept_url_check(str_of(text)) == ACCEPT_OK) == good, "%s", text);
	}
}
END_TEST

Suite *name_suite(void)
{
	Suite *suite = suite_create("name");
	TCase *tcase = tcase_create("name");
	const int n_patterns = (int)(sizeof(patterns) / sizeof(patterns[0]));

	tcase_add_loop_test(tcase, test_pattern, 0, n_patterns);
	tcase_add_loop_test(tcase, test_against_regex, 0, n_patterns);
	tcase_add_test(tcase, test_env_dots);
	tcase_add_test(tcase, test_lengths);
	tcase_add_test(tcase, test_trim);
	tcase_add_loop_test(tcase, test_accept, 0, (int)(sizeof(urls) / sizeof(urls[0])));
	tcase_add_test(tcase, test_accept_random);
	tcase_add_test(tcase, test_addresses);
	suite_add_tcase(suite, tcase);
	return suite;
}
