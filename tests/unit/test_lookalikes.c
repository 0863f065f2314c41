// SPDX-License-Identifier: Apache-2.0
// In: lines with characters that look like signs of YAML. Out: whether all of them are found, and what is right.
#include <check.h>

#include "unit/fixture.h"
#include "yaml/lookalikes.h"

Suite *lookalikes_suite(void);

static const struct {
	const char *text, *found; // each with its column and what is right
} lines[] = {
	{ "a: b", "" },
	{ "a: \xE2\x80\x9C"
	  "b\xE2\x80\x9D\xE2\x80\x8B",
	  "3(\") 7(\") 10()" },
	{ "a: b\xC2\xA0\xE2\x80\x8B", "4() 6()" },
	{ "a: b\xE2\x80\x9D # \xE2\x80\x9D", "4(\")" },
	{ "a: b\xC2\xA0"
	  "c",
	  "" }, // in the middle it may be meant
	{ "a: \xE2\x80\x9C", "3(\")" },
	{ "a\xEF\xBC\x9A"
	  "b",
	  "1(: )" },
};

START_TEST(test_line)
{
	struct lookalikes found;
	struct source source;
	struct strbuf out;
	struct arena arena;

	arena_init(&arena);
	out = strbuf_in(&arena);
	source_init(&source, &arena, "-", lines[_i].text, (uint32_t)strlen(lines[_i].text));
	found = lookalikes_in(&arena, &source);
	for (size_t i = 0; i < found.n; i++)
		strbuf_printf(&out, "%s%u(%s)", i ? " " : "", (unsigned)found.items[i].span.start,
			      found.items[i].right);
	ck_assert_str_eq(out.text, lines[_i].found);
	arena_clear(&arena);
}
END_TEST

Suite *lookalikes_suite(void)
{
	Suite *suite = suite_create("lookalikes");
	TCase *tcase = tcase_create("lookalikes");

	tcase_add_loop_test(tcase, test_line, 0, COUNT_OF(lines));
	suite_add_tcase(suite, tcase);
	return suite;
}
