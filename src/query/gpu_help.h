// SPDX-License-Identifier: Apache-2.0
// In: a finding about an entry of a GPU list. Out: the intended card, or similar cards, as help; and the edit that
// fixes it, if the text allows one.
#ifndef AKASHLINT_QUERY_GPU_HELP_H
#define AKASHLINT_QUERY_GPU_HELP_H

#include "query/common.h"

void help_model(struct run *run, struct diag *diag, const struct sdl_gpu_model *model);

// Replaces the model, and adds memory (0: none) and interface (NULL: none). No fix if they are there
// already and differ, or where the name is listed already.
void fix_entry(struct run *run, struct diag *diag, const struct sdl_gpu_model *model, const char *name,
	       uint32_t memory_gi, const char *interface);
// Replaces an entry with only a model by an entry for each of the names.
void fix_entry_to_list(struct run *run, struct diag *diag, const struct sdl_gpu_model *model, const char *const *names);
// Removes a value with its key.
void fix_remove(struct run *run, struct diag *diag, const char *description, const struct ynode *value);

#endif
