// SPDX-License-Identifier: Apache-2.0
// In: a service and its profile. Out: findings if its image is for another CPU, or lacks what its command starts.
#include "catalogue/builds.h"
#include "query/program.h"
#include "query/workload.h"

static void check_architecture(struct run *run, const struct sdl_assignment *assignment);
static void check_tools(struct run *run, const struct sdl_service *service);
static void check_command(struct run *run, const struct sdl_service *service);

const struct rule rule_image_architecture = {
	.id = "image-architecture",
	.severity = SEVERITY_WARNING,
	.summary = "an image for ARM on a CPU of another architecture",
	.why = "The image's name says that it is built for arm64, and providers run containers on amd64 unless the profile requests another architecture. The container then stops with \"exec format error\".",
	.fix = "Use the image's build for amd64, or add the attribute arch: arm64 to cpu in the profile.",
	.source = "chain-sdk go/sdl; docs.docker.com: multi-platform images",
	.on = { .assignment = check_architecture },
};

const struct rule rule_image_tool_missing = {
	.id = "image-tool-missing",
	.severity = SEVERITY_WARNING,
	.summary = "the command starts a program that its image does not contain",
	.why = "NVIDIA's CUDA images contain no Python, and the compiler nvcc is only in their devel variants, as in PyTorch's. The container stops at once, and is restarted forever.",
	.fix = "Use an image that contains the program, such as pytorch/pytorch for Python, or a devel tag for nvcc.",
	.source = "hub.docker.com: nvidia/cuda, pytorch/pytorch; schemas/builds.json",
	.on = { .service = check_tools },
};

const struct rule rule_image_without_command = {
	.id = "image-without-command",
	.severity = SEVERITY_WARNING,
	.summary = "a base image without a command ends at once",
	.why = "Base images start a shell or an interpreter, which exits at once without a terminal. The container is restarted forever, and you pay for it.",
	.fix = "Add command: with the program to run; to log in later, command: [\"sleep\", \"infinity\"].",
	.source = "the images' pages on hub.docker.com; schemas/builds.json",
	.on = { .service = check_command },
};

static bool find_arm(const struct program *program, struct str *part)
{
	const struct str texts[] = { program->image.tag, program->image.path };

	if (is_repository_of(program, known_builds.arm64_repositories)) {
		*part = program->image.path;
		return true;
	}
	if (image_has_token(program->image.tag, "amd64") || image_has_token(program->image.tag, "multiarch"))
		return false;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		for (size_t at = 0; image_token(texts[i], &at, part);)
			if ((part->ptr[0] == 'a' || part->ptr[0] == 'l') && is_one_of(*part, known_builds.arm64_words))
				return true;
	return false;
}

static void check_architecture(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = workload_of(run, assignment);
	struct program *program = workload ? program_of(run, workload->service) : NULL;
	const struct sdl_cpu *cpu = workload ? &workload->compute->cpu : NULL;
	struct str part;
	struct diag *diag;

	if (!program || !program->repository.len || cpu->is_bad || cpu->raw_attributes.n > 0 ||
	    !find_arm(program, &part))
		return;
	for (size_t i = 0; i < cpu->arch.n; i++)
		if (cpu->arch.items[i].is_bad || has_part(cpu->arch.items[i].text, STR("arm")))
			return;
	diag = diag_add_part(run, &rule_image_architecture, program->service->image.at, part,
			     "the image %s is built for arm64, and the profile %s gets an amd64 CPU",
			     quoted(run, program->image.text), quoted(run, workload->compute->entry.name));
	if (cpu->key)
		diag_related(run, diag, ynode_span(cpu->key), "the CPU");
	diag_help(run, diag, "use its build for amd64, or add to cpu: attributes: { arch: arm64 }");
}

// Whether the command or the arguments have this word.
static const struct shell_word *find_command_word(const struct program *program, const char *const *list)
{
	for (size_t i = 0; i < program->words.n; i++)
		if (!program->words.items[i].variable.len && is_one_of(program->words.items[i].text, list))
			return &program->words.items[i];
	return NULL;
}

static void report_tool(struct run *run, const struct program *program, const struct shell_word *word, const char *help)
{
	struct diag *diag =
		diag_add_part(run, &rule_image_tool_missing, word->at, word->text, "the image %s does not contain %s",
			      quoted(run, program->image.text), quoted(run, word->text));

	diag_related(run, diag, ynode_span(program->service->image.at), "the image");
	diag_help(run, diag, "%s", help);
}

static void check_tools(struct run *run, const struct sdl_service *service)
{
	static const char *const python[] = { "python", "python3", "pip", "pip3", "/usr/bin/python3", NULL };
	static const char *const nvcc[] = { "nvcc", NULL };
	// With these, it may come from elsewhere.
	static const char *const installers[] = { "apt-get", "apt",        "apk", "yum",  "dnf",  "microdnf", "conda",
						  "mamba",   "micromamba", "uv",  "curl", "wget", NULL };
	struct program *program = program_of(run, service);
	const struct shell_word *word;

	if (!program || !is_repository_of(program, known_builds.with_devel) || find_command_word(program, installers))
		return;
	word = find_command_word(program, python);
	if (word && is_repository_of(program, known_builds.without_python))
		report_tool(run, program, word,
			    "use an image with Python, such as pytorch/pytorch, or install it first");
	word = find_command_word(program, nvcc);
	if (word && program->image.tag.len && !image_has_token(program->image.tag, "devel"))
		report_tool(run, program, word,
			    "use the devel tag instead of runtime or base: it contains the compiler");
}

static void check_command(struct run *run, const struct sdl_service *service)
{
	struct program *program = program_of(run, service);
	struct diag *diag;

	if (!program || service->command.n > 0 || service->args.n > 0 || service->command.is_bad ||
	    service->args.is_bad || !is_repository_of(program, known_builds.without_command) ||
	    image_has_token(program->image.tag, "jupyter"))
		return;
	diag = diag_add(run, &rule_image_without_command, service->image.at,
			"the image %s runs nothing by itself: without a command the container ends at once",
			quoted(run, program->image.text));
	diag_help(run, diag,
		  "add command: with the program to run, or command: [\"sleep\", \"infinity\"] to log in and start it");
}
