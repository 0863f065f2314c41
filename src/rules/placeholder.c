// SPDX-License-Identifier: Apache-2.0
// In: a value. Out: whether it stands for one that is still to be filled in.
#include "rules/placeholder.h"

#include <string.h>

#include "base/ascii.h"

// "${", "$(", "$NAME", "{{", "{%", "%NAME%", "<name>".
static bool has_mark(struct str text)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		char c = text.ptr[i], next = text.ptr[i + 1];

		if ((c == '$' && (next == '{' || next == '(' || is_letter(next) || next == '_')) ||
		    (c == '{' && (next == '{' || next == '%')))
			return true;
		if ((c == '<' && memchr(text.ptr + i + 1, '>', text.len - i - 1)) ||
		    (c == '%' && is_letter(next) && memchr(text.ptr + i + 1, '%', text.len - i - 1)))
			return true;
	}
	return false;
}

// "your-image", "YOUR_USER", "yourname", "CHANGEME".
static bool is_filler(struct str word)
{
	static const char *const words[] = { "your",        "youruser", "yourname", "yourorg",   "yourusername",
					     "yourimage",   "yourrepo", "changeme", "change_me", "replaceme",
					     "placeholder", "todo",     "xxx" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (word.len && to_lower(word.ptr[0]) == words[i][0] && str_eq_nocase(word, str_of(words[i])))
			return true;
	return false;
}

bool is_placeholder(struct str text)
{
	if (has_mark(text))
		return true;
	for (size_t start = 0, end; start < text.len; start = end + 1) {
		for (end = start; end < text.len && (is_letter(text.ptr[end])); end++)
			;
		if (is_filler(str_slice(text, start, end)))
			return true;
	}
	return false;
}
