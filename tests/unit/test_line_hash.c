// SPDX-License-Identifier: Apache-2.0
// In: texts whose hashes GitHub's own tests know. Out: whether ours are the same.
#include <stdio.h>

#include "base/arena.h"
#include "report/line_hash.h"
#include "unit/property.h"

enum { MAX_LINES = 16 };

static const struct {
	const char *text;
	const char *hashes; // of all lines
} vectors[] = {
	{ "", "c129715d7a2bc9a3:1" },
	{ " a\nb\n  \t\tc\n d", "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1" },
	{ " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
	  "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 c6805c5e1288b612:1 b86d3392aea1be30:1 "
	  "e6ceba753e1a442:1" },
	{ " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
	  "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 "
	  "c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1" },
	{ " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
	  "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 "
	  "c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1" },
	{ " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
	  "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 "
	  "c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1" },
	{ " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
	  "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 "
	  "c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1" },
	{ "Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n"
	  "Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n"
	  "Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n"
	  "Lorem ipsum dolor sit amet.\n",
	  "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 "
	  "a7f2ff13bc495cf2:6 a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 cc97dc7b1d7d8f7b:1 "
	  "c129715d7a2bc9a3:1" },
};

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

static const char *hashes_of(struct str text, struct line_hash *wanted, size_t n)
{
	struct strbuf out;

	line_hashes(&arena, text, wanted, n);
	out = strbuf_in(&arena);
	for (size_t i = 0; i < n && wanted[i].nth; i++)
		strbuf_printf(&out, "%s%llx:%u", i ? " " : "", (unsigned long long)wanted[i].hash,
			      (unsigned)wanted[i].nth);
	return out.text;
}

START_TEST(test_vectors)
{
	struct line_hash wanted[MAX_LINES] = { { 0 } };

	for (uint32_t i = 0; i < MAX_LINES; i++)
		wanted[i].line = i + 1;
	ck_assert_str_eq(hashes_of(str_of(vectors[_i].text), wanted, MAX_LINES), vectors[_i].hashes);
}
END_TEST

START_TEST(test_some_lines)
{
	struct line_hash wanted[] = { { .line = 3 }, { .line = 3 }, { .line = 6 }, { .line = 7 } };

	ck_assert_str_eq(hashes_of(str_of(vectors[COUNT_OF(vectors) - 1].text), wanted, COUNT_OF(wanted)),
			 "a7f2ff13bc495cf2:3 a7f2ff13bc495cf2:3 a7f2ff13bc495cf2:6 a7f2ff1481e87703:1");
	line_hashes(&arena, STR("a"), NULL, 0);
}
END_TEST

static uint64_t first_hash(struct str text)
{
	struct line_hash wanted = { .line = 1 };

	line_hashes(&arena, text, &wanted, 1);
	return wanted.hash;
}

// Characters beyond 16 bits count as two, broken bytes as one replacement character for each broken sequence.
START_TEST(test_units)
{
	static const struct {
		const char *text, *same;
	} broken[] = {
		{ "a\xFFz", "a\xEF\xBF\xBDz" },
		{ "a\xF0\x9F\x98z", "a\xEF\xBF\xBDz" },
		{ "a\xE4\xB8", "a\xEF\xBF\xBD" },
		{ "a\xED\xA0\x80z", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz" },
		{ "a\xE0\x80z", "a\xEF\xBF\xBD\xEF\xBF\xBDz" },
		{ "a\xF4\x90\x80z", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz" },
		{ "a\xC0\x80z", "a\xEF\xBF\xBD\xEF\xBF\xBDz" },
		{ "\xC3(", "\xEF\xBF\xBD(" },
	};

	for (size_t i = 0; i < COUNT_OF(broken); i++)
		ck_assert_msg(first_hash(str_of(broken[i].text)) == first_hash(str_of(broken[i].same)), "%zu", i);
	ck_assert(first_hash(STR("a b\tc")) == first_hash(STR("abc")));
	ck_assert(first_hash(STR("\xEF\xBB\xBF"
				 "a")) != first_hash(STR("a")));
	// U+1F600 is D83D DE00.
	ck_assert(first_hash(STR("\xF0\x9F\x98\x80")) - first_hash(STR("\xF0\x9F\x98\x81")) ==
		  first_hash(STR("A\xEF\xBF\xBC")) - first_hash(STR("A\xEF\xBF\xBD")));
}
END_TEST

Suite *line_hash_suite(void)
{
	Suite *suite = suite_create("line_hash");
	TCase *tcase = tcase_create("line_hash");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_vectors, 0, COUNT_OF(vectors));
	tcase_add_test(tcase, test_some_lines);
	tcase_add_test(tcase, test_units);
	suite_add_tcase(suite, tcase);
	return suite;
}
