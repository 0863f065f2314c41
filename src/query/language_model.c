// SPDX-License-Identifier: Apache-2.0
// In: a program. Out: the language model that it serves, and facts about it.
#include "query/language_model.h"

#include "base/number.h"

bool is_hub_name(struct str name)
{
	const char *slash = name.len ? memchr(name.ptr, '/', name.len) : NULL;
	size_t at = slash ? (size_t)(slash - name.ptr) : 0;

	if (!slash || at == 0 || at + 1 == name.len || strchr("./~$", name.ptr[0]))
		return false;
	return !memchr(slash + 1, '/', name.len - at - 1) && !memchr(name.ptr, ':', name.len);
}

// "vllm serve NAME", and the first argument of an image that has that as its entrypoint.
static bool find_positional(const struct program *program, struct shell_word *model)
{
	const struct shell_words *words = &program->words;

	for (size_t i = 0; i + 1 < words->n; i++)
		if (str_is(words->items[i].text, "serve") && is_hub_name(words->items[i + 1].text) &&
		    !words->items[i].variable.len) {
			*model = words->items[i + 1];
			return true;
		}
	if (program->service->command.n > 0 || words->n == 0 || words->items[0].variable.len ||
	    !is_hub_name(words->items[0].text))
		return false;
	*model = words->items[0];
	return true;
}

static bool find(const struct program *program, struct shell_word *model)
{
	if (program_option(program, known_models.model_options, model) || find_positional(program, model))
		return true;
	for (size_t i = 0; i < program->words.n; i++)
		if (is_model_variable(program->words.items[i].variable)) {
			*model = program->words.items[i];
			return true;
		}
	return false;
}

bool model_find(const struct program *program, struct shell_word *model)
{
	if (!find(program, model))
		return false;
	model->text = without_host(model->text);
	return model->text.len > 0;
}

// What fine-tuning and quantization add to a name without a change of its size or its layers.
static bool is_addition(struct str token)
{
	static const char *const words[] = { "instruct",    "chat",    "it",        "hf",        "base",  "fp8",
					     "awq",         "gptq",    "int4",      "int8",      "w4a16", "w8a8",
					     "w8a16",       "nvfp4",   "fp4",       "mxfp4",     "bnb",   "4bit",
					     "8bit",        "dynamic", "quantized", "gguf",      "bf16",  "fp16",
					     "marlin",      "block",   "unsloth",   "autoround", "think", "thinking",
					     "abliterated", NULL };
	uint64_t number;

	for (const char *const *word = words; *word; word++)
		if (str_is_nocase(token, *word))
			return true;
	// A date, or a version as in v0.3.
	return uint_from_str(token, &number) == NUMBER_OK || (token.len == 2 && token.ptr[0] == 'v');
}

static bool is_like(struct str name, const char *known)
{
	size_t len = strlen(known);
	struct str token;

	if (name.len < len || !str_is_nocase(str_slice(name, 0, len), known))
		return false;
	if (name.len > len && !memchr("-_.", name.ptr[len], 3))
		return false;
	name = str_slice(name, len, name.len);
	// "GLM-4.5" is not "GLM-4" with an addition.
	if (name.len > 1 && name.ptr[0] == '.' && name.ptr[1] >= '0' && name.ptr[1] <= '9')
		return false;
	for (size_t at = 0; image_token(name, &at, &token);)
		if (!is_addition(token))
			return false;
	return true;
}

const struct known_model *known_model_find(struct str name)
{
	const struct known_model *found = NULL;
	const char *slash = name.len ? memchr(name.ptr, '/', name.len) : NULL;

	if (!is_hub_name(name))
		return NULL;
	name = str_slice(name, (size_t)(slash - name.ptr) + 1, name.len);
	if (str_has_prefix(name, "Meta-Llama-"))
		name = str_slice(name, strlen("Meta-"), name.len);
	for (const struct known_model *model = known_models.models; model->name; model++)
		if (is_like(name, model->name) && (!found || strlen(model->name) > strlen(found->name)))
			found = model;
	return found;
}
