// SPDX-License-Identifier: Apache-2.0
// In: the text of an inventory: a provider, a list of them, or an object that holds some. Out: what they have.
#include <string.h>

#include "base/arena.h"
#include "base/json_from_text.h"
#include "match/inventory_reader.h"

enum { MAX_DEPTH = 4 };

static const char *escaped(struct arena *arena, const char *text)
{
	struct strbuf out;

	strbuf_init(&out, arena);
	strbuf_add_escaped(&out, str_of(text));
	return out.text;
}

// "folder/node-a.json" -> "node-a"
static struct str stem_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	struct str stem = str_of(slash ? slash + 1 : name);

	return str_has_suffix(stem, ".json") && stem.len > 5 ? str_slice(stem, 0, stem.len - 5) : stem;
}

static struct provider *provider_of(struct inventory_reader *reader, struct str owner)
{
	struct inventory *inventory = reader->inventory;
	struct provider *provider;

	for (size_t i = 0; owner.len && i < inventory->n_providers; i++)
		if (str_eq(inventory->providers[i]->owner, owner))
			return inventory->providers[i];
	provider = arena_zalloc(reader->arena, sizeof(*provider));
	provider->owner = owner;
	return provider;
}

static struct str name_of(const struct member *object, struct str fallback)
{
	static const char *const keys[] = { "name", "hostUri", "host_uri", "cluster_public_hostname", "owner" };
	const struct member hosts = member_of(object, "public_hostnames", "publicHostnames");

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const char *text = json_string_value(json_object_get(object->value, keys[i]));

		if (text && *text)
			return str_of(text);
	}
	if (json_string_length(json_array_get(hosts.value, 0)))
		return str_of(json_string_value(json_array_get(hosts.value, 0)));
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
	    !read_chain(reader, object, provider, is_known) || !read_console(reader, object, provider, is_known))
		return false;
	if (!*is_known)
		return true;
	if (is_new || str_eq(provider->name, provider->owner))
		provider->name = name_of(object, fallback);
	if (is_new)
		ARENA_PUSH(reader->arena, inventory->providers, inventory->n_providers,
				inventory->cap_providers) = provider;
	return true;
}

static bool read_any(struct inventory_reader *reader, const struct member *member, struct str name, int depth);

static bool read_list(struct inventory_reader *reader, const struct member *list, struct str name, int depth)
{
	size_t n = json_array_size(list->value);

	for (size_t i = 0; i < n; i++) {
		const struct member item = item_of(list, i);
		struct str own = name;

		if (n > 1)
			own = str_of(arena_printf(reader->arena, "%.*s#%zu", (int)name.len, name.ptr, i + 1));
		if (!read_any(reader, &item, own, depth + 1))
			return false;
	}
	return true;
}

// {"providers": […]}, {"provider": {…}}, or providers by name.
static bool read_holder(struct inventory_reader *reader, const struct member *object, struct str name, int depth)
{
	const struct member many = member_of(object, "providers", NULL), one = member_of(object, "provider", NULL);
	const char *key;
	json_t *value;

	if (many.value)
		return read_any(reader, &many, name, depth + 1);
	if (one.value)
		return read_any(reader, &one, name, depth + 1);
	if (json_object_size(object->value) == 0)
		return inventory_expected(reader, object, "an inventory of a provider: its status, or what Akash Console or the "
							  "chain tells of it");
	json_object_foreach((json_t *)object->value, key, value) {
		const struct member member = member_of(object, key, NULL);

		(void)value;
		if (!is_object(&member))
			return inventory_expected(reader, object, "an inventory of a provider: its status, or what Akash "
								  "Console or the chain tells of it");
		if (!read_any(reader, &member, str_of(key), depth + 1))
			return false;
	}
	return true;
}

static bool read_any(struct inventory_reader *reader, const struct member *member, struct str name, int depth)
{
	bool is_known = false;

	if (depth > MAX_DEPTH)
		return inventory_expected(reader, member, "a provider less deep inside");
	if (is_array(member))
		return read_list(reader, member, name, depth);
	if (!is_object(member))
		return inventory_expected(reader, member, "an object that tells about a provider, or a list of them");
	if (!read_provider(reader, member, name, &is_known))
		return false;
	return is_known || read_holder(reader, member, name, depth);
}

bool inventory_from_json(struct arena *arena, struct str text, const char *name, struct inventory *inventory,
			 struct inventory_error *error)
{
	struct inventory_reader reader = { arena, text, name, inventory, error };
	struct member root = { 0 };
	json_error_t fault;

	*error = (struct inventory_error){ 0 };
	root.value = json_from_text(arena, text, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &fault, &error->place);
	if (root.value)
		return read_any(&reader, &root, stem_of(name), 0);
	error->message = escaped(arena, fault.text);
	return false;
}
