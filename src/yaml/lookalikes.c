// SPDX-License-Identifier: Apache-2.0
// In: text. Out: characters where a sign of YAML is expected, which only look like it.
#include "yaml/lookalikes.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "yaml/lines.h"

static const struct {
	uint32_t first, last;
	const char *name;
	enum lookalike_kind kind;
	const char *right;
} characters[] = {
	{ 0x00A0, 0x00A0, "no-break space", LOOKALIKE_SPACE, " " },
	{ 0x00AB, 0x00AB, "angle quote", LOOKALIKE_QUOTE, "\"" },
	{ 0x00AD, 0x00AD, "soft hyphen", LOOKALIKE_NOTHING, "" },
	{ 0x00BB, 0x00BB, "angle quote", LOOKALIKE_QUOTE, "\"" },
	{ 0x0430, 0x0430, "Cyrillic letter", LOOKALIKE_LETTER, "a" },
	{ 0x0435, 0x0435, "Cyrillic letter", LOOKALIKE_LETTER, "e" },
	{ 0x043E, 0x043E, "Cyrillic letter", LOOKALIKE_LETTER, "o" },
	{ 0x0440, 0x0440, "Cyrillic letter", LOOKALIKE_LETTER, "p" },
	{ 0x0441, 0x0441, "Cyrillic letter", LOOKALIKE_LETTER, "c" },
	{ 0x0443, 0x0443, "Cyrillic letter", LOOKALIKE_LETTER, "y" },
	{ 0x0445, 0x0445, "Cyrillic letter", LOOKALIKE_LETTER, "x" },
	{ 0x0455, 0x0455, "Cyrillic letter", LOOKALIKE_LETTER, "s" },
	{ 0x0456, 0x0456, "Cyrillic letter", LOOKALIKE_LETTER, "i" },
	{ 0x1680, 0x1680, "Ogham space", LOOKALIKE_SPACE, " " },
	{ 0x2000, 0x200A, "typographic space", LOOKALIKE_SPACE, " " },
	{ 0x200B, 0x200B, "zero-width space", LOOKALIKE_NOTHING, "" },
	{ 0x200C, 0x200D, "zero-width joiner", LOOKALIKE_NOTHING, "" },
	{ 0x200E, 0x200F, "invisible direction mark", LOOKALIKE_NOTHING, "" },
	{ 0x2010, 0x2011, "typographic hyphen", LOOKALIKE_DASH, "-" },
	{ 0x2012, 0x2013, "en dash", LOOKALIKE_DASH, "-" },
	{ 0x2014, 0x2015, "em dash", LOOKALIKE_DASH, "-" },
	{ 0x2018, 0x201B, "curly quote", LOOKALIKE_QUOTE, "'" },
	{ 0x201C, 0x201F, "curly quote", LOOKALIKE_QUOTE, "\"" },
	{ 0x2022, 0x2022, "bullet", LOOKALIKE_DASH, "-" },
	{ 0x202A, 0x202E, "invisible direction mark", LOOKALIKE_NOTHING, "" },
	{ 0x202F, 0x202F, "narrow no-break space", LOOKALIKE_SPACE, " " },
	{ 0x2032, 0x2032, "prime", LOOKALIKE_QUOTE, "'" },
	{ 0x2033, 0x2033, "double prime", LOOKALIKE_QUOTE, "\"" },
	{ 0x205F, 0x205F, "typographic space", LOOKALIKE_SPACE, " " },
	{ 0x2060, 0x2060, "word joiner", LOOKALIKE_NOTHING, "" },
	{ 0x2212, 0x2212, "minus sign", LOOKALIKE_DASH, "-" },
	{ 0x2236, 0x2236, "ratio sign", LOOKALIKE_SIGN, ":" },
	{ 0x3000, 0x3000, "ideographic space", LOOKALIKE_SPACE, " " },
	{ 0xFE55, 0xFE55, "small colon", LOOKALIKE_SIGN, ":" },
	{ 0xFE58, 0xFE58, "small em dash", LOOKALIKE_DASH, "-" },
	{ 0xFE63, 0xFE63, "small hyphen-minus", LOOKALIKE_DASH, "-" },
	{ 0xFEFF, 0xFEFF, "byte order mark", LOOKALIKE_NOTHING, "" },
	{ 0xFF02, 0xFF02, "fullwidth quote", LOOKALIKE_QUOTE, "\"" },
	{ 0xFF07, 0xFF07, "fullwidth quote", LOOKALIKE_QUOTE, "'" },
	{ 0xFF0D, 0xFF0D, "fullwidth hyphen", LOOKALIKE_DASH, "-" },
	{ 0xFF1A, 0xFF1A, "fullwidth colon", LOOKALIKE_SIGN, ":" },
};

static bool look_up(struct lookalike *found)
{
	for (size_t i = 0; i < COUNT_OF(characters); i++)
		if (found->c >= characters[i].first && found->c <= characters[i].last) {
			found->kind = characters[i].kind;
			found->right = characters[i].right;
			return true;
		}
	return false;
}

const char *character_name(uint32_t c)
{
	for (size_t i = 0; i < COUNT_OF(characters); i++)
		if (c >= characters[i].first && c <= characters[i].last)
			return characters[i].name;
	return NULL;
}

// One line, and how far it is read.
struct scan {
	struct arena *arena;
	const char *text;
	uint32_t at, end;
	struct lookalikes *all;
};

static bool is_ascii(const struct scan *scan, uint32_t at)
{
	return (unsigned char)scan->text[at] < 0x80;
}

// The character at `at`, if it is one of the table.
static bool peek(const struct scan *scan, uint32_t at, struct lookalike *found)
{
	size_t n;

	if (at >= scan->end || is_ascii(scan, at))
		return false;
	n = utf8_decode(scan->text + at, scan->end - at, &found->c);
	found->span = (struct span){ at, at + (uint32_t)n };
	return n && look_up(found);
}

static void add(struct scan *scan, const struct lookalike *found, enum lookalike_place place)
{
	struct lookalike *last = scan->all->n ? &scan->all->items[scan->all->n - 1] : NULL;

	if (last && last->span.end > found->span.start)
		return;
	ARENA_PUSH(scan->arena, scan->all->items, scan->all->n, scan->all->cap) = *found;
	scan->all->items[scan->all->n - 1].place = place;
}

static bool is_blank(enum lookalike_kind kind)
{
	return kind == LOOKALIKE_SPACE || kind == LOOKALIKE_NOTHING;
}

// Blanks of all sorts.
static void skip_blanks(struct scan *scan, enum lookalike_place place)
{
	struct lookalike found;

	while (scan->at < scan->end) {
		if (peek(scan, scan->at, &found) && is_blank(found.kind)) {
			add(scan, &found, place);
			scan->at = found.span.end;
		} else if (scan->text[scan->at] == ' ' || scan->text[scan->at] == '\t') {
			scan->at++;
		} else {
			return;
		}
	}
}

static bool is_space_at(const struct scan *scan, uint32_t at)
{
	struct lookalike found;

	return at >= scan->end || scan->text[at] == ' ' || scan->text[at] == '\t' ||
	       (peek(scan, at, &found) && is_blank(found.kind));
}

// "- " before an item, in whatever characters.
static void skip_dashes(struct scan *scan)
{
	for (;;) {
		struct lookalike found;

		if (scan->at < scan->end && scan->text[scan->at] == '-' && is_space_at(scan, scan->at + 1)) {
			scan->at++;
		} else if (peek(scan, scan->at, &found) && found.kind == LOOKALIKE_DASH &&
			   is_space_at(scan, found.span.end)) {
			add(scan, &found, IN_INDENTATION);
			scan->at = found.span.end;
		} else {
			return;
		}
		skip_blanks(scan, AFTER_DASH);
	}
}

// A word such as keys are: its end, and the colon behind it if there is one.
static uint32_t key_end(const struct scan *scan, struct span *colon)
{
	struct lookalike found;
	uint32_t at = scan->at;

	*colon = (struct span){ 0, 0 };
	while (at < scan->end) {
		if (peek(scan, at, &found)) {
			if (found.kind == LOOKALIKE_SIGN) {
				*colon = found.span;
				return at;
			}
			at = found.span.end;
		} else if (scan->text[at] == ':' && is_space_at(scan, at + 1)) {
			*colon = (struct span){ at, at + 1 };
			return at;
		} else if (strchr(" =#{[,", scan->text[at])) {
			return at;
		} else {
			at++;
		}
	}
	return at;
}

// Whatever of the table is in a key.
static void take_key(struct scan *scan, uint32_t end)
{
	struct lookalike found;

	for (uint32_t at = scan->at; at < end; at++) {
		if (!peek(scan, at, &found) || found.kind == LOOKALIKE_DASH)
			continue;
		if (found.kind == LOOKALIKE_SPACE)
			found.right = "";
		add(scan, &found, at == scan->at ? BEFORE_KEY : IN_KEY);
	}
}

static void take_colon(struct scan *scan, struct span colon)
{
	struct lookalike found;

	if (peek(scan, colon.start, &found)) {
		if (!is_space_at(scan, colon.end))
			found.right = ": ";
		add(scan, &found, AFTER_COLON);
	}
	scan->at = colon.end;
}

// Where the value ends, before blanks and a comment.
static uint32_t value_end(const struct scan *scan)
{
	uint32_t end = scan->at;

	for (uint32_t at = scan->at; at < scan->end; at++) {
		if (scan->text[at] == '#' && at > 0 && scan->text[at - 1] == ' ')
			break;
		if (scan->text[at] != ' ' && scan->text[at] != '\t')
			end = at + 1;
	}
	return end;
}

static uint32_t last_character(const struct scan *scan, uint32_t end)
{
	while (end > scan->at && ((unsigned char)scan->text[end - 1] & 0xC0) == 0x80)
		end--;
	return end > scan->at ? end - 1 : end;
}

// In brackets every quote is one of a name or a value.
static void take_flow(struct scan *scan)
{
	struct lookalike found;

	for (uint32_t at = scan->at; at < scan->end; at++) {
		if (scan->text[at] == '#' && at > scan->at && scan->text[at - 1] == ' ')
			return;
		if (peek(scan, at, &found) && found.kind != LOOKALIKE_DASH && found.kind != LOOKALIKE_LETTER)
			add(scan, &found, AT_VALUE);
	}
}

// Whatever of the table is in a value of one word, such as a denomination, an image or a model.
static void take_word(struct scan *scan, uint32_t end)
{
	bool is_word = !memchr(scan->text + scan->at, ' ', end - scan->at);
	struct lookalike found;

	for (uint32_t at = scan->at + 1; is_word && at < end; at++)
		if (peek(scan, at, &found) && found.kind != LOOKALIKE_QUOTE && found.kind != LOOKALIKE_SPACE &&
		    (found.span.end < end || found.kind != LOOKALIKE_NOTHING))
			add(scan, &found, AT_VALUE);
}

static void take_value(struct scan *scan, bool has_key)
{
	uint32_t end = value_end(scan), last;
	struct lookalike found;

	if (scan->at >= end)
		return;
	if (scan->text[scan->at] == '[' || scan->text[scan->at] == '{') {
		take_flow(scan);
		return;
	}
	if (peek(scan, scan->at, &found) && (found.kind == LOOKALIKE_QUOTE || is_blank(found.kind)))
		add(scan, &found, AT_VALUE);
	last = last_character(scan, end);
	if (has_key)
		take_word(scan, end);
	while (last > scan->at && peek(scan, last, &found) && is_blank(found.kind))
		last = last_character(scan, last);
	for (uint32_t at = last; at < end; at++)
		if (peek(scan, at, &found) && (is_blank(found.kind) || found.kind == LOOKALIKE_QUOTE)) {
			if (is_blank(found.kind))
				found.right = "";
			add(scan, &found, AT_VALUE);
		}
}

static void scan_line(struct scan *scan)
{
	struct span colon = { 0 };
	uint32_t end;

	skip_blanks(scan, IN_INDENTATION);
	skip_dashes(scan);
	if (scan->at >= scan->end || scan->text[scan->at] == '#')
		return;
	if (scan->text[scan->at] != '{' && scan->text[scan->at] != '[') {
		end = key_end(scan, &colon);
		if (colon.end) {
			take_key(scan, end);
			take_colon(scan, colon);
			skip_blanks(scan, AFTER_COLON);
		}
	}
	take_value(scan, colon.end > 0);
}

struct lookalikes lookalikes_in(struct arena *arena, const struct source *source)
{
	struct lookalikes all = { 0 };
	struct line_walk walk;
	struct text_line line;

	line_walk_init(&walk, source);
	while (!source->is_ascii && line_walk_next(&walk, &line)) {
		struct scan scan = { arena, source->text, line.span.start, line.span.end, &all };

		if (!line.is_block)
			scan_line(&scan);
	}
	return all;
}
