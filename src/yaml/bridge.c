// SPDX-License-Identifier: Apache-2.0
// In: text where libyaml and the network's YAML parser differ. Out: text that libyaml reads as the network does.
#include "yaml/bridge.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "yaml/properties.h"

// Each retry parses the document anew. After so many the rest is guessed, all of it at once.
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

// It looks for a comment behind "?" and ":", whatever spaces come before that.
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
	if (offset == 0 || offset >= bridge->len || bridge->text[offset - 1] == '>' ||
	    !strchr(",[]", bridge->text[offset]))
		return false;
	for (; offset < bridge->len && !is_blank_or_break(bridge->text[offset]); offset++)
		if (strchr(",[]", bridge->text[offset]))
			writable(bridge)[offset] = '~';
	return true;
}

// A sign that is nowhere in the text, and that means no more in it than a letter does; 0 if there is none.
static char unused_sign(const struct bridge *bridge)
{
	static const char signs[] = "^~$()=;+ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	for (const char *sign = signs; *sign; sign++)
		if (!memchr(bridge->text, *sign, bridge->len))
			return *sign;
	return 0;
}

// \' is an escape for the network. Everywhere at once: what is in no double quotes is given back as it was.
static bool mend_quote_escape(struct bridge *bridge, uint32_t offset)
{
	bool is_escaped = false;

	if (offset + 1 >= bridge->len || bridge->text[offset] != '\\' || bridge->text[offset + 1] != '\'' ||
	    bridge->quote_mark)
		return false;
	bridge->quote_mark = unused_sign(bridge);
	for (uint32_t i = 0; bridge->quote_mark && i + 1 < bridge->len; i++) {
		is_escaped = bridge->text[i] == '\\' && !is_escaped;
		if (is_escaped && bridge->text[i + 1] == '\'') {
			writable(bridge)[i] = bridge->quote_mark;
			is_escaped = false;
		}
	}
	return bridge->quote_mark != 0;
}

static char colon_mark(struct bridge *bridge)
{
	if (!bridge->colon_mark)
		bridge->colon_mark = unused_sign(bridge);
	return bridge->colon_mark ? bridge->colon_mark : ';';
}

// In {a:} and [a:] the colon belongs to the text.
static bool mend_flow_colon(struct bridge *bridge, uint32_t offset)
{
	if (offset >= bridge->len || bridge->text[offset] != ':')
		return false;
	writable(bridge)[offset] = colon_mark(bridge);
	return true;
}

static void guess(struct bridge *bridge, uint32_t offset, char c)
{
	ARENA_PUSH(bridge->arena, bridge->guesses, bridge->n_guesses, bridge->cap_guesses) = offset;
	writable(bridge)[offset] = c;
}

static bool ends_plain_text(const struct bridge *bridge, uint32_t colon)
{
	return colon > 0 && colon + 1 < bridge->len && !is_blank_or_break(bridge->text[colon - 1]) &&
	       !strchr("\"'[]{},", bridge->text[colon - 1]) && strchr(",?[]{}", bridge->text[colon + 1]);
}

static void guess_blanks(struct bridge *bridge, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i < end; i++)
		if (bridge->text[i] == '\t')
			guess(bridge, i, ' ');
}

static void guess_signs(struct bridge *bridge)
{
	bool is_tag = false;

	for (uint32_t i = 0; i < bridge->len; i++) {
		char c = bridge->text[i];

		if (is_blank_or_break(c))
			is_tag = false;
		else if (c == '!' && (i == 0 || is_blank_or_break(bridge->text[i - 1])))
			is_tag = true;
		else if (is_tag && strchr(",[]", c))
			guess(bridge, i, '~');
		else if (c == ':' && ends_plain_text(bridge, i))
			writable(bridge)[i] = colon_mark(bridge);
		else if ((c == '?' || c == ':') && is_comment(bridge, skip_blanks(bridge, i + 1)))
			guess_blanks(bridge, i + 1, skip_blanks(bridge, i + 1));
	}
}

static void guess_comment_tabs(struct bridge *bridge)
{
	bool is_led = false;
	const char *end;

	for (uint32_t line = 0; line < bridge->len; line = end ? (uint32_t)(end - bridge->text) + 1 : bridge->len) {
		uint32_t text = skip_blanks(bridge, line);

		end = memchr(bridge->text + line, '\n', bridge->len - line);
		if (is_led && is_comment(bridge, text))
			guess_blanks(bridge, line, text);
		else if (!is_blank_line(bridge, line))
			is_led = leads_comments(bridge, line);
	}
}

static int by_offset(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static bool guess_all(struct bridge *bridge)
{
	if (bridge->is_guessed)
		return false;
	bridge->is_guessed = true;
	guess_signs(bridge);
	guess_comment_tabs(bridge);
	if (bridge->n_guesses)
		qsort(bridge->guesses, bridge->n_guesses, sizeof(*bridge->guesses), by_offset);
	return true;
}

bool bridge_is_misled(struct bridge *bridge, const struct source *source, struct span scalar)
{
	size_t low = 0, high = bridge->n_guesses;
	bool is_misled = false;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (bridge->guesses[middle] < scalar.start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < bridge->n_guesses && bridge->guesses[low] < scalar.end; low++) {
		uint32_t at = bridge->guesses[low];

		is_misled |= bridge->text[at] != source->text[at];
		writable(bridge)[at] = source->text[at];
	}
	return is_misled;
}

bool bridge_mend(struct bridge *bridge, const char *problem, uint32_t offset)
{
	if (strcmp(problem, "found unknown escape character") == 0)
		return mend_quote_escape(bridge, offset);
	if (bridge->n_retries++ >= MAX_RETRIES)
		return guess_all(bridge);
	if (strcmp(problem, "found character that cannot start any token") == 0)
		return mend_trailing_comment(bridge, offset) || mend_comment_tabs(bridge, offset);
	if (strcmp(problem, tag_problem) == 0 || strcmp(problem, "did not find expected tag URI") == 0)
		return mend_tag(bridge, offset);
	if (strcmp(problem, "found unexpected ':'") == 0)
		return mend_flow_colon(bridge, offset);
	return false;
}

size_t bridge_restore(const struct bridge *bridge, char *text, bool is_double_quoted, size_t len)
{
	size_t n = 0;

	if (!bridge->quote_mark && !bridge->colon_mark)
		return len;
	for (size_t i = 0; i < len; i++) {
		bool is_escape = bridge->quote_mark && text[i] == bridge->quote_mark;

		if (!is_escape || !is_double_quoted)
			text[n++] = is_escape                                                  ? '\\'
				    : bridge->colon_mark && text[i] == bridge->colon_mark ? ':'
											  : text[i];
	}
	return n;
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
