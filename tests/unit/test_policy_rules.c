// SPDX-License-Identifier: Apache-2.0
// In: policies and small SDLs. Out: whether the rules of policies find what each policy forbids, and nothing else.
#include <check.h>
#include <string.h>

#include "base/guard.h"
#include "cli/program.h"
#include "lint.h"
#include "policy/policy.h"
#include "unit/fixture.h"

enum { TODAY = 20260701 };

// Parts of an SDL; NULL: as in sound_parts.
struct parts {
	const char *image, *mounts, *cpu, *memory, *storage, *gpu, *placement, *price, *deployment;
};

static const struct parts sound_parts = {
	.image = "vllm/vllm-openai:v0.8.5",
	.mounts = "",
	.cpu = "8",
	.memory = "64Gi",
	.storage = "{size: 60Gi}",
	.gpu = "{units: 1, attributes: {vendor: {nvidia: [{model: a100, ram: 80Gi, interface: sxm}]}}}",
	.placement = "attributes: {location-region: eu-west}",
	.price = "{denom: uact, amount: 5000}",
	.deployment = "{here: {profile: llm, count: 1}}",
};

#define GPU(list) "{units: 1, attributes: {vendor: {nvidia: " list "}}}"
#define RAW "{units: 1, attributes: !!null [{key: vendor/nvidia/model/a100, value: 'true'}]}"
#define GPUS(n) "{units: " n ", attributes: {vendor: {nvidia: [{model: a100, ram: 80Gi}]}}}"
#define SHM(size, class)                                                                                               \
	"[{size: 60Gi}, {name: shm, size: " size ", attributes: {persistent: false, class: " class "}}]"
#define MOUNTED "    params: {storage: {shm: {mount: /dev/shm/}}}\n"
#define DIGEST "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define AUDITOR "akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63"
#define OTHER "akash18qa2a2ltfyvkyj0ggj3hkvuj6twzyumuaru9s4"

static const struct {
	const char *policy; // but for the version
	struct parts parts;
	const char *found; // rules in the order of the text; policies alone count
} cases[] = {
	{ "", { 0 }, "" },
	// vendors
	{ "'gpu': {'vendors': ['nvidia']}", { 0 }, "" },
	{ "'gpu': {'vendors': ['nv*', 'amd']}", { 0 }, "" },
	{ "'gpu': {'vendors': ['amd']}", { 0 }, "policy-gpu-vendor" },
	{ "'gpu': {'vendors': []}", { 0 }, "policy-gpu-vendor" },
	{ "'gpu': {'vendors': []}", { .gpu = "{units: 0}" }, "" },
	{ "'gpu': {'vendors': ['nvidia']}",
	  { .gpu = "{units: 1, attributes: {vendor: {amd: }}}" },
	  "policy-gpu-vendor" },
	// models
	{ "'gpu': {'models': {'allow': ['a1*']}}", { 0 }, "" },
	{ "'gpu': {'models': {'allow': ['A100']}}", { 0 }, "policy-gpu-model" },
	{ "'gpu': {'models': {'allow': ['a100'], 'deny': ['a*']}}", { 0 }, "policy-gpu-model" },
	{ "'gpu': {'models': {'deny': ['a?00']}}", { 0 }, "policy-gpu-model" },
	{ "'gpu': {'models': {'deny': ['gtx*']}}", { 0 }, "" },
	{ "'gpu': {'models': {'allow': ['h100']}}",
	  { .gpu = GPU("[{model: h100}, {model: t4}, {model: k80}]") },
	  "policy-gpu-model policy-gpu-model" },
	{ "'gpu': {'models': {'allow': ['a100']}}", { .gpu = GPU("") }, "policy-gpu-model" },
	{ "'gpu': {'models': {'allow': ['a100']}}", { .gpu = GPU("[{model: '*'}]") }, "policy-gpu-model" },
	{ "'gpu': {'models': {'allow': ['*']}}", { .gpu = GPU("") }, "" },
	{ "'gpu': {'models': {'allow': ['*'], 'deny': ['gtx*']}}", { .gpu = GPU("") }, "policy-gpu-model" },
	{ "'gpu': {'models': {'deny': ['gtx*']}}", { .gpu = GPU("") }, "policy-gpu-model" },
	{ "'gpu': {'require_model': true}", { 0 }, "" },
	{ "'gpu': {'require_model': true}", { .gpu = GPU("") }, "policy-gpu-model" },
	{ "'gpu': {'require_model': false}", { .gpu = GPU("") }, "" },
	{ "'gpu': {'require_ram_when_ambiguous': true}", { 0 }, "" },
	{ "'gpu': {'require_ram_when_ambiguous': true}", { .gpu = GPU("[{model: a100}]") }, "policy-gpu-model" },
	{ "'gpu': {'require_ram_when_ambiguous': true}", { .gpu = GPU("[{model: h100}]") }, "" },
	{ "'gpu': {'require_ram_when_ambiguous': true}", { .gpu = GPU("[{model: v100, interface: pcie}]") }, "" },
	// interfaces
	{ "'gpu': {'interfaces': ['sxm']}", { 0 }, "" },
	{ "'gpu': {'interfaces': ['pcie']}", { 0 }, "policy-gpu-interface" },
	{ "'gpu': {'interfaces': ['sxm']}", { .gpu = GPU("[{model: h100}]") }, "policy-gpu-interface" },
	{ "'gpu': {'interfaces': ['sxm']}", { .gpu = GPU("[{model: h200}]") }, "" },
	{ "'gpu': {'interfaces': ['sxm']}", { .gpu = GPU("[{model: a100, ram: 64Gi}]") }, "" },
	{ "'gpu': {'interfaces': ['sxm']}", { .gpu = GPU("") }, "policy-gpu-interface" },
	{ "'gpu': {'interfaces': ['sxm', 'pcie']}", { .gpu = GPU("") }, "" },
	{ "'gpu': {'interfaces': ['sxm']}", { .gpu = GPU("[{model: nosuch}]") }, "policy-gpu-interface" },
	// memory of the card
	{ "'gpu': {'min_vram': '80Gi'}", { 0 }, "" },
	{ "'gpu': {'min_vram': '81Gi'}", { 0 }, "policy-gpu-vram" },
	{ "'gpu': {'min_vram': '64Gi'}", { .gpu = GPU("[{model: a100}]") }, "policy-gpu-vram" },
	{ "'gpu': {'min_vram': '40Gi'}", { .gpu = GPU("[{model: a100}, {model: rtx3090}]") }, "policy-gpu-vram" },
	{ "'gpu': {'min_vram': '32Gi'}", { .gpu = GPU("[{model: v100, interface: pcie}]") }, "" },
	{ "'gpu': {'min_vram': '32Gi'}", { .gpu = GPU("[{model: v100, interface: sxm}]") }, "policy-gpu-vram" },
	{ "'gpu': {'min_vram': '1Gi'}", { .gpu = GPU("[{model: nosuch}]") }, "policy-gpu-vram" },
	{ "'gpu': {'min_vram': '40Gi'}", { .gpu = GPU("[{model: nosuch, ram: 48Gi}]") }, "" },
	{ "'gpu': {'min_vram': '2Gi'}", { .gpu = GPU("") }, "" },
	{ "'gpu': {'min_vram': '3Gi'}", { .gpu = GPU("") }, "policy-gpu-vram" },
	{ "'gpu': {'min_vram': '3Gi'}", { .gpu = GPU("[{model: '*'}]") }, "policy-gpu-vram" },
	{ "'gpu': {'require_model': true, 'min_vram': '3Gi'}", { .gpu = GPU("") }, "policy-gpu-model" },
	{ "'rules': {'policy-gpu-model': 'off'}, 'gpu': {'require_model': true, 'min_vram': '3Gi'}",
	  { .gpu = GPU("") },
	  "policy-gpu-vram" },
	// what the rules on GPUs pass over
	{ "'gpu': {'vendors': ['nvidia']}", { .gpu = RAW }, "policy-gpu-model" },
	{ "'gpu': {'interfaces': ['sxm']}", { .gpu = RAW }, "policy-gpu-model" },
	{ "'gpu': {'models': {'allow': ['*']}}", { .gpu = RAW }, "policy-gpu-model" },
	{ "'gpu': {'models': {'deny': ['x']}}", { .gpu = RAW }, "policy-gpu-model" },
	{ "'gpu': {'require_model': true}", { .gpu = RAW }, "policy-gpu-model" },
	{ "'gpu': {'min_vram': '1Gi'}", { .gpu = RAW }, "policy-gpu-model" },
	{ "'gpu': {'max_units': {'service': 9}}", { .gpu = RAW }, "policy-gpu-model" },
	{ "'gpu': {'max_units': {'group': 9}}", { .gpu = RAW }, "policy-gpu-model" },
	{ "'gpu': {'max_units': {'deployment': 9}}", { .gpu = RAW }, "policy-gpu-model" },
	// units
	{ "'gpu': {'max_units': {'service': 4, 'group': 4, 'deployment': 4}}", { .gpu = GPUS("4") }, "" },
	{ "'gpu': {'max_units': {'service': 4}}",
	  { .gpu = GPUS("2"), .deployment = "{here: {profile: llm, count: 3}}" },
	  "policy-gpu-units" },
	{ "'gpu': {'max_units': {'service': 4}}",
	  { .gpu = GPUS("4"), .deployment = "{here: {profile: llm, count: 1}, there: {profile: llm, count: 1}}" },
	  "policy-gpu-units" },
	{ "'gpu': {'max_units': {'group': 4}}",
	  { .gpu = GPUS("4"), .deployment = "{here: {profile: llm, count: 1}, there: {profile: llm, count: 1}}" },
	  "" },
	{ "'gpu': {'max_units': {'group': 3, 'deployment': 7}}",
	  { .gpu = GPUS("4"), .deployment = "{here: {profile: llm, count: 1}, there: {profile: llm, count: 1}}" },
	  "policy-gpu-units policy-gpu-units policy-gpu-units" },
	{ "'gpu': {'max_units': {'service': 0}}", { .gpu = "{units: 0}" }, "" },
	{ "'gpu': {'max_units': {'deployment': 999}}",
	  { .deployment = "{here: {profile: llm, count: 1000}}" },
	  "policy-gpu-units" },
	// beside the GPUs
	{ "'gpu': {'cpu_per_gpu': {'min': '4', 'max': '8'}}", { .gpu = GPUS("2") }, "" },
	{ "'gpu': {'cpu_per_gpu': {'min': '4', 'max': '8'}}",
	  { .gpu = GPUS("2"), .cpu = "7.9" },
	  "policy-gpu-host-ratio" },
	{ "'gpu': {'cpu_per_gpu': {'min': '4', 'max': '8'}}",
	  { .gpu = GPUS("2"), .cpu = "16001m" },
	  "policy-gpu-host-ratio" },
	{ "'gpu': {'cpu_per_gpu': {'min': '16'}}", { .gpu = "{units: 0}" }, "" },
	{ "'gpu': {'memory_per_gpu': {'min': '32Gi', 'max': '32Gi'}}", { .gpu = GPUS("2") }, "" },
	{ "'gpu': {'memory_per_gpu': {'min': '32Gi'}}",
	  { .gpu = GPUS("2"), .memory = "63Gi" },
	  "policy-gpu-host-ratio" },
	{ "'gpu': {'memory_per_gpu': {'max': '32Gi'}}",
	  { .gpu = GPUS("2"), .memory = "65Gi" },
	  "policy-gpu-host-ratio" },
	{ "'gpu': {'memory_per_gpu': {'min_vram_ratio': 0.8}}", { 0 }, "" },
	{ "'gpu': {'memory_per_gpu': {'min_vram_ratio': '0.81'}}", { 0 }, "policy-gpu-host-ratio" },
	{ "'gpu': {'memory_per_gpu': {'min_vram_ratio': 10}}", { .gpu = GPU("[{model: nosuch}]") }, "" },
	// shared memory
	{ "'gpu': {'shm': {'required_from_units': 2}}", { 0 }, "" },
	{ "'gpu': {'shm': {'required_from_units': 1}}", { 0 }, "policy-gpu-shm" },
	{ "'gpu': {'shm': {'required_from_units': 1}}", { .storage = SHM("1Gi", "ram"), .mounts = MOUNTED }, "" },
	{ "'gpu': {'shm': {'required_from_units': 1}}", { .storage = SHM("1Gi", "ram") }, "policy-gpu-shm" },
	{ "'gpu': {'shm': {'required_from_units': 1, 'min_per_gpu': '2Gi'}}",
	  { .storage = SHM("1Gi", "ram"), .mounts = MOUNTED },
	  "policy-gpu-shm" },
	{ "'gpu': {'shm': {'min_per_gpu': '2Gi'}}",
	  { .storage = SHM("1Gi", "ram"), .mounts = MOUNTED },
	  "policy-gpu-shm" },
	{ "'gpu': {'shm': {'min_per_gpu': '2Gi'}}", { 0 }, "" },
	{ "'gpu': {'shm': {'required_from_units': 1}}",
	  { .storage = "[{size: 60Gi}, {name: shm, size: 1Gi, attributes: {persistent: true, class: beta3}}]",
	    .mounts = MOUNTED },
	  "policy-gpu-shm" },
	// placements
	{ "'placement': {'require_attributes': [{'key': 'location-region'}]}", { 0 }, "" },
	{ "'placement': {'require_attributes': [{'key': 'location-region', 'value': 'eu-*'}]}", { 0 }, "" },
	{ "'placement': {'require_attributes': [{'key': 'location-region', 'value': ['na-*', 'eu-west']}]}",
	  { 0 },
	  "" },
	{ "'placement': {'require_attributes': [{'key': 'location-region', 'value': 'na-*'}]}",
	  { 0 },
	  "policy-placement-attribute" },
	{ "'placement': {'require_attributes': [{'key': 'tier'}]}", { 0 }, "policy-placement-attribute" },
	{ "'placement': {'forbid_attributes': ['location*']}", { 0 }, "policy-placement-attribute" },
	{ "'placement': {'require_signed_by': {'any_of': ['" AUDITOR "']}}", { 0 }, "policy-signed-by" },
	{ "'placement': {'require_signed_by': {'any_of': ['" AUDITOR "']}}",
	  { .placement = "signedBy: {anyOf: [" AUDITOR "]}" },
	  "" },
	{ "'placement': {'require_signed_by': {'any_of': ['" AUDITOR "']}}",
	  { .placement = "signedBy: {allOf: [" AUDITOR ", " OTHER "]}" },
	  "" },
	{ "'placement': {'require_signed_by': {'any_of': ['" AUDITOR "']}}",
	  { .placement = "signedBy: {anyOf: [" AUDITOR ", " OTHER "]}" },
	  "policy-signed-by" },
	{ "'placement': {'require_signed_by': {'all_of': ['" AUDITOR "', '" OTHER "']}}",
	  { .placement = "signedBy: {anyOf: [" AUDITOR ", " OTHER "]}" },
	  "policy-signed-by" },
	{ "'placement': {'require_signed_by': {'all_of': ['" AUDITOR "', '" OTHER "']}}",
	  { .placement = "signedBy: {anyOf: [" AUDITOR "], allOf: [" OTHER "]}" },
	  "" },
	{ "'placement': {'allow_signed_by': ['" AUDITOR "']}",
	  { .placement = "signedBy: {anyOf: [" OTHER "]}" },
	  "policy-signed-by" },
	{ "'placement': {'allow_signed_by': []}", { 0 }, "" },
	// prices
	{ "'pricing': {'denoms': ['uact']}", { 0 }, "" },
	{ "'pricing': {'denoms': ['ibc/*', 'u?ct']}", { 0 }, "" },
	{ "'pricing': {'denoms': ['uakt']}", { 0 }, "policy-denom" },
	{ "'pricing': {'max_per_block': {'uact': '5000'}}", { 0 }, "" },
	{ "'pricing': {'max_per_block': {'uact': '4999.999999999999999999'}}", { 0 }, "policy-price" },
	{ "'pricing': {'max_per_block': {'uakt': '5000'}}", { 0 }, "policy-price" },
	{ "'pricing': {'denoms': ['uakt'], 'max_per_block': {'uakt': '1'}, 'max_per_gpu_hour_usd': 4}",
	  { 0 },
	  "policy-denom" },
	{ "'pricing': {'max_per_gpu_hour_usd': '3'}", { 0 }, "" },
	{ "'pricing': {'max_per_gpu_hour_usd': '2.9'}", { 0 }, "policy-price" },
	{ "'pricing': {'max_per_gpu_hour_usd': '2.9'}", { .gpu = GPUS("2") }, "" },
	{ "'pricing': {'max_per_gpu_hour_usd': '0.1'}", { .gpu = "{units: 0}" }, "" },
	{ "'pricing': {'max_per_gpu_hour_usd': '3'}", { .price = "{denom: uakt, amount: 1}" }, "policy-price" },
	{ "'pricing': {'max_per_gpu_hour_usd': '3', 'rates': {'uakt': {'usd_per_unit': '0.000001'}}}",
	  { .price = "{denom: uakt, amount: 1}" },
	  "" },
	{ "'pricing': {'max_per_gpu_hour_usd': '3', 'rates': {'uact': {'usd_per_unit': null}}}",
	  { 0 },
	  "policy-price" },
	{ "'pricing': {'max_deployment_month_usd': '2149.545'}", { 0 }, "" },
	{ "'pricing': {'max_deployment_month_usd': '2149.5'}", { 0 }, "policy-price" },
	{ "'pricing': {'max_deployment_month_usd': '2150'}",
	  { .deployment = "{here: {profile: llm, count: 2}}" },
	  "policy-price" },
	// images
	{ "'images': {'registries': {'allow': ['docker.io/vllm/']}}", { 0 }, "" },
	{ "'images': {'registries': {'allow': ['docker.io/vllm/vllm-openai']}}", { 0 }, "" },
	{ "'images': {'registries': {'allow': ['docker.io/vllm/vllm-open']}}", { 0 }, "policy-image-registry" },
	{ "'images': {'registries': {'allow': ['docker.io/*/vllm-*']}}", { 0 }, "" },
	{ "'images': {'registries': {'allow': ['vllm/']}}", { 0 }, "policy-image-registry" },
	{ "'images': {'registries': {'allow': ['docker.io/'], 'deny': ['*openai*']}}", { 0 }, "policy-image-registry" },
	{ "'images': {'registries': {'deny': ['docker.io/library/']}}",
	  { .image = "nginx:1.27.4" },
	  "policy-image-registry" },
	{ "'images': {'registries': {'allow': ['docker.io/library/nginx']}}", { .image = "nginx:1.27.4" }, "" },
	{ "'images': {'registries': {'deny': ['docker.io/library/']}}",
	  { .image = "docker.io/nginx:1.27.4" },
	  "policy-image-registry" },
	{ "'images': {'registries': {'deny': ['docker.io/library/']}}",
	  { .image = "index.docker.io/library/nginx:1.27.4" },
	  "policy-image-registry" },
	{ "'images': {'registries': {'allow': ['docker.io/']}}",
	  { .image = "Registry/x:1.0" },
	  "policy-image-registry" },
	{ "'images': {'registries': {'allow': ['docker.io/library/nginx']}}",
	  { .image = "Nginx:1.0" },
	  "policy-image-registry" },
	{ "'images': {'registries': {'allow': ['docker.io/']}}",
	  { .image = "ghcr.io/example/x:1.0" },
	  "policy-image-registry" },
	{ "'images': {'registries': {'allow': ['localhost:5000/']}}", { .image = "localhost:5000/x:1.0" }, "" },
	{ "'images': {'forbid_tags': ['latest', 'nightly*']}", { 0 }, "" },
	{ "'images': {'forbid_tags': ['latest', 'v0*']}", { 0 }, "policy-image-tag" },
	{ "'images': {'forbid_tags': ['latest']}", { .image = "vllm/vllm-openai" }, "policy-image-tag" },
	{ "'images': {'forbid_tags': ['latest']}", { .image = "localhost:5000/vllm-openai" }, "policy-image-tag" },
	{ "'images': {'forbid_tags': ['latest'], 'require_digest': true}", { .image = "vllm/vllm-openai" DIGEST }, "" },
	{ "'images': {'require_digest': true}", { 0 }, "policy-image-tag" },
	// cpu
	{ "'cpu': {'architectures': ['amd64']}", { 0 }, "" },
	{ "'cpu': {'architectures': ['a*']}", { .cpu = "8, attributes: {arch: arm64}" }, "" },
	{ "'cpu': {'architectures': ['amd64']}", { .cpu = "8, attributes: {arch: arm64}" }, "policy-cpu-arch" },
	{ "'cpu': {'architectures': ['arm64']}", { 0 }, "policy-cpu-arch" },
	// storage
	{ "'storage': {'classes': ['beta3', 'ram'], 'max_volumes': 1, 'max_total': '60Gi'}", { 0 }, "" },
	{ "'storage': {'classes': []}", { .storage = SHM("1Gi", "ram"), .mounts = MOUNTED }, "policy-storage" },
	{ "'storage': {'max_volumes': 1}", { .storage = SHM("1Gi", "ram"), .mounts = MOUNTED }, "policy-storage" },
	{ "'storage': {'max_total': '60Gi'}", { .storage = SHM("1Gi", "ram"), .mounts = MOUNTED }, "policy-storage" },
	// levels and exceptions
	{ "'rules': {'policy-*': 'off'}, 'gpu': {'vendors': []}", { 0 }, "" },
	{ "'gpu': {'vendors': []}, 'exceptions': [{'rule': 'policy-gpu-*', 'reason': 'r'}]", { 0 }, "" },
	{ "'gpu': {'vendors': []}, 'exceptions': [{'file': 'bench/*', 'rule': '*', 'reason': 'r', 'until': '2026-07-01'}]",
	  { 0 },
	  "" },
	{ "'gpu': {'vendors': []}, 'exceptions': [{'file': '*.json', 'rule': '*', 'reason': 'r'}]",
	  { 0 },
	  "policy-gpu-vendor" },
	{ "'gpu': {'vendors': []}, 'exceptions': [{'file': 'bench/**', 'rule': '*', 'reason': 'r', 'until': '2026-06-30'}]",
	  { 0 },
	  "policy-exception-expired policy-gpu-vendor" },
};

struct job {
	struct arena arena;
	const char *policy;
	struct parts parts;
	struct run run;
};

static const char *or_sound(const char *part, const char *sound)
{
	return part ? part : sound;
}

static struct str sdl_of(struct arena *arena, const struct parts *parts)
{
	return str_of(arena_printf(
		arena,
		"version: \"2.0\"\nservices:\n  llm:\n    image: %s\n    expose: [{port: 80, to: [{global: true}]}]\n%s"
		"profiles:\n  compute:\n    llm:\n      resources:\n        cpu: {units: %s}\n        memory: {size: %s}\n"
		"        storage: %s\n        gpu: %s\n  placement:\n    here:\n      %s\n      pricing: {llm: %s}\n"
		"    there:\n      %s\n      pricing: {llm: %s}\ndeployment:\n  llm: %s\n",
		or_sound(parts->image, sound_parts.image), or_sound(parts->mounts, sound_parts.mounts),
		or_sound(parts->cpu, sound_parts.cpu), or_sound(parts->memory, sound_parts.memory),
		or_sound(parts->storage, sound_parts.storage), or_sound(parts->gpu, sound_parts.gpu),
		or_sound(parts->placement, sound_parts.placement), or_sound(parts->price, sound_parts.price),
		or_sound(parts->placement, sound_parts.placement), or_sound(parts->price, sound_parts.price),
		or_sound(parts->deployment, sound_parts.deployment)));
}

// Policies stand in the table with ' for ".
static struct str json_of(struct arena *arena, const char *text)
{
	char *json = arena_printf(arena, "{\"version\": 1%s%s}", *text ? ", " : "", text);

	for (char *c = json; *c; c++)
		if (*c == '\'')
			*c = '"';
	return str_of(json);
}

static void work(void *context)
{
	struct job *job = context;
	struct settings settings = default_settings;
	struct policy policy;
	struct json_fault error;

	ck_assert_msg(
		policy_from_json(&job->arena, NULL, "policy.json", json_of(&job->arena, job->policy), &policy, &error),
		"%s: %s", job->policy, error.message);
	settings.policy = &policy;
	settings.levels = policy.levels;
	settings.today = TODAY;
	policy_except(&settings, "./bench/llm.yml", policy.levels);
	lint(&job->run, &job->arena, &settings, "./bench/llm.yml", sdl_of(&job->arena, &job->parts));
}

START_TEST(test_case)
{
	struct job job = { .policy = cases[_i].policy, .parts = cases[_i].parts };
	struct strbuf found;

	arena_init(&job.arena);
	ck_assert(arena_guard(&job.arena, work, &job));
	ck_assert_msg(!job.run.has_syntax_error && !job.run.is_rejected, "case %d is no SDL", _i);
	found = strbuf_in(&job.arena);
	for (size_t i = 0; i < job.run.diags.n; i++)
		if (strncmp(job.run.diags.items[i]->rule->id, "policy-", 7) == 0)
			strbuf_printf(&found, "%s%s", found.len ? " " : "", job.run.diags.items[i]->rule->id);
	ck_assert_msg(strcmp(found.len ? found.text : "", cases[_i].found) == 0,
		      "case %d: %s: found \"%s\", not \"%s\"", _i, cases[_i].policy, found.len ? found.text : "",
		      cases[_i].found);
	arena_clear(&job.arena);
}
END_TEST

// All words of what is found are in tests/golden/policy-rules.txt.
START_TEST(test_wording)
{
	struct arena arena;
	struct strbuf out;

	arena_init(&arena);
	out = strbuf_in(&arena);
	for (size_t k = 0; k < COUNT_OF(cases); k++) {
		struct job job = { .policy = cases[k].policy, .parts = cases[k].parts };

		arena_init(&job.arena);
		ck_assert(arena_guard(&job.arena, work, &job));
		strbuf_printf(&out, "=== %zu: %s\n", k + 1, cases[k].policy);
		for (size_t i = 0; i < job.run.diags.n; i++)
			if (strncmp(job.run.diags.items[i]->rule->id, "policy-", 7) == 0)
				print_diag(&out, &job.run, job.run.diags.items[i]);
		arena_clear(&job.arena);
	}
	check_golden("policy-rules.txt", out.text);
	arena_clear(&arena);
}
END_TEST

Suite *policy_rules_suite(void)
{
	Suite *suite = suite_create("policy_rules");
	TCase *tcase = tcase_create("policy_rules");

	tcase_add_test(tcase, test_wording);
	tcase_add_loop_test(tcase, test_case, 0, COUNT_OF(cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
