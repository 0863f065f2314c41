// SPDX-License-Identifier: Apache-2.0
// In: sdl/quantity. Out: whether amounts are read as the network reads them, explained and written well.
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "property.h"
#include "sdl/quantity.h"

Suite *quantity_suite(void);

enum { ALWAYS_BINARY = 1 };

static const struct {
	const char *text;
	enum quantity_fault fault;
	uint32_t millicpu;
} cpus[] = {
	{ "1", QUANTITY_OK, 1000 },
	{ "0.01", QUANTITY_OK, 10 },
	{ "10m", QUANTITY_OK, 10 },
	{ "384.0009", QUANTITY_OK, 384000 },
	{ "1e-2", QUANTITY_OK, 10 },
	{ "0x1p-4", QUANTITY_OK, 62 },
	{ "1_0", QUANTITY_OK, 10000 },
	{ ".5", QUANTITY_OK, 500 },
	{ "-0", QUANTITY_OK, 0 },
	{ "4294967295m", QUANTITY_OK, UINT32_MAX },
	{ "4294968.296", QUANTITY_OK, 1000 },
	{ "4294967.296", QUANTITY_OK, 0 },
	{ "inf", QUANTITY_OK, 0 },
	{ "nan", QUANTITY_OK, 0 },
	{ "", QUANTITY_EMPTY, 0 },
	{ "  ", QUANTITY_EMPTY, 0 },
	{ "-1", QUANTITY_NEGATIVE, 0 },
	{ "-1m", QUANTITY_NEGATIVE, 0 },
	{ "-inf", QUANTITY_NEGATIVE, 0 },
	{ "+1m", QUANTITY_SYNTAX, 0 },
	{ "1_0m", QUANTITY_SYNTAX, 0 },
	{ "m", QUANTITY_SYNTAX, 0 },
	{ "one", QUANTITY_SYNTAX, 0 },
	{ "0x10", QUANTITY_SYNTAX, 0 },
	{ "1.5m", QUANTITY_FRACTION, 0 },
	{ " 1", QUANTITY_SPACE, 0 },
	{ "100 m", QUANTITY_SPACE, 0 },
	{ "1M", QUANTITY_SUFFIX, 0 },
	{ "1 core", QUANTITY_SUFFIX, 0 },
	{ "4294967296m", QUANTITY_OVERFLOW, 0 },
	{ "1e999", QUANTITY_OVERFLOW, 0 },
};

START_TEST(test_cpu)
{
	uint32_t millicpu = 42;
	enum quantity_fault fault = cpu_from_str(str_of(cpus[_i].text), &millicpu);

	ck_assert_msg(fault == cpus[_i].fault, "\"%s\": fault %d", cpus[_i].text, (int)fault);
	ck_assert_msg(millicpu == (fault ? 42 : cpus[_i].millicpu), "\"%s\": %" PRIu32, cpus[_i].text, millicpu);
}
END_TEST

static const struct {
	const char *text;
	enum quantity_fault fault, binary_fault;
	uint64_t bytes;
} sizes[] = {
	{ "0", QUANTITY_OK, QUANTITY_OK, 0 },
	{ "1Mi", QUANTITY_OK, QUANTITY_OK, 1048576 },
	{ "1.048576M", QUANTITY_OK, QUANTITY_SUFFIX, 1048576 },
	{ "1k", QUANTITY_OK, QUANTITY_SUFFIX, 1000 },
	{ "1e7", QUANTITY_OK, QUANTITY_OK, 10000000 },
	{ "0x1p20", QUANTITY_OK, QUANTITY_OK, 1048576 },
	{ "1_0Mi", QUANTITY_OK, QUANTITY_OK, 10485760 },
	{ ".5Gi", QUANTITY_OK, QUANTITY_OK, 536870912 },
	{ "32Ti", QUANTITY_OK, QUANTITY_OK, UINT64_C(35184372088832) },
	{ "1e1M", QUANTITY_OK, QUANTITY_SUFFIX, 10000000 },
	{ "1E", QUANTITY_OK, QUANTITY_SUFFIX, UINT64_C(1000000000000000000) },
	{ "1E3", QUANTITY_OK, QUANTITY_OK, 1000 },
	{ "15Ei", QUANTITY_OK, QUANTITY_OK, UINT64_C(15) << 60 },
	{ "16Ei", QUANTITY_OK, QUANTITY_OK, UINT64_C(1) << 63 },
	{ "infGi", QUANTITY_OK, QUANTITY_OK, UINT64_C(1) << 63 },
	{ "nan", QUANTITY_OK, QUANTITY_OK, UINT64_C(1) << 63 },
	{ "1.9", QUANTITY_OK, QUANTITY_OK, 1 },
	{ "-0Mi", QUANTITY_OK, QUANTITY_OK, 0 },
	{ "", QUANTITY_EMPTY, QUANTITY_EMPTY, 0 },
	{ "Mi", QUANTITY_SYNTAX, QUANTITY_SYNTAX, 0 },
	{ "1__0Mi", QUANTITY_SYNTAX, QUANTITY_SYNTAX, 0 },
	{ "0x10Mi", QUANTITY_SYNTAX, QUANTITY_SYNTAX, 0 },
	{ "1,5Gi", QUANTITY_SYNTAX, QUANTITY_SYNTAX, 0 },
	{ "big", QUANTITY_SYNTAX, QUANTITY_SYNTAX, 0 },
	{ "1K", QUANTITY_SUFFIX, QUANTITY_SUFFIX, 0 },
	{ "1GB", QUANTITY_SUFFIX, QUANTITY_SUFFIX, 0 },
	{ "512mb", QUANTITY_SUFFIX, QUANTITY_SUFFIX, 0 },
	{ "1 GB", QUANTITY_SUFFIX, QUANTITY_SUFFIX, 0 },
	{ "1e", QUANTITY_SUFFIX, QUANTITY_SUFFIX, 0 },
	{ "1 Gi", QUANTITY_SPACE, QUANTITY_SPACE, 0 },
	{ "1Gi\n", QUANTITY_SPACE, QUANTITY_SPACE, 0 },
	{ "-5Mi", QUANTITY_NEGATIVE, QUANTITY_NEGATIVE, 0 },
	{ "-5MB", QUANTITY_NEGATIVE, QUANTITY_NEGATIVE, 0 },
	{ "1e400Gi", QUANTITY_OVERFLOW, QUANTITY_OVERFLOW, 0 },
};

START_TEST(test_bytes)
{
	for (int binary_only = 0; binary_only <= ALWAYS_BINARY; binary_only++) {
		enum quantity_fault want = binary_only ? sizes[_i].binary_fault : sizes[_i].fault;
		uint64_t bytes = 42;
		enum quantity_fault fault = bytes_from_str(str_of(sizes[_i].text), binary_only, &bytes);

		ck_assert_msg(fault == want, "\"%s\" (%d): fault %d", sizes[_i].text, binary_only, (int)fault);
		ck_assert_msg(bytes == (fault ? 42 : sizes[_i].bytes), "\"%s\": %" PRIu64, sizes[_i].text, bytes);
	}
}
END_TEST

START_TEST(test_gpu_units)
{
	static const struct {
		const char *text;
		enum quantity_fault fault;
		uint64_t units;
	} cases[] = {
		{ "1", QUANTITY_OK, 1 },
		{ "00024", QUANTITY_OK, 24 },
		{ "18446744073709551615", QUANTITY_OK, UINT64_MAX },
		{ "18446744073709551616", QUANTITY_OVERFLOW, 0 },
		{ "", QUANTITY_EMPTY, 0 },
		{ "1.0", QUANTITY_FRACTION, 0 },
		{ "-1", QUANTITY_NEGATIVE, 0 },
		{ "+1", QUANTITY_SYNTAX, 0 },
		{ "1_0", QUANTITY_SYNTAX, 0 },
		{ "0x1", QUANTITY_SYNTAX, 0 },
		{ "1 ", QUANTITY_SPACE, 0 },
		{ "2x", QUANTITY_SUFFIX, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint64_t n = 42;
		enum quantity_fault fault = gpu_units_from_str(str_of(cases[i].text), &n);

		ck_assert_msg(fault == cases[i].fault, "\"%s\": fault %d", cases[i].text, (int)fault);
		ck_assert_msg(fault != QUANTITY_OK || n == cases[i].units, "\"%s\": %" PRIu64, cases[i].text, n);
	}
}
END_TEST

START_TEST(test_unit)
{
	ck_assert(str_is(quantity_unit(STR("512mb")), "mb"));
	ck_assert(str_is(quantity_unit(STR("1 GiB")), "GiB"));
	ck_assert(quantity_unit(STR("512")).len == 0);
	ck_assert(quantity_unit(STR("")).len == 0);
}
END_TEST

static const struct {
	const char *text, *better, *better_binary; // NULL: no advice
} advice[] = {
	{ "4GB", "4Gi", "4Gi" },
	{ "512mb", "512Mi", "512Mi" },
	{ "512m", "512Mi", "512Mi" },
	{ "1 Gi", "1Gi", "1Gi" },
	{ "1 GiB", "1Gi", "1Gi" },
	{ "80gi", "80Gi", "80Gi" },
	{ "80GI", "80Gi", "80Gi" },
	{ "1K", "1k", "1Ki" },
	{ "1KB", "1Ki", "1Ki" },
	{ "10Gb", "10Gi", "10Gi" },
	{ "1.5tb", "1.5Ti", "1.5Ti" },
	{ "1024B", "1024", "1024" },
	{ " 1024 bytes", "1024", "1024" },
	{ "80G", NULL, "80Gi" },
	{ "80Gi", NULL, NULL },
	{ "1.5B", NULL, NULL },
	{ "1e", NULL, NULL },
	{ "5", NULL, NULL },
	{ "", NULL, NULL },
	{ "GB", NULL, NULL },
	{ "big", NULL, NULL },
	{ "-4GB", NULL, NULL },
	{ "1,5GB", NULL, NULL },
	{ "1.2.3GB", NULL, NULL },
	{ "4xb", NULL, NULL },
	{ "4GBit", NULL, NULL },
};

static struct strbuf empty_buf(struct arena *arena)
{
	struct strbuf buf;

	arena_init(arena);
	buf = strbuf_in(arena);
	return buf;
}

START_TEST(test_suggest)
{
	for (int binary_only = 0; binary_only <= ALWAYS_BINARY; binary_only++) {
		const char *want = binary_only ? advice[_i].better_binary : advice[_i].better;
		struct arena arena;
		struct strbuf buf = empty_buf(&arena);
		bool got = quantity_suggest(str_of(advice[_i].text), binary_only, &buf);

		ck_assert_msg(got == (want != NULL), "\"%s\" (%d): %s", advice[_i].text, binary_only, buf.text);
		ck_assert_str_eq(buf.text, want ? want : "");
		arena_clear(&arena);
	}
}
END_TEST

START_TEST(test_to_text)
{
	static const struct {
		uint64_t number;
		const char *bytes, *cpu;
	} cases[] = {
		{ 0, "0", "0" },
		{ 10, "10", "10m" },
		{ 100, "100", "100m" },
		{ 250, "250", "0.25" },
		{ 500, "500", "0.5" },
		{ 1000, "1000", "1" },
		{ 1024, "1Ki", "1024m" },
		{ 1500, "1500", "1.5" },
		{ 384000, "375Ki", "384" },
		{ 1048576, "1Mi", "1048576m" },
		{ 5138022, "5138022", "5138022m" },
		{ 536870912, "512Mi", "536870912m" },
		{ 1610612736, "1.5Gi", "1610612736m" },
		{ 2000000000, "2G", "2000000" },
		{ 1100000000, "1100M", "1100000" },
		{ UINT64_C(35184372088832), "32Ti", "35184372088832m" },
		{ UINT64_MAX, "18446744073709551615", "18446744073709551615m" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena arena;
		struct strbuf buf = empty_buf(&arena);

		bytes_to_text(&buf, cases[i].number);
		ck_assert_str_eq(buf.text, cases[i].bytes);
		buf = strbuf_in(&arena);
		cpu_to_text(&buf, cases[i].number);
		ck_assert_str_eq(buf.text, cases[i].cpu);
		arena_clear(&arena);
	}
}
END_TEST

// What is written is read back as the same number.
START_TEST(test_round_trip)
{
	uint64_t state = 5;
	struct arena arena;
	struct strbuf buf = empty_buf(&arena);

	for (int i = 0; i < 50000; i++) {
		uint64_t bytes = random_number(&state) >> 11, got = 42;
		uint32_t millicpu = (uint32_t)random_number(&state), cpu = 42;

		if (i % 2)
			bytes = (bytes % 4096) << random_below(&state, 42);
		else if (i % 3 == 0)
			bytes = bytes % 100000 * UINT64_C(125000);
		buf = strbuf_in(&arena);
		bytes_to_text(&buf, bytes);
		expect(bytes_from_str(str_of(buf.text), false, &got) == QUANTITY_OK, "%s", buf.text);
		expect(got == bytes, "%" PRIu64 " became %s became %" PRIu64, bytes, buf.text, got);
		buf = strbuf_in(&arena);
		cpu_to_text(&buf, millicpu);
		expect(cpu_from_str(str_of(buf.text), &cpu) == QUANTITY_OK, "%s", buf.text);
		expect(cpu == millicpu, "%" PRIu32 " became %s became %" PRIu32, millicpu, buf.text, cpu);
	}
	arena_clear(&arena);
}
END_TEST

// A second reading of "digits[.digits][unit]", by strtod.
static bool read_naively(const char *text, uint64_t *bytes)
{
	static const char *const units[] = { "", "k", "Ki", "M", "Mi", "G", "Gi", "T", "Ti", "P", "Pi", "E", "Ei" };
	size_t n_digits = strspn(text, "0123456789."), unit = 0;
	double number = strtod(text, NULL);

	if (strcspn(text, "0123456789") >= n_digits || strchr(text, '.') != strrchr(text, '.'))
		return false;
	while (unit < sizeof(units) / sizeof(units[0]) && strcmp(text + n_digits, units[unit]) != 0)
		unit++;
	if (unit == sizeof(units) / sizeof(units[0]))
		return false;
	// One factor, one rounding.
	for (double factor = 1; unit > 0; unit = 0) {
		for (size_t power = 0; power < (unit + 1) / 2; power++)
			factor *= unit % 2 ? 1000 : 1024;
		number *= factor;
	}
	*bytes = number < 0x1p64 ? (uint64_t)number : UINT64_C(1) << 63;
	return true;
}

START_TEST(test_random_texts)
{
	uint64_t state = 6;
	struct arena arena;
	struct strbuf buf = empty_buf(&arena);

	for (int i = 0; i < 200000; i++) {
		char text[16];
		size_t len = random_text(&state, "0123456789.", 5, text);
		struct str s;
		uint64_t want = 0, got = 0;
		bool good;

		len += random_text(&state, "kKMmGgTPEibB", 3, text + len);
		s = (struct str){ text, len };
		good = bytes_from_str(s, false, &got) == QUANTITY_OK;
		expect(good == read_naively(text, &want), "\"%s\"", text);
		expect(!good || got == want, "\"%s\": %" PRIu64 ", not %" PRIu64, text, got, want);
		buf = strbuf_in(&arena);
		if (quantity_suggest(s, i % 2, &buf)) {
			expect(!good || i % 2, "\"%s\" needs no advice", text);
			expect(bytes_from_str(str_of(buf.text), i % 2, &got) == QUANTITY_OK, "%s", buf.text);
		}
	}
	arena_clear(&arena);
}
END_TEST

Suite *quantity_suite(void)
{
	Suite *suite = suite_create("quantity");
	TCase *tcase = tcase_create("quantity");

	tcase_add_loop_test(tcase, test_cpu, 0, (int)(sizeof(cpus) / sizeof(cpus[0])));
	tcase_add_loop_test(tcase, test_bytes, 0, (int)(sizeof(sizes) / sizeof(sizes[0])));
	tcase_add_test(tcase, test_gpu_units);
	tcase_add_test(tcase, test_unit);
	tcase_add_loop_test(tcase, test_suggest, 0, (int)(sizeof(advice) / sizeof(advice[0])));
	tcase_add_test(tcase, test_to_text);
	tcase_add_test(tcase, test_round_trip);
	tcase_add_test(tcase, test_random_texts);
	suite_add_tcase(suite, tcase);
	return suite;
}
