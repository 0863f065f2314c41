// SPDX-License-Identifier: Apache-2.0
// In: bytes. Out: their FNV-1a hash, for short texts that are not secret.
#ifndef AKASHLINT_BASE_HASH_H
#define AKASHLINT_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xCBF29CE484222325)

// `hash` is HASH_START, or that of the bytes before these.
static inline uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
	return hash;
}

#endif
