// SPDX-License-Identifier: Apache-2.0
// In: a service with a GPU. Out: findings if the CUDA version of its image does not go with the GPU.
#include "base/number.h"
#include "base/regex.h"
#include "catalogue/builds.h"
#include "query/program.h"
#include "query/workload.h"

static void check_too_old(struct run *run, const struct sdl_assignment *assignment);
static void check_too_new(struct run *run, const struct sdl_assignment *assignment);
static void check_driver(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_cuda_too_old_for_model = {
	.id = "cuda-too-old-for-model",
	.severity = SEVERITY_WARNING,
	.summary = "the image's CUDA version is too old for a requested GPU model",
	.why = "A program runs on a GPU only if its CUDA version supports that generation: Ampere and Ada need CUDA 11.0, Hopper 11.8, Blackwell 12.8. With an older version most programs stop with \"no kernel image is available\", or find no GPU.",
	.fix = "Use a build of the image with a newer CUDA version, or remove the model from the list.",
	.source = "NVIDIA CUDA release notes; schemas/gpu-catalogue.json",
	.on = { .assignment = check_too_old },
};

const struct rule rule_cuda_too_new_for_model = {
	.id = "cuda-too-new-for-model",
	.severity = SEVERITY_WARNING,
	.summary = "the image's CUDA version no longer supports a requested GPU model",
	.why = "CUDA 13 dropped the generations Maxwell, Pascal and Volta. A program built with it can't use such a card.",
	.fix = "Use a build of the image with an older CUDA version, or remove the model from the list.",
	.source = "NVIDIA CUDA release notes; schemas/gpu-catalogue.json",
	.on = { .assignment = check_too_new },
};

const struct rule rule_cuda_driver_requirement = {
	.id = "cuda-driver-requirement",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "the image's CUDA version needs a driver that not every provider has",
	.why = "CUDA 12.8 and later need a driver of 2025 or later, and an SDL can't request a driver version. On a provider with an older driver the container does not start.",
	.fix = "Choose a provider whose attribute cuda is at least this version, or use a build of the image with an older CUDA version.",
	.source = "NVIDIA CUDA release notes",
	.on = { .assignment = check_driver },
};

// cu124, cuda12.4, cuda-12.4.1; cu12 is only the major version.
#define CUDA_TOKEN "(?i)(?<![a-z0-9])cu(?:da)?[-_]?(1[0-9]|[89])(?:[._]?([0-9]))?(?:\\.[0-9]+|[0-9])?(?![0-9a-z])"
#define LEADING_VERSION "^([0-9]{1,2})\\.([0-9])(?:\\.[0-9]+)?(?![0-9])"

struct cuda {
	struct str part; // of the image
	milli_version version;
	bool is_major;       // the minor version is not known
	const char *program; // whose build it is; NULL: the tag names the version
};

static bool is_cuda_base(const struct image *image)
{
	for (const char *const *name = known_images.with_cuda_version; *name; name++)
		if (image_is_of(image, *name))
			return true;
	return false;
}

static bool has_cu(struct str tag)
{
	for (size_t i = 0; i + 2 < tag.len; i++)
		if (str_is_nocase(str_slice(tag, i, i + 2), "cu"))
			return true;
	return false;
}

// The CUDA version of a release whose tag does not name one.
static bool cuda_of_release(const struct program *program, struct cuda *cuda)
{
	for (const struct cuda_image *image = known_builds.images; image->image; image++) {
		const char *const names[] = { image->image, NULL }, *const words[] = { image->needs_word, NULL };
		const char *version = NULL;

		if (!is_repository_of(program, names) || (image->needs_word && !has_tag_word(program, words)))
			continue;
		for (const struct cuda_build *build = image->builds; build->since || build->cuda; build++)
			if (is_version_within(program->version, build->since, NULL))
				version = build->cuda;
		if (!version)
			return false;
		*cuda = (struct cuda){ program->image.tag, milli_version_of(version), false, image->program };
		return true;
	}
	return false;
}

static bool cuda_of_tag(struct run *run, const struct image *image, struct cuda *cuda)
{
	struct regex_match match;
	uint64_t major, minor = 0;
	bool is_base = is_cuda_base(image);

	if (!is_base && !has_cu(image->tag))
		return false;
	if (!regex_find(run_regexes(run), is_base ? LEADING_VERSION : CUDA_TOKEN, image->tag, 0, &match))
		return false;
	if (uint_from_str(match.groups[1], &major) != NUMBER_OK)
		return false;
	cuda->is_major = !match.groups[2].ptr || uint_from_str(match.groups[2], &minor) != NUMBER_OK;
	cuda->part = match.groups[0];
	cuda->version = MILLI_VERSION((milli_version)major, (milli_version)minor);
	cuda->program = NULL;
	return true;
}

static bool cuda_of(struct run *run, const struct workload *workload, struct cuda *cuda)
{
	struct str part;

	if (cuda_of_tag(run, &workload->image, cuda))
		return true;
	return workload->image.tag.len && !image_is_for_rocm(&workload->image, &part) && !workload->is_for_cpu &&
	       cuda_of_release(program_of(run, workload->service), cuda);
}

// Code for one compute capability runs on any later one with the same first digit, so the first
// CUDA version of an older card of that kind is enough.
static milli_version cuda_min_of(const struct gpu_catalogue *catalogue, const struct gpu_card *card)
{
	milli_version least = card->cuda_min;

	for (size_t i = 0; i < catalogue->n_cards; i++) {
		const struct gpu_card *other = &catalogue->cards[i];

		if (other->compute_capability / 1000 == card->compute_capability / 1000 &&
		    other->compute_capability <= card->compute_capability && other->cuda_min < least)
			least = other->cuda_min;
	}
	return least;
}

static bool is_too_old(const struct cuda *cuda, milli_version least)
{
	return cuda->is_major ? cuda->version / 1000 < least / 1000 : cuda->version < least;
}

static const char *cuda_text(struct run *run, const struct cuda *cuda)
{
	return cuda->is_major ? arena_printf(run->arena, "%u", cuda->version / 1000) : version_text(run, cuda->version);
}

// "CUDA 12.4", "vLLM v0.8.5 is built with CUDA 12.4, which"
static const char *subject_text(struct run *run, const struct cuda *cuda)
{
	const char *version = cuda_text(run, cuda);

	if (!cuda->program)
		return arena_printf(run->arena, "CUDA %s", version);
	return arena_printf(run->arena, "%s %s is built with CUDA %s, which", cuda->program, escaped(run, cuda->part),
			    version);
}

static void check_too_old(struct run *run, const struct sdl_assignment *assignment)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	struct workload *workload = gpu_workload_of(run, assignment);
	struct cuda cuda;
	milli_version needed = 0;
	struct diag *diag = NULL;

	if (!workload || !cuda_of(run, workload, &cuda))
		return;
	for (size_t i = 0; i < workload->gpu->n_models; i++) {
		const struct leaf_str *model = &workload->gpu->models[i]->model;
		const struct gpu_card *card = gpu_card_find(catalogue, model->text);
		milli_version least = card ? cuda_min_of(catalogue, card) : 0;

		if (!card || !is_too_old(&cuda, least))
			continue;
		if (!diag)
			diag = diag_add_part(run, &rule_cuda_too_old_for_model, workload->service->image.at, cuda.part,
					     "%s does not support %s yet: cards of the generation %s need CUDA %s",
					     subject_text(run, &cuda), card->name, card->architecture,
					     version_text(run, least));
		diag_related(run, diag, ynode_span(model->at), "needs CUDA %s", version_text(run, least));
		needed = least > needed ? least : needed;
		diag_help(run, diag, "use an image with CUDA %s or later, or remove the model",
			  version_text(run, needed));
	}
}

static void check_too_new(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	struct cuda cuda;
	struct diag *diag = NULL;

	if (!workload || !cuda_of(run, workload, &cuda))
		return;
	for (size_t i = 0; i < workload->gpu->n_models; i++) {
		const struct leaf_str *model = &workload->gpu->models[i]->model;
		const struct gpu_card *card = gpu_card_find(run->settings->catalogue, model->text);

		if (!card || !card->cuda_max_major || cuda.version / 1000 <= card->cuda_max_major)
			continue;
		if (!diag)
			diag = diag_add_part(
				run, &rule_cuda_too_new_for_model, workload->service->image.at, cuda.part,
				"%s no longer supports %s: cards of the generation %s need CUDA %u or older",
				subject_text(run, &cuda), card->name, card->architecture, card->cuda_max_major);
		diag_related(run, diag, ynode_span(model->at), "needs CUDA %u or older", card->cuda_max_major);
		diag_help(run, diag, "use an image with CUDA %u, or remove the model", card->cuda_max_major);
	}
}

static void check_driver(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	struct cuda cuda;
	struct diag *diag;

	if (!workload || !cuda_of(run, workload, &cuda))
		return;
	if (cuda.version < MILLI_VERSION(12, 8))
		return;
	diag = diag_add_part(run, &rule_cuda_driver_requirement, workload->service->image.at, cuda.part,
			     "CUDA %s needs a recent driver, which not every provider has", cuda_text(run, &cuda));
	diag_help(run, diag, "choose a provider whose attribute \"cuda\" is at least %s", cuda_text(run, &cuda));
}
