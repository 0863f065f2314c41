// SPDX-License-Identifier: Apache-2.0
// In: schemas/images.json, at build time. Out: facts about container images and the models they serve.
#ifndef AKASHLINT_CATALOGUE_IMAGES_H
#define AKASHLINT_CATALOGUE_IMAGES_H

#include "catalogue/catalogue.h"

// A program that serves language models.
struct llm_engine {
	const char *name, *word;          // "vLLM", and "vllm" as images and tags have it
	const char *const *repositories;  // its own images; ends with NULL
	const char *const *commands;      // what starts it: one word or two; ends with NULL
	milli_version compute_capability; // the least that any of its versions can use; 0: not known
	uint32_t default_parallel;        // over how many GPUs it spreads a model if nothing is said; 0: not known
	bool needs_gpu;
};

// How much memory a weight takes, given by a word: "awq", 0.6.
struct weight_size {
	const char *word;
	double bytes; // 0: nothing can be said
};

// Lists end with NULL.
struct known_images {
	const char *source, *date;
	const char *const *without_cuda;      // repositories
	const char *const *with_cuda_version; // repositories whose tags begin with it
	const char *const *pages;             // of registries, about an image: "hub.docker.com/r/"
	const char *const *not_registries;    // of code and files: "github.com/"
	const char *const *own_machine;       // hosts that a provider can't reach, or how they begin
	const char *const *moving_tags;
	const struct llm_engine *engines; // ends with a name that is NULL
	double default_weight_bytes;
	const struct weight_size *weight_tokens; // tokens of a model's name, or of an option
	const struct weight_size *weight_names;  // parts of a model's name
	const char *const *usual_cards;          // to suggest, by their memory
};

extern const struct known_images known_images;

#endif
