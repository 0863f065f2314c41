// SPDX-License-Identifier: Apache-2.0
// In: a value. Out: whether it stands for one that is still to be filled in.
#include "query/placeholder.h"

#include <string.h>

#include "base/ascii.h"
#include "catalogue/secrets.h"
#include "query/common.h"

// "${", "$(", "$NAME", "{{", "{%", "%NAME%", "<name>".
static bool has_mark(struct str text)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		const char *next = text.ptr + i + 1;
		bool is_mark = false;

		switch (text.ptr[i]) {
		case '$':
			is_mark = *next == '{' || *next == '(' || is_letter(*next) || *next == '_';
			break;
		case '{':
			is_mark = *next == '{' || *next == '%';
			break;
		case '<':
			is_mark = memchr(next, '>', text.len - i - 1);
			break;
		case '%':
			is_mark = is_letter(*next) && memchr(next, '%', text.len - i - 1);
			break;
		default:
			break;
		}
		if (is_mark)
			return true;
	}
	return false;
}

static bool is_one_of_words(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (word.len && to_lower(word.ptr[0]) == **words && str_is_nocase(word, *words))
			return true;
	return false;
}

bool has_placeholder(struct str name)
{
	if (has_mark(name))
		return true;
	for (size_t start = 0, end; start < name.len; start = end + 1) {
		for (end = start; end < name.len && is_letter(name.ptr[end]); end++)
			;
		if (is_one_of_words(str_slice(name, start, end), known_secrets.placeholder_names))
			return true;
	}
	return false;
}

static bool begins_so(struct str text, const char *word)
{
	size_t i = 0;

	while (word[i] && i < text.len && to_lower(text.ptr[i]) == to_lower(word[i]))
		i++;
	return word[i] == '\0';
}

// "your-api-key", "YOURTOKEN", "my_secret_here"
static bool is_somebodys(struct str value)
{
	static const char *const owners[] = { "your", "my", "the", NULL };
	static const char *const things[] = { "key", "token", "secret", "password", "passwd", "here", NULL };
	bool is_owned = false, is_thing = false;

	for (const char *const *owner = owners; *owner; owner++)
		is_owned |= begins_so(value, *owner) && value.len > strlen(*owner) &&
			    (memchr("-_ ", value.ptr[strlen(*owner)], 3) || strcmp(*owner, "the") != 0);
	for (const char *const *thing = things; is_owned && *thing; thing++)
		is_thing |= has_part(value, str_of(*thing));
	return is_thing;
}

static bool is_one_sign(struct str value)
{
	for (size_t i = 1; i < value.len; i++)
		if (value.ptr[i] != value.ptr[0])
			return false;
	return value.len >= 3 && strchr("xX*", value.ptr[0]);
}

static bool is_between(struct str value, const char *open, const char *close)
{
	return value.len > strlen(open) + strlen(close) && str_has_prefix(value, open) &&
	       str_has_suffix(value, close) && !memchr(value.ptr + 1, '<', value.len - 1);
}

// What begins or ends as brackets and dashes do that hold a name to be replaced.
static bool is_marked(struct str value)
{
	return is_one_sign(value) || str_is(value, "...") || is_between(value, "{{", "}}") ||
	       is_between(value, "__", "__") || (is_between(value, "<", ">") && !memchr(value.ptr, '/', value.len));
}

bool is_placeholder(struct str value)
{
	if (value.len < 3 || value.len > 80)
		return false;
	if (strchr("<{_.*xX", value.ptr[0]) && is_marked(value))
		return true;
	if (memchr(value.ptr, 'm', value.len) || memchr(value.ptr, 'M', value.len))
		for (const char *const *word = known_secrets.placeholder_words; *word; word++)
			if (has_part(value, str_of(*word)))
				return true;
	for (const char *const *start = known_secrets.placeholder_starts; *start; start++)
		if (begins_so(value, *start))
			return true;
	return str_is(value, "hf_") ||
	       (strchr("ymtYMT", value.ptr[0]) && is_somebodys(value) && !memchr(value.ptr, '/', value.len));
}
