// SPDX-License-Identifier: Apache-2.0
// In: the text before a node. Out: where its anchor and tag end, and what the tag means.
#include "yaml/properties.h"
#include "base/ascii.h"

// Length of the space or line break at the start of the text; 0 if there is none. Includes line breaks only YAML has.
static uint32_t blank_len(const char *text, uint32_t len)
{
	static const char *const breaks[] = { "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9" };

	for (size_t i = 0; i < COUNT_OF(breaks); i++)
		if (str_has_prefix((struct str){ text, len }, breaks[i]))
			return (uint32_t)strlen(breaks[i]);
	return len > 0 && is_space_or_break(text[0]);
}

static bool is_inside(const char *text, uint32_t at, uint32_t end, bool is_comment)
{
	if (at >= end)
		return false;
	return blank_len(text + at, end - at) == 0 || (is_comment && (text[at] == ' ' || text[at] == '\t'));
}

uint32_t skip_properties(const char *text, uint32_t at, uint32_t end)
{
	while (at < end) {
		uint32_t blank = blank_len(text + at, end - at);
		bool is_comment = text[at] == '#';

		if (!blank && !is_comment && text[at] != '&' && text[at] != '!')
			return at;
		at += blank;
		while (!blank && is_inside(text, at, end, is_comment))
			at++;
	}
	return at;
}

bool is_tag_cut(const char *text, uint32_t start, uint32_t end)
{
	uint32_t word = end;

	while (word > start && !is_space_or_break(text[word - 1]))
		word--;
	return text[end] == ',' && text[word] == '!';
}

enum scalar_type tag_type(struct str tag)
{
	static const struct {
		const char *name;
		enum scalar_type type;
	} known[] = {
		{ "null", SCALAR_NULL },           { "bool", SCALAR_BOOL },     { "int", SCALAR_INT },
		{ "float", SCALAR_FLOAT },         { "str", SCALAR_STR },       { "merge", SCALAR_MERGE },
		{ "timestamp", SCALAR_TIMESTAMP }, { "binary", SCALAR_BINARY },
	};
	static const char prefix[] = "tag:yaml.org,2002:";

	if (str_has_prefix(tag, prefix))
		for (size_t i = 0; i < COUNT_OF(known); i++)
			if (str_is(str_slice(tag, sizeof(prefix) - 1, tag.len), known[i].name))
				return known[i].type;
	return SCALAR_OTHER;
}
