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
	bool has_compose_words;
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

static void take_key(struct top_level *top, struct str text)
{
	struct str rest, key = key_of(text, &rest);

	if (!key.len)
		return;
	for (size_t i = 0; i < COUNT_OF(telling_keys); i++) {
		top->is_told |= str_is(key, telling_keys[i]);
		top->has_near |= nearest(key, &telling_keys[i], 1) != NULL;
	}
	for (size_t i = 0; i < COUNT_OF(other_keys); i++)
		top->has_other[i] |= nearest(key, &other_keys[i], 1) != NULL;
	if (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
		rest = str_slice(rest, 1, rest.len);
	top->has_sdl_version |= str_is(key, "version") && (str_has_prefix(rest, "2.0") || str_has_prefix(rest, "2.1"));
}

static bool is_compose_word(struct str key)
{
	for (const struct foreign_word *word = foreign_words; word->word; word++)
		if (strcmp(word->tool, "Compose") == 0 && str_is(key, word->word))
			return true;
	return false;
}

// In braces the levels are not told apart: it is JSON, or nearly so, and rare.
static void take_braces(struct top_level *top, struct str text)
{
	for (size_t i = 1; i < text.len && !top->is_told; i++) {
		char before = text.ptr[i - 1];

		if (before == '{' || before == ',' || before == ' ' || before == '\t' || before == '\n')
			take_key(top, str_slice(text, i, text.len));
	}
}

static bool is_document_end(struct str line)
{
	return (str_has_prefix(line, "---") || str_has_prefix(line, "...")) &&
	       (line.len == 3 || line.ptr[3] == ' ' || line.ptr[3] == '\t');
}

// Cuts the first line off `rest`.
static struct str next_line(struct str *rest)
{
	struct str line = { rest->ptr, 0 };

	while (line.len < rest->len && line.ptr[line.len] != '\n' && line.ptr[line.len] != '\r')
		line.len++;
	*rest = str_slice(*rest, line.len < rest->len ? line.len + 1 : line.len, rest->len);
	return line;
}

// Of the first document.
static void take_lines(struct top_level *top, struct str rest)
{
	size_t indent = SIZE_MAX;

	// One key that only SDLs have is enough.
	while (rest.len && !top->is_told) {
		struct str from_here = rest, line = next_line(&rest), text, value;

		if (is_document_end(line)) {
			if (indent != SIZE_MAX)
				return;
			line = str_slice(line, 3, line.len);
		}
		text = trimmed(line);
		if (!text.len || text.ptr[0] == '#' || (indent == SIZE_MAX && line.ptr[0] == '%'))
			continue;
		if (indent == SIZE_MAX && text.ptr[0] == '{') {
			take_braces(top, from_here);
			return;
		}
		if (indent == SIZE_MAX)
			indent = line.len - text.len;
		if (line.len - text.len == indent)
			take_key(top, text);
		else if (!top->has_compose_words)
			top->has_compose_words = is_compose_word(key_of(text, &value));
	}
}

const char *why_no_sdl(struct arena *arena, struct str bytes)
{
	struct top_level top = { 0 };
	struct source source;
	size_t n_other = 0;

	source_init(&source, arena, "", bytes.ptr, (uint32_t)bytes.len);
	take_lines(&top, source_text(&source, (struct span){ source_bom(&source), source.len }));
	for (size_t i = 0; i < COUNT_OF(other_keys); i++)
		n_other += top.has_other[i];
	if (top.is_told || (top.has_near && n_other))
		return NULL;
	if (top.has_sdl_version && n_other > 1 && !top.has_compose_words)
		return NULL;
	return top.has_compose_words && n_other ? "a Compose file, and not an SDL"
						: "not an SDL: it has neither profiles nor deployment at its top";
}
