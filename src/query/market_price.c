// SPDX-License-Identifier: Apache-2.0
// In: a request for GPUs, and present prices. Out: what the cards that may answer it cost at present.
#include "query/market_price.h"

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
