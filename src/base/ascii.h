// SPDX-License-Identifier: Apache-2.0
// In: a character. Out: what it is in ASCII, whatever the locale.
#ifndef AKASHLINT_BASE_ASCII_H
#define AKASHLINT_BASE_ASCII_H

#include <stdbool.h>
#include <string.h>

static inline bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_lower(int c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool is_upper(int c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool is_letter(int c)
{
	return is_lower(c | ('a' - 'A'));
}

// A space within a line.
static inline bool is_space(int c)
{
	return c == ' ' || c == '\t';
}

static inline bool is_line_break(int c)
{
	return c == '\n' || c == '\r';
}

static inline bool is_space_or_break(int c)
{
	return is_space(c) || is_line_break(c);
}

// The ASCII spaces of Go's strings.TrimSpace.
static inline bool is_go_space(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

// Whether the set has the character; the end of a text is none of them.
static inline bool is_char_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static inline char to_lower(char c)
{
	return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

#endif
