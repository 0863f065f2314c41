// SPDX-License-Identifier: Apache-2.0
// In: texts. Out: whether they match the patterns of Akash Console's schema.
#include "sdl/key_pattern.h"

#include "base/ascii.h"
#include "sdl/name.h"
#include "sdl/network.h"
#include "sdl/timeout.h"

// Length of digits, or of digits, a dot and digits, at the start; 0 if there are none.
static size_t decimal_length(struct str text)
{
	size_t at = 0, fraction;

	while (at < text.len && is_digit(text.ptr[at]))
		at++;
	if (at == 0 || at >= text.len || text.ptr[at] != '.')
		return at;
	for (fraction = at + 1; fraction < text.len && is_digit(text.ptr[fraction]); fraction++)
		;
	return fraction > at + 1 ? fraction : at;
}

static size_t letters_from(struct str text, size_t at)
{
	while (at < text.len && is_letter(text.ptr[at]))
		at++;
	return at;
}

bool is_zero_text(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '0' && text.ptr[i] != '.')
			return false;
	return text.len > 0 && decimal_length(text) == text.len;
}

static bool is_cpu(struct str text)
{
	size_t number = decimal_length(text);
	struct str digits = text;

	if (number == 0 || letters_from(text, number) != text.len)
		return false;
	if (text.ptr[text.len - 1] == 'm')
		digits.len--;
	return !is_zero_text(digits);
}

static bool is_window(struct str text)
{
	char unit = text.len ? text.ptr[text.len - 1] : 0;

	if (text.len < 2 || text.ptr[0] == '0' || (unit != 's' && unit != 'm' && unit != 'h'))
		return false;
	for (size_t i = 0; i + 1 < text.len; i++)
		if (!is_digit(text.ptr[i]))
			return false;
	return true;
}

static bool is_timeout(struct str text)
{
	uint64_t milliseconds;

	return timeout_from_str(text, &milliseconds) && milliseconds <= network.expose.read_timeout.max;
}

bool is_pattern_matched(enum shape_pattern pattern, struct str text)
{
	switch (pattern) {
	case PATTERN_ABSOLUTE_PATH:
		return str_has_prefix(text, "/");
	case PATTERN_CPU:
		return is_cpu(text);
	case PATTERN_DECIMAL:
		return text.len > 0 && decimal_length(text) == text.len;
	case PATTERN_ENDPOINT_NAME:
		return is_endpoint_name(text);
	case PATTERN_TIMEOUT:
		return is_timeout(text);
	case PATTERN_WINDOW:
		return is_window(text);
	case PATTERN_NONE:
		break;
	}
	return true;
}

const char *pattern_text(enum shape_pattern pattern)
{
	switch (pattern) {
	case PATTERN_ABSOLUTE_PATH:
		return "a path that begins with \"/\"";
	case PATTERN_CPU:
		return "cores such as 0.5, or thousandths such as 500m,";
	case PATTERN_DECIMAL:
		return "a decimal number";
	case PATTERN_ENDPOINT_NAME:
		return "two or more lower-case letters, digits, \"-\" and \"_\", a letter first,";
	case PATTERN_TIMEOUT:
		return "milliseconds, or a whole number followed by ms, s, m or h,";
	case PATTERN_WINDOW:
		return "a whole number followed by s, m or h";
	case PATTERN_NONE:
		break;
	}
	return "another value";
}

// One letter may be U+212A, the Kelvin sign, which JavaScript lowers to k.
bool is_console_size(struct str text)
{
	size_t at = 0, start;

	while (at < text.len && (is_digit(text.ptr[at]) || text.ptr[at] == '.'))
		at++;
	start = at;
	while (at < text.len) {
		bool is_kelvin = str_has_prefix(str_slice(text, at, text.len), "\xE2\x84\xAA");

		if (!is_kelvin && !is_letter(text.ptr[at]))
			return false;
		at += is_kelvin ? 3 : 1;
	}
	return start > 0 && at > start;
}
