// SPDX-License-Identifier: Apache-2.0
// In: a service that spreads a model over GPUs. Out: findings if it is over more, or fewer, than it has.
#include "base/number.h"
#include "query/language_model.h"
#include "query/model_size.h"

static void check_exceeds(struct run *run, const struct sdl_assignment *assignment);
static void check_below(struct run *run, const struct sdl_assignment *assignment);
static void check_heads(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_tensor_parallel_exceeds_units = {
	.id = "tensor-parallel-exceeds-units",
	.severity = SEVERITY_WARNING,
	.summary = "a model is spread over more GPUs than there are",
	.why = "Tensor parallelism takes one GPU for each part of the model. With fewer GPUs the engine stops at startup with an error, or waits forever for the missing ones.",
	.fix = "Set the number to the units of the GPU.",
	.source = "docs.vllm.ai, docs.sglang.ai: parallelism",
	.on = { .assignment = check_exceeds },
};

const struct rule rule_tensor_parallel_below_units = {
	.id = "tensor-parallel-below-units",
	.severity = SEVERITY_INFO,
	.summary = "a model is spread over fewer GPUs than are paid for",
	.why = "An engine uses as many GPUs as its options for parallelism say, or one without them. The container's other GPUs stay idle.",
	.fix = "Set the number to the units of the GPU, or request fewer units.",
	.source = "docs.vllm.ai, docs.sglang.ai: parallelism",
	.on = { .assignment = check_below },
};

const struct rule rule_tensor_parallel_heads = {
	.id = "tensor-parallel-heads",
	.severity = SEVERITY_WARNING,
	.summary = "a model is spread over a number of GPUs that doesn't divide its attention heads",
	.why = "Tensor parallelism gives each GPU the same number of attention heads. vLLM and SGLang stop at startup if the number of GPUs does not divide the number of heads: 3, 5, 6 and 7 almost never do.",
	.fix = "Spread the model over a power of two, such as 2, 4 or 8 GPUs.",
	.source = "vllm issues 414, 596, 4232, 52535; schemas/models.json",
	.on = { .assignment = check_heads },
};

struct degree {
	uint64_t value; // 1 where it is not given
	struct shell_word at;
	size_t n; // how often it is given
};

struct parallelism {
	struct degree tensor, pipeline, data;
	bool is_unknown; // something but a number is given
};

static const char *const long_options[] = { "--tensor-parallel-size", "--tensor_parallel_size", NULL };
// Short ones mean this in the command of an engine only.
static const char *const tensor_options[] = {
	"--tensor-parallel-size", "--tensor_parallel_size", "--tp-size", "--tp_size", "--tp", "-tp", "--num-shard", NULL
};
static const char *const pipeline_options[] = {
	"--pipeline-parallel-size", "--pipeline_parallel_size", "--pp-size", "--pp", "-pp", NULL
};
static const char *const data_options[] = {
	"--data-parallel-size", "--data_parallel_size", "--dp-size", "--dp", "-dp", NULL
};

static void take(const struct shell_words *words, size_t i, const char *const *options, struct degree *degree,
		 bool *is_unknown)
{
	struct shell_word value;
	uint64_t number;

	if (!option_at(words, i, options, &value))
		return;
	if (uint_from_str(value.text, &number) != NUMBER_OK || number == 0) {
		*is_unknown = true;
		return;
	}
	degree->n++;
	if (number < degree->value)
		return;
	degree->value = number;
	degree->at = value;
}

static void take_variable(const struct shell_word *word, struct parallelism *parallelism)
{
	static const char *const names[] = { "NUM_SHARD", "TENSOR_PARALLEL_SIZE", "TP_SIZE",
					     "VLLM_TENSOR_PARALLEL_SIZE", NULL };
	uint64_t number;

	if (word->variable.len == 0 || !is_one_of(word->variable, names))
		return;
	parallelism->is_unknown |= uint_from_str(word->text, &number) != NUMBER_OK || number == 0;
	parallelism->tensor.n++;
	if (parallelism->is_unknown || number < parallelism->tensor.value)
		return;
	parallelism->tensor.value = number;
	parallelism->tensor.at = *word;
}

static void parallelism_of(const struct workload *workload, struct parallelism *parallelism)
{
	static const char *const attention[] = { "--enable-dp-attention", NULL };
	const struct shell_words *words = &workload->words;
	const char *const *options = workload->engine ? tensor_options : long_options;

	*parallelism = (struct parallelism){ .tensor.value = 1, .pipeline.value = 1, .data.value = 1 };
	for (size_t i = 0; i < words->n; i++) {
		take(words, i, options, &parallelism->tensor, &parallelism->is_unknown);
		take_variable(&words->items[i], parallelism);
		if (!workload->engine)
			continue;
		take(words, i, pipeline_options, &parallelism->pipeline, &parallelism->is_unknown);
		take(words, i, data_options, &parallelism->data, &parallelism->is_unknown);
	}
	// Attention is then spread over the GPUs that the tensors are spread over.
	if (has_word(words, attention))
		parallelism->data.value = 1;
}

// A product that no number of GPUs comes near is as good as any larger one.
static uint64_t product_of(const struct parallelism *parallelism)
{
	const uint64_t most = 1000000;
	uint64_t a = parallelism->tensor.value, b = parallelism->pipeline.value, c = parallelism->data.value;

	return a > most || b > most || c > most ? most : a * b * c;
}

static void report_exceeds(struct run *run, const struct workload *workload, const struct shell_word *at,
			   uint64_t wanted, uint64_t there)
{
	uint64_t written;
	struct diag *diag = diag_add_part(run, &rule_tensor_parallel_exceeds_units, at->at, at->text,
					  "the model is spread over %llu GPUs, but %s %llu", (unsigned long long)wanted,
					  there == workload->units ? "a replica has" : "all nodes together have",
					  (unsigned long long)there);

	if (workload->gpu->units.at)
		diag_related(run, diag, ynode_span(workload->gpu->units.at), "the GPUs of the profile");
	if (uint_from_str(at->text, &written) == NUMBER_OK && written == wanted)
		diag_help(run, diag, "write %llu here, or request more units", (unsigned long long)there);
	else
		diag_help(run, diag, "lower the product of the options for parallelism to %llu, or request more units",
			  (unsigned long long)there);
}

static void check_exceeds(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	struct parallelism parallelism;
	uint64_t there, product;

	if (!workload)
		return;
	parallelism_of(workload, &parallelism);
	product = product_of(&parallelism);
	if (parallelism.is_unknown || product <= workload->units)
		return;
	there = cluster_gpus(run, workload);
	if (product <= there)
		return;
	if (parallelism.tensor.value > there)
		report_exceeds(run, workload, &parallelism.tensor.at, parallelism.tensor.value, there);
	else if (parallelism.tensor.n <= 1)
		report_exceeds(run, workload,
			       parallelism.tensor.n     ? &parallelism.tensor.at
			       : parallelism.pipeline.n ? &parallelism.pipeline.at
							: &parallelism.data.at,
			       product, there);
}

bool has_hidden_options(const struct shell_words *words)
{
	static const char *const files[] = { "--config", "--config-file", "xargs", "--gpus", NULL };

	for (size_t i = 0; i < words->n; i++) {
		struct str text = words->items[i].text;

		if (words->items[i].variable.len == 0 && text.len && text.ptr[0] == '$')
			return true;
		if (str_has_prefix(text, "CUDA_VISIBLE_DEVICES=") ||
		    str_has_prefix(words->items[i].variable, "CUDA_VISIBLE_DEVICES"))
			return true;
	}
	return has_word(words, files);
}

// Its own image starts it where no command says otherwise.
static bool is_started_once(const struct workload *workload)
{
	size_t n = count_starts(&workload->words, workload->engine);

	if (n == 1)
		return true;
	if (n > 1 || workload->service->command.n > 0)
		return false;
	for (const char *const *name = workload->engine->repositories; *name; name++)
		if (image_is_of(&workload->image, *name))
			return str_is(str_of(workload->engine->word), "vllm");
	return false;
}

static void check_below(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	struct parallelism parallelism;
	const struct ynode *at;
	struct str part = { NULL, 0 };
	uint64_t product;
	struct diag *diag;

	if (!workload || workload->units < 2 || !workload->engine || workload->engine->default_parallel != 1 ||
	    !is_started_once(workload))
		return;
	parallelism_of(workload, &parallelism);
	product = product_of(&parallelism);
	if (parallelism.is_unknown || product >= workload->units || parallelism.tensor.n > 1 ||
	    is_multi_node(&workload->words) || has_hidden_options(&workload->words))
		return;
	at = parallelism.tensor.n ? parallelism.tensor.at.at : workload->gpu->units.at;
	if (parallelism.tensor.n)
		part = parallelism.tensor.at.text;
	diag = diag_add_part(run, &rule_tensor_parallel_below_units, at, part,
			     "%s uses %llu of the %llu GPUs of a replica", workload->engine->name,
			     (unsigned long long)product, (unsigned long long)workload->units);
	if (parallelism.tensor.n && workload->gpu->units.at)
		diag_related(run, diag, ynode_span(workload->gpu->units.at), "the GPUs of the profile");
	diag_help(run, diag, "add --tensor-parallel-size %llu to its arguments, or request fewer units",
		  (unsigned long long)workload->units);
}

uint64_t spread_of(const struct workload *workload)
{
	struct parallelism parallelism;

	parallelism_of(workload, &parallelism);
	parallelism.data.value = 1;
	return parallelism.is_unknown ? 0 : product_of(&parallelism);
}

static void check_heads(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = engine_workload_of(run, assignment);
	const struct model_size *weights = workload ? model_size_find(run, workload) : NULL;
	struct parallelism parallelism;
	uint64_t size = 1;
	struct diag *diag;

	if (!weights || !weights->known || !weights->known->heads)
		return;
	parallelism_of(workload, &parallelism);
	if (parallelism.is_unknown || parallelism.tensor.n != 1 ||
	    weights->known->heads % parallelism.tensor.value == 0)
		return;
	while (size * 2 <= parallelism.tensor.value && weights->known->heads % (size * 2) == 0)
		size *= 2;
	diag = diag_add_part(run, &rule_tensor_parallel_heads, parallelism.tensor.at.at, parallelism.tensor.at.text,
			     "%llu GPUs don't divide the %u attention heads of %s",
			     (unsigned long long)parallelism.tensor.value, weights->known->heads,
			     quoted(run, weights->name));
	diag_help(run, diag, "write %llu, or another number that divides %u", (unsigned long long)size,
		  weights->known->heads);
}
