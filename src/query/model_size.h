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

// Whether the text has this part; the case of letters does not count.
bool has_part(struct str text, struct str part);
// Without "https://huggingface.co/" and the like.
struct str without_host(struct str text);
// Whether a variable of this name says which model to load.
bool is_model_variable(struct str variable);

// The largest size in a name, in millions of parameters; 0 if there is none.
uint64_t millions_of(struct run *run, struct str name);
// What Ollama or llama.cpp is to load: a tag of Ollama's library, or a GGUF file of a known quantization.
void gguf_find(struct run *run, const struct workload *workload, struct model_size *weights);

#endif
