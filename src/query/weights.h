// SPDX-License-Identifier: Apache-2.0
// In: the words of a service. Out: how large the language model is that it names.
#ifndef AKASHLINT_QUERY_WEIGHTS_H
#define AKASHLINT_QUERY_WEIGHTS_H

#include "query/workload.h"

// NULL where no model with its size in its name is found, or its weights may be smaller than that tells.
const struct weights *weights_find(struct run *run, struct workload *workload);
uint64_t weights_bytes(const struct weights *weights);
const char *weights_text(struct run *run, const struct weights *weights); // "70B parameters at 16 bit need about 140 GB"

#endif
