// SPDX-License-Identifier: Apache-2.0
// In: schemas/models.json, at build time. Out: how large language models are, whatever their names say.
#ifndef AKASHLINT_CATALOGUE_MODELS_H
#define AKASHLINT_CATALOGUE_MODELS_H

struct known_model {
	const char *name;      // without its owner, and without what fine-tuning adds
	unsigned millions;     // of parameters
	const char *published; // "fp8", "int4" or "mxfp4"; NULL: 16 bit
	double disk_gb;        // as published
	unsigned kv_bytes;     // of the KV cache for a token at 16 bit; 0: not known, or less for some layers
	unsigned context;      // 0: not known
	unsigned heads;        // 0: not known
};

struct ollama_model {
	const char *tag;
	double gb;
};

struct quantization {
	const char *suffix;
	double bytes; // of a parameter
};

struct known_models {
	const char *source, *date;
	const char *const *gated; // what names begin with whose download needs a token
	const char *const *token_variables;
	const char *const *model_options;
	double kv_share; // of the memory of a card that vLLM takes if nothing is said
	const struct known_model *models;
	const struct ollama_model *ollama;
	const struct quantization *quantizations;
};

extern const struct known_models known_models;

#endif
