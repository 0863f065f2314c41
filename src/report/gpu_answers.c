// SPDX-License-Identifier: Apache-2.0
// In: a request for GPUs and a catalogue. Out: the cards that a provider may answer it with.
#include "report/gpu_answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const char prefix[] = "vendor/nvidia/model/";

// What one attribute asks for: "vendor/nvidia/model/a100/ram/80Gi/interface/sxm".
struct request {
	struct str model, ram, interface; // empty: any
};

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

const struct str *gpu_request_keys(struct arena *arena, const struct sdl_gpu *gpu, size_t *n)
{
	struct str *keys = arena_alloc(arena, (gpu->n_models + gpu->raw_attributes.n + 1) * sizeof(*keys));

	*n = 0;
	for (size_t i = 0; i < gpu->raw_attributes.n; i++)
		keys[(*n)++] = gpu->raw_attributes.items[i]->key.text;
	for (size_t i = 0; i < gpu->n_models; i++)
		keys[(*n)++] = gpu->models[i]->key;
	if (*n == 0)
		keys[(*n)++] = STR("vendor/nvidia/model/*");
	qsort(keys, *n, sizeof(*keys), by_text);
	return keys;
}

static struct str take_part(struct str *rest)
{
	size_t len = 0;
	struct str part;

	while (len < rest->len && rest->ptr[len] != '/')
		len++;
	part = str_slice(*rest, 0, len);
	*rest = str_slice(*rest, len < rest->len ? len + 1 : len, rest->len);
	return part;
}

static bool request_from_key(struct str key, struct request *request)
{
	struct str rest;

	*request = (struct request){ .model = STR("") };
	if (!str_has_prefix(key, prefix))
		return false;
	rest = str_slice(key, sizeof(prefix) - 1, key.len);
	request->model = take_part(&rest);
	while (rest.len) {
		struct str name = take_part(&rest), value = take_part(&rest);

		if (str_is(name, "ram"))
			request->ram = value;
		else if (str_is(name, "interface"))
			request->interface = value;
	}
	return true;
}

static bool find_request(const struct str *keys, size_t n, const char *model, struct request *found)
{
	while (n--)
		if (request_from_key(keys[n], found) && str_is(found->model, model))
			return true;
	return false;
}

static bool is_answer(struct arena *arena, const struct request *request, const struct gpu_variant *variant)
{
	if (request->ram.len && !str_is(request->ram, arena_printf(arena, "%uGi", (unsigned)variant->memory_gi)))
		return false;
	return !request->interface.len || str_is(request->interface, variant->interface);
}

static struct gpu_card answer_of(struct arena *arena, const struct request *request, const struct gpu_card *card)
{
	struct gpu_variant *variants = arena_alloc(arena, card->n_variants * sizeof(*variants));
	struct gpu_card answer = *card;

	answer.variants = variants;
	answer.n_variants = 0;
	for (size_t i = 0; i < card->n_variants; i++)
		if (is_answer(arena, request, &card->variants[i]))
			variants[answer.n_variants++] = card->variants[i];
	return answer;
}

struct gpu_answers gpu_answers(struct arena *arena, const struct gpu_catalogue *catalogue, const struct sdl_gpu *gpu)
{
	struct gpu_answers answers = { 0 };
	size_t n_keys;
	const struct str *keys = gpu_request_keys(arena, gpu, &n_keys);
	struct request request;

	answers.cards = arena_alloc(arena, (catalogue->n_cards + 1) * sizeof(*answers.cards));
	for (size_t i = 0; i < catalogue->n_cards; i++) {
		const struct gpu_card *card = &catalogue->cards[i];
		struct gpu_card answer;

		if (!find_request(keys, n_keys, card->name, &request) && !find_request(keys, n_keys, "*", &request))
			continue;
		answer = answer_of(arena, &request, card);
		if (answer.n_variants == 0)
			continue;
		if (answers.n == 0 || gpu_card_least_memory(&answer) < answers.least_memory)
			answers.least_memory = gpu_card_least_memory(&answer);
		if (gpu_card_most_memory(&answer) > answers.most_memory)
			answers.most_memory = gpu_card_most_memory(&answer);
		answers.cards[answers.n++] = answer;
	}
	return answers;
}
