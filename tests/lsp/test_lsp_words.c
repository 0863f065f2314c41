// SPDX-License-Identifier: Apache-2.0
// In: whole SDLs in an editor. Out: whether what the server answers at each word, and about each document, is what is
// in tests/golden/lsp-words-*.txt, which "make bless" writes.
#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"
#include "lsp/session.h"

static const struct {
	const char *folder, *name;
} documents[] = {
	{ "examples", "llm-one-gpu.yml" },  { "examples", "leased-ip.yml" },     { "tests/cli/data", "full.yml" },
	{ "tests/cli/data", "sample.yml" }, { "tests/cli/data", "related.yml" }, { "tests/cli/data", "inline.yml" },
};

static const char shows_all[] =
	"{'capabilities': {'textDocument': {'codeAction': {'codeActionLiteralSupport': {}}, "
	"'documentSymbol': {'hierarchicalDocumentSymbolSupport': true}, 'hover': {'contentFormat': ['markdown']}, "
	"'publishDiagnostics': {'relatedInformation': true, 'codeDescriptionSupport': true, "
	"'tagSupport': {'valueSet': [1]}}}}, 'initializationOptions': {'inlayHints': true}}";

static struct arena arena;
static struct strbuf out;
static struct session session;

static void put_json(const char *name, const json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);

	strbuf_printf(&out, "%s %s\n", name, text);
	free(text);
}

// What would be written, which says more than what is shown.
static void put_completions(const json_t *answer)
{
	const json_t *item, *items = json_is_object(answer) ? json_object_get(answer, "items") : answer;
	size_t i;

	strbuf_puts(&out, "completion");
	json_array_foreach(items, i, item)
	{
		const json_t *edit = json_object_get(item, "textEdit"), *text = json_object_get(item, "insertText");
		const char *written = json_string_value(edit ? json_object_get(edit, "newText") : text);

		strbuf_puts(&out, i ? " | " : " ");
		strbuf_add_escaped(&out, str_of(written ? written : json_string_value(json_object_get(item, "label"))));
	}
	strbuf_putc(&out, '\n');
}

// Unless it is null, or the answer at the word before once more.
static void put_answer(const char *method, const char *params)
{
	static char *before[8];
	const json_t *answer = session_ask(&session, method, params);
	char *text = json_dumps(answer, JSON_COMPACT | JSON_ENCODE_ANY);
	size_t slot = strlen(method) % COUNT_OF(before);

	if (!json_is_null(answer) && json_array_size(answer) + json_object_size(answer) > 0 &&
	    (!before[slot] || strcmp(text, before[slot]) != 0)) {
		if (strstr(method, "completion"))
			put_completions(answer);
		else
			put_json(strchr(method, '/') + 1, answer);
	}
	free(before[slot]);
	before[slot] = text;
}

// The position is in `line`, the text of a document.
static void put_word(const char *line, size_t number, size_t at)
{
	const char *params = arena_printf(&arena, "{'position': {'line': %zu, 'character': %zu}}", number, at),
		   *named = arena_printf(&arena,
					 "{'position': {'line': %zu, 'character': %zu}, 'newName': 'other', "
					 "'context': {'includeDeclaration': true}}",
					 number, at);

	strbuf_printf(&out, "%zu:%zu %.*s\n", number + 1, at + 1, (int)strcspn(line + at, " \n"), line + at);
	put_answer("textDocument/hover", params);
	put_answer("textDocument/completion", params);
	put_answer("textDocument/definition", params);
	put_answer("textDocument/prepareRename", params);
	if (json_is_null(session_ask(&session, "textDocument/prepareRename", params)))
		return;
	put_answer("textDocument/references", named);
	put_answer("textDocument/rename", named);
}

static void put_words(const char *text)
{
	size_t number = 0;

	for (const char *line = text; *line; number++) {
		size_t len = strcspn(line, "\n");

		for (size_t at = 0; at < len && line[at] != '#'; at++)
			if (line[at] != ' ' && (at == 0 || line[at - 1] == ' '))
				put_word(line, number, at);
		line += len + (line[len] != '\0');
	}
}

// What may be written on a line of its own below each.
static void put_new_lines(const char *text)
{
	for (const char *line = text; *line;) {
		size_t len = strcspn(line, "\n"), indent = strspn(line, " -");
		const char *end = line + len;

		if (line[indent] && line[indent] != '#' && line[indent] != '\n') {
			session_open(&session, arena_printf(&arena, "%.*s\n%*s‸%s", (int)(end - text), text,
							    (int)indent + 2 * (end[-1] == ':'), "", end));
			strbuf_printf(&out, "below %.*s\n", (int)len, line);
			put_answer("textDocument/completion", NULL);
		}
		line = end + (*end != '\0');
	}
}

static void put_document(const char *text)
{
	static const char all[] = "{'range': {'start': {'line': 0, 'character': 0}, "
				  "'end': {'line': 999, 'character': 0}}, 'context': {'diagnostics': []}}";
	const json_t *action;
	size_t i;

	session_open(&session, text);
	put_json("diagnostics", session_diagnostics(&session));
	put_answer("textDocument/documentSymbol", NULL);
	put_answer("textDocument/foldingRange", NULL);
	put_json("inlayHint", session_ask(&session, "textDocument/inlayHint", all));
	json_array_foreach(session_ask(&session, "textDocument/codeAction", all), i, action)
		put_json("codeAction", action);
	put_words(text);
	put_new_lines(text);
}

START_TEST(test_words)
{
	const char *name = documents[_i].name;
	char *text = read_whole(documents[_i].folder, name);

	arena_init(&arena);
	out = strbuf_in(&arena);
	session_begin(&session, shows_all);
	put_document(text);
	session_end(&session);
	free(text);
	check_golden(arena_printf(&arena, "lsp-words-%.*s.txt", (int)strcspn(name, "."), name), out.text);
	arena_clear(&arena);
}
END_TEST

Suite *lsp_words_suite(void)
{
	Suite *suite = suite_create("lsp_words");
	TCase *tcase = tcase_create("lsp_words");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_words, 0, COUNT_OF(documents));
	suite_add_tcase(suite, tcase);
	return suite;
}
