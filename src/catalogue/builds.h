// SPDX-License-Identifier: Apache-2.0
// In: schemas/builds.json, at build time. Out: what builds of images hold, and which cards they can use.
#ifndef AKASHLINT_CATALOGUE_BUILDS_H
#define AKASHLINT_CATALOGUE_BUILDS_H

// Versions are texts such as "0.9.0" or "12.8"; NULL: any, or not known. Lists end with 0.
struct cuda_build {
	const char *since; // until the next
	const char *cuda;
};

// Which CUDA version an image holds whose tag does not say it.
struct cuda_image {
	const char *image, *program;
	const char *needs_word; // of the tag
	const struct cuda_build *builds;
};

// Images that use a GPU only with one of these words in the tag.
struct gpu_word {
	const char *repository; // with its registry
	const char *const *words;
	const char *instead;
};

// Which cards a framework has code for, where CUDA itself would support older ones.
struct framework_build {
	const char *image, *program;
	const char *since, *until, *cuda;
	const char *least;   // compute capability
	const char *instead; // the CUDA version whose build has code for older cards
};

// What a number format of weights needs of a card.
struct precision {
	const char *what, *engine;
	const char *since, *until; // versions of the engine
	const char *least;         // compute capability
	const char *const *words;  // of the model's name or of --quantization
	const char *option, *value;
};

struct known_builds {
	const char *source, *date;
	const char *const *arm64_repositories, *const *arm64_words;
	const char *const *cpu_repositories; // with their registries
	const char *const *confidential_cards;
	const char *const *without_command, *const *without_python, *const *with_devel;
	const struct cuda_image *images;
	const struct gpu_word *with_gpu_word;
	const struct framework_build *frameworks;
	const struct precision *precisions;
};

extern const struct known_builds known_builds;

#endif
