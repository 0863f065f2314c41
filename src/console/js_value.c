// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: its values as js-yaml gives them to Akash Console.
#include "console/js_value.h"

#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "base/number.h"

static bool is_word(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (str_is(text, *words))
			return true;
	return false;
}

static size_t skip_digits(struct str text, size_t at)
{
	while (at < text.len && is_digit(text.ptr[at]))
		at++;
	return at;
}

static bool radix_number(struct str digits, int radix, double *number)
{
	*number = 0;
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.ptr[i];
		int digit = is_digit(c)            ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : 99;

		if (digit >= radix)
			return false;
		*number = *number * radix + digit;
	}
	return digits.len > 0;
}

// Decimal digits, a leading zero too; 0b, 0o and 0x in lower case.
static bool is_integer(struct str text, double *number)
{
	size_t sign = text.len && (text.ptr[0] == '-' || text.ptr[0] == '+');
	struct str rest = str_slice(text, sign, text.len);
	bool is_number;

	if (rest.len > 2 && rest.ptr[0] == '0' && (rest.ptr[1] == 'b' || rest.ptr[1] == 'o' || rest.ptr[1] == 'x'))
		is_number = radix_number(str_slice(rest, 2, rest.len),
					 rest.ptr[1] == 'b'   ? 2
					 : rest.ptr[1] == 'o' ? 8
							      : 16,
					 number);
	else
		is_number = radix_number(rest, 10, number);
	if (sign && text.ptr[0] == '-')
		*number = -*number;
	return is_number && isfinite(*number);
}

static size_t skip_exponent(struct str text, size_t at)
{
	size_t digits = at + 1;

	if (at >= text.len || (text.ptr[at] != 'e' && text.ptr[at] != 'E'))
		return at;
	if (digits < text.len && (text.ptr[digits] == '-' || text.ptr[digits] == '+'))
		digits++;
	return skip_digits(text, digits) > digits ? skip_digits(text, digits) : at;
}

// 1.5, 1., 1e3 with a sign; .5 without.
static bool is_float(struct str text, double *number)
{
	static const char *const infinities[] = { ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", NULL };
	static const char *const negatives[] = { "-.inf", "-.Inf", "-.INF", NULL };
	static const char *const nans[] = { ".nan", ".NaN", ".NAN", NULL };
	size_t at = text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'), start = at;
	bool may_be_word = at + 1 < text.len && text.ptr[at] == '.' && is_letter(text.ptr[at + 1]);

	if (may_be_word && (is_word(text, infinities) || is_word(text, negatives) || is_word(text, nans))) {
		*number = is_word(text, nans) ? NAN : is_word(text, negatives) ? -INFINITY : INFINITY;
		return true;
	}
	at = skip_digits(text, at);
	if (at == start && (start > 0 || at >= text.len || text.ptr[at] != '.' || skip_digits(text, at + 1) == at + 1))
		return false;
	if (at < text.len && text.ptr[at] == '.')
		at = skip_digits(text, at + 1);
	at = skip_exponent(text, at);
	return at == text.len && float_from_str(text, number) == NUMBER_OK;
}

static bool is_pattern(struct str text, const char *pattern)
{
	size_t i = 0;

	for (; pattern[i]; i++)
		if (i >= text.len || (pattern[i] == '#' ? !is_digit(text.ptr[i]) : text.ptr[i] != pattern[i]))
			return false;
	return true;
}

// YYYY-MM-DD, or with a time of day to the second; whether there is such a day is not asked.
static bool is_date(struct str text)
{
	size_t at = 10, hours;

	if (!is_pattern(text, "####-"))
		return false;
	if (text.len == 10)
		return is_pattern(text, "####-##-##");
	at = skip_digits(text, 5);
	if (at == 5 || at > 7 || at >= text.len || text.ptr[at] != '-' || skip_digits(text, at + 1) - at - 1 - 1 > 1)
		return false;
	at = skip_digits(text, at + 1);
	if (at >= text.len ||
	    (text.ptr[at] != 'T' && text.ptr[at] != 't' && text.ptr[at] != ' ' && text.ptr[at] != '\t'))
		return false;
	while (at < text.len &&
	       (text.ptr[at] == ' ' || text.ptr[at] == '\t' || text.ptr[at] == 'T' || text.ptr[at] == 't'))
		at++;
	hours = skip_digits(text, at) - at;
	return hours >= 1 && hours <= 2 && is_pattern(str_slice(text, at + hours, text.len), ":##:##");
}

static bool is_boolean(struct str text, bool *is_true)
{
	static const char *const yes[] = { "true", "True", "TRUE", NULL }, *const no[] = { "false", "False", "FALSE",
											   NULL };

	*is_true = is_word(text, yes);
	return *is_true || is_word(text, no);
}

static struct js_value number_value(double number, struct str text)
{
	bool is_whole = isinf(number) || number == floor(number);

	return (struct js_value){ .type = is_whole ? JS_INTEGER : JS_NUMBER, .number = number, .text = text };
}

static struct js_value plain_value(struct str text)
{
	struct js_value value = { .type = JS_TEXT, .text = text };

	if (text.len == 0 || text.ptr[0] > '9')
		value.type = is_null_text(text) ? JS_NULL : is_boolean(text, &value.is_true) ? JS_BOOLEAN : JS_TEXT;
	else if (is_integer(text, &value.number) || is_float(text, &value.number))
		return number_value(value.number, text);
	else if (is_date(text))
		value.type = JS_MAPPING;
	return value;
}

// A tag with nothing behind it.
static bool is_absent(const struct ynode *scalar)
{
	return scalar->is_plain && scalar->text.len == 0;
}

static bool is_base64(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '\n' || c == '\r')
			continue;
		if (!is_digit(c) && !is_letter(c) && c != '+' && c != '/' && c != '=')
			return false;
		n++;
	}
	return n * 6 % 8 == 0;
}

// What !!seq and its like make of nothing; 0 for any other tag.
static enum js_type collection_type(struct str tag)
{
	static const char *const lists[] = { "tag:yaml.org,2002:seq", "tag:yaml.org,2002:omap",
					     "tag:yaml.org,2002:pairs", NULL };
	static const char *const mappings[] = { "tag:yaml.org,2002:map", "tag:yaml.org,2002:set", NULL };

	return is_word(tag, lists) ? JS_LIST : is_word(tag, mappings) ? JS_MAPPING : 0;
}

static struct js_value tagged_value(const struct ynode *scalar)
{
	struct js_value value = { .type = JS_TEXT, .text = scalar->text };

	switch (scalar->tag) {
	case SCALAR_STR:
		return value;
	case SCALAR_BINARY:
		value.is_unreadable = is_absent(scalar) || !is_base64(scalar->text);
		value.type = JS_OTHER;
		return value;
	case SCALAR_INT:
		value.is_unreadable = !is_integer(scalar->text, &value.number);
		value.type = JS_INTEGER;
		return value;
	case SCALAR_FLOAT:
		value.is_unreadable = !is_float(scalar->text, &value.number);
		return value.is_unreadable ? value : number_value(value.number, value.text);
	case SCALAR_BOOL:
		value.is_unreadable = !is_boolean(scalar->text, &value.is_true);
		value.type = JS_BOOLEAN;
		return value;
	case SCALAR_NULL:
		value.is_unreadable = !is_null_text(scalar->text) || (scalar->text.len == 0 && !is_absent(scalar));
		value.type = JS_NULL;
		return value;
	case SCALAR_TIMESTAMP:
		value.is_unreadable = !is_date(scalar->text);
		value.type = JS_MAPPING;
		return value;
	case SCALAR_MERGE:
		value.is_unreadable = !str_is(scalar->text, "<<") && !is_absent(scalar);
		value.type = is_absent(scalar) ? JS_NULL : JS_TEXT;
		return value;
	default:
		value.type = is_absent(scalar) ? collection_type(scalar->tag_text) : 0;
		value.is_unreadable = value.type == 0;
		return value;
	}
}

struct js_value js_scalar_value(const struct ynode *scalar)
{
	if (scalar->has_tag)
		return tagged_value(scalar);
	if (!scalar->is_plain || (scalar->has_bang && scalar->text.len > 0))
		return (struct js_value){ .type = JS_TEXT, .text = scalar->text };
	return plain_value(scalar->text);
}
