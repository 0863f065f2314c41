// SPDX-License-Identifier: Apache-2.0
// In: a seed. Out: the same numbers and texts in every run, and a way to expect something of each.
#ifndef AKASHLINT_TESTS_UNIT_PROPERTY_H
#define AKASHLINT_TESTS_UNIT_PROPERTY_H

#include <check.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Like ck_assert_msg, which writes to a pipe each time it passes: too slow for 100000 cases.
#define expect(condition, ...)                                                                                         \
	do {                                                                                                           \
		if (!(condition))                                                                                      \
			ck_abort_msg(__VA_ARGS__);                                                                     \
	} while (0)

static inline uint64_t random_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

static inline uint64_t random_below(uint64_t *state, uint64_t n)
{
	return random_next(state) % n;
}

// Numbers of any length: small ones come as often as large ones.
static inline uint64_t random_number(uint64_t *state)
{
	return random_next(state) >> random_below(state, 64);
}

// Up to `most` characters of `alphabet`, and a NUL.
static inline size_t random_text(uint64_t *state, const char *alphabet, size_t most, char *out)
{
	size_t len = random_below(state, most + 1);

	for (size_t i = 0; i < len; i++)
		out[i] = alphabet[random_below(state, strlen(alphabet))];
	out[len] = '\0';
	return len;
}

// A few bytes of a JSON text become others that JSON is made of, or that are no UTF-8; now and then its end is cut off.
// Returns the length.
static inline size_t random_damage(uint64_t *state, char *text, size_t len)
{
	static const char bytes[] = "{}[]\",:\\0129eEGi-+. \n\x80\xC3\xFFtruefalsenull";

	for (uint64_t n = 1 + random_below(state, 4); n; n--)
		text[random_below(state, len)] = bytes[random_below(state, sizeof(bytes) - 1)];
	return random_below(state, 8) == 0 ? (size_t)random_below(state, len) : len;
}

#endif
