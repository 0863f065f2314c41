// SPDX-License-Identifier: Apache-2.0
// In: a service that runs Ollama or llama.cpp. Out: the size of its download.
#include "query/language_model.h"
#include "query/model_size.h"

// Bytes of a parameter by the last quantization that the name has ("Q8_0", "q4_K_M"); 0: none is known.
static double bytes_of(struct str name)
{
	for (const struct quantization *known = known_models.quantizations; known->suffix; known++)
		if (has_part(name, str_of(known->suffix)))
			return known->bytes;
	return 0;
}

static double gb_of_tag(struct str tag)
{
	for (const struct ollama_model *model = known_models.ollama; model->tag; model++)
		if (str_is_nocase(tag, model->tag))
			return model->gb;
	return 0;
}

// "llama3.3:70b", "llama3.1:8b-instruct-q8_0", "qwen3:latest"
static double gb_of_ollama(struct str tag)
{
	const double usual = bytes_of(STR("q4_k_m"));
	const char *colon = memchr(tag.ptr, ':', tag.len);
	size_t at = colon ? (size_t)(colon - tag.ptr) : tag.len, end = at;
	double gb = gb_of_tag(tag), bytes;

	if (gb > 0)
		return gb;
	while (end < tag.len && tag.ptr[end] != '-')
		end++;
	if (str_is(str_slice(tag, at, tag.len), ":latest"))
		return gb_of_tag(str_slice(tag, 0, at));
	gb = end < tag.len ? gb_of_tag(str_slice(tag, 0, end)) : 0;
	bytes = bytes_of(str_slice(tag, at, tag.len));
	return bytes > 0 ? gb * bytes / usual : gb;
}

static void find_ollama(const struct workload *workload, struct model_size *weights)
{
	static const char *const verbs[] = { "pull", "run", NULL };
	static const char *const variables[] = {
		"MODEL", "MODEL_NAME", "OLLAMA_MODEL", "LLM_MODEL", "PULL_MODEL", NULL
	};

	for (size_t i = 0; i < workload->words.n; i++) {
		const struct shell_word *word = &workload->words.items[i];
		bool is_pulled = i > 0 && !word->variable.len && is_one_of(word[-1].text, verbs);
		// A tag with its size, in a request to the API for instance, can hardly be anything else.
		bool is_tag = memchr(word->text.ptr, ':', word->text.len) && gb_of_tag(word->text) > 0;
		double gb;

		if (!is_pulled && !is_tag && !is_one_of(word->variable, variables))
			continue;
		gb = gb_of_ollama(word->text);
		if (gb > weights->gb)
			*weights = (struct model_size){ .name = word->text, .at = word->at, .gb = gb };
	}
}

// "-hf owner/name:Q8_0"; without a quantization llama.cpp takes Q4_K_M where there is one.
static void find_gguf(struct run *run, const struct workload *workload, struct model_size *weights)
{
	static const char *const options[] = { "-hf", "-hfr", "--hf-repo", NULL };
	struct shell_word value;

	for (size_t i = 0; i < workload->words.n; i++) {
		double bytes;

		if (str_is(workload->words.items[i].variable, "LLAMA_ARG_HF_REPO"))
			value = workload->words.items[i];
		else if (!option_at(&workload->words, i, options, &value))
			continue;
		bytes = bytes_of(value.text);
		if (bytes <= 0 && has_part(value.text, STR("gguf")))
			bytes = bytes_of(STR("q4_k_m"));
		if (bytes > 0)
			*weights = (struct model_size){ .name = value.text,
							.at = value.at,
							.millions = millions_of(run, value.text),
							.millibytes = (uint32_t)(bytes * 1000) };
	}
}

void gguf_find(struct run *run, const struct workload *workload, struct model_size *weights)
{
	if (str_is(str_of(workload->engine->name), "Ollama"))
		find_ollama(workload, weights);
	else
		find_gguf(run, workload, weights);
}
