// SPDX-License-Identifier: Apache-2.0
// In: a finding about the name of a GPU model. Out: the card that was meant, or cards like it, as help and fix.
#ifndef AKASHLINT_QUERY_GPU_HELP_H
#define AKASHLINT_QUERY_GPU_HELP_H

#include "query/common.h"

void help_model(struct run *run, struct diag *diag, const struct sdl_gpu_model *model);

#endif
