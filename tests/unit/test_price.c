// SPDX-License-Identifier: Apache-2.0
// In: sdl/price. Out: whether amounts are exact up to the edge of their range.
#include <check.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/arena.h"
#include "property.h"
#include "sdl/price.h"

Suite *price_suite(void);

// 2^256 - 1
#define MOST "115792089237316195423570985008687907853269984665640564039457584007913129639935"

static const struct {
	const char *text;
	enum amount_fault fault;
	const char *printed;
} amounts[] = {
	{ "10", AMOUNT_OK, "10.000000000000000000" },
	{ "50.5", AMOUNT_OK, "50.500000000000000000" },
	{ "0.000000000000000001", AMOUNT_OK, "0.000000000000000001" },
	{ "010", AMOUNT_OK, "10.000000000000000000" },
	{ "+10", AMOUNT_OK, "10.000000000000000000" },
	{ "--10", AMOUNT_OK, "10.000000000000000000" },
	{ "+.5", AMOUNT_OK, "0.500000000000000000" },
	{ "--.5", AMOUNT_OK, "0.500000000000000000" },
	{ "1000000000000000000", AMOUNT_OK, "1000000000000000000.000000000000000000" },
	{ MOST, AMOUNT_OK, MOST ".000000000000000000" },
	{ MOST ".999999999999999999", AMOUNT_OK, MOST ".999999999999999999" },
	{ "115792089237316195423570985008687907853269984665640564039457584007913129639936", AMOUNT_OVERFLOW, NULL },
	{ "-" MOST "0", AMOUNT_OVERFLOW, NULL },
	{ "", AMOUNT_EMPTY, NULL },
	{ "-", AMOUNT_SYNTAX, NULL },
	{ "+", AMOUNT_SYNTAX, NULL },
	{ ".5", AMOUNT_SYNTAX, NULL },
	{ "-.5", AMOUNT_SYNTAX, NULL },
	{ "10.", AMOUNT_SYNTAX, NULL },
	{ "1.2.3", AMOUNT_SYNTAX, NULL },
	{ "1e3", AMOUNT_SYNTAX, NULL },
	{ "1_0", AMOUNT_SYNTAX, NULL },
	{ "0x10", AMOUNT_SYNTAX, NULL },
	{ " 10", AMOUNT_SYNTAX, NULL },
	{ "1.+5", AMOUNT_SYNTAX, NULL },
	{ "++5", AMOUNT_SYNTAX, NULL },
	{ "+-5", AMOUNT_SYNTAX, NULL },
	{ "---5", AMOUNT_SYNTAX, NULL },
	{ "10uakt", AMOUNT_SYNTAX, NULL },
	{ "0", AMOUNT_ZERO, NULL },
	{ "-0", AMOUNT_ZERO, NULL },
	{ "0.000000000000000000", AMOUNT_ZERO, NULL },
	{ "-5", AMOUNT_NEGATIVE, NULL },
	{ "-+5", AMOUNT_NEGATIVE, NULL },
	{ "0.0000000000000000001", AMOUNT_DECIMALS, NULL },
	{ "1.0000000000000000000", AMOUNT_DECIMALS, NULL },
};

static const char *printed(struct arena *arena, const struct amount *a)
{
	struct strbuf buf;

	buf = strbuf_in(arena);
	amount_to_text(&buf, a);
	return buf.text;
}

static struct amount parsed(const char *text)
{
	struct amount a;

	expect(amount_from_str(str_of(text), &a) == AMOUNT_OK, "%s", text);
	return a;
}

START_TEST(test_amount)
{
	struct arena arena;
	struct amount a = amount_from_u64(42);
	enum amount_fault fault = amount_from_str(str_of(amounts[_i].text), &a);

	arena_init(&arena);
	ck_assert_msg(fault == amounts[_i].fault, "\"%s\": fault %d", amounts[_i].text, (int)fault);
	ck_assert_str_eq(printed(&arena, &a), fault ? "42.000000000000000000" : amounts[_i].printed);
	arena_clear(&arena);
}
END_TEST

START_TEST(test_range)
{
	struct amount most = parsed(MOST ".999999999999999999"), least = parsed("0.000000000000000001"), sum;
	struct amount almost = parsed(MOST ".999999999999999998"), half;

	ck_assert(!amount_add(&most, &least, &sum));
	ck_assert(!amount_add(&most, &most, &sum));
	ck_assert(amount_add(&almost, &least, &sum) && amount_cmp(&sum, &most) == 0);
	ck_assert(amount_mul_u32(&most, 1, &sum) && amount_cmp(&sum, &most) == 0);
	ck_assert(amount_mul_u32(&most, 0, &sum));
	ck_assert(!amount_mul_u32(&most, 2, &sum));
	ck_assert(!amount_mul_u32(&most, UINT32_MAX, &sum));
	// 2^255, twice
	half = parsed("57896044618658097711785492504343953926634992332820282019728792003956564819968");
	ck_assert(!amount_mul_u32(&half, 2, &sum) && !amount_add(&half, &half, &sum));
	half = parsed(
		"57896044618658097711785492504343953926634992332820282019728792003956564819967.999999999999999999");
	ck_assert(amount_mul_u32(&half, 2, &sum) && amount_cmp(&sum, &almost) == 0);
}
END_TEST

START_TEST(test_order)
{
	static const char *const rising[] = { "0.000000000000000001",
					      "0.1",
					      "1",
					      "9.999999999999999999",
					      "10",
					      "18446744073709551616",
					      "340282366920938463463374607431768211456",
					      MOST };
	const size_t n = sizeof(rising) / sizeof(rising[0]);

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			struct amount a = parsed(rising[i]), b = parsed(rising[k]);

			expect(amount_cmp(&a, &b) == (i > k) - (i < k), "%s, %s", rising[i], rising[k]);
		}
	}
}
END_TEST

// Any digits in, the same digits out: without leading zeros and with all decimals.
START_TEST(test_round_trip)
{
	uint64_t state = 7;

	struct arena arena;

	arena_init(&arena);
	for (int i = 0; i < 20000; i++) {
		struct amount a;
		char whole[78], fraction[19], text[100], want[100];
		size_t n_zeros, n_fraction;

		random_text(&state, "0123456789", 76, whole);
		n_fraction = random_text(&state, "0123456789", 18, fraction);
		n_zeros = strspn(whole, "0");
		snprintf(text, sizeof(text), "0%s%s%s", whole, n_fraction ? "." : "", fraction);
		snprintf(want, sizeof(want), "%s%s.%s%.*s", whole[n_zeros] ? "" : "0", whole + n_zeros, fraction,
			 (int)(18 - n_fraction), "000000000000000000");
		if (strspn(want, "0.") == strlen(want)) {
			ck_assert_int_eq(amount_from_str(str_of(text), &a), AMOUNT_ZERO);
		} else {
			a = parsed(text);
			expect(strcmp(printed(&arena, &a), want) == 0, "%s", text);
			a = parsed(want);
			expect(strcmp(printed(&arena, &a), want) == 0, "%s", want);
		}
	}
	arena_clear(&arena);
}
END_TEST

// Sums and products of whole numbers, against the machine's own arithmetic and against each other.
START_TEST(test_arithmetic)
{
	uint64_t state = 8;

	for (int i = 0; i < 20000; i++) {
		uint64_t x = random_number(&state) >> 1, y = random_number(&state) >> 1;
		uint32_t n = (uint32_t)random_below(&state, 20);
		struct amount a = amount_from_u64(x), b = amount_from_u64(y), sum, again, product;
		struct amount want = amount_from_u64(x + y), total = amount_from_u64(0);

		expect(amount_add(&a, &b, &sum) && amount_cmp(&sum, &want) == 0, "line %d", __LINE__);
		expect(amount_add(&b, &a, &again) && amount_cmp(&sum, &again) == 0, "line %d", __LINE__);
		ck_assert_int_eq(amount_cmp(&a, &b), (x > y) - (x < y));
		for (uint32_t k = 0; k < n; k++)
			expect(amount_add(&total, &sum, &total), "line %d", __LINE__);
		expect(amount_mul_u32(&sum, n, &product) && amount_cmp(&product, &total) == 0, "line %d", __LINE__);
		want = amount_from_u64((x >> 32) * (uint32_t)y);
		a = amount_from_u64(x >> 32);
		expect(amount_mul_u32(&a, (uint32_t)y, &product) && amount_cmp(&product, &want) == 0, "line %d",
		       __LINE__);
	}
}
END_TEST

START_TEST(test_to_double)
{
	static const struct {
		const char *text;
		double value;
	} doubles[] = { { "1000", 1000 },
			{ "0.5", 0.5 },
			{ "0.45", 0.45 },
			{ "37.5", 37.5 },
			{ "0.000000000000000001", 1e-18 },
			{ "340282366920938463463374607431768211456", 0x1p128 } };
	struct amount amount;

	for (size_t i = 0; i < sizeof(doubles) / sizeof(doubles[0]); i++) {
		ck_assert_int_eq(amount_from_str(str_of(doubles[i].text), &amount), AMOUNT_OK);
		ck_assert_msg(amount_to_double(&amount) == doubles[i].value, "%s", doubles[i].text);
	}
}
END_TEST

Suite *price_suite(void)
{
	Suite *suite = suite_create("price");
	TCase *tcase = tcase_create("price");

	tcase_add_loop_test(tcase, test_amount, 0, (int)(sizeof(amounts) / sizeof(amounts[0])));
	tcase_add_test(tcase, test_range);
	tcase_add_test(tcase, test_order);
	tcase_add_test(tcase, test_round_trip);
	tcase_add_test(tcase, test_arithmetic);
	tcase_add_test(tcase, test_to_double);
	suite_add_tcase(suite, tcase);
	return suite;
}
