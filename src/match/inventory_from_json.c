// SPDX-License-Identifier: Apache-2.0
// In: the text of an inventory: a provider, a list of them, or an object that holds some. Out: what they have.
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/json_pieces.h"
#include "match/inventory_reader.h"

// jansson takes up to a hundred bytes for each value, so a small text could take gigabytes.
// No network has this many providers.
enum { MAX_DEPTH = 4, MAX_VALUES = 4000000, MAX_PROVIDERS = 65536 };

static const size_t json_flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;

// "folder/node-a.json" -> "node-a"
static struct str stem_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	struct str stem = str_of(slash ? slash + 1 : name);

	return str_has_suffix(stem, ".json") && stem.len > 5 ? str_slice(stem, 0, stem.len - 5) : stem;
}

static struct provider *provider_of(struct inventory_reader *reader, struct str owner)
{
	struct provider *provider = owner.len ? table_get(&reader->inventory->by_owner, owner) : NULL;

	if (provider)
		return provider;
	provider = arena_zalloc(reader->json.arena, sizeof(*provider));
	provider->owner = owner;
	return provider;
}

static struct str name_of(struct inventory_reader *reader, const struct member *object, struct str fallback)
{
	static const char *const keys[] = { "name", "hostUri", "host_uri", "cluster_public_hostname", "owner" };
	const struct member hosts = member_of(object, "public_hostnames", "publicHostnames");

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const char *text = json_string_value(json_object_get(object->value, keys[i]));

		if (text && *text)
			return kept_text(reader, str_of(text));
	}
	if (json_string_length(json_array_get(hosts.value, 0)))
		return kept_text(reader, str_of(json_string_value(json_array_get(hosts.value, 0))));
	return fallback;
}

static bool read_provider(struct inventory_reader *reader, const struct member *object, struct str fallback,
			  bool *is_known)
{
	const struct member owner_at = member_of(object, "owner", NULL);
	struct inventory *inventory = reader->inventory;
	struct str owner = STR("");
	struct provider *provider;
	bool is_new;

	if (!json_is_string(owner_at.value) || !read_text(reader, &owner_at, &owner))
		owner = STR("");
	provider = provider_of(reader, owner);
	is_new = provider->name.len == 0;
	if (!read_cluster(reader, object, provider, is_known) || !read_metrics(reader, object, provider, is_known) ||
	    !read_chain(reader, object, provider, is_known) || !read_console(reader, object, provider, is_known) ||
	    !read_standing(reader, object, provider, is_known))
		return false;
	if (!*is_known)
		return true;
	inventory->n_told++;
	if (is_new && inventory->n_providers == MAX_PROVIDERS)
		return inventory_expected(reader, object, "at most 65536 providers");
	if (is_new || str_eq(provider->name, provider->owner))
		provider->name =
			provider->is_network ? STR("all providers together") : name_of(reader, object, fallback);
	if (is_new && owner.len)
		*table_put(reader->json.arena, &inventory->by_owner, owner) = provider;
	if (is_new)
		ARENA_PUSH(reader->json.arena, inventory->providers, inventory->n_providers, inventory->cap_providers) =
			provider;
	return true;
}

static bool read_any(struct inventory_reader *reader, const struct member *member, struct str name, int depth);

static struct str name_of_item(struct inventory_reader *reader, struct str list, size_t index)
{
	return str_of(arena_printf(reader->json.arena, "%.*s#%zu", (int)list.len, list.ptr, index + 1));
}

static bool read_list(struct inventory_reader *reader, const struct member *list, struct str name, int depth)
{
	size_t n = json_array_size(list->value);

	for (size_t i = 0; i < n; i++) {
		const struct member item = item_of(list, i);

		if (!read_any(reader, &item, n > 1 ? name_of_item(reader, name, i) : name, depth + 1))
			return false;
	}
	return true;
}

// {"providers": […]}, {"data": […]}, {"provider": {…}}, or providers by name.
static bool read_holder(struct inventory_reader *reader, const struct member *object, struct str name, int depth)
{
	const struct member many = member_of(object, "providers", "data"), one = member_of(object, "provider", NULL);
	const char *key;
	json_t *value;

	if (refuse_other(reader, object))
		return false;
	if (many.value)
		return read_any(reader, &many, name, depth + 1);
	if (one.value)
		return read_any(reader, &one, name, depth + 1);
	if (json_object_size(object->value) == 0)
		return inventory_expected(reader, object,
					  "a provider inventory: its status, or its entry from Akash Console or the "
					  "chain");
	json_object_foreach((json_t *)object->value, key, value)
	{
		const struct member member = member_of(object, key, NULL);

		(void)value;
		if (!is_object(&member))
			return inventory_expected(reader, object,
						  "a provider inventory: its status, or its entry from Akash "
						  "Console or the chain");
		if (!read_any(reader, &member, kept_text(reader, str_of(key)), depth + 1))
			return false;
	}
	return true;
}

static bool read_any(struct inventory_reader *reader, const struct member *member, struct str name, int depth)
{
	bool is_known = false;

	if (depth > MAX_DEPTH)
		return inventory_expected(reader, member, "a provider: the nesting is too deep");
	if (is_array(member))
		return read_list(reader, member, name, depth);
	if (!is_object(member))
		return inventory_expected(reader, member, "an object that describes a provider, or a list of them");
	if (!read_provider(reader, member, name, &is_known))
		return false;
	return is_known || read_holder(reader, member, name, depth);
}

static bool read_item(struct inventory_reader *reader, const struct member *item, size_t index, bool is_only)
{
	struct str name = stem_of(reader->name);

	return read_any(reader, item, is_only ? name : name_of_item(reader, name, index), 1);
}

static bool read_in_pieces(struct inventory_reader *reader)
{
	struct json_pieces pieces;
	struct member item = { 0 };

	if (!json_pieces_begin(&pieces, reader->json.arena, reader->json.text, "providers"))
		return false;
	for (size_t i = 0; (item.value = json_pieces_next(&pieces, json_flags)) != NULL; i++)
		if (!read_item(reader, &item, i, i == 0 && pieces.is_last))
			return false;
	return pieces.is_done;
}

// Whatever opens a list or an object, or parts two values. Those in texts count too: real ones have few.
static bool has_too_many(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == ',' || text.ptr[i] == '[' || text.ptr[i] == '{';
	return n > MAX_VALUES;
}

// What the network's commands write by default: "key:" or "- key:".
static bool is_yaml(struct str text)
{
	size_t i = 0;

	if (text.len > 2 && text.ptr[0] == '-' && text.ptr[1] == ' ')
		text = str_slice(text, 2, text.len);
	while (i < text.len && (is_lower(text.ptr[i]) || text.ptr[i] == '_'))
		i++;
	return i > 0 && i < text.len && text.ptr[i] == ':';
}

bool inventory_from_json(struct arena *arena, struct str text, const char *name, struct inventory *inventory,
			 struct json_fault *fault)
{
	struct inventory_reader reader = { json_reader_of(arena, text, fault), name, inventory, { 0 } };
	struct member root = { 0 };

	if (has_too_many(text))
		return json_fail(&reader.json, &root.at, false, "too large for an inventory: more than 4000000 values");
	if (read_in_pieces(&reader))
		return true;
	reader.json.has_failed = false;
	root.value = json_read(&reader.json, json_flags);
	if (!root.value && is_yaml(text))
		fault->message = "this is not JSON: request it with \"-o json\"";
	return root.value && read_any(&reader, &root, stem_of(name), 0);
}
