// SPDX-License-Identifier: Apache-2.0
// In: a service with a GPU. Out: findings if its build, or the number format of its model, needs a newer card.
#include "catalogue/builds.h"
#include "query/language_model.h"

static void check_framework(struct run *run, const struct sdl_assignment *assignment);
static void check_precision(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_gpu_model_not_in_build = {
	.id = "gpu-model-not-in-build",
	.severity = SEVERITY_WARNING,
	.summary = "the image's build of its framework has no code for a GPU model",
	.why = "PyTorch drops GPU generations earlier than CUDA does, and its builds differ: from 2.8 on the builds for CUDA 12.8 have no code for Pascal, from 2.10 on none for Volta. The build for CUDA 12.6 keeps both. On a card without code the program stops with \"no kernel image is available\".",
	.fix = "Use the tag of the build for an older CUDA version, or remove the model from the list.",
	.source = "pytorch/pytorch issues 157517, 158700, 172352, 190385; schemas/builds.json",
	.on = { .assignment = check_framework },
};

const struct rule rule_gpu_precision_unsupported = {
	.id = "gpu-precision-unsupported",
	.severity = SEVERITY_WARNING,
	.summary = "a number format that a GPU model does not support",
	.why = "Each number format needs a minimum generation of GPUs: bfloat16 and FP8 need Ampere, AWQ needs Turing. On an older card the engine stops when it starts, while you already pay for the deployment.",
	.fix = "Use another format, such as --dtype half, or a newer card.",
	.source =
		"docs.vllm.ai, supported hardware; vllm issues 946, 1157, 22422; sglang issue 19491; schemas/builds.json",
	.on = { .assignment = check_precision },
};

// The first card of the list below this compute capability.
static const struct sdl_gpu_model *older_card(const struct run *run, const struct workload *workload,
					      milli_version least)
{
	for (size_t i = 0; i < workload->gpu->n_models; i++) {
		const struct gpu_card *card =
			gpu_card_find(run->settings->catalogue, workload->gpu->models[i]->model.text);

		if (card && card->compute_capability && card->compute_capability < least)
			return workload->gpu->models[i];
	}
	return NULL;
}

static const struct gpu_card *card_named(const struct run *run, const struct sdl_gpu_model *model)
{
	return gpu_card_find(run->settings->catalogue, model->model.text);
}

static const struct framework_build *build_of(const struct program *program)
{
	for (const struct framework_build *build = known_builds.frameworks; build->image; build++) {
		const char *const names[] = { build->image, NULL };
		const char *word = build->cuda;
		struct str tag = program->image.tag;

		if (!is_repository_of(program, names) ||
		    !is_version_within(program->version, build->since, build->until))
			continue;
		for (size_t i = 0, len = strlen(word); i + len <= tag.len; i++)
			if (str_has_prefix(str_slice(tag, i, tag.len), "cuda") &&
			    str_has_prefix(str_slice(tag, i + 4, tag.len), word))
				return build;
	}
	return NULL;
}

static void check_framework(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	const struct framework_build *build = workload ? build_of(program_of(run, workload->service)) : NULL;
	const struct sdl_gpu_model *model = build ? older_card(run, workload, milli_version_of(build->least)) : NULL;
	struct diag *diag;

	if (!model)
		return;
	diag = diag_add_part(
		run, &rule_gpu_model_not_in_build, workload->service->image.at, workload->image.tag,
		"this build of %s has no code for %s: it needs compute capability %s, and this card (%s) has %s",
		build->program, quoted(run, model->model.text), build->least, card_named(run, model)->architecture,
		version_text(run, card_named(run, model)->compute_capability));
	diag_related(run, diag, ynode_span(model->model.at), "the card");
	diag_help(run, diag, "use its build for CUDA %s, or remove the model", build->instead);
}

static bool has_word_of(struct str text, const char *const *words)
{
	struct str token;

	for (; words && *words; words++) {
		if (strchr(*words, '-') && has_part(text, str_of(*words)))
			return true;
		for (size_t at = 0; image_token(text, &at, &token);)
			if (str_is_nocase(token, *words))
				return true;
	}
	return false;
}

// Where the command or the name of the model says that this format is used.
static bool find_format(const struct program *program, const struct precision *format, struct shell_word *where)
{
	static const char *const quantization[] = { "--quantization", "-q", "--quantize", NULL };
	const char *const option[] = { format->option, NULL };

	if (format->option)
		return program_option(program, option, where) && str_is(where->text, format->value);
	if (program_option(program, quantization, where) && has_word_of(where->text, format->words))
		return true;
	return model_find(program, where) && has_word_of(where->text, format->words);
}

// The lowest requirement of all versions where the version is not known.
static milli_version least_of(const struct program *program, const struct precision *format)
{
	milli_version least = milli_version_of(format->least);

	for (const struct precision *other = known_builds.precisions; other->what; other++) {
		if (strcmp(other->what, format->what) != 0 || strcmp(other->engine, format->engine) != 0)
			continue;
		if (program->version && is_version_within(program->version, other->since, other->until))
			return milli_version_of(other->least);
		if (milli_version_of(other->least) < least)
			least = milli_version_of(other->least);
	}
	return least;
}

static void check_precision(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = engine_workload_of(run, assignment);
	struct program *program = workload ? program_of(run, workload->service) : NULL;

	for (const struct precision *format = known_builds.precisions; program && format->what; format++) {
		const struct sdl_gpu_model *model;
		struct shell_word where;
		struct diag *diag;

		if (strcmp(format->engine, workload->engine->name) != 0 || !find_format(program, format, &where))
			continue;
		model = older_card(run, workload, least_of(program, format));
		if (!model)
			continue;
		diag = diag_add_part(run, &rule_gpu_precision_unsupported, where.at, where.text,
				     "%s needs compute capability %s with %s, and %s has %s (%s)", format->what,
				     version_text(run, least_of(program, format)), workload->engine->name,
				     quoted(run, model->model.text),
				     version_text(run, card_named(run, model)->compute_capability),
				     card_named(run, model)->architecture);
		diag_related(run, diag, ynode_span(model->model.at), "the card");
		if (format->option)
			diag_help(run, diag, "write %s half, or request a newer card", format->option);
		else
			diag_help(run, diag, "serve the model in another format, or request a newer card");
		return;
	}
}
