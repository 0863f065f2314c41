// SPDX-License-Identifier: Apache-2.0
// In: SDLs with random cuts and insertions, hostile texts, examples. Out: whether hover and completion stand them, in
// time, and the text alone has the names that the model has.
#include <check.h>
#include <time.h>

#include "base/arena.h"
#include "lsp/cursor.h"
#include "lsp/name_refs.h"
#include "lsp/scalar_edit.h"
#include "lsp/session.h"
#include "lsp/texts.h"
#include "unit/fixture.h"

enum { N_TEXTS = 8000, N_REQUESTS = 60, MAX_TEXT = 4096 };

static const char sdl[] = "version: \"2.0\"\n"
			  "services:\n"
			  "  web: &w\n"
			  "    image: nginx:1.27.4 # fixed\n"
			  "    command: |\n"
			  "      a: b\n"
			  "    env: [A=1, \"B=2\",\n"
			  "      'C']\n"
			  "    expose:\n"
			  "      - port: 80\n"
			  "        to:\n"
			  "        - global: true\n"
			  "          ip: mail\n"
			  "profiles:\n"
			  "  compute:\n"
			  "    web:\n"
			  "      resources:\n"
			  "        cpu: {units: 0.5}\n"
			  "        memory: {size: 512Mi}\n"
			  "        storage:\n"
			  "          - size: 1Gi\n"
			  "            name: data\n"
			  "        gpu:\n"
			  "          units: 1\n"
			  "          attributes: {vendor: {nvidia: [{model: a100, ram: 80Gi}]}}\n"
			  "  placement:\n"
			  "    dc:\n"
			  "      pricing:\n"
			  "        web: {denom: uact, amount: 100}\n"
			  "deployment:\n"
			  "  web: {dc: {profile: web, count: 1}}\n";

static const char *const pieces[] = { "",      "\n",  "\r\n", "\t",   " ",   ":",        ": ",      "- ",
				      "-",     "[",   "]",    "{",    "}",   ",",        "\"",      "'",
				      "#",     " # ", "|\n",  ">-\n", "&a ", "*a",       "!!str ",  "---\n",
				      "...\n", "? ",  "<<: ", "\\",   "%",   "\n\n    ", "model: ", "  " };

static uint32_t state = 1;

static uint32_t random_below(uint32_t n)
{
	state = state * 1664525 + 1013904223;
	return (uint32_t)(((uint64_t)state * n) >> 32);
}

// Cuts some bytes and puts a piece there, some times over.
static void mutate(char *text)
{
	strcpy(text, sdl);
	for (uint32_t n = 1 + random_below(4); n > 0; n--) {
		size_t len = strlen(text), at = random_below((uint32_t)len + 1),
		       cut = random_below(4) ? random_below(6) : random_below(200);
		const char *piece = pieces[random_below(COUNT_OF(pieces))];

		cut = cut < len - at ? cut : len - at;
		if (len + strlen(piece) >= MAX_TEXT)
			continue;
		memmove(text + at + strlen(piece), text + at + cut, len - at - cut + 1);
		memcpy(text + at, piece, strlen(piece));
	}
}

static void check_cursor(const struct cursor *cursor, uint32_t offset)
{
	ck_assert(cursor->n >= 1 && cursor->entry < cursor->n && cursor->own < cursor->n);
	for (uint32_t i = 1; i < cursor->n; i++)
		ck_assert_uint_lt(cursor->entries[i].parent, i);
	if (cursor->place == PLACE_NONE)
		return;
	ck_assert(cursor->word.start <= offset && offset <= cursor->word.end && cursor->word.end <= cursor->text.len);
	ck_assert(!memchr(cursor->text.ptr + cursor->word.start, '\n', cursor->word.end - cursor->word.start));
}

// Bytes as they come: no UTF-8 either.
START_TEST(test_texts)
{
	char text[MAX_TEXT];
	struct arena arena;

	arena_init(&arena);
	for (int i = 0; i < N_TEXTS; i++) {
		struct cursor cursor;
		uint32_t len, offset;

		mutate(text);
		len = (uint32_t)strlen(text);
		if (random_below(4) == 0 && len > 0)
			text[random_below(len)] = (char)random_below(256);
		offset = random_below(len + 1);
		cursor_from_text(&cursor, &arena, (struct str){ text, len }, offset);
		check_cursor(&cursor, offset);
		arena_reset(&arena);
	}
	arena_clear(&arena);
}
END_TEST

START_TEST(test_requests)
{
	char text[MAX_TEXT], params[128];
	struct session session;

	session_begin(&session, NULL);
	for (int i = 0; i < N_REQUESTS; i++) {
		mutate(text);
		session_open(&session, text);
		for (int j = 0; j < 4; j++) {
			snprintf(params, sizeof(params), "{'position': {'line': %u, 'character': %u}}",
				 (unsigned)random_below(32), (unsigned)random_below(32));
			session_ask(&session, "textDocument/completion", params);
			session_ask(&session, "textDocument/hover", params);
		}
	}
	session_end(&session);
}
END_TEST

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

// A piece many times over. The time is far more than is needed, and far less than what is not linear needs.
START_TEST(test_hostile)
{
	static const char *const hostile[] = { "[", "{a: ", "- ", "a: \"\n", "a: 'x\n ", "a:\n",  "[,",
					       "&", ": ",   "\n", "\\\"",    "a: [\n",   "a: |\n" };
	enum { LEN = 300000, MAX_MS = 2000 };

	for (size_t i = 0; i < COUNT_OF(hostile); i++) {
		struct arena arena;
		struct strbuf text;
		struct cursor cursor;
		double start = now_ms();

		arena_init(&arena);
		text = strbuf_in(&arena);
		while (text.len < LEN)
			strbuf_puts(&text, hostile[i]);
		cursor_from_text(&cursor, &arena, (struct str){ text.text, text.len }, (uint32_t)text.len);
		entry_known(&cursor, cursor.entry);
		ck_assert_msg(now_ms() - start < MAX_MS, "%s takes %.0f ms", hostile[i], now_ms() - start);
		arena_clear(&arena);
	}
}
END_TEST

static bool has_ref(const struct name_refs *refs, enum name_kind kind, bool is_definition, size_t start)
{
	for (size_t i = 0; i < refs->n; i++)
		if (refs->items[i].kind == kind && refs->items[i].is_definition == is_definition &&
		    !refs->items[i].is_unwritten && span_of_text(refs->items[i].at).start == start)
			return true;
	return false;
}

// The text alone has the names that the model has, and no others.
static void check_paths(const char *text)
{
	struct fixture fixture;
	struct name_refs refs;
	struct cursor cursor;
	size_t n = 0;

	fixture_lint(&fixture, str_of(text));
	name_refs_from_sdl(&fixture.arena, fixture.run.sdl, &refs);
	cursor_from_text(&cursor, &fixture.arena, str_of(text), (uint32_t)strlen(text));
	for (uint32_t i = 1; i < cursor.n; i++)
		for (int kind = 0; kind < 2 * N_NAME_KINDS; kind++) {
			enum name_kind is = kind % N_NAME_KINDS;
			bool is_definition = kind >= N_NAME_KINDS;
			struct str name;

			if (!(is_definition ? entry_defines : entry_refers)(&cursor, i, is, &name))
				continue;
			n++;
			ck_assert_msg(has_ref(&refs, is, is_definition, (size_t)(name.ptr - text)), "%.*s in\n%s",
				      (int)name.len, name.ptr, text);
		}
	for (size_t i = 0; i < refs.n; i++)
		n -= !refs.items[i].is_unwritten;
	ck_assert_msg(n == 0, "the model has other names than the text:\n%s", text);
	fixture_clear(&fixture);
}

START_TEST(test_text_and_model)
{
	for_each_example(check_paths);
}
END_TEST

Suite *lsp_cursor_suite(void)
{
	Suite *suite = suite_create("lsp_cursor");
	TCase *tcase = tcase_create("core");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_texts);
	tcase_add_test(tcase, test_requests);
	tcase_add_test(tcase, test_text_and_model);
	tcase_add_test(tcase, test_hostile);
	suite_add_tcase(suite, tcase);
	return suite;
}
