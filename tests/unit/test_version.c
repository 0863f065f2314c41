// SPDX-License-Identifier: Apache-2.0
// In: sdl/version. Out: whether each spelling selects the rules that the network applies.
#include <check.h>
#include <stdio.h>

#include "property.h"
#include "sdl/version.h"

Suite *version_suite(void);

static const struct {
	const char *text;
	enum sdl_version version;
} versions[] = {
	{ "2.0", SDL_VERSION_2_0 },
	{ "2", SDL_VERSION_2_0 },
	{ "v2.0", SDL_VERSION_2_0 },
	{ "02.0", SDL_VERSION_2_0 },
	{ "2.00", SDL_VERSION_2_0 },
	{ " 2.0 ", SDL_VERSION_2_0 },
	{ "\xC2\xA0"
	  "2.0\xE3\x80\x80",
	  SDL_VERSION_2_0 },
	{ "2.0.0+b", SDL_VERSION_2_0 },
	{ "2.0.+01.b", SDL_VERSION_2_0 },
	{ "2.1", SDL_VERSION_2_1 },
	{ "2.1.0", SDL_VERSION_2_1 },
	{ "2.10", SDL_VERSION_2_1 },
	{ "3", SDL_VERSION_2_1 },
	{ "10.0", SDL_VERSION_2_1 },
	{ "2.1.1-rc1", SDL_VERSION_2_1 },
	{ "2.2.0-alpha.1+b.c", SDL_VERSION_2_1 },
	{ "2.2.+b", SDL_VERSION_2_1 },
	{ "2.2.-a", SDL_VERSION_2_1 },
	{ "2.2.01-x", SDL_VERSION_2_1 },
	{ "2.2.00-x", SDL_VERSION_2_1 },
	{ "2.18446744073709551615", SDL_VERSION_2_1 },
	{ "2.2.0-18446744073709551615", SDL_VERSION_2_1 },
	{ "1.0", SDL_VERSION_UNSUPPORTED },
	{ "1.9", SDL_VERSION_UNSUPPORTED },
	{ "2.0.1", SDL_VERSION_UNSUPPORTED },
	{ "2.0.0-rc1", SDL_VERSION_UNSUPPORTED },
	{ "2.1.0-rc1", SDL_VERSION_UNSUPPORTED },
	{ "2.1.0-0", SDL_VERSION_UNSUPPORTED },
	{ "0", SDL_VERSION_UNSUPPORTED },
	{ "", SDL_VERSION_INVALID },
	{ " ", SDL_VERSION_INVALID },
	{ "v", SDL_VERSION_INVALID },
	{ "V2.0", SDL_VERSION_INVALID },
	{ "vv2.0", SDL_VERSION_INVALID },
	{ "v 2.0", SDL_VERSION_INVALID },
	{ "2_0", SDL_VERSION_INVALID },
	{ "2.x", SDL_VERSION_INVALID },
	{ "2-rc", SDL_VERSION_INVALID },
	{ "2.1-rc", SDL_VERSION_INVALID },
	{ "2.1+b", SDL_VERSION_INVALID },
	{ "2.1.0.0", SDL_VERSION_INVALID },
	{ "2.", SDL_VERSION_INVALID },
	{ "2.2.", SDL_VERSION_INVALID },
	{ "2..1", SDL_VERSION_INVALID },
	{ "2e0", SDL_VERSION_INVALID },
	{ "2.2.0-", SDL_VERSION_INVALID },
	{ "2.2.0+", SDL_VERSION_INVALID },
	{ "2.2.-", SDL_VERSION_INVALID },
	{ "2.2.0-01", SDL_VERSION_INVALID },
	{ "2.2.0-a..b", SDL_VERSION_INVALID },
	{ "2.2.0-a.", SDL_VERSION_INVALID },
	{ "2.2.0-a_b", SDL_VERSION_INVALID },
	{ "2.2.0+a+b", SDL_VERSION_INVALID },
	{ "2.2.0-18446744073709551616", SDL_VERSION_INVALID },
	{ "2.18446744073709551616", SDL_VERSION_INVALID },
	{ "-2.0", SDL_VERSION_INVALID },
	{ "beta1", SDL_VERSION_INVALID },
};

START_TEST(test_version)
{
	enum sdl_version version = sdl_version_from_str(str_of(versions[_i].text));

	ck_assert_msg(version == versions[_i].version, "\"%s\" is %d", versions[_i].text, (int)version);
}
END_TEST

START_TEST(test_nul)
{
	ck_assert_int_eq(sdl_version_from_str(STR("2.0\0")), SDL_VERSION_INVALID);
	ck_assert_int_eq(sdl_version_from_str((struct str){ NULL, 0 }), SDL_VERSION_INVALID);
}
END_TEST

// Three numbers, however padded, compare as numbers; what is appended decides only a tie.
START_TEST(test_numbers)
{
	static const char *const tails[] = { "", "-a", "+1", "-0.x+y" };
	uint64_t state = 9;

	for (int i = 0; i < 20000; i++) {
		unsigned n[3] = { (unsigned)random_below(&state, 4), (unsigned)random_below(&state, 3),
				  (unsigned)random_below(&state, 3) };
		const char *tail = tails[random_below(&state, 4)];
		unsigned rank = n[0] * 100 + n[1] * 10 + n[2];
		bool early = tail[0] == '-';
		enum sdl_version got,
			want = rank > 210 || (rank == 210 && !early) ? SDL_VERSION_2_1 : SDL_VERSION_UNSUPPORTED;
		char text[80];

		if (rank == 200 && !early)
			want = SDL_VERSION_2_0;
		snprintf(text, sizeof(text), "%s%0*u.%0*u.%0*u%s", i % 3 ? "" : "v", (int)random_below(&state, 4), n[0],
			 (int)random_below(&state, 4), n[1], (int)random_below(&state, 4), n[2], tail);
		got = sdl_version_from_str(str_of(text));
		expect(got == want, "%s is %d", text, (int)got);
	}
}
END_TEST

// Text without a digit in front is never a version; nothing makes the parser stumble.
START_TEST(test_random_texts)
{
	uint64_t state = 10;

	for (int i = 0; i < 100000; i++) {
		char text[13];
		struct str s = { text, random_text(&state, "0012.-+va \xC2\xA0", 12, text) };
		size_t start = strspn(text, " \xC2\xA0");

		if (sdl_version_from_str(s) != SDL_VERSION_INVALID)
			expect(strspn(text + start + (text[start] == 'v'), "012") > 0, "\"%s\"", text);
	}
}
END_TEST

Suite *version_suite(void)
{
	Suite *suite = suite_create("version");
	TCase *tcase = tcase_create("version");

	tcase_add_loop_test(tcase, test_version, 0, (int)(sizeof(versions) / sizeof(versions[0])));
	tcase_add_test(tcase, test_nul);
	tcase_add_test(tcase, test_numbers);
	tcase_add_test(tcase, test_random_texts);
	suite_add_tcase(suite, tcase);
	return suite;
}
