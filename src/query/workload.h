// SPDX-License-Identifier: Apache-2.0
// In: a service with its profile. Out: what its container runs, as far as the text shows.
#ifndef AKASHLINT_QUERY_WORKLOAD_H
#define AKASHLINT_QUERY_WORKLOAD_H

#include "query/shell_words.h"
#include "sdl/image.h"

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
	bool is_valid;
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
bool image_is_for_rocm(const struct image *image, struct str *part);
// How many GPUs can work on one model: those of the replica, or of all that work as one with it.
uint64_t cluster_gpus(const struct run *run, const struct workload *workload);
const char *version_text(struct run *run, milli_version version); // "12.8"

#endif
