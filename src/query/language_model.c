// SPDX-License-Identifier: Apache-2.0
// In: a program. Out: the language model that it serves, and facts about it.
#include "query/language_model.h"

#include "base/ascii.h"
#include "base/number.h"
#include "base/regex.h"

// Not the A22B of 235B-A22B, nor the 100B of 8B-100B-tokens.
#define MODEL_SIZE "(?i)(?<![a-z0-9.])(?:([0-9]{1,2})x)?([0-9]{1,4})(?:\\.([0-9]{1,3}))?b(?![a-z0-9]|[-_]?tok)"

bool is_hub_name(struct str name)
{
	const char *slash = name.len ? memchr(name.ptr, '/', name.len) : NULL;
	size_t at = slash ? (size_t)(slash - name.ptr) : 0;

	if (!slash || at == 0 || at + 1 == name.len || strchr("./~$", name.ptr[0]))
		return false;
	return !memchr(slash + 1, '/', name.len - at - 1) && !memchr(name.ptr, ':', name.len);
}

struct str without_host(struct str text)
{
	static const char *const hosts[] = { "https://huggingface.co/", "huggingface.co/", "https://hf.co/", "hf.co/",
					     "hf://" };

	for (size_t i = 0; i < COUNT_OF(hosts); i++)
		if (str_has_prefix(text, hosts[i]))
			return str_slice(text, strlen(hosts[i]), text.len);
	return text;
}

bool is_model_variable(struct str variable)
{
	static const char *const names[] = { "HF_MODEL", "HF_MODEL_ID", "HF_MODEL_NAME", "LLM_MODEL",  "MODEL",
					     "MODEL_ID", "MODEL_NAME",  "MODEL_PATH",    "MODEL_REPO", "VLLM_MODEL",
					     NULL };

	return is_one_of(variable, names);
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

static uint64_t number_of(struct str digits, uint64_t absent)
{
	uint64_t n;

	return digits.ptr && uint_from_str(digits, &n) == NUMBER_OK ? n : absent;
}

// "16E": the size in the name is that of the parts in use.
static bool has_experts(struct str name)
{
	struct str token;

	for (size_t at = 0; image_token(name, &at, &token);) {
		size_t digits = 0;

		while (digits < token.len && is_digit(token.ptr[digits]))
			digits++;
		if (digits > 0 && str_eq_nocase(str_slice(token, digits, token.len), STR("e")))
			return true;
	}
	return false;
}

// The largest size in the name, in millions of parameters; 0 if there is none.
uint64_t millions_of(struct run *run, struct str name)
{
	static const uint64_t scales[] = { 0, 100, 10, 1 };
	struct regex_match match;
	uint64_t largest = 0;

	if (has_experts(name))
		return 0;
	for (size_t from = 0; regex_find(run_regexes(run), MODEL_SIZE, name, from, &match);) {
		const struct str *groups = match.groups;
		uint64_t millions = number_of(groups[2], 0) * 1000 + number_of(groups[3], 0) * scales[groups[3].len];

		// Experts share what is not expert: eight of them are not eight times as large.
		if (groups[1].ptr)
			millions = millions * number_of(groups[1], 1) * 8 / 10;
		if (millions > largest)
			largest = millions;
		from = (size_t)(groups[0].ptr - name.ptr) + groups[0].len;
	}
	return largest;
}
