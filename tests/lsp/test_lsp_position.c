// SPDX-License-Identifier: Apache-2.0
// In: texts with all that is awkward in them. Out: whether positions of a client and offsets are what they should be,
// held against a slow way of counting that shares no code with the server.
#include <check.h>
#include <stdio.h>

#include "base/arena.h"
#include "lsp/position.h"
#include "unit/property.h"

enum { MOST_PARTS = 24, LONGEST_PART = 4, N_TEXTS = 3000, BEYOND = 3 };

static const char *const parts[] = {
	"a",
	":",
	" ",
	"\t",
	"\n",
	"\r\n",
	"\r",
	"\n",
	"\r\n",
	"é",
	"e\xCC\x81",
	"中",
	"😀",
	"\xF0\x9D\x92\xB3",
	"\xEF\xBB\xBF",
	"\xE2\x80\xA8",
	"\xC2\x85",
	"\xF4\x8F\xBF\xBF",
	"\xEF\xBF\xBF",
	"\x7F",
	"\x01",
};

// Every place of a text that a position can name, in order: counted from the first bytes of the characters alone.
struct name_ref {
	uint32_t offset, line, character;
	bool is_line_end;
};

static uint32_t units_of(unsigned char first, enum encoding encoding)
{
	uint32_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

	return encoding == ENCODING_UTF8 ? bytes : encoding == ENCODING_UTF16 && bytes == 4 ? 2 : 1;
}

static size_t places_of(const char *text, enum encoding encoding, struct name_ref *places)
{
	uint32_t line = 0, character = 0;
	size_t n = 0;

	for (uint32_t i = 0;; i++) {
		bool is_break = text[i] == '\n' || text[i] == '\r';

		if ((text[i] & 0xC0) == 0x80)
			continue;
		if (i == 0 || text[i] != '\n' || text[i - 1] != '\r')
			places[n++] = (struct name_ref){ i, line, character, is_break || !text[i] };
		if (!text[i])
			return n;
		character += units_of((unsigned char)text[i], encoding);
		if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) {
			line++;
			character = 0;
		}
	}
}

static void expect_offset(const char *text, uint32_t line, uint32_t character, enum encoding encoding,
			  uint32_t expected)
{
	uint32_t offset = offset_from_position(str_of(text), (struct client_position){ line, character }, encoding);

	expect(offset == expected, "\"%s\" %u:%u is %u, not %u", text, line, character, offset, expected);
}

// Between two places, as within a surrogate pair, is the first of them.
static void check_line(const char *text, enum encoding encoding, const struct name_ref *place)
{
	uint32_t end = place->is_line_end ? place->character + BEYOND : place[1].character - 1;

	for (uint32_t character = place->character; character <= end; character++)
		expect_offset(text, place->line, character, encoding, place->offset);
	if (place->is_line_end)
		expect_offset(text, place->line, INT32_MAX, encoding, place->offset);
}

static void check_text(struct arena *arena, const char *text, enum encoding encoding)
{
	struct name_ref places[MOST_PARTS * LONGEST_PART + 1];
	size_t n = places_of(text, encoding, places);
	uint32_t len = (uint32_t)strlen(text);
	struct source source;

	source_init(&source, arena, "", text, len);
	for (size_t i = 0; i < n; i++) {
		struct client_position position =
			position_from_last(&(struct last_position){ 0 }, &source, places[i].offset, encoding);

		expect(position.line == places[i].line && position.character == places[i].character,
		       "\"%s\" %u is %u:%u, not %u:%u", text, places[i].offset, position.line, position.character,
		       places[i].line, places[i].character);
		check_line(text, encoding, &places[i]);
	}
	for (uint32_t beyond = 1; beyond <= BEYOND; beyond++)
		expect_offset(text, places[n - 1].line + beyond, beyond - 1, encoding, len);
	expect_offset(text, INT32_MAX, INT32_MAX, encoding, len);
}

START_TEST(test_random_texts)
{
	uint64_t state = 11;
	struct arena arena;

	arena_init(&arena);
	for (int n = 0; n < N_TEXTS; n++) {
		char text[MOST_PARTS * LONGEST_PART + 1] = "";

		for (size_t i = random_below(&state, MOST_PARTS + 1); i > 0; i--)
			strcat(text, parts[random_below(&state, COUNT_OF(parts))]);
		for (enum encoding encoding = ENCODING_UTF16; encoding <= ENCODING_UTF32; encoding++)
			check_text(&arena, text, encoding);
		arena_reset(&arena);
	}
	arena_clear(&arena);
}
END_TEST

static const struct {
	const char *text;
	enum encoding encoding;
	uint32_t line, character, offset;
} known[] = {
	{ "", ENCODING_UTF16, 0, 0, 0 },
	{ "", ENCODING_UTF16, 7, 7, 0 },
	{ "a😀b", ENCODING_UTF16, 0, 1, 1 },
	{ "a😀b", ENCODING_UTF16, 0, 2, 1 }, // within the pair
	{ "a😀b", ENCODING_UTF16, 0, 3, 5 },
	{ "a😀b", ENCODING_UTF32, 0, 2, 5 },
	{ "a😀b", ENCODING_UTF8, 0, 4, 1 },
	{ "a😀b", ENCODING_UTF8, 0, 5, 5 },
	{ "e\xCC\x81x", ENCODING_UTF16, 0, 2, 3 }, // a combining mark is a character of its own
	{ "a\r\nb", ENCODING_UTF16, 0, 9, 1 },
	{ "a\r\nb", ENCODING_UTF16, 1, 0, 3 },
	{ "a\rb", ENCODING_UTF16, 1, 1, 3 },
	{ "a\n", ENCODING_UTF16, 1, 0, 2 },
	{ "a\n", ENCODING_UTF16, 2, 0, 2 },
	{ "\xEF\xBB\xBF"
	  "ab",
	  ENCODING_UTF16, 0, 1, 3 }, // a byte order mark that a client sends, it also counts
	{ "a\xE2\x80\xA8"
	  "b",
	  ENCODING_UTF16, 0, 3, 5 }, // U+2028 ends no line
};

START_TEST(test_known)
{
	expect_offset(known[_i].text, known[_i].line, known[_i].character, known[_i].encoding, known[_i].offset);
}
END_TEST

Suite *lsp_position_suite(void)
{
	Suite *suite = suite_create("lsp_position");
	TCase *tcase = tcase_create("core");

	tcase_add_test(tcase, test_random_texts);
	tcase_add_loop_test(tcase, test_known, 0, COUNT_OF(known));
	suite_add_tcase(suite, tcase);
	return suite;
}
