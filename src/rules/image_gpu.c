// SPDX-License-Identifier: Apache-2.0
// In: a service and its profile. Out: findings if its image and its GPUs do not go together.
#include "catalogue/builds.h"
#include "query/workload.h"

static void check_cpu_tag(struct run *run, const struct sdl_assignment *assignment);
static void check_not_gpu(struct run *run, const struct sdl_assignment *assignment);
static void check_rocm(struct run *run, const struct sdl_assignment *assignment);
static void check_without_gpu(struct run *run, const struct sdl_assignment *assignment);
static void check_pinned(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_gpu_image_cpu_tag = {
	.id = "gpu-image-cpu-tag",
	.severity = SEVERITY_WARNING,
	.summary = "an image without GPU support is deployed with a GPU",
	.why = "This build of the image uses only the CPU. It runs, but the GPU that you pay for stays idle.",
	.fix = "Use the tag of the CUDA build, or remove the gpu section.",
	.source = "akash.network docs: GPU deployments need an image with CUDA",
	.on = { .assignment = check_cpu_tag },
};

const struct rule rule_gpu_image_not_gpu = {
	.id = "gpu-image-not-gpu",
	.severity = SEVERITY_INFO,
	.summary = "the image of a program that can't use a GPU is deployed with one",
	.why = "The provider adds the driver's libraries to a container, but neither CUDA nor cuDNN. This image is known to contain neither, so the GPU that you pay for stays idle.",
	.fix = "Remove the gpu section, or use an image that contains CUDA.",
	.source = "schemas/images.json",
	.on = { .assignment = check_not_gpu },
};

const struct rule rule_gpu_image_rocm = {
	.id = "gpu-image-rocm",
	.severity = SEVERITY_WARNING,
	.summary = "an image for AMD GPUs, which an SDL can't request",
	.why = "ROCm runs on AMD GPUs only. The network supports only the vendor nvidia, so the container gets an NVIDIA GPU, which the program can't use.",
	.fix = "Use the CUDA build of the image.",
	.source = "chain-sdk go/sdl/gpu.go, gpuVendor",
	.on = { .assignment = check_rocm },
};

const struct rule rule_cuda_image_without_gpu = {
	.id = "cuda-image-without-gpu",
	.severity = SEVERITY_INFO,
	.summary = "an image made for GPUs is deployed without one",
	.why = "The image contains CUDA, or an engine that needs a GPU, and the profile requests none. The program stops with an error, or runs slowly on the CPU.",
	.fix = "Add gpu: to the profile, or use a build of the image without CUDA.",
	.source = "schemas/images.json",
	.on = { .assignment = check_without_gpu },
};

const struct rule rule_gpu_image_unpinned = {
	.id = "gpu-image-unpinned",
	.severity = SEVERITY_INFO,
	.summary = "the image of a service with a GPU can change with each restart",
	.why = "The tag latest, or no tag, which means the same, moves with each release: after a restart the container may need a newer driver, another CUDA version or more memory than the provider's GPU has.",
	.fix = "Write the tag of a fixed version, or a digest.",
	.source = "akash.network docs: best practices",
	.on = { .assignment = check_pinned },
};

static void relate_units(struct run *run, struct diag *diag, const struct workload *workload)
{
	if (workload->gpu->units.at)
		diag_related(run, diag, ynode_span(workload->gpu->units.at), "the profile %s requests a GPU here",
			     quoted(run, workload->compute->entry.name));
}

static bool find_token(struct str text, const char *name, struct str *token)
{
	for (size_t at = 0; image_token(text, &at, token);)
		if (str_is_nocase(*token, name))
			return true;
	return false;
}

static const char *cuda_build_text(struct run *run, const struct image *image)
{
	for (const struct gpu_word *known = known_builds.with_gpu_word; known->repository; known++)
		if (image_is_of(image, known->repository))
			return arena_printf(run->arena, ", such as the tag %s", known->instead);
	return "";
}

static void check_cpu_tag(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	struct str token;
	struct diag *diag;

	if (!workload || !workload->is_for_cpu)
		return;
	if (!find_token(workload->image.tag, "cpu", &token))
		token = workload->image.tag.len ? workload->image.tag : workload->image.path;
	diag = diag_add_part(run, &rule_gpu_image_cpu_tag, workload->service->image.at, token,
			     "the image %s is built for CPUs: it leaves the GPU idle",
			     quoted(run, workload->image.text));
	relate_units(run, diag, workload);
	diag_help(run, diag, "use its CUDA build%s, or remove the gpu section of the profile",
		  cuda_build_text(run, &workload->image));
}

static bool is_listed(const struct image *image, const char *const *repositories)
{
	for (; *repositories; repositories++)
		if (image_is_of(image, *repositories))
			return true;
	return false;
}

static void check_not_gpu(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	struct diag *diag;

	if (!workload || !is_listed(&workload->image, known_images.without_cuda))
		return;
	diag = diag_add(run, &rule_gpu_image_not_gpu, workload->service->image.at,
			"the image %s contains no CUDA: it leaves the GPU idle", quoted(run, workload->image.text));
	relate_units(run, diag, workload);
	diag_help(run, diag, "remove the gpu section of the profile, or use an image that contains CUDA");
}

static void check_rocm(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	struct str part;
	struct diag *diag;

	if (!workload || !image_is_for_rocm(&workload->image, &part))
		return;
	diag = diag_add_part(run, &rule_gpu_image_rocm, workload->service->image.at, part,
			     "the image %s needs an AMD GPU, and an SDL can request only NVIDIA",
			     quoted(run, workload->image.text));
	diag_help(run, diag, "use the CUDA build of the image");
}

// "cuda", "cuda12", "cu124" or "gpu" in the tag.
static bool find_gpu_token(struct str tag, struct str *token)
{
	for (size_t at = 0; image_token(tag, &at, token);) {
		size_t letters = 0;

		while (letters < token->len && (token->ptr[letters] < '0' || token->ptr[letters] > '9'))
			letters++;
		if (str_is_nocase(*token, "gpu") || str_is_nocase(str_slice(*token, 0, letters), "cuda"))
			return true;
		if (letters + 2 <= token->len && str_is_nocase(str_slice(*token, 0, letters), "cu"))
			return true;
	}
	return false;
}

static bool is_of_engine(const struct image *image)
{
	for (const struct llm_engine *engine = known_images.engines; engine->name; engine++)
		if (engine->needs_gpu && is_listed(image, engine->repositories))
			return true;
	return false;
}

// A request that came to nothing, of which other rules speak.
static bool has_gpu_mistake(const struct sdl_gpu *gpu)
{
	return gpu && (gpu->attributes_at || gpu->strays.n || gpu->is_ignored);
}

static void check_without_gpu(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = workload_of(run, assignment);
	struct shell_words words;
	struct str part;
	struct diag *diag;

	if (!workload || workload->units > 0 || workload->image.path.len == 0 || has_gpu_mistake(workload->gpu))
		return;
	if (is_of_engine(&workload->image) || is_listed(&workload->image, known_images.with_cuda_version))
		part = workload->image.path;
	else if (!find_gpu_token(workload->image.tag, &part))
		return;
	// The head of a cluster of containers may well have none.
	shell_words_of_service(run, workload->service, &words);
	if (is_multi_node(&words) || image_has_token(workload->image.tag, "cpu"))
		return;
	diag = diag_add_part(run, &rule_cuda_image_without_gpu, workload->service->image.at, part,
			     "the image %s needs a GPU, and the profile %s requests none",
			     quoted(run, workload->image.text), quoted(run, workload->compute->entry.name));
	diag_related(run, diag, ynode_span(workload->compute->entry.key), "the profile");
	lacks_resource(run, diag, workload->compute, "gpu");
	diag_help(run, diag, "add gpu: with units: and attributes: to the profile");
}

static void check_pinned(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	const struct image *image;
	struct diag *diag;

	if (!workload)
		return;
	image = &workload->image;
	if (image->path.len == 0 || image->digest.len)
		return;
	if (image->tag.len && !is_one_of(image->tag, known_images.moving_tags) &&
	    !image_has_token(image->tag, "latest"))
		return;
	if (image->tag.len)
		diag = diag_add_part(run, &rule_gpu_image_unpinned, workload->service->image.at, image->tag,
				     "the tag %s moves to each new build of the image", quoted(run, image->tag));
	else
		diag = diag_add(run, &rule_gpu_image_unpinned, workload->service->image.at,
				"the image %s has no tag: the container gets the latest each time it starts",
				quoted(run, image->text));
	diag_help(run, diag, "write the tag of a fixed version, or a digest");
}
