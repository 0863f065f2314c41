// SPDX-License-Identifier: Apache-2.0
// In: text where libyaml and the network's YAML parser differ. Out: text that libyaml reads as the network does.
#include "yaml/bridge.h"

#include <string.h>

#include "base/arena.h"

// Each retry parses the document anew; a file that needs more is not worth the time.
enum { MAX_RETRIES = 64 };

static char *writable(struct bridge *bridge)
{
	if (!bridge->copy) {
		bridge->copy = arena_strndup(bridge->arena, bridge->text, bridge->len);
		bridge->text = bridge->copy;
	}
	return bridge->copy;
}

// Inside the text a byte order mark is an ordinary character for the network; libyaml skips it at
// the start of a line. U+FFFC has its length and no meaning to either.
static void replace_inner_marks(struct bridge *bridge, uint32_t bom)
{
	for (uint32_t i = bom; i + 2 < bridge->len; i++) {
		const char *found = memchr(bridge->text + i, 0xEF, bridge->len - i);

		if (!found)
			return;
		i = (uint32_t)(found - bridge->text);
		if (i + 2 < bridge->len && memcmp(found, "\xEF\xBB\xBF", 3) == 0)
			memcpy(writable(bridge) + i, "\xEF\xBF\xBC", 3);
	}
}

void bridge_init(struct bridge *bridge, struct arena *arena, const struct source *source)
{
	*bridge = (struct bridge){ .arena = arena, .text = source->text, .len = source->len };
	replace_inner_marks(bridge, source_bom(source));
}

static uint32_t line_start(const struct bridge *bridge, uint32_t offset)
{
	while (offset > 0 && bridge->text[offset - 1] != '\n')
		offset--;
	return offset;
}

// End of the blanks that begin a line holding nothing but a comment; UINT32_MAX for other lines.
static uint32_t comment_after_blanks(const struct bridge *bridge, uint32_t at)
{
	while (at < bridge->len && (bridge->text[at] == ' ' || bridge->text[at] == '\t'))
		at++;
	return at < bridge->len && bridge->text[at] == '#' ? at : UINT32_MAX;
}

// The network's scanner reads comment lines that follow one another in one go, tabs and all.
static bool mend_comment_tabs(struct bridge *bridge, uint32_t offset)
{
	uint32_t line = line_start(bridge, offset);
	bool is_mended = false;

	if (line == 0 || comment_after_blanks(bridge, line_start(bridge, line - 1)) == UINT32_MAX)
		return false;
	while (line < bridge->len && comment_after_blanks(bridge, line) != UINT32_MAX) {
		const char *end;

		for (uint32_t i = line; bridge->text[i] != '#'; i++) {
			is_mended |= bridge->text[i] == '\t';
			writable(bridge)[i] = ' ';
		}
		end = memchr(bridge->text + line, '\n', bridge->len - line);
		line = end ? (uint32_t)(end - bridge->text) + 1 : bridge->len;
	}
	return is_mended;
}

// \' is an escape for the network; \" reads the same but for the quote.
static bool mend_quote_escape(struct bridge *bridge, uint32_t offset)
{
	if (offset + 1 >= bridge->len || bridge->text[offset] != '\\' || bridge->text[offset + 1] != '\'')
		return false;
	for (uint32_t i = offset; i + 1 < bridge->len && bridge->text[i] != '"'; i++) {
		if (bridge->text[i] != '\\')
			continue;
		if (bridge->text[i + 1] == '\'')
			writable(bridge)[i + 1] = '"';
		i++;
	}
	return true;
}

// In {a:} and [a:] the colon belongs to the text.
static bool mend_flow_colon(struct bridge *bridge, uint32_t offset)
{
	if (offset >= bridge->len || bridge->text[offset] != ':')
		return false;
	writable(bridge)[offset] = ';';
	return true;
}

bool bridge_mend(struct bridge *bridge, const char *problem, uint32_t offset)
{
	if (bridge->n_retries++ >= MAX_RETRIES)
		return false;
	if (strcmp(problem, "found character that cannot start any token") == 0)
		return mend_comment_tabs(bridge, offset);
	if (strcmp(problem, "found unknown escape character") == 0)
		return mend_quote_escape(bridge, offset);
	if (strcmp(problem, "found unexpected ':'") == 0)
		return mend_flow_colon(bridge, offset);
	return false;
}

size_t bridge_foreign_escape(struct str quoted_scalar)
{
	for (size_t i = 0; i + 1 < quoted_scalar.len; i++) {
		if (quoted_scalar.ptr[i] != '\\')
			continue;
		if (quoted_scalar.ptr[i + 1] == '/')
			return i;
		i++;
	}
	return SIZE_MAX;
}
