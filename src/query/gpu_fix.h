// SPDX-License-Identifier: Apache-2.0
// In: a finding about an entry of a GPU list. Out: the edit that cures it, where the text allows one.
#ifndef AKASHLINT_QUERY_GPU_FIX_H
#define AKASHLINT_QUERY_GPU_FIX_H

#include "query/common.h"

// Another name for the model, and memory (0: none) and interface (NULL: none) beside it. No fix where they are there
// already and differ, or where the name is listed already.
void fix_entry(struct run *run, struct diag *diag, const struct sdl_gpu_model *model, const char *name,
	       uint32_t memory_gi, const char *interface);
// An entry for each of the names in place of one that has nothing but a model.
void fix_entry_to_list(struct run *run, struct diag *diag, const struct sdl_gpu_model *model, const char *const *names);
// Removes a value with its key.
void fix_remove(struct run *run, struct diag *diag, const char *description, const struct ynode *value);

#endif
