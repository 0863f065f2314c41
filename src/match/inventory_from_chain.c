// SPDX-License-Identifier: Apache-2.0
// In: a provider from the chain or Akash Console, and what auditors signed. Out: attributes and signatures.
#include "base/arena.h"
#include "match/inventory_reader.h"

static struct signature *signature_by(struct arena *arena, struct provider *provider, struct str auditor)
{
	for (size_t i = 0; i < provider->n_signatures; i++)
		if (str_eq(provider->signatures[i].auditor, auditor))
			return &provider->signatures[i];
	ARENA_PUSH(arena, provider->signatures, provider->n_signatures, provider->cap_signatures) =
		(struct signature){ .auditor = auditor };
	return &provider->signatures[provider->n_signatures - 1];
}

static void add(struct arena *arena, struct attribute_list *list, struct provider_attribute attribute)
{
	ARENA_PUSH(arena, list->items, list->n, list->cap) = attribute;
	*table_put(arena, &list->names, attribute.name) = list;
}

// Console lists for each attribute who signed it.
static bool read_auditors(struct inventory_reader *reader, const struct member *list, struct provider *provider,
			  struct provider_attribute attribute)
{
	struct str *auditors = NULL;
	size_t n = 0, cap = 0;

	if (!read_texts(reader, list, &auditors, &n, &cap))
		return false;
	provider->has_signatures |= list->value != NULL;
	for (size_t i = 0; i < n; i++)
		add(reader->json.arena, &signature_by(reader->json.arena, provider, auditors[i])->attributes,
		    attribute);
	return true;
}

// `own` NULL: those of the provider itself.
static bool read_attributes(struct inventory_reader *reader, const struct member *list, struct provider *provider,
			    struct signature *own)
{
	if (!check_list(reader, list))
		return false;
	for (size_t i = 0; i < json_array_size(list->value); i++) {
		const struct member item = item_of(list, i), key = member_of(&item, "key", NULL);
		const struct member value = member_of(&item, "value", NULL);
		const struct member auditors = member_of(&item, "auditedBy", "audited_by");
		struct provider_attribute attribute;
		struct str key_text = STR(""), value_text = STR("");

		if (!is_object(&item))
			return inventory_expected(reader, &item, "an object with \"key\" and \"value\"");
		if (!read_text(reader, &key, &key_text) || !read_text(reader, &value, &value_text))
			return false;
		attribute = attribute_of(reader->json.arena, key_text, value_text);
		add(reader->json.arena, own ? &own->attributes : &provider->attributes, attribute);
		if (!own && !read_auditors(reader, &auditors, provider, attribute))
			return false;
	}
	return true;
}

bool read_chain(struct inventory_reader *reader, const struct member *object, struct provider *provider, bool *is_known)
{
	const struct member auditor = member_of(object, "auditor", NULL);
	const struct member attributes = member_of(object, "attributes", NULL);
	struct str name = STR("");

	if (!attributes.value)
		return true;
	*is_known = true;
	if (!read_text(reader, &auditor, &name))
		return false;
	if (auditor.value) {
		provider->has_signatures = true;
		return read_attributes(reader, &attributes, provider, signature_by(reader->json.arena, provider, name));
	}
	provider->has_attributes = true;
	return read_attributes(reader, &attributes, provider, NULL);
}
