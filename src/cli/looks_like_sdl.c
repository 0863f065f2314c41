// SPDX-License-Identifier: Apache-2.0
// In: the text of a YAML file. Out: whether it is worth checking as an SDL.
#include <string.h>

#include "base/arena.h"
#include "base/edit_distance.h"
#include "cli/find_files.h"
#include "sdl/foreign.h"
#include "source/source.h"

// Longer ones are none of those.
enum { MAX_KEY = 64 };

static const char *const telling_keys[] = { "profiles", "deployment" };
// Other files have these too.
static const char *const other_keys[] = { "version", "include", "services", "endpoints", "reclamation" };

// What is seen of the top level.
struct top_level {
	bool is_told;  // a telling key as it must be
	bool has_near; // one that is nearly that
	bool has_other[COUNT_OF(other_keys)];
	bool has_sdl_version; // 2.0 or 2.1
};

// The lines of the first document that hold more than a comment.
struct document {
	struct str rest;
	bool has_cr;
	struct str from_here, text; // from the line on; without its indentation
	size_t indent, top_indent;  // SIZE_MAX before the first line
};

static struct str trimmed(struct str s)
{
	while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
		s = str_slice(s, 1, s.len);
	return s;
}

// The key that the text begins with, perhaps in quotes, before its colon; "" if there is none. `rest` is what follows.
static struct str key_of(struct str text, struct str *rest)
{
	char quote = text.len && (text.ptr[0] == '"' || text.ptr[0] == '\'') ? text.ptr[0] : '\0';
	size_t n = 0;

	if (quote)
		text = str_slice(text, 1, text.len);
	while (n < text.len && n < MAX_KEY && text.ptr[n] != quote && (quote || !strchr(": ", text.ptr[n])))
		n++;
	*rest = trimmed(str_slice(text, n + (quote && n < text.len), text.len));
	if (!rest->len || rest->ptr[0] != ':')
		return STR("");
	*rest = trimmed(str_slice(*rest, 1, rest->len));
	return str_slice(text, 0, n);
}

// Takes a key of the top level and what follows it.
typedef void take_key_fn(struct top_level *top, struct str key, struct str rest);

static void take_telling_key(struct top_level *top, struct str key, struct str rest)
{
	(void)rest;
	for (size_t i = 0; i < COUNT_OF(telling_keys); i++)
		top->is_told |= str_is(key, telling_keys[i]);
}

static void take_key(struct top_level *top, struct str text, take_key_fn *take)
{
	struct str rest, key = key_of(text, &rest);

	if (key.len)
		take(top, key, rest);
}

static void take_other_key(struct top_level *top, struct str key, struct str rest)
{
	for (size_t i = 0; i < COUNT_OF(telling_keys); i++)
		top->has_near |= nearest(key, &telling_keys[i], 1) != NULL;
	for (size_t i = 0; i < COUNT_OF(other_keys); i++)
		top->has_other[i] |= nearest(key, &other_keys[i], 1) != NULL;
	if (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
		rest = str_slice(rest, 1, rest.len);
	top->has_sdl_version |= str_is(key, "version") && (str_has_prefix(rest, "2.0") || str_has_prefix(rest, "2.1"));
}

static bool is_compose_word(struct str key)
{
	for (const struct foreign_word *word = foreign_words; word->word; word++)
		if (str_is(key, word->word) && strcmp(word->tool, "Compose") == 0)
			return true;
	return false;
}

// In braces the levels are not told apart: it is JSON, or nearly so, and rare.
static void take_braces(struct top_level *top, struct str text, take_key_fn *take)
{
	for (size_t i = 1; i < text.len && !top->is_told; i++) {
		char before = text.ptr[i - 1];

		if (before == '{' || before == ',' || before == ' ' || before == '\t' || before == '\n')
			take_key(top, str_slice(text, i, text.len), take);
	}
}

static bool is_document_end(struct str line)
{
	return (str_has_prefix(line, "---") || str_has_prefix(line, "...")) &&
	       (line.len == 3 || line.ptr[3] == ' ' || line.ptr[3] == '\t');
}

// Cuts the first line off the rest.
static struct str next_line(struct document *document)
{
	struct str rest = document->rest, line = { rest.ptr, 0 };
	const char *end = document->has_cr ? NULL : memchr(rest.ptr, '\n', rest.len);

	if (!document->has_cr)
		line.len = end ? (size_t)(end - rest.ptr) : rest.len;
	while (line.len < rest.len && line.ptr[line.len] != '\n' && line.ptr[line.len] != '\r')
		line.len++;
	document->rest = str_slice(rest, line.len < rest.len ? line.len + 1 : line.len, rest.len);
	return line;
}

static bool next_text(struct document *document)
{
	bool is_first = document->top_indent == SIZE_MAX;

	while (document->rest.len) {
		struct str line;

		document->from_here = document->rest;
		line = next_line(document);
		if (is_document_end(line)) {
			if (!is_first)
				return false;
			line = str_slice(line, 3, line.len);
		}
		document->text = trimmed(line);
		if (!document->text.len || document->text.ptr[0] == '#' || (is_first && line.ptr[0] == '%'))
			continue;
		document->indent = line.len - document->text.len;
		if (is_first)
			document->top_indent = document->indent;
		return true;
	}
	return false;
}

static void take_lines(struct top_level *top, struct document document, take_key_fn *take)
{
	for (bool is_first = true; !top->is_told && next_text(&document); is_first = false) {
		if (is_first && document.text.ptr[0] == '{') {
			take_braces(top, document.from_here, take);
			return;
		}
		if (document.indent == document.top_indent)
			take_key(top, document.text, take);
	}
}

static bool has_compose_words(struct document document)
{
	struct str value;

	for (bool is_first = true; next_text(&document); is_first = false) {
		if (is_first && document.text.ptr[0] == '{')
			return false;
		if (document.indent != document.top_indent && is_compose_word(key_of(document.text, &value)))
			return true;
	}
	return false;
}

const char *why_no_sdl(struct arena *arena, struct str bytes)
{
	struct document document = { .rest = utf8_from_file(arena, bytes), .top_indent = SIZE_MAX };
	struct top_level top = { 0 };
	bool is_compose;
	size_t n_other = 0;

	if (str_has_prefix(document.rest, "\xEF\xBB\xBF"))
		document.rest = str_slice(document.rest, 3, document.rest.len);
	document.has_cr = document.rest.len && memchr(document.rest.ptr, '\r', document.rest.len);
	take_lines(&top, document, take_telling_key);
	if (top.is_told)
		return NULL;
	take_lines(&top, document, take_other_key);
	for (size_t i = 0; i < COUNT_OF(other_keys); i++)
		n_other += top.has_other[i];
	if (top.has_near && n_other)
		return NULL;
	is_compose = n_other && has_compose_words(document);
	if (top.has_sdl_version && n_other > 1 && !is_compose)
		return NULL;
	return is_compose ? "a Compose file, not an SDL"
			  : "not an SDL: neither profiles nor deployment at its top level";
}
