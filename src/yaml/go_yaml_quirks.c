// SPDX-License-Identifier: Apache-2.0
// In: text where libyaml and the network's YAML parser differ. Out: text that libyaml reads as the network does.
#include "yaml/go_yaml_quirks.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"

// Each retry parses the document anew. After so many the rest is guessed, all of it at once.
enum { MAX_RETRIES = 64 };

const char tag_problem[] = "did not find expected whitespace or line break";

static char *writable(struct go_yaml_quirks *quirks)
{
	if (!quirks->copy) {
		quirks->copy = arena_strndup(quirks->arena, quirks->text, quirks->len);
		quirks->text = quirks->copy;
	}
	return quirks->copy;
}

// Inside the text a byte order mark is an ordinary character for the network; libyaml skips it at
// the start of a line. U+FFFC has its length and no meaning to either.
static void replace_inner_marks(struct go_yaml_quirks *quirks, uint32_t bom)
{
	for (uint32_t i = bom; i + 2 < quirks->len; i++) {
		const char *found = memchr(quirks->text + i, 0xEF, quirks->len - i);

		if (!found)
			return;
		i = (uint32_t)(found - quirks->text);
		if (i + 2 < quirks->len && memcmp(found, "\xEF\xBB\xBF", 3) == 0)
			memcpy(writable(quirks) + i, "\xEF\xBF\xBC", 3);
	}
}

void quirks_init(struct go_yaml_quirks *quirks, struct arena *arena, const struct source *source)
{
	*quirks = (struct go_yaml_quirks){ .arena = arena, .text = source->text, .len = source->len };
	replace_inner_marks(quirks, source_bom(source));
}

static uint32_t line_start(const struct go_yaml_quirks *quirks, uint32_t offset)
{
	while (offset > 0 && quirks->text[offset - 1] != '\n')
		offset--;
	return offset;
}

static uint32_t skip_blanks(const struct go_yaml_quirks *quirks, uint32_t at)
{
	while (at < quirks->len && (quirks->text[at] == ' ' || quirks->text[at] == '\t'))
		at++;
	return at;
}

static bool is_comment(const struct go_yaml_quirks *quirks, uint32_t at)
{
	return at < quirks->len && quirks->text[at] == '#';
}

static bool is_blank_line(const struct go_yaml_quirks *quirks, uint32_t line)
{
	uint32_t at = skip_blanks(quirks, line);

	return at == quirks->len || is_space_or_break(quirks->text[at]);
}

// Whether the network's scanner goes on from the comment of this line to those below it: the line
// holds nothing else, or only what has no comment of its own.
static bool leads_comments(const struct go_yaml_quirks *quirks, uint32_t line)
{
	uint32_t at = skip_blanks(quirks, line);

	if (line + 3 < quirks->len && memcmp(quirks->text + line, "---", 3) == 0)
		at = skip_blanks(quirks, line + 3);
	else
		while (at + 1 < quirks->len && quirks->text[at] == '-' && is_space_or_break(quirks->text[at + 1]))
			at = skip_blanks(quirks, at + 1);
	return is_comment(quirks, at);
}

static bool blank_tabs(struct go_yaml_quirks *quirks, uint32_t start, uint32_t end)
{
	bool is_changed = false;

	for (uint32_t i = start; i < end; i++)
		if (quirks->text[i] == '\t') {
			writable(quirks)[i] = ' ';
			is_changed = true;
		}
	return is_changed;
}

// The network's scanner reads comment lines that follow one another in one go, tabs, empty lines and all.
static bool fix_comment_tabs(struct go_yaml_quirks *quirks, uint32_t offset)
{
	uint32_t line = line_start(quirks, offset), above = line;
	bool is_changed = false;

	do {
		if (above == 0)
			return false;
		above = line_start(quirks, above - 1);
	} while (is_blank_line(quirks, above));
	if (!leads_comments(quirks, above))
		return false;
	for (;;) {
		uint32_t text = line;
		const char *end;

		while (text < quirks->len && is_space_or_break(quirks->text[text]))
			text++;
		if (!is_comment(quirks, text))
			return is_changed;
		is_changed |= blank_tabs(quirks, line, text);
		end = memchr(quirks->text + text, '\n', quirks->len - text);
		line = end ? (uint32_t)(end - quirks->text) + 1 : quirks->len;
	}
}

// It looks for a comment behind "?" and ":", whatever spaces come before that.
static bool mend_trailing_comment(struct go_yaml_quirks *quirks, uint32_t offset)
{
	uint32_t before = offset, after = skip_blanks(quirks, offset);

	while (before > 0 && (quirks->text[before - 1] == ' ' || quirks->text[before - 1] == '\t'))
		before--;
	if (before == 0 || (quirks->text[before - 1] != '?' && quirks->text[before - 1] != ':'))
		return false;
	return is_comment(quirks, after) && blank_tabs(quirks, offset, after);
}

// To the network "," "[" and "]" are part of a tag, unless it is closed by ">".
static bool mend_tag(struct go_yaml_quirks *quirks, uint32_t offset)
{
	if (offset == 0 || offset >= quirks->len || quirks->text[offset - 1] == '>' ||
	    !strchr(",[]", quirks->text[offset]))
		return false;
	for (; offset < quirks->len && !is_space_or_break(quirks->text[offset]); offset++)
		if (strchr(",[]", quirks->text[offset]))
			writable(quirks)[offset] = '~';
	return true;
}

// A sign that is nowhere in the text, and that means no more in it than a letter does; 0 if there is none.
static char unused_sign(const struct go_yaml_quirks *quirks)
{
	static const char signs[] = "^~$()=;+ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	for (const char *sign = signs; *sign; sign++)
		if (!memchr(quirks->text, *sign, quirks->len))
			return *sign;
	return 0;
}

// \' is an escape for the network. Everywhere at once: what is in no double quotes is given back as it was.
static bool mend_quote_escape(struct go_yaml_quirks *quirks, uint32_t offset)
{
	bool is_escaped = false;

	if (offset + 1 >= quirks->len || quirks->text[offset] != '\\' || quirks->text[offset + 1] != '\'' ||
	    quirks->quote_mark)
		return false;
	quirks->quote_mark = unused_sign(quirks);
	for (uint32_t i = 0; quirks->quote_mark && i + 1 < quirks->len; i++) {
		is_escaped = quirks->text[i] == '\\' && !is_escaped;
		if (is_escaped && quirks->text[i + 1] == '\'') {
			writable(quirks)[i] = quirks->quote_mark;
			is_escaped = false;
		}
	}
	return quirks->quote_mark != 0;
}

static char colon_mark(struct go_yaml_quirks *quirks)
{
	if (!quirks->colon_mark)
		quirks->colon_mark = unused_sign(quirks);
	return quirks->colon_mark ? quirks->colon_mark : ';';
}

// In {a:} and [a:] the colon belongs to the text.
static bool mend_flow_colon(struct go_yaml_quirks *quirks, uint32_t offset)
{
	if (offset >= quirks->len || quirks->text[offset] != ':')
		return false;
	writable(quirks)[offset] = colon_mark(quirks);
	return true;
}

static void guess(struct go_yaml_quirks *quirks, uint32_t offset, char c)
{
	ARENA_PUSH(quirks->arena, quirks->guesses, quirks->n_guesses, quirks->cap_guesses) = offset;
	writable(quirks)[offset] = c;
}

static bool ends_plain_text(const struct go_yaml_quirks *quirks, uint32_t colon)
{
	return colon > 0 && colon + 1 < quirks->len && !is_space_or_break(quirks->text[colon - 1]) &&
	       !strchr("\"'[]{},", quirks->text[colon - 1]) && strchr(",?[]{}", quirks->text[colon + 1]);
}

static void guess_blanks(struct go_yaml_quirks *quirks, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i < end; i++)
		if (quirks->text[i] == '\t')
			guess(quirks, i, ' ');
}

static void guess_signs(struct go_yaml_quirks *quirks)
{
	bool is_tag = false;

	for (uint32_t i = 0; i < quirks->len; i++) {
		char c = quirks->text[i];

		if (is_space_or_break(c))
			is_tag = false;
		else if (c == '!' && (i == 0 || is_space_or_break(quirks->text[i - 1])))
			is_tag = true;
		else if (is_tag && strchr(",[]", c))
			guess(quirks, i, '~');
		else if (c == ':' && ends_plain_text(quirks, i))
			writable(quirks)[i] = colon_mark(quirks);
		else if ((c == '?' || c == ':') && is_comment(quirks, skip_blanks(quirks, i + 1)))
			guess_blanks(quirks, i + 1, skip_blanks(quirks, i + 1));
	}
}

static void guess_comment_tabs(struct go_yaml_quirks *quirks)
{
	bool is_led = false;
	const char *end;

	for (uint32_t line = 0; line < quirks->len; line = end ? (uint32_t)(end - quirks->text) + 1 : quirks->len) {
		uint32_t text = skip_blanks(quirks, line);

		end = memchr(quirks->text + line, '\n', quirks->len - line);
		if (is_led && is_comment(quirks, text))
			guess_blanks(quirks, line, text);
		else if (!is_blank_line(quirks, line))
			is_led = leads_comments(quirks, line);
	}
}

static int by_offset(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static bool guess_all(struct go_yaml_quirks *quirks)
{
	if (quirks->is_guessed)
		return false;
	quirks->is_guessed = true;
	guess_signs(quirks);
	guess_comment_tabs(quirks);
	if (quirks->n_guesses)
		qsort(quirks->guesses, quirks->n_guesses, sizeof(*quirks->guesses), by_offset);
	return true;
}

bool bridge_is_misled(struct go_yaml_quirks *quirks, const struct source *source, struct span scalar)
{
	size_t low = 0, high = quirks->n_guesses;
	bool is_misled = false;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (quirks->guesses[middle] < scalar.start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < quirks->n_guesses && quirks->guesses[low] < scalar.end; low++) {
		uint32_t at = quirks->guesses[low];

		is_misled |= quirks->text[at] != source->text[at];
		writable(quirks)[at] = source->text[at];
	}
	return is_misled;
}

bool quirks_fix(struct go_yaml_quirks *quirks, const char *problem, uint32_t offset)
{
	if (strcmp(problem, "found unknown escape character") == 0)
		return mend_quote_escape(quirks, offset);
	if (quirks->n_retries++ >= MAX_RETRIES)
		return guess_all(quirks);
	if (strcmp(problem, "found character that cannot start any token") == 0)
		return mend_trailing_comment(quirks, offset) || fix_comment_tabs(quirks, offset);
	if (strcmp(problem, tag_problem) == 0 || strcmp(problem, "did not find expected tag URI") == 0)
		return mend_tag(quirks, offset);
	if (strcmp(problem, "found unexpected ':'") == 0)
		return mend_flow_colon(quirks, offset);
	return false;
}

size_t bridge_restore(const struct go_yaml_quirks *quirks, char *text, bool is_double_quoted, size_t len)
{
	size_t n = 0;

	if (!quirks->quote_mark && !quirks->colon_mark)
		return len;
	for (size_t i = 0; i < len; i++) {
		bool is_escape = quirks->quote_mark && text[i] == quirks->quote_mark;

		if (!is_escape || !is_double_quoted)
			text[n++] = is_escape                                             ? '\\'
				    : quirks->colon_mark && text[i] == quirks->colon_mark ? ':'
											  : text[i];
	}
	return n;
}

size_t quirks_foreign_escape(struct str quoted_scalar)
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
