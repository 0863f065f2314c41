// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the GPUs that providers can offer, by their names in the network.
#ifndef AKASHLINT_CATALOGUE_CATALOGUE_H
#define AKASHLINT_CATALOGUE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct gpu_variant {
	uint32_t memory_gi;
	const char *interface; // as an SDL writes it: "pcie" or "sxm"
};

// A CUDA version or a compute capability, written as CUDA does it: 12.8 is 12080, 8.9 is 8090, so that 12.10 comes
// after 12.9. 0: not known, or no limit.
typedef uint32_t milli_version;
#define MILLI_VERSION(major, minor) ((milli_version)((major)*1000 + (minor)*10))

struct gpu_card {
	const char *name;                   // as an SDL must write it
	const struct gpu_variant *variants; // by memory, then interface; each once
	size_t n_variants;
	const char *architecture;         // "ampere"; "" if not known
	milli_version compute_capability; // 0: not known
	milli_version cuda_min;           // the first CUDA version that runs on it
	uint32_t cuda_max_major;          // the last major version that does; 0: no limit
};

// Other names of a card, and what an SDL must say.
struct gpu_alias {
	const char *alias;        // plain: see gpu_plain_name
	const char *const *names; // ends with NULL
};

// A card of a vendor that an SDL cannot ask for.
struct gpu_other {
	const char *vendor;
	struct gpu_card card; // name and variants
};

struct gpu_catalogue {
	const char *source, *date;    // date: "2026-06-16", or "" if not known
	const struct gpu_card *cards; // of the vendor nvidia, in byte order of the names
	size_t n_cards;
	const struct gpu_alias *aliases; // in byte order
	size_t n_aliases;
	const struct gpu_other *others;
	size_t n_others;
};

// Made from schemas/gpu-catalogue.json at build time.
extern const struct gpu_catalogue builtin_catalogue;

// NULL when there is no card of exactly that name.
const struct gpu_card *gpu_card_find(const struct gpu_catalogue *catalogue, struct str name);
uint32_t gpu_card_least_memory(const struct gpu_card *card); // Gi
uint32_t gpu_card_most_memory(const struct gpu_card *card);
// A name reduced to its letters, in lower case, and digits, without the names of makers and
// brands. "NVIDIA GeForce RTX-4090" becomes "rtx4090". False: nothing is left, or too much for a name.
enum { GPU_NAME_SIZE = 64 };
bool gpu_plain_name(struct str name, char plain[GPU_NAME_SIZE]);
// By its plain name; NULL when there is none.
const struct gpu_alias *gpu_alias_find(const struct gpu_catalogue *catalogue, const char *plain);

struct gpu_wish {
	struct str name;      // "*": any
	struct str interface; // empty: any
	uint64_t memory_gi;   // 0: any
};

// The memory of the variants that match.
struct gpu_range {
	uint32_t least_gi, most_gi; // 0: there is none
};

bool gpu_wish_takes(const struct gpu_wish *wish, const struct gpu_variant *variant);
struct gpu_range gpu_wish_range(const struct gpu_wish *wish, const struct gpu_catalogue *catalogue);

#endif
