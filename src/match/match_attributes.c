// SPDX-License-Identifier: Apache-2.0
// In: a demand and a provider. Out: whether the provider declares what it must, and auditors have signed it.
#include <string.h>

#include "base/arena.h"
#include "match/match_steps.h"
#include "sdl/duration.h"

enum { MAX_VOLUMES = 4 };

static const char gpu_prefix[] = "capabilities/gpu/", storage_prefix[] = "capabilities/storage/";

bool path_matches(struct str pattern, struct str text)
{
	size_t at = 0, in = 0, star = SIZE_MAX, resume = 0;

	while (in < text.len) {
		bool is_slash = text.ptr[in] == '/';

		if (at < pattern.len && pattern.ptr[at] == '*') {
			star = at++;
			resume = in;
		} else if (at < pattern.len &&
			   (pattern.ptr[at] == text.ptr[in] || (pattern.ptr[at] == '?' && !is_slash))) {
			at++;
			in++;
		} else if (star != SIZE_MAX && text.ptr[resume] != '/') {
			at = star + 1;
			in = ++resume;
		} else {
			return false;
		}
	}
	while (at < pattern.len && pattern.ptr[at] == '*')
		at++;
	return at == pattern.len;
}

static bool is_glob(struct str key)
{
	return key.len && (memchr(key.ptr, '*', key.len) || memchr(key.ptr, '?', key.len));
}

static bool has_attribute(const struct attribute_list *list, struct provider_attribute wanted)
{
	enum { FEW = 32 };

	if (list->n > FEW && !is_glob(wanted.key))
		return table_get(&list->names, wanted.name);
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->items[i].value, wanted.value) && path_matches(wanted.key, list->items[i].key))
			return true;
	return false;
}

static const char *attribute_text(struct arena *arena, struct provider_attribute attribute)
{
	return arena_printf(arena, "\"%s=%s\"", escaped_text(arena, attribute.key),
			    escaped_text(arena, attribute.value));
}

static bool needs_attributes(const struct demand *demand)
{
	bool needs = demand->attributes.n > 0;

	for (size_t i = 0; i < demand->n_units; i++) {
		needs |= demand->units[i].gpus > 0;
		for (size_t j = 0; j < demand->units[i].n_volumes; j++)
			needs |= demand->units[i].volumes[j].from->has_attributes;
	}
	return needs;
}

void check_attributes(struct matcher *matcher)
{
	const struct provider *provider = matcher->provider;
	const struct attribute_list *wanted = &matcher->demand->attributes;

	if (!provider->has_attributes && needs_attributes(matcher->demand))
		add_unknown(matcher, "attributes");
	for (size_t i = 0; provider->has_attributes && i < wanted->n; i++)
		if (!has_attribute(&provider->attributes, wanted->items[i]) && fails(matcher))
			add_reason(matcher, "attributes",
				   arena_printf(matcher->arena, "it does not declare the attribute %s",
						attribute_text(matcher->arena, wanted->items[i])));
}

static bool declares_gpu(const struct provider *provider, const struct wanted_unit *unit)
{
	for (size_t i = 0; i < unit->n_gpu_keys; i++)
		for (size_t j = 0; j < provider->attributes.n; j++) {
			struct provider_attribute declared = provider->attributes.items[j];

			if (!str_has_prefix(declared.key, gpu_prefix) || !str_is(declared.value, "true"))
				continue;
			if (path_matches(unit->gpu_keys[i],
					 str_slice(declared.key, sizeof(gpu_prefix) - 1, declared.key.len)))
				return true;
		}
	return false;
}

// The number of a group of storage attributes, and its key: "capabilities/storage/1/class" -> "1", "class".
static bool is_storage(struct str key, struct str *number, struct str *rest)
{
	struct str tail;
	size_t len = 0;

	if (!str_has_prefix(key, storage_prefix))
		return false;
	tail = str_slice(key, sizeof(storage_prefix) - 1, key.len);
	while (len < tail.len && tail.ptr[len] != '/')
		len++;
	*number = str_slice(tail, 0, len);
	*rest = str_slice(tail, len < tail.len ? len + 1 : len, tail.len);
	return true;
}

static bool group_has(const struct provider *provider, struct str number, const char *key, struct str value)
{
	struct str own, rest;

	for (size_t i = 0; i < provider->attributes.n; i++)
		if (is_storage(provider->attributes.items[i].key, &own, &rest) && str_eq(own, number) &&
		    str_is(rest, key) && str_eq(provider->attributes.items[i].value, value))
			return true;
	return false;
}

static bool declares_storage(const struct provider *provider, const struct wanted_volume *volume)
{
	struct str number, rest;

	for (size_t i = 0; i < provider->attributes.n; i++)
		if (is_storage(provider->attributes.items[i].key, &number, &rest) &&
		    (volume->class_name.len == 0 || group_has(provider, number, "class", volume->class_name)) &&
		    group_has(provider, number, "persistent", volume->from->persistent))
			return true;
	return false;
}

void check_capabilities(struct matcher *matcher)
{
	const struct demand *demand = matcher->demand;

	for (size_t i = 0; matcher->provider->has_attributes && i < demand->n_units; i++) {
		const struct wanted_unit *unit = &demand->units[i];

		if (unit->gpus && !declares_gpu(matcher->provider, unit) && fails(matcher))
			add_reason(matcher, "capabilities",
				   arena_printf(matcher->arena, "it declares %s \"capabilities/gpu/%s\"",
						unit->n_gpu_keys > 1 ? "none of your GPUs, such as" : "no attribute",
						escaped_text(matcher->arena, unit->gpu_keys[0])));
		for (size_t j = 0; j < unit->n_volumes; j++) {
			const struct wanted_volume *volume = &unit->volumes[j];

			if (volume->from->has_attributes && !declares_storage(matcher->provider, volume) &&
			    fails(matcher))
				add_reason(matcher, "capabilities",
					   arena_printf(matcher->arena,
							"it declares no storage of class \"%s\" with persistent=%s",
							escaped_text(matcher->arena, volume->class_name),
							escaped_text(matcher->arena, volume->from->persistent)));
		}
	}
}

void check_volumes(struct matcher *matcher)
{
	for (size_t i = 0; i < matcher->demand->n_units; i++)
		if (matcher->demand->units[i].n_volumes > MAX_VOLUMES && fails(matcher))
			add_reason(matcher, "volumes",
				   arena_printf(matcher->arena,
						"%zu volumes for one service; providers accept %d by default",
						matcher->demand->units[i].n_volumes, MAX_VOLUMES));
}

static bool has_signed(const struct matcher *matcher, struct str auditor)
{
	const struct provider *provider = matcher->provider;

	for (size_t i = 0; i < provider->n_signatures; i++) {
		bool is_whole = str_eq(provider->signatures[i].auditor, auditor);

		for (size_t j = 0; is_whole && j < matcher->demand->attributes.n; j++)
			is_whole = has_attribute(&provider->signatures[i].attributes,
						 matcher->demand->attributes.items[j]);
		if (is_whole)
			return true;
	}
	return false;
}

void check_signatures(struct matcher *matcher)
{
	const struct sdl_placement *placement = matcher->demand->group->placement;
	bool has_any = placement->any_of.n == 0;

	if (placement->all_of.n + placement->any_of.n == 0)
		return;
	if (!matcher->provider->has_signatures) {
		add_unknown(matcher, "signatures");
		return;
	}
	for (size_t i = 0; i < placement->all_of.n; i++)
		if (!has_signed(matcher, placement->all_of.items[i].text) && fails(matcher))
			add_reason(matcher, "signed-by",
				   arena_printf(matcher->arena, "its attributes are not signed by \"%s\"",
						escaped_text(matcher->arena, placement->all_of.items[i].text)));
	for (size_t i = 0; i < placement->any_of.n; i++)
		has_any |= has_signed(matcher, placement->any_of.items[i].text);
	if (!has_any && fails(matcher))
		add_reason(matcher, "signed-by", "none of the auditors in \"anyOf\" has signed its attributes");
}

void check_notice(struct matcher *matcher)
{
	const struct provider *provider = matcher->provider;
	int64_t wanted = matcher->demand->group->min_notice;
	struct strbuf message;

	if (wanted <= 0)
		return;
	if (!provider->has_notice)
		add_unknown(matcher, "reclamation");
	if (!provider->has_notice || provider->notice >= wanted || !fails(matcher))
		return;
	message = strbuf_in(matcher->arena);
	strbuf_puts(&message, "it gives ");
	duration_to_text(&message, provider->notice);
	strbuf_puts(&message, " of notice before it reclaims a lease, and you request ");
	duration_to_text(&message, wanted);
	add_reason(matcher, "reclamation", message.text);
}

void check_leased_ips(struct matcher *matcher)
{
	struct stock ips = matcher->provider->leased_ips;
	int64_t wanted = matcher->demand->leased_ips;

	if (wanted && !ips.is_known)
		add_unknown(matcher, "leased-ips");
	else if (wanted && ips.free < wanted && fails(matcher))
		add_reason(matcher, "leased-ip",
			   arena_printf(matcher->arena, "%lld IP addresses requested, %lld free", (long long)wanted,
					(long long)ips.free));
}
