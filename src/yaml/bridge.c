// SPDX-License-Identifier: Apache-2.0
// In: text where libyaml and the network's YAML parser differ. Out: text that libyaml reads as the network does.
#include "yaml/bridge.h"

#include <string.h>

#include "base/arena.h"
#include "yaml/properties.h"

// Each retry parses the document anew; a file that needs more is not worth the time.
enum { MAX_RETRIES = 64 };

const char tag_problem[] = "did not find expected whitespace or line break";

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

static uint32_t skip_blanks(const struct bridge *bridge, uint32_t at)
{
	while (at < bridge->len && (bridge->text[at] == ' ' || bridge->text[at] == '\t'))
		at++;
	return at;
}

static bool is_comment(const struct bridge *bridge, uint32_t at)
{
	return at < bridge->len && bridge->text[at] == '#';
}

static bool is_blank_line(const struct bridge *bridge, uint32_t line)
{
	uint32_t at = skip_blanks(bridge, line);

	return at == bridge->len || is_blank_or_break(bridge->text[at]);
}

// Whether the network's scanner goes on from the comment of this line to those below it: the line
// holds nothing else, or only what has no comment of its own.
static bool leads_comments(const struct bridge *bridge, uint32_t line)
{
	uint32_t at = skip_blanks(bridge, line);

	if (line + 3 < bridge->len && memcmp(bridge->text + line, "---", 3) == 0)
		at = skip_blanks(bridge, line + 3);
	else
		while (at + 1 < bridge->len && bridge->text[at] == '-' && is_blank_or_break(bridge->text[at + 1]))
			at = skip_blanks(bridge, at + 1);
	return is_comment(bridge, at);
}

static bool blank_tabs(struct bridge *bridge, uint32_t start, uint32_t end)
{
	bool is_mended = false;

	for (uint32_t i = start; i < end; i++)
		if (bridge->text[i] == '\t') {
			writable(bridge)[i] = ' ';
			is_mended = true;
		}
	return is_mended;
}

// The network's scanner reads comment lines that follow one another in one go, tabs, empty lines and all.
static bool mend_comment_tabs(struct bridge *bridge, uint32_t offset)
{
	uint32_t line = line_start(bridge, offset), above = line;
	bool is_mended = false;

	do {
		if (above == 0)
			return false;
		above = line_start(bridge, above - 1);
	} while (is_blank_line(bridge, above));
	if (!leads_comments(bridge, above))
		return false;
	for (;;) {
		uint32_t text = line;
		const char *end;

		while (text < bridge->len && is_blank_or_break(bridge->text[text]))
			text++;
		if (!is_comment(bridge, text))
			return is_mended;
		is_mended |= blank_tabs(bridge, line, text);
		end = memchr(bridge->text + text, '\n', bridge->len - text);
		line = end ? (uint32_t)(end - bridge->text) + 1 : bridge->len;
	}
}

// It looks for a comment behind "?" and ":", whatever blanks come before that.
static bool mend_trailing_comment(struct bridge *bridge, uint32_t offset)
{
	uint32_t before = offset, after = skip_blanks(bridge, offset);

	while (before > 0 && (bridge->text[before - 1] == ' ' || bridge->text[before - 1] == '\t'))
		before--;
	if (before == 0 || (bridge->text[before - 1] != '?' && bridge->text[before - 1] != ':'))
		return false;
	return is_comment(bridge, after) && blank_tabs(bridge, offset, after);
}

// To the network "," "[" and "]" are part of a tag, unless it is closed by ">".
static bool mend_tag(struct bridge *bridge, uint32_t offset)
{
	if (offset == 0 || offset >= bridge->len || bridge->text[offset - 1] == '>')
		return false;
	if (!strchr(",[]", bridge->text[offset]))
		return false;
	writable(bridge)[offset] = '~';
	return true;
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
		return mend_trailing_comment(bridge, offset) || mend_comment_tabs(bridge, offset);
	if (strcmp(problem, tag_problem) == 0 || strcmp(problem, "did not find expected tag URI") == 0)
		return mend_tag(bridge, offset);
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
