// SPDX-License-Identifier: Apache-2.0
// In: texts. Out: whether the network takes them as names, and why not as the host of a URL.
#include "sdl/name.h"

#include <string.h>

#include "base/ascii.h"

enum { MAX_HOSTNAME = 253, MAX_LABEL = 63 };

// Letters, digits and the characters of `more`.
static bool is_all(struct str s, const char *more)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_letter(s.ptr[i]) && !is_digit(s.ptr[i]) && !is_char_of(s.ptr[i], more))
			return false;
	return true;
}

static bool is_all_lower(struct str s, const char *more)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_lower(s.ptr[i]) && !is_digit(s.ptr[i]) && !is_char_of(s.ptr[i], more))
			return false;
	return true;
}

// Manifest, service name: ^[a-z]([-a-z0-9]*[a-z0-9])?$
bool is_service_name(struct str s)
{
	return s.len > 0 && is_lower(s.ptr[0]) && s.ptr[s.len - 1] != '-' && is_all_lower(s, "-");
}

// SDL, `endpoints`: ^[a-z]+[a-z0-9_-]+$
bool is_endpoint_name(struct str s)
{
	return s.len > 1 && is_lower(s.ptr[0]) && is_all_lower(s, "_-");
}

// Kubernetes, IsValidLabelValue: ^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$, up to 63 characters
bool is_label_value(struct str s)
{
	return s.len > 0 && s.len <= MAX_LABEL && is_all(s, "-_.") && !is_char_of(s.ptr[0], "-_.") &&
	       !is_char_of(s.ptr[s.len - 1], "-_.");
}

// Kubernetes, name of an environment variable: ^[-._a-zA-Z][-._a-zA-Z0-9]*$, and no "." or "..*".
bool is_env_name(struct str s)
{
	if (s.len == 0 || is_digit(s.ptr[0]) || !is_all(s, "-._"))
		return false;
	return !str_is(s, ".") && !str_has_prefix(s, "..");
}

// Kubernetes, DNS subdomain: dotted ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$, at most 253 characters in all.
bool is_hostname(struct str s)
{
	if (s.len == 0 || s.len > MAX_HOSTNAME || !is_all_lower(s, "-."))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		bool is_edge = i == 0 || i + 1 == s.len || s.ptr[i - 1] == '.' || s.ptr[i + 1] == '.';

		if (s.ptr[i] == '.' ? i == 0 || i + 1 == s.len || s.ptr[i - 1] == '.' : s.ptr[i] == '-' && is_edge)
			return false;
	}
	return true;
}

// Chain, denomination of a coin: ^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$
bool is_denom(struct str s)
{
	return s.len >= 3 && s.len <= 128 && is_letter(s.ptr[0]) && is_all(s, "/:._-");
}

// Chain, key of an attribute: ^([a-zA-Z][\w\/\.\-]{1,126}[\w\*]?)$
bool is_attribute_key(struct str s)
{
	char last;

	if (s.len < 2 || s.len > 128 || !is_letter(s.ptr[0]) || !is_all(str_slice(s, 0, s.len - 1), "_/.-"))
		return false;
	last = s.ptr[s.len - 1];
	if (is_letter(last) || is_digit(last) || last == '_')
		return true;
	return last == '*' ? s.len > 2 : s.len < 128 && is_char_of(last, "/.-");
}

static bool is_wide_space(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	if (b[0] == 0xE2 && b[1] == 0x80)
		return (b[2] >= 0x80 && b[2] <= 0x8A) || b[2] == 0xA8 || b[2] == 0xA9 || b[2] == 0xAF;
	return memcmp(p, "\xE1\x9A\x80", 3) == 0 || memcmp(p, "\xE2\x81\x9F", 3) == 0 ||
	       memcmp(p, "\xE3\x80\x80", 3) == 0;
}

// Length of the white space character (Unicode's White_Space) at `p`, of at most `len` bytes; 0 if there is none.
static size_t space_of(const char *p, size_t len)
{
	if (len == 1)
		return *p == ' ' || (*p >= '\t' && *p <= '\r');
	if (len == 2)
		return memcmp(p, "\xC2\x85", 2) == 0 || memcmp(p, "\xC2\xA0", 2) == 0 ? 2 : 0;
	return is_wide_space(p) ? 3 : 0;
}

static size_t space_at_start(struct str s)
{
	size_t len = 0;

	for (size_t try = 1; try <= 3 && try <= s.len && len == 0; try++)
		len = space_of(s.ptr, try);
	return len;
}

static size_t space_at_end(struct str s)
{
	size_t len = 0;

	for (size_t try = 1; try <= 3 && try <= s.len && len == 0; try++)
		len = space_of(s.ptr + s.len - try, try);
	return len;
}

struct str str_trim(struct str s)
{
	for (size_t len; (len = space_at_start(s)) > 0;)
		s = str_slice(s, len, s.len);
	for (size_t len; (len = space_at_end(s)) > 0;)
		s = str_slice(s, 0, s.len - len);
	return s;
}

bool is_blank(struct str s)
{
	return str_trim(s).len == 0;
}

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
