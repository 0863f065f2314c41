// SPDX-License-Identifier: Apache-2.0
// In: parts of an inventory in JSON. Out: their values, or what is wrong with them and where.
#include "match/inventory_reader.h"

#include "base/arena.h"

bool inventory_fail(struct inventory_reader *reader, const struct member *member, const char *message)
{
	return json_fail(&reader->json, &member->at, false, "%s", message);
}

bool inventory_expected(struct inventory_reader *reader, const struct member *member, const char *what)
{
	return json_expected(&reader->json, &member->at, what);
}

static const json_t *unless_null(const json_t *value)
{
	return value && !json_is_null(value) ? value : NULL;
}

struct member member_of(const struct member *object, const char *key, const char *other)
{
	const json_t *value = unless_null(json_object_get(object->value, key));

	if (!value && other) {
		value = unless_null(json_object_get(object->value, other));
		key = value ? other : key;
	}
	return (struct member){ value, { .parent = &object->at, .key = key } };
}

struct member item_of(const struct member *list, size_t index)
{
	return (struct member){ unless_null(json_array_get(list->value, index)),
				{ .parent = &list->at, .index = index } };
}

bool is_object(const struct member *member)
{
	return json_is_object(member->value);
}

bool is_array(const struct member *member)
{
	return json_is_array(member->value);
}

bool check_list(struct inventory_reader *reader, const struct member *list)
{
	return !list->value || is_array(list) || inventory_expected(reader, list, "a list");
}

bool check_object(struct inventory_reader *reader, const struct member *object)
{
	return !object->value || is_object(object) || inventory_expected(reader, object, "an object");
}

struct str kept_text(struct inventory_reader *reader, struct str text)
{
	const char *kept = text.len ? table_get(&reader->texts, text) : "";
	char *copy;

	if (kept)
		return (struct str){ kept, text.len };
	copy = arena_strndup(reader->json.arena, text.ptr, text.len);
	text.ptr = copy;
	*table_put(reader->json.arena, &reader->texts, text) = copy;
	return text;
}

bool read_text(struct inventory_reader *reader, const struct member *member, struct str *out)
{
	if (!member->value)
		return true;
	if (!json_is_string(member->value))
		return inventory_expected(reader, member, "text");
	*out = kept_text(reader, (struct str){ json_string_value(member->value), json_string_length(member->value) });
	return true;
}

static struct kube_quantity quantity_of_real(double real)
{
	if (real >= 9.2e18)
		return kube_quantity_of(INT64_MAX);
	if (real <= -9.2e18)
		return kube_quantity_of(INT64_MIN);
	return kube_quantity_of((int64_t)real);
}

bool read_quantity(struct inventory_reader *reader, const struct member *member, struct kube_quantity *out)
{
	struct member text = *member;

	*out = kube_quantity_of(0);
	if (!member->value)
		return true;
	if (json_is_integer(member->value)) {
		*out = kube_quantity_of(json_integer_value(member->value));
		return true;
	}
	if (json_is_real(member->value)) {
		*out = quantity_of_real(json_real_value(member->value));
		return true;
	}
	if (is_object(member))
		text = member_of(member, "string", NULL);
	if (!text.value && is_object(member))
		return true;
	if (json_is_string(text.value) &&
	    kube_quantity_from_str((struct str){ json_string_value(text.value), json_string_length(text.value) }, out))
		return true;
	return inventory_expected(reader, &text, "an amount such as \"126\", \"12475m\" or \"998Mi\"");
}

bool read_texts(struct inventory_reader *reader, const struct member *list, struct str **items, size_t *n, size_t *cap)
{
	if (!check_list(reader, list))
		return false;
	for (size_t i = 0; i < json_array_size(list->value); i++) {
		const struct member item = item_of(list, i);
		struct str text = STR("");

		if (!read_text(reader, &item, &text))
			return false;
		ARENA_PUSH(reader->json.arena, *items, *n, *cap) = text;
	}
	return true;
}

// Providers count a negative amount as 0 before they place anything.
static struct kube_quantity at_least_0(struct kube_quantity quantity)
{
	return quantity.whole < 0 ? kube_quantity_of(0) : quantity;
}

bool read_pair(struct inventory_reader *reader, const struct member *pair, stock_unit *unit, struct stock *out)
{
	struct kube_quantity allocatable, allocated;
	struct member allocatable_at, allocated_at;

	if (!check_object(reader, pair))
		return false;
	allocatable_at = member_of(pair, "allocatable", NULL);
	allocated_at = member_of(pair, "allocated", NULL);
	if (!read_quantity(reader, &allocatable_at, &allocatable) || !read_quantity(reader, &allocated_at, &allocated))
		return false;
	if (!allocatable_at.value)
		return true;
	*out = (struct stock){ true, unit(kube_quantity_sub(at_least_0(allocatable), at_least_0(allocated))) };
	out->free = out->free < 0 ? 0 : out->free;
	return true;
}

bool read_free(struct inventory_reader *reader, const struct member *member, struct stock *out)
{
	struct kube_quantity quantity;

	if (!read_quantity(reader, member, &quantity))
		return false;
	if (!member->value)
		return true;
	*out = (struct stock){ true, kube_quantity_value(quantity) };
	out->free = out->free < 0 ? 0 : out->free;
	return true;
}
