// SPDX-License-Identifier: Apache-2.0
// In: the words of a service. Out: the size of the language model that it names.
#ifndef AKASHLINT_QUERY_MODEL_SIZE_H
#define AKASHLINT_QUERY_MODEL_SIZE_H

#include "query/workload.h"

// NULL where no model with its size in its name is found, or its weights may be smaller than that tells.
const struct model_size *model_size_find(struct run *run, struct workload *workload);
uint64_t model_size_bytes(const struct model_size *weights);
const char *model_size_text(struct run *run,
			    const struct model_size *weights); // "70B parameters at 16 bit need about 140 GB"

// What Ollama or llama.cpp is to load: a tag of Ollama's library, or a GGUF file of a known quantization.
void gguf_find(struct run *run, const struct workload *workload, struct model_size *weights);

#endif
