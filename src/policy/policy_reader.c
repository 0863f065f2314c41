// SPDX-License-Identifier: Apache-2.0
// In: values of a policy in JSON. Out: members of struct policy; the first fault with its place.
#include "policy/policy_reader.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/glob.h"
#include "base/number.h"
#include "diag/levels.h"
#include "sdl/quantity.h"

// Keeps counts small enough to multiply, and numbers too short to round or overflow.
enum { COUNT_MAX = 1000000000, CORES_DIGITS_MAX = 6, MILLICPU_DIGITS_MAX = 9, DIGITS_MAX = 15, MAX_KEYS = 16 };

bool policy_expect(struct policy_reader *reader, const struct json_at *at, bool is_right, const char *expected)
{
	return is_right || json_expected(&reader->json, at, expected);
}

struct str policy_text(struct policy_reader *reader, const char *text, size_t len)
{
	return (struct str){ arena_strndup(reader->json.arena, text, len), len };
}

static struct str text_of(struct policy_reader *reader, const json_t *value)
{
	return policy_text(reader, json_string_value(value), json_string_length(value));
}

static void unknown_key(struct policy_reader *reader, const struct json_at *at, const struct policy_key *keys)
{
	const char *names[MAX_KEYS];
	size_t n = 0;

	for (; keys->name && n < MAX_KEYS; keys++)
		names[n++] = keys->name;
	json_unknown_key(&reader->json, at, names, n);
}

void policy_read_object(struct policy_reader *reader, const struct json_at *at, const json_t *object,
			const struct policy_key *keys, void *out)
{
	const char *name;
	json_t *value;

	if (!policy_expect(reader, at, json_is_object(object), "an object"))
		return;
	json_object_foreach((json_t *)object, name, value)
	{
		struct json_at member = { .parent = at, .key = name };
		const struct policy_key *key = keys;

		while (key->name && strcmp(key->name, name) != 0)
			key++;
		if (!key->name)
			unknown_key(reader, &member, keys);
		else if (key->keys)
			policy_read_object(reader, &member, value, key->keys, (char *)out + key->offset);
		else
			key->read(reader, &member, value, (char *)out + key->offset);
	}
}

void policy_read_bool(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	if (policy_expect(reader, at, json_is_boolean(value), "true or false"))
		*(bool *)out = json_is_true(value);
}

static bool check_text(struct policy_reader *reader, const struct json_at *at, const json_t *value)
{
	return policy_expect(reader, at, json_string_length(value) > 0, "text that is not empty");
}

static bool check_glob(struct policy_reader *reader, const struct json_at *at, const json_t *value)
{
	return check_text(reader, at, value) &&
	       policy_expect(reader, at, json_string_length(value) <= GLOB_MAX_BYTES, "text of up to 1024 bytes");
}

void policy_read_text(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	if (check_text(reader, at, value))
		*(struct str *)out = text_of(reader, value);
}

void policy_read_no_text(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	(void)out;
	check_text(reader, at, value);
}

void policy_read_list(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_list *list = out;
	size_t i;
	json_t *item;

	if (!policy_expect(reader, at, json_is_array(value), "a list of texts"))
		return;
	*list = (struct policy_list){ .is_set = true };
	list->items = arena_alloc(reader->json.arena, json_array_size(value) * sizeof(*list->items));
	json_array_foreach((json_t *)value, i, item)
	{
		struct json_at at_item = { .parent = at, .index = i };

		if (check_glob(reader, &at_item, item))
			list->items[list->n++] = text_of(reader, item);
	}
}

void policy_read_texts(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_list *list = out;

	if (!json_is_string(value)) {
		policy_read_list(reader, at, value, out);
		policy_expect(reader, at, list->n > 0, "text, or a list of at least one");
		return;
	}
	*list = (struct policy_list){ .items = arena_alloc(reader->json.arena, sizeof(*list->items)), .is_set = true };
	if (check_glob(reader, at, value))
		list->items[list->n++] = text_of(reader, value);
}

void policy_read_glob(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	if (check_glob(reader, at, value))
		*(struct str *)out = text_of(reader, value);
}

static size_t n_digits(struct str s)
{
	size_t n = 0;

	while (n < s.len && is_digit(s.ptr[n]))
		n++;
	return n;
}

// Plain decimals only ("1.5"), not the other forms that an SDL or JSON takes. Stops at what follows.
static bool takes_decimal(struct str *s, size_t digits_max, size_t decimals_max)
{
	size_t n = n_digits(*s);

	if (n == 0 || n > digits_max)
		return false;
	*s = str_slice(*s, n, s->len);
	if (s->len == 0 || s->ptr[0] != '.')
		return true;
	*s = str_slice(*s, 1, s->len);
	n = n_digits(*s);
	*s = str_slice(*s, n, s->len);
	return n > 0 && n <= decimals_max;
}

static bool is_cpu(struct str s)
{
	struct str rest = s;

	if (str_has_suffix(s, "m"))
		return n_digits(s) == s.len - 1 && s.len > 1 && s.len - 1 <= MILLICPU_DIGITS_MAX;
	return takes_decimal(&rest, CORES_DIGITS_MAX, 3) && rest.len == 0;
}

void policy_read_cpu(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_quantity *quantity = out;
	struct str text = json_is_string(value) ? text_of(reader, value) : STR("");
	uint32_t millicpu;

	if (!policy_expect(reader, at, is_cpu(text) && cpu_from_str(text, &millicpu) == QUANTITY_OK,
			   "an amount of CPU in quotes, such as \"4\" or \"500m\""))
		return;
	*quantity = (struct policy_quantity){ millicpu, text, true };
}

void policy_read_bytes(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_quantity *quantity = out;
	struct str text = json_is_string(value) ? text_of(reader, value) : STR(""), rest = text;
	uint64_t bytes;
	bool is_plain = takes_decimal(&rest, DIGITS_MAX, DIGITS_MAX) && rest.len == quantity_unit(text).len;

	if (!policy_expect(reader, at,
			   is_plain && bytes_from_str(text, false, &bytes) == QUANTITY_OK && bytes < UINT64_C(1) << 63,
			   "a size in quotes, such as \"16Gi\""))
		return;
	*quantity = (struct policy_quantity){ bytes, text, true };
}

void policy_read_count(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_quantity *quantity = out;
	double number = json_is_number(value) ? json_number_value(value) : -1;
	uint64_t count = number >= 0 && number <= (double)COUNT_MAX ? (uint64_t)number : UINT64_MAX;

	if (!policy_expect(reader, at, (double)count == number, "a whole number from 0 to 1000000000"))
		return;
	quantity->value = count;
	quantity->text = str_of(arena_printf(reader->json.arena, "%llu", (unsigned long long)count));
	quantity->is_set = true;
}

void policy_read_number(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_number *number = out;
	struct str text = json_is_string(value) ? text_of(reader, value) : STR(""), rest = text;
	double read = json_is_number(value) ? json_number_value(value) : -1;

	if (takes_decimal(&rest, DIGITS_MAX, 18) && rest.len == 0)
		float_from_str(text, &read);
	if (policy_expect(reader, at, read >= 0, "a number of 0 or more"))
		*number = (struct policy_number){ read, true };
}

void policy_read_price(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_price *price = out;
	struct str rest;
	enum amount_fault fault = AMOUNT_SYNTAX;

	price->text = json_is_string(value) ? text_of(reader, value) : STR("");
	price->amount = amount_from_u64(0);
	rest = price->text;
	if (takes_decimal(&rest, 60, 18) && rest.len == 0)
		fault = amount_from_str(price->text, &price->amount);
	policy_expect(reader, at, fault == AMOUNT_OK || fault == AMOUNT_ZERO, "an amount in quotes, such as \"60000\"");
}

void policy_read_level(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct str text = json_is_string(value) ? text_of(reader, value) : STR("");

	policy_expect(reader, at, severity_from_name(text, out), "\"error\", \"warning\", \"info\" or \"off\"");
}

static int days_of(int year, int month)
{
	static const char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && is_leap);
}

// "2026-12-31" is 20261231; 0 if there is no such day.
static int day_from_str(struct str text)
{
	int day = 0, month;

	if (text.len != strlen("2026-12-31"))
		return 0;
	for (size_t i = 0; i < text.len; i++) {
		bool is_dash = i == 4 || i == 7;

		if (is_dash ? text.ptr[i] != '-' : text.ptr[i] < '0' || text.ptr[i] > '9')
			return 0;
		if (!is_dash)
			day = day * 10 + (text.ptr[i] - '0');
	}
	month = day / 100 % 100;
	if (day < 10000000 || month < 1 || month > 12 || day % 100 < 1 || day % 100 > days_of(day / 10000, month))
		return 0;
	return day;
}

void policy_read_day(struct policy_reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	int day = day_from_str(json_is_string(value) ? text_of(reader, value) : STR(""));

	if (policy_expect(reader, at, day > 0, "a day in quotes, such as \"2026-12-31\""))
		*(int *)out = day;
}
