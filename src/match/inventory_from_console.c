// SPDX-License-Identifier: Apache-2.0
// In: Akash Console's data on a provider, or on the GPUs of all. Out: totals, and models.
#include "base/arena.h"
#include "match/inventory_reader.h"

static bool read_total(struct inventory_reader *reader, const struct member *stats, const char *key, struct stock *out)
{
	const struct member resource = member_of(stats, key, NULL), available = member_of(&resource, "available", NULL);
	const struct member total = member_of(&resource, "total", NULL);
	const struct member nested = member_of(&total, "available", NULL);

	if (!check_object(reader, &resource))
		return false;
	// Storage has one total, and one for each kind.
	return read_free(reader, is_object(&total) ? &nested : &available, out);
}

static bool read_stats(struct inventory_reader *reader, const struct member *stats, struct provider *provider)
{
	return check_object(reader, stats) && read_total(reader, stats, "cpu", &provider->cpu) &&
	       read_total(reader, stats, "memory", &provider->memory) &&
	       read_total(reader, stats, "gpu", &provider->gpu) &&
	       read_total(reader, stats, "storage", &provider->storage);
}

static bool read_offer(struct inventory_reader *reader, const struct member *object, struct str vendor,
		       struct provider *provider)
{
	const struct member own_vendor = member_of(object, "vendor", NULL), model = member_of(object, "model", NULL);
	const struct member ram = member_of(object, "ram", "memory"), interface = member_of(object, "interface", NULL);
	const struct member counts = member_of(object, "availability", NULL);
	const struct member available = member_of(&counts, "available", NULL);
	struct gpu_offer offer = { .card = { vendor, STR(""), STR(""), STR("") } };

	if (!is_object(object))
		return inventory_expected(reader, object, "an object that describes a GPU");
	if (!read_text(reader, &own_vendor, &offer.card.vendor) || !read_text(reader, &model, &offer.card.name) ||
	    !read_text(reader, &ram, &offer.card.memory) || !read_text(reader, &interface, &offer.card.interface) ||
	    !read_pair(reader, object, kube_quantity_value, &offer.units) ||
	    !read_free(reader, &available, &offer.units))
		return false;
	ARENA_PUSH(reader->json.arena, provider->offers, provider->n_offers, provider->cap_offers) = offer;
	provider->has_offers = true;
	return true;
}

static bool read_offers(struct inventory_reader *reader, const struct member *list, struct str vendor,
			struct provider *provider)
{
	if (!check_list(reader, list))
		return false;
	for (size_t i = 0; i < json_array_size(list->value); i++) {
		const struct member item = item_of(list, i);

		if (!read_offer(reader, &item, vendor, provider))
			return false;
	}
	return true;
}

static bool read_network(struct inventory_reader *reader, const struct member *details, struct provider *provider)
{
	const char *vendor;
	json_t *list;

	if (!check_object(reader, details))
		return false;
	json_object_foreach((json_t *)details->value, vendor, list)
	{
		const struct member member = member_of(details, vendor, NULL);

		(void)list;
		if (!read_offers(reader, &member, kept_text(reader, str_of(vendor)), provider))
			return false;
	}
	provider->has_offers = true;
	return true;
}

bool read_console(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		  bool *is_known)
{
	const struct member models = member_of(object, "gpuModels", "gpu_models"),
			    stats = member_of(object, "stats", NULL);
	const struct member gpus = member_of(object, "gpus", NULL), details = member_of(&gpus, "details", NULL);
	const struct member online = member_of(object, "isOnline", "is_online");
	const struct member availability = member_of(object, "availability", NULL);
	const struct member priced = member_of(object, "models", NULL);
	bool has_prices = availability.value && is_array(&priced);

	*is_known |= models.value || stats.value || details.value || has_prices;
	provider->is_offline = json_is_false(online.value);
	if (is_array(&models))
		provider->has_offers = true;
	provider->is_network = details.value || has_prices;
	return read_stats(reader, &stats, provider) && read_offers(reader, &models, STR(""), provider) &&
	       (!details.value || read_network(reader, &details, provider)) &&
	       (!has_prices || read_offers(reader, &priced, STR(""), provider));
}
