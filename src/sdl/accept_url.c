// SPDX-License-Identifier: Apache-2.0
// In: an entry of `accept`. Out: whether Go's URL parser takes it behind "http://", and why not.
#include "base/ascii.h"
#include "sdl/name.h"

#include <string.h>

enum { MAX_GROUPS = 8, IPV4_GROUPS = 2 };

static int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_host_char(char c)
{
	return is_letter(c) || is_digit(c) || is_char_of(c, "-_.~!$&'()*+,;=:[]<>\"");
}

static bool is_user_char(char c)
{
	return is_letter(c) || is_digit(c) || is_char_of(c, "-._:~!$&'()*+,;=%@");
}

static size_t find(struct str s, char c)
{
	const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;

	return at ? (size_t)(at - s.ptr) : s.len;
}

static size_t find_last(struct str s, char c)
{
	for (size_t i = s.len; i-- > 0;)
		if (s.ptr[i] == c)
			return i;
	return s.len;
}

// The byte that "%hh" at `i` stands for; -1 if it is no escape.
static int escape_at(struct str s, size_t i)
{
	int high, low;

	if (s.len - i < 3)
		return -1;
	high = hex_value(s.ptr[i + 1]);
	low = hex_value(s.ptr[i + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static enum accept_fault check_escapes(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == '%' && escape_at(s, i) < 0)
			return ACCEPT_ESCAPE;
	return ACCEPT_OK;
}

// In a host only what is not ASCII may be escaped, and "%" itself. In the zone of an
// address it is the other way round: what a host may hold anyway, "%", and a space.
static enum accept_fault check_host_text(struct str s, bool is_zone)
{
	for (size_t i = 0; i < s.len; i++) {
		int byte;

		if (s.ptr[i] != '%') {
			if ((unsigned char)s.ptr[i] < 0x80 && !is_host_char(s.ptr[i]))
				return ACCEPT_CHARACTER;
			continue;
		}
		byte = escape_at(s, i);
		if (byte < 0)
			return ACCEPT_ESCAPE;
		i += 2;
		if (byte == '%')
			continue;
		if (is_zone ? byte != ' ' && !is_host_char((char)byte) : byte < 0x80)
			return ACCEPT_ESCAPE;
	}
	return ACCEPT_OK;
}

static enum accept_fault check_port(struct str s)
{
	if (s.len > 0 && s.ptr[0] != ':')
		return ACCEPT_PORT;
	for (size_t i = 1; i < s.len; i++)
		if (!is_digit(s.ptr[i]))
			return ACCEPT_PORT;
	return ACCEPT_OK;
}

static bool is_ipv4(struct str s)
{
	unsigned n_points = 0, value = 0, n_digits = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '.') {
			if (n_digits == 0 || ++n_points > 3)
				return false;
			value = n_digits = 0;
			continue;
		}
		if (!is_digit(s.ptr[i]) || (n_digits == 1 && value == 0))
			return false;
		value = value * 10 + (unsigned)(s.ptr[i] - '0');
		n_digits++;
		if (value > 255)
			return false;
	}
	return n_points == 3 && n_digits > 0;
}

static bool has_prefix_colons(struct str s)
{
	return s.len >= 2 && s.ptr[0] == ':' && s.ptr[1] == ':';
}

// Groups of up to four hexadecimal digits; the last two may be written as an IPv4 address; "::" once.
static bool is_ipv6(struct str s)
{
	bool has_gap = has_prefix_colons(s);
	unsigned n = 0;

	if (has_gap)
		s = str_slice(s, 2, s.len);
	while (n < MAX_GROUPS && (s.len > 0 || n == 0)) {
		size_t len = 0;

		if (s.len == 0)
			return has_gap;
		while (len < s.len && hex_value(s.ptr[len]) >= 0)
			len++;
		if (len == 0 || len > 4)
			return false;
		if (len < s.len && s.ptr[len] == '.') {
			if (n + IPV4_GROUPS > MAX_GROUPS || !is_ipv4(s))
				return false;
			n += IPV4_GROUPS;
			s.len = 0;
			break;
		}
		n++;
		s = str_slice(s, len, s.len);
		if (s.len == 0)
			break;
		if (s.ptr[0] != ':' || s.len == 1)
			return false;
		if (s.ptr[1] == ':' && has_gap)
			return false;
		has_gap |= s.ptr[1] == ':';
		s = str_slice(s, s.ptr[1] == ':' ? 2 : 1, s.len);
	}
	return s.len == 0 && (n == MAX_GROUPS ? !has_gap : has_gap);
}

static enum accept_fault check_address(struct str s)
{
	struct str address = s, zone = { "", 0 };
	enum accept_fault fault;

	for (size_t i = 0; i + 3 <= s.len; i++) {
		if (memcmp(s.ptr + i, "%25", 3) != 0)
			continue;
		address = str_slice(s, 0, i);
		zone = str_slice(s, i, s.len);
		break;
	}
	fault = check_host_text(address, false);
	if (fault == ACCEPT_OK)
		fault = check_host_text(zone, true);
	if (fault != ACCEPT_OK)
		return fault;
	// "%25" begins the zone and must not be all of it.
	return is_ipv6(address) && zone.len != 3 ? ACCEPT_OK : ACCEPT_ADDRESS;
}

static enum accept_fault check_host(struct str s)
{
	size_t open = find_last(s, '['), close, colon;
	enum accept_fault fault;

	if (open == s.len) {
		colon = find_last(s, ':');
		fault = check_port(str_slice(s, colon, s.len));
		return fault == ACCEPT_OK ? check_host_text(s, false) : fault;
	}
	close = find_last(s, ']');
	if (open > 0 || close == s.len)
		return ACCEPT_BRACKET;
	fault = check_port(str_slice(s, close + 1, s.len));
	return fault == ACCEPT_OK ? check_address(str_slice(s, 1, close)) : fault;
}

static enum accept_fault check_user(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_user_char(s.ptr[i]))
			return ACCEPT_USER;
	return check_escapes(s);
}

enum accept_fault accept_url_check(struct str s)
{
	size_t slash, at;
	struct str authority;
	enum accept_fault fault;

	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F)
			return ACCEPT_CONTROL;
	if (s.len == 0)
		return ACCEPT_OK;
	s = str_slice(s, 0, find(s, '?'));
	slash = find(s, '/');
	authority = str_slice(s, 0, slash);
	at = find_last(authority, '@');
	if (at == authority.len) {
		fault = check_host(authority);
	} else {
		fault = check_host(str_slice(authority, at + 1, authority.len));
		if (fault == ACCEPT_OK)
			fault = check_user(str_slice(authority, 0, at));
	}
	return fault == ACCEPT_OK ? check_escapes(str_slice(s, slash, s.len)) : fault;
}
