// SPDX-License-Identifier: Apache-2.0
// In: a service with its profile. Out: what its container runs, as far as the text shows.
#include "query/workload.h"

#include "base/number.h"
#include "catalogue/builds.h"
#include "query/program.h"

static bool is_valid_gpu(const struct sdl_gpu *gpu)
{
	return !gpu->is_bad && !gpu->is_ignored && !gpu->cut_at && !gpu->units.is_bad && !gpu->units.fault;
}

static bool has_any_model(const struct sdl_gpu *gpu)
{
	for (size_t i = 0; i < gpu->n_models; i++)
		if (str_is(gpu->models[i]->model.text, "*"))
			return true;
	return gpu->attributes == GPU_ATTRIBUTES_OK && gpu->n_models == 0 && gpu->raw_attributes.n == 0 &&
	       gpu->ignored_vendors.n == 0;
}

static bool is_without_gpu_word(const struct image *image)
{
	for (const struct gpu_word *known = known_builds.with_gpu_word; known->repository; known++) {
		const char *const *word = known->words;

		if (!image_is_of(image, known->repository))
			continue;
		while (*word && !image_has_token(image->tag, *word))
			word++;
		return !*word;
	}
	return false;
}

// Whether the image is for a processor without a GPU, by its tag.
static bool image_is_for_cpu(const struct image *image)
{
	for (const char *const *repository = known_builds.cpu_repositories; *repository; repository++)
		if (image_is_of(image, *repository))
			return true;
	if (image->digest.len == 0 && is_without_gpu_word(image))
		return true;
	return image_has_token(image->tag, "cpu") && !image_has_token(image->tag, "gpu") &&
	       !image_has_token(image->tag, "cuda");
}

bool image_is_for_rocm(const struct image *image, struct str *part)
{
	const struct str texts[] = { image->tag, image->path };

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		for (size_t at = 0; image_token(texts[i], &at, part);)
			if (part->len >= 4 && str_is_nocase(str_slice(*part, 0, 4), "rocm"))
				return true;
	return false;
}

static const struct llm_engine *engine_of(const struct image *image)
{
	struct str part;

	if (image->path.len == 0 || image_is_for_rocm(image, &part))
		return NULL;
	for (const struct llm_engine *engine = known_images.engines; engine->name; engine++)
		for (const char *const *repository = engine->repositories; *repository; repository++)
			if (image_is_of(image, *repository))
				return engine;
	for (const struct llm_engine *engine = known_images.engines; engine->name; engine++)
		if (engine->needs_gpu && image_has_token(image->path, engine->word))
			return engine;
	return NULL;
}

static void init_gpu(struct run *run, struct workload *workload)
{
	struct str part;

	workload->has_any_model = has_any_model(workload->gpu);
	workload->is_for_cpu = image_is_for_cpu(&workload->image);
	workload->words = program_of(run, workload->service)->words;
	workload->engine = engine_of(&workload->image);
	if (!workload->engine && !image_is_for_rocm(&workload->image, &part))
		workload->engine = started_engine(&workload->words);
}

static void init(struct run *run, struct workload *workload)
{
	const struct sdl_service *service = workload->service;
	const struct sdl_compute *compute = workload->compute;
	const struct program *program = program_of(run, service);

	if (!program || !compute || compute->entry.is_bad || compute->is_resources_bad)
		return;
	workload->gpu = &compute->gpu;
	if (workload->gpu->at && !is_valid_gpu(workload->gpu))
		return;
	workload->is_valid = true;
	workload->units = workload->gpu->at ? workload->gpu->units.value : 0;
	workload->image = program->image;
	if (workload->units > 0)
		init_gpu(run, workload);
}

struct workload *workload_of(struct run *run, const struct sdl_assignment *assignment)
{
	if (!run->workload)
		run->workload = arena_zalloc(run->arena, sizeof(*run->workload));
	if (run->workload->assignment != assignment) {
		*run->workload = (struct workload){ .assignment = assignment,
						    .service = assignment->service,
						    .compute = assignment->compute };
		init(run, run->workload);
	}
	return run->workload->is_valid ? run->workload : NULL;
}

struct workload *gpu_workload_of(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = workload_of(run, assignment);

	return workload && workload->units > 0 ? workload : NULL;
}

struct workload *engine_workload_of(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);

	return workload && workload->engine && !workload->is_for_cpu ? workload : NULL;
}

// GPUs of all replicas of the deployment.
static uint64_t deployment_gpus(const struct sdl *sdl)
{
	uint64_t n = 0;

	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++) {
			const struct sdl_assignment *assignment = sdl->groups[i]->assignments[j];

			if (assignment->compute && assignment->compute->gpu.at &&
			    is_valid_gpu(&assignment->compute->gpu))
				n += assignment->compute->gpu.units.value * assignment->count.value;
		}
	return n;
}

uint64_t cluster_gpus(const struct run *run, const struct workload *workload)
{
	static const char *const options[] = { "--nnodes", "--num-nodes", NULL };
	const struct shell_words *words = &workload->words;
	uint64_t most = deployment_gpus(run->sdl), n;
	struct shell_word value;

	if (!is_multi_node(words))
		return workload->units;
	for (size_t i = 0; i < words->n; i++)
		if (option_at(words, i, options, &value) && uint_from_str(value.text, &n) == NUMBER_OK && n < 1000 &&
		    n * workload->units > most)
			most = n * workload->units;
	return most;
}

const char *version_text(struct run *run, milli_version version)
{
	return arena_printf(run->arena, "%u.%u", version / 1000, version % 1000 / 10);
}
