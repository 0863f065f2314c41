// SPDX-License-Identifier: Apache-2.0
// In: a request, and current prices. Out: the prices of the cards that it can get, and what the default script bids.
#include "query/market_price.h"

#include "catalogue/providers.h"
#include "query/sdl_query.h"

static bool is_of_size(const struct gpu_price *price, const struct leaf_quantity *ram)
{
	uint64_t bytes;

	if (!ram->at || ram->is_bad || ram->fault || price->ram.len == 0)
		return true;
	return bytes_from_str(price->ram, true, &bytes) != QUANTITY_OK || bytes == ram->value;
}

static bool is_answer(const struct gpu_price *price, const struct sdl_gpu_model *model)
{
	struct str interface = model->interface.text;

	return (str_is(model->model.text, "*") || str_eq(model->model.text, price->model)) &&
	       is_of_size(price, &model->ram) &&
	       (interface.len == 0 || price->interface.len == 0 || str_eq(interface, price->interface));
}

static bool is_asked_for(const struct gpu_price *price, const struct sdl_gpu *gpu)
{
	if (!price->has_price || !str_is(price->vendor, "nvidia") || gpu->raw_attributes.n)
		return false;
	for (size_t i = 0; i < gpu->n_models; i++)
		if (is_answer(price, gpu->models[i]))
			return true;
	return gpu->n_models == 0;
}

bool market_price_of(const struct market *market, const struct sdl_gpu *gpu, struct market_price *price)
{
	*price = (struct market_price){ 0 };
	for (size_t i = 0; market && i < market->n_prices; i++) {
		const struct gpu_price *one = &market->prices[i];

		if (!is_asked_for(one, gpu))
			continue;
		if (!price->cheapest || one->least < price->least) {
			price->least = one->least;
			price->cheapest = one;
		}
		if (one->median > 0 && (price->median <= 0 || one->median < price->median))
			price->median = one->median;
	}
	return price->cheapest != NULL;
}

static double gi(uint64_t bytes)
{
	return (double)bytes / (double)(UINT64_C(1) << 30);
}

static double rate_of(const struct sdl_volume *volume)
{
	if (!volume->has_attributes || volume->class_name.len == 0)
		return providers.bid_usd_per_month.ephemeral_gi;
	if (str_is(volume->class_name, "beta1"))
		return providers.bid_usd_per_month.beta1_gi;
	if (str_is(volume->class_name, "beta2"))
		return providers.bid_usd_per_month.beta2_gi;
	return str_is(volume->class_name, "beta3") ? providers.bid_usd_per_month.beta3_gi : 0;
}

struct default_bid default_bid_of(const struct sdl_compute *compute, uint32_t count)
{
	struct default_bid bid = {
		.cpu = (double)compute->cpu.units.value / 1000 * providers.bid_usd_per_month.cpu * count,
		.memory = gi(compute->memory.size.value) * providers.bid_usd_per_month.memory_gi * count,
		.gpu = (double)gpus_of(compute) * providers.bid_usd_per_month.gpu * count,
	};

	for (size_t i = 0; i < compute->n_volumes; i++)
		bid.storage += gi(compute->volumes[i]->size.value) * rate_of(compute->volumes[i]) * count;
	return bid;
}

// Endpoints with the same number share one address.
static bool is_new_address(const struct resource_unit *unit, size_t endpoint)
{
	if (unit->endpoints[endpoint].kind != ENDPOINT_LEASED_IP)
		return false;
	for (size_t i = 0; i < endpoint; i++)
		if (unit->endpoints[i].kind == ENDPOINT_LEASED_IP &&
		    unit->endpoints[i].sequence_number == unit->endpoints[endpoint].sequence_number)
			return false;
	return true;
}

static void default_bid_add(struct default_bid *sum, const struct default_bid *more)
{
	sum->cpu += more->cpu;
	sum->memory += more->memory;
	sum->storage += more->storage;
	sum->gpu += more->gpu;
	sum->network += more->network;
}

struct default_bid default_bid_of_group(const struct resource_group *group)
{
	struct default_bid sum = { 0 };

	for (size_t i = 0; i < group->n_units; i++) {
		const struct resource_unit *unit = group->units[i];
		struct default_bid bid = default_bid_of(unit->compute, unit->count);

		bid.network = unit->count * providers.bid_usd_per_month.endpoint * (double)unit->n_endpoints;
		for (size_t j = 0; j < unit->n_endpoints; j++)
			bid.network +=
				is_new_address(unit, j) ? unit->count * providers.bid_usd_per_month.leased_ip : 0;
		default_bid_add(&sum, &bid);
	}
	return sum;
}

double default_bid_sum(const struct default_bid *bid)
{
	return bid->cpu + bid->memory + bid->storage + bid->gpu + bid->network;
}
