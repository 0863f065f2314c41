// SPDX-License-Identifier: Apache-2.0
// In: a program. Out: the language model that it serves, and facts about it.
#ifndef AKASHLINT_QUERY_LANGUAGE_MODEL_H
#define AKASHLINT_QUERY_LANGUAGE_MODEL_H

#include "catalogue/models.h"
#include "query/program.h"
#include "query/workload.h"

// The name that an option, the command or the environment gives, without the address of its hub. False: none is seen.
bool model_find(const struct program *program, struct shell_word *model);
// Whether a name is organisation/name on a hub, and not a folder.
bool is_hub_name(struct str name);
// Facts about a model by its name; NULL: none. A fine-tuned model with another name is unknown.
const struct known_model *known_model_find(struct str name);
// Without "https://huggingface.co/" and the like.
struct str without_host(struct str text);
// Whether a variable of this name says which model to load.
bool is_model_variable(struct str variable);

// The largest size in a name, in millions of parameters; 0 if there is none.
uint64_t millions_of(struct run *run, struct str name);
// What a group of cards holds, and the one of those that may be offered with the least.
struct capacity {
	uint64_t gi; // all together
	const struct gpu_card *card;
	uint32_t card_gi;
	bool is_largest;   // any card will do, so the largest is counted
	bool is_ambiguous; // the card is made with more memory too
};
// False if nothing is known of the cards.
bool capacity_of(const struct run *run, const struct sdl_gpu *gpu, bool has_any_model, struct capacity *capacity);
// Whether a part of the model may lie elsewhere than in the memory of the GPUs.
bool is_offloaded(const struct shell_words *words);
// Over how many GPUs the options spread one copy of the model; 0: not known.
uint64_t spread_of(const struct workload *workload);

#endif
