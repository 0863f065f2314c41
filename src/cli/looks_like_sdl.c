// SPDX-License-Identifier: Apache-2.0
// In: the text of a YAML file. Out: whether it is worth checking as an SDL.
#include <string.h>

#include "base/arena.h"
#include "cli/find_files.h"
#include "source/source.h"

static const char *const telling_keys[] = { "profiles", "deployment" };

static struct str trimmed(struct str s)
{
	while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
		s = str_slice(s, 1, s.len);
	return s;
}

// `text` begins with the key, perhaps in quotes, and a colon.
static bool begins_with_key(struct str text, const char *key)
{
	char quote = text.len && (text.ptr[0] == '"' || text.ptr[0] == '\'') ? text.ptr[0] : '\0';

	if (quote)
		text = str_slice(text, 1, text.len);
	if (!str_has_prefix(text, key))
		return false;
	text = str_slice(text, strlen(key), text.len);
	if (quote && (!text.len || text.ptr[0] != quote))
		return false;
	text = trimmed(quote ? str_slice(text, 1, text.len) : text);
	return text.len && text.ptr[0] == ':';
}

static bool begins_with_telling_key(struct str text)
{
	return begins_with_key(text, telling_keys[0]) || begins_with_key(text, telling_keys[1]);
}

// Flow style (JSON) is rare: its levels are not told apart.
static bool has_key_in_braces(struct str text)
{
	for (size_t i = 1; i < text.len; i++) {
		char before = text.ptr[i - 1];

		if ((before == '{' || before == ',' || before == ' ' || before == '\t' || before == '\n') &&
		    begins_with_telling_key(str_slice(text, i, text.len)))
			return true;
	}
	return false;
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

static bool is_in_first_document(struct str rest)
{
	size_t indent = SIZE_MAX;

	while (rest.len) {
		struct str from_here = rest, line = next_line(&rest), text;

		if (is_document_end(line)) {
			if (indent != SIZE_MAX)
				return false;
			line = str_slice(line, 3, line.len);
		}
		text = trimmed(line);
		if (!text.len || text.ptr[0] == '#' || (indent == SIZE_MAX && line.ptr[0] == '%'))
			continue;
		if (indent == SIZE_MAX && text.ptr[0] == '{')
			return has_key_in_braces(from_here);
		if (indent == SIZE_MAX)
			indent = line.len - text.len;
		if (line.len - text.len == indent && begins_with_telling_key(text))
			return true;
	}
	return false;
}

bool looks_like_sdl(struct arena *arena, struct str bytes)
{
	struct source source;

	source_init(&source, arena, "", bytes.ptr, (uint32_t)bytes.len);
	return is_in_first_document(source_text(&source, (struct span){ source_bom(&source), source.len }));
}
