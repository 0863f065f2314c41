// SPDX-License-Identifier: Apache-2.0
// In: a service with its profile. Out: what its container runs, as far as the text shows.
#ifndef AKASHLINT_QUERY_WORKLOAD_H
#define AKASHLINT_QUERY_WORKLOAD_H

#include "catalogue/images.h"
#include "query/common.h"
#include "sdl/image.h"

// A piece of the command, its arguments or the environment between spaces, quotes and shell operators.
struct shell_word {
	struct str text;
	const struct ynode *at; // the item it is from
	struct str variable;    // of the environment; empty: of the command
	bool is_quote_next;     // what follows it without a space is in quotes, and not empty
};

struct shell_words {
	struct shell_word *items;
	size_t n, cap;
};

struct known_model;

// A language model that the words name.
struct model_size {
	struct str name; // as in the text
	const struct ynode *at;
	uint64_t millions;               // of parameters; 0: none is found
	uint32_t millibytes;             // of one of them
	double gb;                       // of a download of known size; 0: count the parameters
	const struct known_model *known; // NULL: its name says how large it is
	bool is_known;                   // that the words were searched
};

struct workload {
	const struct sdl_assignment *assignment;
	const struct sdl_service *service;
	const struct sdl_compute *compute;
	const struct sdl_gpu *gpu;
	bool is_sound;
	uint64_t units;     // GPUs of a replica
	struct image image; // empty if its text is none
	// With GPUs only:
	bool has_any_model; // whatever NVIDIA card a provider has
	bool is_for_cpu;    // the image is built for CPUs
	struct shell_words words;
	const struct llm_engine *engine; // NULL: none that is known
	struct model_size weights;       // ask model_size_find
};

// NULL where the service or the profile is not sound, or nothing is known of its GPUs. Kept for the next rule.
struct workload *workload_of(struct run *run, const struct sdl_assignment *assignment);
// The same, and NULL without a GPU: most files go no further.
struct workload *gpu_workload_of(struct run *run, const struct sdl_assignment *assignment);
// The same, and NULL without an engine.
struct workload *engine_workload_of(struct run *run, const struct sdl_assignment *assignment);
// Whether the image is for a processor without a GPU, by its tag.
bool image_is_for_cpu(const struct image *image);
bool image_is_for_rocm(const struct image *image, struct str *part);
// How many GPUs can work on one model: those of the replica, or of all that work as one with it.
uint64_t cluster_gpus(const struct run *run, const struct workload *workload);

// Comments of a shell are left out.
void shell_words_of_service(struct run *run, const struct sdl_service *service, struct shell_words *words);
// Whether words->items[i] is one of the options, with its value: "--tp 8" or "--tp=8". The value is empty where none
// follows.
bool option_at(const struct shell_words *words, size_t i, const char *const *names, struct shell_word *value);
bool has_word(const struct shell_words *words, const char *const *list);
// How often the words start the engine.
size_t count_starts(const struct shell_words *words, const struct llm_engine *engine);
const struct llm_engine *started_engine(const struct shell_words *words); // NULL: none
// Whether the container is one of several that work as one, perhaps with containers of other deployments.
bool is_multi_node(const struct shell_words *words);

struct regexes *run_regexes(struct run *run);

// Reports at a part of a scalar's text that has no spaces in it; at the scalar if the part can't be found.
struct diag *diag_add_part(struct run *run, const struct rule *rule, const struct ynode *at, struct str part,
			   const char *format, ...) __attribute__((format(printf, 5, 6)));
const char *version_text(struct run *run, milli_version version); // "12.8"

#endif
