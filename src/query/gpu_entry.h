// SPDX-License-Identifier: Apache-2.0
// In: a GPU request and the catalogue. Out: facts about its entries for the rules on models.
#ifndef AKASHLINT_QUERY_GPU_ENTRY_H
#define AKASHLINT_QUERY_GPU_ENTRY_H

#include "catalogue/catalogue.h"
#include "query/common.h"

enum gpu_name {
	GPU_NAME_REFUSED, // by the network, which was reported
	GPU_NAME_NONE,    // no name, or an empty one
	GPU_NAME_ANY,     // "*"
	GPU_NAME_KNOWN,
	GPU_NAME_SLASH,    // has a "/"
	GPU_NAME_WILDCARD, // has a "*", and more
	GPU_NAME_MISSPELT, // is in the catalogue in another spelling
	GPU_NAME_UNKNOWN,
};

// Whether it requests GPUs, as far as known; its models matter only then.
bool is_gpu_wanted(const struct sdl_gpu *gpu);
// The same for a deployed profile whose entries are all readable: to judge the list as a whole.
bool is_gpu_list_valid(const struct sdl_gpu *gpu);

enum gpu_name gpu_name_of(const struct run *run, const struct sdl_gpu_model *model);
// The card that the entry names exactly, or NULL.
const struct gpu_card *card_of(const struct run *run, const struct sdl_gpu_model *model);
// The card that a name means in another spelling, or NULL.
const struct gpu_card *card_of_spelling(const struct gpu_catalogue *catalogue, struct str name);

// Memory that was read without a fault, and is whole Gi.
bool has_whole_ram(const struct sdl_gpu_model *model);
uint64_t ram_gi(const struct sdl_gpu_model *model);
// NULL if there is none, or none that the network knows.
const char *interface_of(const struct sdl_gpu_model *model);
bool has_interface(const struct sdl_gpu_model *model);

// What the entry may get; false if no card of the catalogue is like that, or the entry is not understood.
struct gpu_wish gpu_wish_of(const struct sdl_gpu_model *model); // without what was refused
bool gpu_range_of(const struct run *run, const struct sdl_gpu_model *model, struct gpu_range *range);

// Another entry of the list for the same model.
bool has_twin(const struct sdl_gpu_model *model);
// Another entry for the same model comes later in the order of the attributes: providers forget this one.
bool is_shadowed(const struct sdl_gpu_model *model);
bool is_model_listed(const struct sdl_gpu *gpu, struct str name);

// "40Gi, 64Gi or 80Gi": the memory of a card, with one interface only if `interface` is not NULL.
const char *memories_text(struct run *run, const struct gpu_card *card, const char *interface, const char *last_word);
// "pcie or sxm": the interfaces of a card, with one memory only if `memory_gi` is not 0.
const char *interfaces_text(struct run *run, const struct gpu_card *card, uint64_t memory_gi, const char *last_word);
bool has_variant(const struct gpu_card *card, uint64_t memory_gi, const char *interface);

// Where to point for an entry as a whole.
const struct ynode *entry_place(const struct sdl_gpu_model *model);
// No entry of the list is usable: nobody can bid, and nothing is deployed.
bool is_hopeless(const struct run *run, const struct sdl_gpu *gpu);
// Says under the caret that nobody can bid, if no entry of the list is usable.
void label_hopeless(struct run *run, struct diag *diag, const struct sdl_gpu *gpu);
// Akash Console requires text: a number there is the same mistake.
void reject_number(struct run *run, struct diag *diag, const struct ynode *at);

#endif
