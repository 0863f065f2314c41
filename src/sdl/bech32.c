// SPDX-License-Identifier: Apache-2.0
// In: texts. Out: whether they are addresses of a chain in bech32 (BIP 173), checksum included.
#include "sdl/bech32.h"

#include <string.h>

enum { MAX_LENGTH = 90, N_CHECKSUM = 6 };

static uint32_t next_checksum(uint32_t sum, unsigned value)
{
	static const uint32_t generators[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
	uint32_t top = sum >> 25;

	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (unsigned i = 0; i < COUNT_OF(generators); i++)
		sum ^= top >> i & 1 ? generators[i] : 0;
	return sum;
}

static uint32_t checksum_of_prefix(const char *prefix)
{
	uint32_t sum = 1;

	for (const char *p = prefix; *p; p++)
		sum = next_checksum(sum, (unsigned char)*p >> 5);
	sum = next_checksum(sum, 0);
	for (const char *p = prefix; *p; p++)
		sum = next_checksum(sum, *p & 31);
	return sum;
}

// So many characters of five bits hold whole bytes, and the bits that are left are 0.
static bool is_address_length(size_t n_characters)
{
	return n_characters == 20 * 8 / 5 || n_characters == (32 * 8 + 4) / 5;
}

bool is_bech32_address(struct str text, const char *prefix)
{
	static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
	size_t start = strlen(prefix) + 1, n_data;
	uint32_t sum = checksum_of_prefix(prefix);
	unsigned last = 0;

	if (text.len > MAX_LENGTH || text.len < start + N_CHECKSUM || !str_has_prefix(text, prefix) ||
	    text.ptr[start - 1] != '1')
		return false;
	n_data = text.len - start - N_CHECKSUM;
	for (size_t i = 0; i < n_data + N_CHECKSUM; i++) {
		const char *found = memchr(alphabet, text.ptr[start + i], sizeof(alphabet) - 1);

		if (!found)
			return false;
		sum = next_checksum(sum, (unsigned)(found - alphabet));
		if (i + 1 == n_data)
			last = (unsigned)(found - alphabet);
	}
	return sum == 1 && is_address_length(n_data) && (last & ((1u << n_data * 5 % 8) - 1)) == 0;
}
