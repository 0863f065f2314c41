// SPDX-License-Identifier: Apache-2.0
// In: a service that runs vLLM. Out: findings if its context or its share of the memory is out of what model and card
// allow.
#include "base/number.h"
#include "query/language_model.h"
#include "query/model_size.h"

static void check_cache(struct run *run, const struct sdl_assignment *assignment);
static void check_context(struct run *run, const struct sdl_assignment *assignment);
static void check_share(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_kv_cache_exceeds_vram = {
	.id = "kv-cache-exceeds-vram",
	.severity = SEVERITY_WARNING,
	.summary = "one sequence of the full context does not fit into GPU memory next to the weights",
	.why = "When vLLM starts, it checks that the weights and the KV cache of one sequence of --max-model-len fit into the share of GPU memory that --gpu-memory-utilization sets, and stops if they don't. The default length is the model's whole context.",
	.fix = "Add --max-model-len with the length that you need, or use more or larger GPUs.",
	.source = "vllm issues 2418, 10517, 14452; schemas/models.json",
	.on = { .assignment = check_cache },
};

const struct rule rule_max_model_len_exceeds_model = {
	.id = "max-model-len-exceeds-model",
	.severity = SEVERITY_WARNING,
	.summary = "a context that is longer than the model's own",
	.why = "vLLM stops at startup if --max-model-len is above the model's max_position_embeddings, unless --hf-overrides stretches the positions or VLLM_ALLOW_LONG_MAX_MODEL_LEN=1 is set.",
	.fix = "Write the length of the model's context or less.",
	.source = "docs.vllm.ai, engine arguments; schemas/models.json",
	.on = { .assignment = check_context },
};

const struct rule rule_gpu_memory_utilization_range = {
	.id = "gpu-memory-utilization-range",
	.severity = SEVERITY_WARNING,
	.summary = "a share of GPU memory that is not between 0 and 1",
	.why = "--gpu-memory-utilization of vLLM, --mem-fraction-static of SGLang and --cuda-memory-fraction of Text Generation Inference are a share of the memory of each GPU, above 0 and at most 1. With any other value the engine stops at startup.",
	.fix = "Write a share, such as 0.9.",
	.source = "docs.vllm.ai, engine arguments",
	.on = { .assignment = check_share },
};

static const char *const length_options[] = { "--max-model-len", "--max_model_len", NULL };
static const char *const share_options[] = { "--gpu-memory-utilization", "--gpu_memory_utilization", NULL };

static struct workload *vllm_of(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = engine_workload_of(run, assignment);

	return workload && strcmp(workload->engine->name, "vLLM") == 0 ? workload : NULL;
}

// "16384", "16k", "16K"
static uint64_t tokens_of(struct str text)
{
	static const char *const units = "kKmM";
	static const uint64_t factors[] = { 1000, 1024, 1000000, 1048576 };
	const char *unit = text.len > 1 ? strchr(units, text.ptr[text.len - 1]) : NULL;
	uint64_t tokens;

	if (uint_from_str(str_slice(text, 0, text.len - (unit ? 1 : 0)), &tokens) != NUMBER_OK || tokens > 100000000)
		return 0;
	return unit ? tokens * factors[unit - units] : tokens;
}

// The context that is asked for, and where; the model's own where nothing is said. 0: not known.
static uint64_t length_of(const struct program *program, const struct model_size *weights, struct shell_word *where)
{
	if (program_option(program, length_options, where))
		return tokens_of(where->text);
	*where = (struct shell_word){ .text = weights->name, .at = weights->at, .variable = { "", 0 } };
	return weights->known->context;
}

static double share_of(const struct program *program)
{
	struct shell_word value;
	double share;

	if (!program_option(program, share_options, &value))
		return known_models.kv_share;
	return float_from_str(value.text, &share) == NUMBER_OK && share > 0 && share <= 1 ? share : 0;
}

static double kv_bytes_of(const struct program *program, const struct known_model *model)
{
	static const char *const options[] = { "--kv-cache-dtype", NULL };
	struct shell_word value;

	return program_option(program, options, &value) && str_has_prefix(value.text, "fp8") ? model->kv_bytes / 2.0
											     : model->kv_bytes;
}

static void report_cache(struct run *run, const struct shell_word *where, double room, uint64_t length, double each,
			 const struct capacity *capacity)
{
	uint64_t fits = room > 0 ? (uint64_t)(room * 0.8 / each) / 1024 * 1024 : 0;
	struct diag *diag = diag_add_part(
		run, &rule_kv_cache_exceeds_vram, where->at, where->text,
		"a context of %llu tokens takes %.1f GiB of KV cache, but %s leaves %.1f GiB next to the weights",
		(unsigned long long)length, (double)length * each / 1073741824.0, capacity->card->name,
		room > 0 ? room / 1073741824.0 : 0.0);

	if (fits >= 1024)
		diag_help(run, diag, "add --max-model-len %llu or less, or use more or larger GPUs",
			  (unsigned long long)fits);
	else
		diag_help(run, diag, "use more or larger GPUs, or a quantized model");
}

static void check_cache(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = vllm_of(run, assignment);
	const struct model_size *weights = workload ? model_size_find(run, workload) : NULL;
	struct program *program = workload ? program_of(run, workload->service) : NULL;
	struct capacity capacity;
	struct shell_word where;
	uint64_t length, spread;
	double room, each;

	if (!weights || !weights->known || !weights->known->kv_bytes || !program->known ||
	    is_multi_node(&workload->words) || has_hidden_options(&workload->words) || is_offloaded(&workload->words) ||
	    !capacity_of(run, workload->gpu, workload->has_any_model, &capacity) || capacity.is_largest)
		return;
	length = length_of(program, weights, &where);
	spread = spread_of(workload);
	room = share_of(program) * (double)spread * capacity.card_gi * 1073741824.0;
	each = kv_bytes_of(program, weights->known);
	// Where the weights alone have no room, another rule says so.
	if (length == 0 || room <= 0 || (double)model_size_bytes(weights) > room / share_of(program) ||
	    (double)model_size_bytes(weights) + (double)length * each <= room)
		return;
	report_cache(run, &where, room - (double)model_size_bytes(weights), length, each, &capacity);
}

static void check_context(struct run *run, const struct sdl_assignment *assignment)
{
	static const char *const stretched[] = { "VLLM_ALLOW_LONG_MAX_MODEL_LEN",
						 "--hf-overrides",
						 "--hf_overrides",
						 "--rope-scaling",
						 "--rope_scaling",
						 NULL };
	struct workload *workload = vllm_of(run, assignment);
	const struct model_size *weights = workload ? model_size_find(run, workload) : NULL;
	struct program *program = workload ? program_of(run, workload->service) : NULL;
	struct shell_word where;
	struct diag *diag;

	if (!weights || !weights->known || !weights->known->context || is_any_given(program, stretched) ||
	    !program_option(program, length_options, &where) || tokens_of(where.text) <= weights->known->context)
		return;
	diag = diag_add_part(run, &rule_max_model_len_exceeds_model, where.at, where.text,
			     "%s has a context of %u tokens, and vLLM rejects a longer one: %s",
			     quoted(run, weights->name), weights->known->context, quoted(run, where.text));
	diag_help(run, diag, "write %u or less", weights->known->context);
}

static void check_share(struct run *run, const struct sdl_assignment *assignment)
{
	static const char *const options[] = { "--gpu-memory-utilization", "--gpu_memory_utilization",
					       "--mem-fraction-static", "--cuda-memory-fraction", NULL };
	struct workload *workload = engine_workload_of(run, assignment);
	struct shell_word value;
	double share;
	struct diag *diag;

	if (!workload || !program_option(program_of(run, workload->service), options, &value) ||
	    float_from_str(value.text, &share) != NUMBER_OK || (share > 0 && share <= 1))
		return;
	diag = diag_add_part(run, &rule_gpu_memory_utilization_range, value.at, value.text,
			     "%s is not a share of GPU memory: it must be above 0 and at most 1",
			     quoted(run, value.text));
	if (share > 1 && share <= 100)
		diag_help(run, diag, "write %g", share < 10 ? 0.95 : share / 100);
	else
		diag_help(run, diag, "write a share such as 0.9");
}
