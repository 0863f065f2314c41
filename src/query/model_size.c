// SPDX-License-Identifier: Apache-2.0
// In: the words of a service. Out: the size of the language model that it names.
//
// Models are named as on Hugging Face, organisation/name, and most names contain the number of parameters:
// "70B", "8x22B", "0.5b". The name, or an option, also gives the bytes of each parameter.
#include "query/model_size.h"

#include <string.h>

#include "base/ascii.h"
#include "query/language_model.h"

static uint32_t millibytes_of(double bytes)
{
	return (uint32_t)(bytes * 1000 + 0.5);
}

// The least that a token of the text stands for: `least` if there is none, 0 if nothing can be said.
static uint32_t least_size(struct str text, uint32_t least)
{
	uint32_t smallest = UINT32_MAX;
	bool is_unknown = false;
	struct str token;

	for (size_t at = 0; image_token(text, &at, &token);)
		for (const struct weight_size *size = known_images.weight_tokens; size->word; size++) {
			if (!str_is_nocase(token, size->word))
				continue;
			is_unknown |= size->bytes <= 0;
			if (size->bytes > 0 && millibytes_of(size->bytes) < smallest)
				smallest = millibytes_of(size->bytes);
		}
	return smallest != UINT32_MAX ? smallest : is_unknown ? 0 : least;
}

static uint32_t size_by_name(struct str name)
{
	for (const struct weight_size *size = known_images.weight_names; size->word; size++)
		if (has_part(name, str_of(size->word)))
			return millibytes_of(size->bytes);
	return least_size(name, millibytes_of(known_images.default_weight_bytes));
}

// "--model=a/b" and "a/b" are "a/b"; an option without a value is nothing.
static struct str value_of(struct str word)
{
	const char *equals = word.len && word.ptr[0] == '-' ? memchr(word.ptr, '=', word.len) : NULL;

	if (equals)
		return str_slice(word, (size_t)(equals - word.ptr) + 1, word.len);
	return word.len && word.ptr[0] == '-' ? str_slice(word, word.len, word.len) : word;
}

// organisation/name, with a digit before a B: most words go no further.
static bool may_be_model(struct str text)
{
	size_t n_slashes = 0;
	bool has_size = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '/')
			n_slashes++;
		else if (!is_letter(c) && !is_digit(c) && (c != '.' && c != '_' && c != '-'))
			return false;
		has_size |= n_slashes == 1 && (c == 'b' || c == 'B') && is_digit(text.ptr[i - 1]);
	}
	return has_size && n_slashes == 1 && (is_letter(text.ptr[0]) || is_digit(text.ptr[0]));
}

// A model that is named for another purpose than to load all of it.
static bool is_other_purpose(const struct shell_words *words, size_t i)
{
	static const char *const options[] = { "--served-model-name", "--tokenizer",     "--tokenizer-path",
					       "--lora-modules",      "--lora-paths",    "--hf-config-path",
					       "--generation-config", "--chat-template", NULL };
	static const char *const parts[] = { "TOKENIZER", "SERVED", "LORA", "ADAPTER", "ALIAS", "REMOTE", "API" };
	struct shell_word value;

	for (size_t k = 0; k < COUNT_OF(parts); k++)
		if (has_part(words->items[i].variable, str_of(parts[k])))
			return true;
	return option_at(words, i, options, &value) || (i > 0 && option_at(words, i - 1, options, &value));
}

static void look_at(struct run *run, const struct workload *workload, size_t i, struct model_size *weights)
{
	const struct shell_word *word = &workload->words.items[i];
	struct str text = without_host(value_of(word->text));
	const struct known_model *known;
	uint64_t millions;
	uint32_t size;

	if (!workload->engine && !is_model_variable(word->variable))
		return;
	known = known_model_find(text);
	if ((!known && !may_be_model(text)) || is_other_purpose(&workload->words, i))
		return;
	millions = known ? known->millions : millions_of(run, text);
	size = size_by_name(text);
	if (known && least_size(text, 0) == 0 && size == least_size(text, size))
		size = (uint32_t)(known->disk_gb * 1000000 / known->millions);
	if (millions * size <= weights->millions * weights->millibytes)
		return;
	*weights = (struct model_size){
		.name = text, .at = word->at, .millions = millions, .millibytes = size, .known = known
	};
}

// Options that make the weights of any model smaller.
static bool look_at_options(const struct shell_words *words, struct model_size *weights)
{
	static const char *const four[] = { "--load-in-4bit", "--load_in_4bit", NULL };
	static const char *const eight[] = { "--load-in-8bit", "--load_in_8bit", NULL };
	static const char *const options[] = { "--quantization",   "-q", "--quantize", "--load-format",
					       "--torchao-config", NULL };
	static const char *const none[] = {
		"none", "null", "None", "auto", "safetensors", "pt", "fastsafetensors", NULL
	};
	struct shell_word value;

	if (has_word(words, four) && weights->millibytes > 600)
		weights->millibytes = 600;
	if (has_word(words, eight) && weights->millibytes > 1050)
		weights->millibytes = 1050;
	for (size_t i = 0; i < words->n; i++) {
		uint32_t size;

		if (!option_at(words, i, options, &value) || is_one_of(value.text, none))
			continue;
		size = least_size(value.text, 0);
		if (size == 0)
			return false;
		if (size < weights->millibytes)
			weights->millibytes = size;
	}
	return true;
}

// The environment of a program that is not known may say anything about the weights.
static bool has_size_hint(const struct shell_words *words)
{
	static const char *const parts[] = { "quant", "4bit", "8bit",         "int4", "int8", "awq",     "gptq",
					     "gguf",  "bnb",  "bitsandbytes", "nf4",  "fp8",  "offload", "load_in" };

	for (size_t i = 0; i < words->n; i++) {
		const struct shell_word *word = &words->items[i];

		for (size_t k = 0; k < COUNT_OF(parts); k++)
			if (has_part(word->text, str_of(parts[k])) || has_part(word->variable, str_of(parts[k])))
				return true;
	}
	return false;
}

static void find(struct run *run, const struct workload *workload, struct model_size *weights)
{
	// Those that go without a GPU load a part of a model only, and smaller weights by themselves.
	if (workload->engine && !workload->engine->needs_gpu) {
		gguf_find(run, workload, weights);
		return;
	}
	for (size_t i = 0; i < workload->words.n; i++)
		look_at(run, workload, i, weights);
	if (weights->millions == 0)
		return;
	if (workload->engine ? !look_at_options(&workload->words, weights) : has_size_hint(&workload->words))
		weights->millions = 0;
}

const struct model_size *model_size_find(struct run *run, struct workload *workload)
{
	struct model_size *weights = &workload->weights;

	if (!weights->is_known)
		find(run, workload, weights);
	weights->is_known = true;
	return weights->millions || weights->gb > 0 ? weights : NULL;
}

uint64_t model_size_bytes(const struct model_size *weights)
{
	if (weights->gb > 0)
		return (uint64_t)(weights->gb * 1e9);
	return weights->millions * 1000 * weights->millibytes;
}

static const char *billions_text(struct run *run, uint64_t millions)
{
	if (millions % 1000 == 0 || millions >= 20000)
		return arena_printf(run->arena, "%llu", (unsigned long long)((millions + 500) / 1000));
	return arena_printf(run->arena, "%llu.%llu", (unsigned long long)(millions / 1000),
			    (unsigned long long)(millions % 1000 / 100));
}

const char *model_size_text(struct run *run, const struct model_size *weights)
{
	static const struct {
		uint32_t millibytes;
		unsigned bits;
	} sizes[] = { { 1800, 16 }, { 900, 8 }, { 780, 6 }, { 660, 5 }, { 480, 4 }, { 380, 3 }, { 0, 2 } };
	size_t i = 0;

	if (weights->gb > 0)
		return arena_printf(run->arena, "%s needs about %.3g GB", escaped(run, weights->name), weights->gb);
	while (weights->millibytes < sizes[i].millibytes)
		i++;
	return arena_printf(run->arena, "%sB parameters at %u bit need about %llu GB",
			    billions_text(run, weights->millions), sizes[i].bits,
			    (unsigned long long)((model_size_bytes(weights) + 500000000) / 1000000000));
}
