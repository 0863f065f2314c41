// SPDX-License-Identifier: Apache-2.0
// In: sdl/bech32. Out: whether it takes addresses of the chain, and nothing that is nearly one.
#include <check.h>
#include <string.h>

#include "property.h"
#include "sdl/name.h"

Suite *bech32_suite(void);

#define AUDITOR "akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63"

static const struct {
	const char *text, *prefix;
	bool is_address;
} addresses[] = {
	{ AUDITOR, "akash", true },
	{ "akash1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq7cdc78", "akash", true },
	// 32 bytes
	{ "akash1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqjk425l", "akash", true },
	// the chain compares texts, and prints lower case
	{ "AKASH1365YVMC4S7AWDYJ3N2SAV7XFX76ADC6DNMLX63", "akash", false },
	{ "Akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63", "akash", false },
	{ AUDITOR, "cosmos", false },
	{ AUDITOR, "akas", false },
	{ AUDITOR, "akash1", false },
	{ "akash2365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63", "akash", false },
	{ " " AUDITOR, "akash", false },
	{ AUDITOR " ", "akash", false },
	// good checksums: another prefix, no bytes, 20 bytes and five bits, 32 bytes and a bit that is not 0
	{ "akashvaloper1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq56r7wd", "akash", false },
	{ "akash124zpj3", "akash", false },
	{ "akash1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq0hh03c", "akash", false },
	{ "akash1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqp0qplfd", "akash", false },
	{ "akash1", "akash", false },
	{ "akash1123123", "akash", false },
	{ "akash", "akash", false },
	{ "1", "akash", false },
	{ "", "akash", false },
};

START_TEST(test_address)
{
	bool is_address = is_bech32_address(str_of(addresses[_i].text), addresses[_i].prefix);

	ck_assert_msg(is_address == addresses[_i].is_address, "%s", addresses[_i].text);
}
END_TEST

// A checksum of six characters finds up to four wrong ones: here each wrong one, and each two that changed places.
START_TEST(test_one_wrong)
{
	static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7lbio1Q!";
	char text[] = AUDITOR;
	const size_t start = strlen("akash1"), len = strlen(text);

	for (size_t i = start; i < len; i++) {
		const char good = text[i];

		for (const char *other = alphabet; *other; other++) {
			text[i] = *other;
			expect(is_bech32_address(str_of(text), "akash") == (*other == good), "%s", text);
		}
		text[i] = good;
		if (i + 1 == len || text[i + 1] == good)
			continue;
		text[i] = text[i + 1];
		text[i + 1] = good;
		expect(!is_bech32_address(str_of(text), "akash"), "%s", text);
		text[i + 1] = text[i];
		text[i] = good;
	}
	for (size_t i = 0; i < len; i++)
		expect(!is_bech32_address((struct str){ text, i }, "akash"), "%.*s", (int)i, text);
}
END_TEST

// Any byte, as long as an address or not.
START_TEST(test_any_bytes)
{
	uint64_t state = 7;
	char text[128];

	for (int i = 0; i < 20000; i++) {
		size_t len = random_below(&state, sizeof(text));

		for (size_t j = 0; j < len; j++)
			text[j] = (char)random_next(&state);
		if (len > 6 && i % 2)
			memcpy(text, "akash1", 6);
		expect(!is_bech32_address((struct str){ text, len }, "akash"), "%d", i);
	}
}
END_TEST

Suite *bech32_suite(void)
{
	Suite *suite = suite_create("bech32");
	TCase *tcase = tcase_create("bech32");

	tcase_add_loop_test(tcase, test_address, 0, (int)COUNT_OF(addresses));
	tcase_add_test(tcase, test_one_wrong);
	tcase_add_test(tcase, test_any_bytes);
	suite_add_tcase(suite, tcase);
	return suite;
}
