// SPDX-License-Identifier: Apache-2.0
// In: the text of a scalar and its tag. Out: the type and the value that yaml.v3 finds in it.
#include "yaml/resolve.h"

#include <string.h>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/number.h"

const bool typed_first[UINT8_MAX + 1] = {
	['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true,
	['7'] = true, ['8'] = true, ['9'] = true, ['+'] = true, ['-'] = true, ['.'] = true, ['~'] = true,
	['n'] = true, ['N'] = true, ['t'] = true, ['T'] = true, ['f'] = true, ['F'] = true, ['<'] = true,
};

struct value {
	enum scalar_type type;
	bool boolean;
	bool negative;      // of an integer
	uint64_t magnitude; // of an integer
	double number;      // of a float
};

static int char_at(struct str s, size_t i)
{
	return i < s.len ? (unsigned char)s.ptr[i] : -1;
}

// Index of the first character from `i` on that is not "_": in numbers those are dropped first.
static size_t skip_underscores(struct str s, size_t i)
{
	while (char_at(s, i) == '_')
		i++;
	return i;
}

// The base itself if it is not a digit.
static unsigned digit_of(char c, unsigned base)
{
	unsigned letter = (unsigned char)c | 0x20, digit = base;

	if (is_digit(c))
		digit = (unsigned)(c - '0');
	else if (letter >= 'a' && letter <= 'f')
		digit = letter - 'a' + 10;
	return digit < base ? digit : base;
}

static bool digits_from(struct str s, size_t i, unsigned base, uint64_t *out)
{
	uint64_t n = 0;

	for (i = skip_underscores(s, i); i < s.len; i = skip_underscores(s, i + 1)) {
		unsigned digit = digit_of(s.ptr[i], base);

		if (digit == base || n > (UINT64_MAX - digit) / base)
			return false;
		n = n * base + digit;
	}
	*out = n;
	return true;
}

// "0b-1" and "0o+7": the decoder's second try takes a sign behind the prefix.
static bool int_from_inner_sign(struct str s, size_t i, unsigned base, struct value *v)
{
	v->negative = char_at(s, i) == '-';
	if (char_at(s, i) != '+' && char_at(s, i) != '-')
		return false;
	i = skip_underscores(s, i + 1);
	return i < s.len && digits_from(s, i, base, &v->magnitude) && v->magnitude <= (uint64_t)INT64_MAX + v->negative;
}

static bool int_from_str(struct str s, struct value *v)
{
	size_t i = skip_underscores(s, 0);
	int sign = char_at(s, i), prefix;
	bool has_sign = sign == '+' || sign == '-';
	unsigned base = 10;

	if (has_sign)
		i = skip_underscores(s, i + 1);
	if (i >= s.len)
		return false;
	if (s.ptr[i] == '0') {
		size_t letter = skip_underscores(s, i + 1), rest = skip_underscores(s, letter + 1);

		prefix = rest < s.len ? char_at(s, letter) : -1;
		base = prefix == 'x' || prefix == 'X' ? 16 : prefix == 'b' || prefix == 'B' ? 2 : 8;
		if (base == 8 && prefix != 'o' && prefix != 'O')
			rest = i + 1;
		i = rest;
		if ((prefix == 'b' || prefix == 'o') && !has_sign && int_from_inner_sign(s, i, base, v))
			return true;
	}
	v->negative = sign == '-';
	if (!digits_from(s, i, base, &v->magnitude))
		return false;
	// Without a sign Go tries uint64 after int64.
	return !has_sign || v->magnitude <= (uint64_t)INT64_MAX + v->negative;
}

static bool take_char(struct str *s, char c)
{
	if (s->len == 0 || *s->ptr != c)
		return false;
	*s = str_slice(*s, 1, s->len);
	return true;
}

// One or two digits; two if `fixed`.
static bool take_number(struct str *s, bool fixed, unsigned most, unsigned *out)
{
	size_t len = is_digit(char_at(*s, 1)) ? 2 : 1;

	if (!is_digit(char_at(*s, 0)) || (fixed && len < 2))
		return false;
	*out = (unsigned)(s->ptr[0] - '0');
	if (len == 2)
		*out = *out * 10 + (unsigned)(s->ptr[1] - '0');
	*s = str_slice(*s, len, s->len);
	return *out <= most;
}

static bool take_date(struct str *s)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	unsigned year = 0, month, day;

	for (size_t i = 0; i < 4; i++) {
		if (!is_digit(char_at(*s, i)))
			return false;
		year = year * 10 + (unsigned)(s->ptr[i] - '0');
	}
	*s = str_slice(*s, 4, s->len);
	if (!take_char(s, '-') || !take_number(s, false, 12, &month) || month == 0)
		return false;
	if (!take_char(s, '-') || !take_number(s, false, 31, &day) || day == 0)
		return false;
	if (month == 2 && day == 29)
		return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return day <= days[month - 1];
}

// "1:2:3.45"; a comma does for the point.
static bool take_time(struct str *s)
{
	unsigned number;

	if (!take_number(s, false, 23, &number) || !take_char(s, ':'))
		return false;
	if (!take_number(s, false, 59, &number) || !take_char(s, ':') || !take_number(s, false, 59, &number))
		return false;
	if ((char_at(*s, 0) == '.' || char_at(*s, 0) == ',') && is_digit(char_at(*s, 1)))
		for (*s = str_slice(*s, 1, s->len); is_digit(char_at(*s, 0));)
			*s = str_slice(*s, 1, s->len);
	return true;
}

static bool take_zone(struct str *s)
{
	unsigned number;

	if (take_char(s, 'Z'))
		return true;
	if (!take_char(s, '+') && !take_char(s, '-'))
		return false;
	return take_number(s, true, 24, &number) && take_char(s, ':') && take_number(s, true, 60, &number);
}

static bool is_timestamp(struct str s)
{
	bool has_zone;

	if (!take_date(&s))
		return false;
	if (s.len == 0)
		return true;
	has_zone = take_char(&s, 'T') || take_char(&s, 't');
	if (!has_zone && !take_char(&s, ' '))
		return false;
	while (!has_zone && take_char(&s, ' '))
		;
	return take_time(&s) && (!has_zone || take_zone(&s)) && s.len == 0;
}

bool is_null_text(struct str text)
{
	static const char *const words[] = { "null", "Null", "NULL", NULL };

	if (text.len < 2)
		return text.len == 0 || text.ptr[0] == '~';
	return text.len == 4 && is_one_of(text, words);
}

static enum scalar_type type_of_word(struct str s)
{
	static const char *const bools[] = { "true", "True", "TRUE", "false", "False", "FALSE", NULL };

	return is_null_text(s) ? SCALAR_NULL : is_one_of(s, bools) ? SCALAR_BOOL : SCALAR_STR;
}

static bool float_from_word(struct str s, double *out)
{
	static const char *const infinities[] = { ".inf", ".Inf", ".INF", NULL };
	static const char *const nans[] = { ".nan", ".NaN", ".NAN", NULL };
	bool has_sign = s.ptr[0] == '+' || s.ptr[0] == '-';

	if (is_one_of(has_sign ? str_slice(s, 1, s.len) : s, infinities))
		return float_from_str(s.ptr[0] == '-' ? STR("-inf") : STR("inf"), out) == NUMBER_OK;
	return is_one_of(s, nans) && float_from_str(STR("nan"), out) == NUMBER_OK;
}

static enum scalar_type resolve_number(struct str s, bool try_timestamp, struct value *v)
{
	if (int_from_str(s, v))
		return SCALAR_INT;
	if (try_timestamp && is_timestamp(s))
		return SCALAR_TIMESTAMP;
	return float_from_word(s, &v->number) || float_from_yaml(s, &v->number) == NUMBER_OK ? SCALAR_FLOAT
											     : SCALAR_STR;
}

static void resolve(struct str s, bool try_timestamp, struct value *v)
{
	char first = s.len ? s.ptr[0] : '\0';

	*v = (struct value){ .type = SCALAR_STR };
	if (s.len == 0) {
		v->type = SCALAR_NULL;
	} else if (is_digit(first) || first == '+' || first == '-') {
		v->type = resolve_number(s, try_timestamp, v);
	} else if (first == '.') {
		if (float_from_word(s, &v->number) || float_from_str(s, &v->number) == NUMBER_OK)
			v->type = SCALAR_FLOAT;
	} else if (strchr("~nNtTfF", first) && first != '\0') {
		v->type = type_of_word(s);
		v->boolean = first == 't' || first == 'T';
	}
}

enum scalar_type scalar_type_of(struct str text)
{
	struct value v;

	if (!may_be_typed(text))
		return SCALAR_STR;
	if (text.len == 2 && text.ptr[0] == '<' && text.ptr[1] == '<')
		return SCALAR_MERGE;
	resolve(text, true, &v);
	return v.type;
}

// The value of a text whose tag says more than "take it as it stands"; false if the two do not go together.
static bool resolve_tagged(struct str text, enum scalar_type tag, struct value *v)
{
	resolve(text, tag == SCALAR_TIMESTAMP, v);
	if (tag != SCALAR_FLOAT || v->type != SCALAR_INT)
		return v->type == tag;
	if (v->magnitude > (uint64_t)INT64_MAX + v->negative)
		return false;
	v->type = SCALAR_FLOAT;
	v->number = v->negative ? -(double)v->magnitude : (double)v->magnitude;
	return true;
}

bool scalar_fits_tag(struct str text, enum scalar_type tag)
{
	struct value v;
	size_t len;

	switch (tag) {
	case SCALAR_STR:
	case SCALAR_MERGE:
	case SCALAR_OTHER:
		return true;
	case SCALAR_BINARY:
		return base64_decode(text, NULL, 0, &len);
	case SCALAR_NULL:
	case SCALAR_BOOL:
	case SCALAR_INT:
	case SCALAR_FLOAT:
	case SCALAR_TIMESTAMP:
		break;
	}
	return resolve_tagged(text, tag, &v);
}

bool scalar_to_uint64(struct str text, enum scalar_type tag, uint64_t *out)
{
	struct value v;

	if (tag != SCALAR_INT || !resolve_tagged(text, tag, &v) || (v.negative && v.magnitude))
		return false;
	*out = v.magnitude;
	return true;
}

bool scalar_to_uint32(struct str text, enum scalar_type tag, uint32_t *out)
{
	struct value v;

	if ((tag != SCALAR_NULL && tag != SCALAR_INT && tag != SCALAR_FLOAT) || !resolve_tagged(text, tag, &v))
		return false;
	if (tag == SCALAR_NULL) {
		*out = 0;
		return true;
	}
	if (tag == SCALAR_FLOAT) {
		if (!(v.number > -1 && v.number < 0x1p32))
			return false;
		*out = uint32_from_double(v.number);
		return true;
	}
	if (v.magnitude > (v.negative ? 0 : UINT32_MAX))
		return false;
	*out = (uint32_t)v.magnitude;
	return true;
}

static bool bool_from_word(struct str s, bool *out)
{
	static const char *const yes[] = { "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", NULL };
	static const char *const no[] = { "n", "N", "no", "No", "NO", "off", "Off", "OFF", NULL };

	if (!is_one_of(s, yes) && !is_one_of(s, no))
		return false;
	*out = is_one_of(s, yes);
	return true;
}

bool scalar_to_bool(struct str text, enum scalar_type tag, bool *out)
{
	char word[4];
	size_t len;
	struct value v;

	switch (tag) {
	case SCALAR_STR:
	case SCALAR_MERGE:
	case SCALAR_OTHER:
		return bool_from_word(text, out);
	case SCALAR_BINARY:
		if (!base64_decode(text, word, sizeof(word), &len) || len > sizeof(word))
			return false;
		return bool_from_word((struct str){ word, len }, out);
	case SCALAR_NULL:
	case SCALAR_BOOL:
		if (!resolve_tagged(text, tag, &v))
			return false;
		*out = v.boolean;
		return true;
	case SCALAR_INT:
	case SCALAR_FLOAT:
	case SCALAR_TIMESTAMP:
		break;
	}
	return false;
}
