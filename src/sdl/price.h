// SPDX-License-Identifier: Apache-2.0
// In: prices. Out: exact decimals of 18 places, with the range of the network's own type.
#ifndef AKASHLINT_SDL_PRICE_H
#define AKASHLINT_SDL_PRICE_H

#include "base/str.h"

enum { AMOUNT_LIMBS = 5 };

// Value times 10^18, least significant limb first. At most 2^256 * 10^18 - 1.
struct amount {
	uint64_t limb[AMOUNT_LIMBS];
};

enum amount_fault {
	AMOUNT_OK,
	AMOUNT_EMPTY,
	AMOUNT_SYNTAX,
	AMOUNT_DECIMALS, // more than 18
	AMOUNT_ZERO,
	AMOUNT_NEGATIVE,
	AMOUNT_OVERFLOW, // 2^256 or more
};

// *out is set only for AMOUNT_OK.
enum amount_fault amount_from_str(struct str s, struct amount *out);
struct amount amount_from_u64(uint64_t whole);
int amount_cmp(const struct amount *a, const struct amount *b);
// False when the result leaves the range, which is where the network crashes; *out is then unspecified.
bool amount_add(const struct amount *a, const struct amount *b, struct amount *out);
bool amount_mul_u32(const struct amount *a, uint32_t n, struct amount *out);
// All 18 decimals, as the chain prints it: "50.000000000000000000".
void amount_to_text(struct strbuf *out, const struct amount *a);
double amount_to_double(const struct amount *a);

#endif
