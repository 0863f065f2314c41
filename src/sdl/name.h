// SPDX-License-Identifier: Apache-2.0
// In: texts. Out: whether the network takes them as names, and why not as the host of a URL.
#ifndef AKASHLINT_SDL_NAME_H
#define AKASHLINT_SDL_NAME_H

#include "base/str.h"

bool is_service_name(struct str s);
bool is_endpoint_name(struct str s);
// The part of an entry of `env` before "=".
bool is_env_name(struct str s);
bool is_hostname(struct str s);
bool is_denom(struct str s);
bool is_attribute_key(struct str s);
// The value of a Kubernetes label, not an empty one: what a provider makes of an interconnect group.
bool is_label_value(struct str s);

// Without Unicode white space at both ends.
struct str str_trim(struct str s);
// Nothing but Unicode white space.
bool is_blank(struct str s);

enum accept_fault {
	ACCEPT_OK,
	ACCEPT_CONTROL, // a control character
	ACCEPT_ESCAPE,  // "%" without two hexadecimal digits, or standing for a character that may not be escaped in a
			// host
	ACCEPT_USER,    // before "@"
	ACCEPT_BRACKET, // "[" inside, or without "]"
	ACCEPT_ADDRESS, // no IPv6 address in the brackets
	ACCEPT_PORT,    // after ":"
	ACCEPT_CHARACTER, // one that no host has
};

// Whether "http://" + s is a URL to Go's url.ParseRequestURI.
enum accept_fault accept_url_check(struct str s);

// In lower case, as chains print and compare them. An account has 20 bytes, a contract or a module 32.
bool is_bech32_address(struct str text, const char *prefix);

#endif
