// SPDX-License-Identifier: Apache-2.0
// In: the text of `version`. Out: the rules that apply.
#include "sdl/version.h"

#include <string.h>

#include "base/ascii.h"
#include "base/number.h"
#include "sdl/name.h"

enum { N_PARTS = 3 };

// Index of the first `c`, or the length.
static size_t find(struct str s, char c)
{
	const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;

	return at ? (size_t)(at - s.ptr) : s.len;
}

// What comes before the first `c`; *s keeps what follows it, or is NULL if there is none.
static struct str cut(struct str *s, char c)
{
	size_t at = find(*s, c);
	struct str head = str_slice(*s, 0, at);

	*s = at < s->len ? str_slice(*s, at + 1, s->len) : (struct str){ NULL, 0 };
	return head;
}

static bool is_word(struct str s, bool *has_letter)
{
	*has_letter = false;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		bool is_number = is_digit(c);

		if (!is_number && !is_letter(c) && c != '-')
			return false;
		*has_letter |= !is_number;
	}
	return s.len > 0;
}

// The dotted list behind "-" or "+"; in the former numbers have no leading zero and fit 64 bits.
static bool is_list(struct str s, bool is_prerelease)
{
	uint64_t number;
	bool has_letter;

	while (s.ptr) {
		struct str word = cut(&s, '.');

		if (!is_word(word, &has_letter))
			return false;
		if (!is_prerelease || has_letter)
			continue;
		if ((word.len > 1 && word.ptr[0] == '0') || uint_from_str(word, &number) != NUMBER_OK)
			return false;
	}
	return true;
}

static bool patch_from_str(struct str s, uint64_t *patch, bool *is_prerelease)
{
	struct str build = s; // becomes what follows "+"
	struct str prerelease = cut(&build, '+');
	struct str number = cut(&prerelease, '-');

	*is_prerelease = prerelease.ptr != NULL;
	if (!is_list(build, false) || !is_list(prerelease, true))
		return false;
	*patch = 0;
	// "2.2.-a" and "2.2.+b" pass, "2.2." does not.
	return (number.len == 0 && s.len > 0) || uint_from_str(number, patch) == NUMBER_OK;
}

static enum sdl_version rules_of(const uint64_t number[N_PARTS], bool is_prerelease)
{
	static const uint64_t least[N_PARTS] = { 2, 1, 0 };

	if (number[0] == 2 && number[1] == 0 && number[2] == 0 && !is_prerelease)
		return SDL_VERSION_2_0;
	for (size_t i = 0; i < N_PARTS; i++)
		if (number[i] != least[i])
			return number[i] > least[i] ? SDL_VERSION_2_1 : SDL_VERSION_UNSUPPORTED;
	return is_prerelease ? SDL_VERSION_UNSUPPORTED : SDL_VERSION_2_1;
}

enum sdl_version sdl_version_from_str(struct str s)
{
	uint64_t number[N_PARTS] = { 0 };
	bool is_prerelease = false;

	s = str_trim(s);
	if (s.len > 0 && s.ptr[0] == 'v')
		s = str_slice(s, 1, s.len);
	if (s.len == 0)
		return SDL_VERSION_INVALID;
	for (size_t i = 0; i < N_PARTS - 1 && s.ptr; i++)
		if (uint_from_str(cut(&s, '.'), &number[i]) != NUMBER_OK)
			return SDL_VERSION_INVALID;
	if (s.ptr && !patch_from_str(s, &number[N_PARTS - 1], &is_prerelease))
		return SDL_VERSION_INVALID;
	return rules_of(number, is_prerelease);
}
