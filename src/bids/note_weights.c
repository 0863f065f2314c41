// SPDX-License-Identifier: Apache-2.0
// In: the GPUs that are offered for a unit. Out: notes on whether the language model and the engine of the SDL run on
// them.
#include "base/arena.h"
#include "base/number.h"
#include "bids/judge_steps.h"
#include "catalogue/catalogue.h"
#include "catalogue/providers.h"
#include "query/model_size.h"

static const double gi = 1073741824;

// The memory of one card; 0 if the bid leaves it open.
static uint64_t memory_of(const struct offered_gpu *gpu)
{
	uint64_t memory = 0;

	if (!str_has_suffix(gpu->ram, "Gi") ||
	    uint_from_str(str_slice(gpu->ram, 0, gpu->ram.len - 2), &memory) != NUMBER_OK)
		return 0;
	return memory;
}

struct engine_needs {
	uint64_t bytes; // of the weights; 0: no model is known
	struct str model;
	uint64_t gpus;                   // that work on it
	const struct llm_engine *engine; // or NULL
};

// The needs of the first engine in each unit.
const struct engine_needs *engine_needs(struct run *run, const struct demand *demand)
{
	struct engine_needs *needs = arena_zalloc(run->arena, (demand->n_units + 1) * sizeof(*needs));

	for (size_t i = 0; i < demand->n_units; i++)
		for (size_t j = 0; !needs[i].bytes && j < demand->units[i].from->n_assignments; j++) {
			struct workload *workload = gpu_workload_of(run, demand->units[i].from->assignments[j]);
			const struct model_size *weights = workload ? model_size_find(run, workload) : NULL;

			if (workload && workload->engine)
				needs[i].engine = workload->engine;
			if (weights)
				needs[i] = (struct engine_needs){ model_size_bytes(weights), weights->name,
								  cluster_gpus(run, workload), needs[i].engine };
		}
	return needs;
}

static void note_memory(struct judge *judge, const struct engine_needs *needs, const struct offered_gpu *gpu)
{
	uint64_t memory = memory_of(gpu);
	bool is_enough;

	if (needs->bytes == 0 || memory == 0)
		return;
	is_enough = (double)needs->bytes <= (double)needs->gpus * (double)memory * gi * providers.weights_headroom;
	if (is_enough)
		bid_note(judge, "the weights of %s fit", quoted(judge->run, needs->model));
	else
		bid_note(judge, "the weights of %s don't fit into %llu × %lluGi", quoted(judge->run, needs->model),
			 (unsigned long long)needs->gpus, (unsigned long long)memory);
}

static void note_engine(struct judge *judge, const struct llm_engine *engine, const struct offered_gpu *gpu)
{
	const struct gpu_card *card = gpu_card_find(judge->run->settings->catalogue, gpu->model);

	if (engine && card && card->compute_capability && card->compute_capability < engine->compute_capability)
		bid_note(judge, "%s needs compute capability %s, and %s has %s", engine->name,
			 version_text(judge->run, engine->compute_capability), card->name,
			 version_text(judge->run, card->compute_capability));
}

void note_weights(struct judge *judge, size_t unit, const struct offered_gpu *gpu)
{
	const struct engine_needs *needs = &judge->group->needs[unit];

	note_memory(judge, needs, gpu);
	note_engine(judge, needs->engine, gpu);
}
