// SPDX-License-Identifier: Apache-2.0
// In: a request. Out: the bid of a provider with the default price script.
#include "query/default_bid.h"

#include "catalogue/providers.h"
#include "query/deployed.h"

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

void default_bid_add(struct default_bid *sum, const struct default_bid *more)
{
	sum->cpu += more->cpu;
	sum->memory += more->memory;
	sum->storage += more->storage;
	sum->gpu += more->gpu;
	sum->network += more->network;
}

double default_bid_sum(const struct default_bid *bid)
{
	return bid->cpu + bid->memory + bid->storage + bid->gpu + bid->network;
}
