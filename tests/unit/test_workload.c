// SPDX-License-Identifier: Apache-2.0
// In: services with GPUs, as people write them. Out: whether the rules about their text find what is there, and where.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "property.h"
#include "unit/fixture.h"

Suite *workload_suite(void);

// The lines of the service, the GPUs, one rule that must find something and the text that it points at; or
// a rule that must not.
struct sample {
	const char *service;
	unsigned units;
	const char *models; // a flow list, or "" for any
	const char *rule;
	const char *part; // NULL: the rule finds nothing
};

#define VLLM "image: vllm/vllm-openai:v0.8.5\n"
#define OWN "image: example/app:1.2\n"
#define SGLANG "image: lmsysorg/sglang:v0.5.5\n    command: [python3, -m, sglang.launch_server]\n"
#define H100 "[{model: h100}]"
#define TP "tensor-parallel-exceeds-units"
#define BELOW "tensor-parallel-below-units"
#define VRAM "llm-weights-exceed-vram"
#define VISIBLE "visible-devices-out-of-range"
#define OLD "cuda-too-old-for-model"

static const struct sample samples[] = {
	{ VLLM "    args: [--tensor-parallel-size, \"8\"]", 4, H100, TP, "8" },
	{ VLLM "    args: [--tensor-parallel-size=8]", 4, H100, TP, "8" },
	{ VLLM "    args: [-tp=8]", 4, H100, TP, "8" },
	{ VLLM "    args: [-tp, '8']", 4, H100, TP, "8" },
	{ VLLM "    args: [-tp, '4']", 4, H100, TP, NULL },
	{ VLLM "    command: [bash, -c, 'vllm serve x/y --tensor-parallel-size \"8\"']", 4, H100, TP, "8" },
	{ VLLM "    command:\n      - bash\n      - -c\n      - |\n        vllm serve x/y \\\n          -tp 8", 4, H100,
	  TP, "8" },
	{ VLLM
	  "    command:\n      - bash\n      - -c\n      - >-\n        vllm serve x/y\n        -tp 8\n        --port 80",
	  4, H100, TP, "8" },
	{ VLLM
	  "    command:\n      - bash\n      - -c\n      - |\n        # -tp 8\n        vllm serve x/y -tp 4 # --tp 8",
	  4, H100, TP, NULL },
	{ VLLM "    command: [bash, -c, 'vllm serve x/y -tp $N']", 4, H100, TP, NULL },
	{ VLLM "    args: [-tp, '8', --distributed-executor-backend, ray]", 4, H100, TP, "8" },
	{ VLLM "    args: [-tp, '4', --pipeline-parallel-size, '2']", 4, H100, TP, "4" },
	{ SGLANG "    args: [--tp, '8', --dp, '8', --enable-dp-attention]", 8, H100, TP, NULL },
	{ SGLANG "    args: [--tp, '8', --dp, '2']", 8, H100, TP, "8" },
	{ SGLANG "    args: [--tp, '16', --nnodes, '2']", 8, H100, TP, NULL },
	{ SGLANG "    args: [--tp, '32', --nnodes, '2']", 8, H100, TP, "32" },
	{ OWN "    args: [--tp, '8']", 1, H100, TP, NULL },
	{ OWN "    env: [TENSOR_PARALLEL_SIZE=8]", 1, H100, TP, "8" },
	{ VLLM "    args: [--model, a/b]", 2, H100, BELOW, "2" },
	{ VLLM "    args: [-tp, '3']", 4, H100, BELOW, "3" },
	{ VLLM "    args: [--config, /etc/x.yml]", 4, H100, BELOW, NULL },
	{ VLLM "    args: [$ARGS]", 4, H100, BELOW, NULL },
	{ VLLM "    command: [sleep, infinity]", 4, H100, BELOW, NULL },
	{ VLLM "    command: [sh, -c, 'vllm serve a/b & vllm serve c/d']", 4, H100, BELOW, NULL },
	{ VLLM "    args: [--model, x/y-70B]", 1, H100, VRAM, "x/y-70B" },
	{ VLLM "    args: [--model=https://huggingface.co/x/y-70B]", 1, H100, VRAM, "x/y-70B" },
	{ VLLM "    args:\n      - >-\n        --model x/y-70B\n        --served-model-name x/y-70B", 1, H100, VRAM,
	  "x/y-70B" },
	{ VLLM "    args: [--model, x/y-8x22B]", 1, "", VRAM, "x/y-8x22B" },
	{ VLLM "    args: [--model, x/y-235B-A22B]", 1, "", VRAM, "x/y-235B-A22B" },
	{ VLLM "    args: [--model, x/y-7B]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, x/y-1.5b]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, x/y-70B-AWQ]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, x/y-70B-GGUF]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, x/y-70B, --quantization, fp8]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, x/y-70B, --quantization, other]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, x/y-70B, --cpu-offload-gb, '90']", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, openai/gpt-oss-120b]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, x/y-17B-16E]", 1, "[{model: rtx3060}]", VRAM, NULL },
	{ VLLM "    args: [--model, x/y-8B-1.58-100B-tokens]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, /models/a, --served-model-name, x/y-70B]", 1, H100, VRAM, NULL },
	{ VLLM "    args: [--model, x/y-70B]", 1, "[{model: h999}]", VRAM, NULL },
	{ VLLM "    args: [--model, x/y-32B]", 1, "[{model: a100}]", VRAM, "x/y-32B" },
	{ VLLM "    args: [--model, x/y-32B]", 1, "[{model: a100, ram: 80Gi}]", VRAM, NULL },
	{ OWN "    env: [HF_MODEL=x/y-70B]", 1, H100, VRAM, "x/y-70B" },
	{ OWN "    env: [HF_MODEL=x/y-70B, LOAD_IN_4BIT=1]", 1, H100, VRAM, NULL },
	{ OWN "    env: [UPSTREAM=x/y-70B]", 1, H100, VRAM, NULL },
	{ "image: ollama/ollama:0.6.8\n    env: [MODEL=x/y-70B]", 1, H100, VRAM, NULL },
	{ OWN "    env: [\"CUDA_VISIBLE_DEVICES=0,1,2\"]", 2, H100, VISIBLE, "2" },
	{ OWN "    env: [CUDA_VISIBLE_DEVICES=1]", 2, H100, VISIBLE, "1" },
	{ OWN "    env: [CUDA_VISIBLE_DEVICES=-1]", 2, H100, VISIBLE, "-1" },
	{ OWN "    env: [CUDA_VISIBLE_DEVICES=]", 2, H100, VISIBLE, "CUDA_VISIBLE_DEVICES=" },
	{ OWN "    env: [\"CUDA_VISIBLE_DEVICES=0, 1\"]", 2, H100, VISIBLE, NULL },
	{ OWN "    env: [CUDA_VISIBLE_DEVICES=GPU-1a]", 2, H100, VISIBLE, NULL },
	{ OWN "    command: [sh, -c, 'CUDA_VISIBLE_DEVICES=0 a & CUDA_VISIBLE_DEVICES=1 b']", 2, H100, VISIBLE, NULL },
	{ OWN "    command: [sh, -c, 'CUDA_VISIBLE_DEVICES=7 a']", 2, H100, VISIBLE, "7" },
	{ "image: a/b:cu124", 1, "[{model: rtx5090}]", OLD, "cu124" },
	{ "image: 'a/b:1-cuda12.4.1-x'", 1, "[{model: rtx5090}]", OLD, "cuda12.4.1" },
	{ "image: a/b:v0.1-cuda-12.0-dev", 1, "[{model: rtx5090}]", OLD, "cuda-12.0" },
	{ "image: nvidia/cuda:11.8.0-base", 1, "[{model: rtx5090}]", OLD, "11.8.0" },
	{ "image: a/b:cu11", 1, "[{model: rtx5090}]", OLD, "cu11" },
	{ "image: a/b:cu12", 1, "[{model: rtx5090}]", OLD, NULL },
	{ "image: a/b:cu1281", 1, "[{model: rtx5090}]", OLD, NULL },
	{ "image: a/b:acu117", 1, "[{model: rtx5090}]", OLD, NULL },
	{ "image: a/b:cu117", 1, "[{model: rtx4090}]", OLD, NULL },
	{ "image: a/b:cu117", 1, "[{model: h100}]", OLD, "cu117" },
	{ "image: a/b:cu130", 1, "[{model: p100}]", "cuda-too-new-for-model", "cu130" },
	{ "image: a/b:cu130", 1, "[{model: t4}]", "cuda-too-new-for-model", NULL },
	{ "image: a/b:1-cpu", 1, H100, "gpu-image-cpu-tag", "cpu" },
	{ "image: a/b:cpu-gpu", 1, H100, "gpu-image-cpu-tag", NULL },
	{ "image: vllm/vllm-openai-rocm:v1", 1, H100, "gpu-image-rocm", "rocm" },
	{ VLLM, 1, "[{model: p40}]", "llm-engine-compute-capability", "p40" },
	{ VLLM, 1, "", "llm-image-any-model", "nvidia" },
	{ VLLM, 1, "[{model: '*'}]", "llm-image-any-model", "nvidia" },
	{ OWN, 1, "", "llm-image-any-model", NULL },
	{ OWN "    command: [sh, -c, exec vllm serve x/y]", 1, "", "llm-image-any-model", "nvidia" },
	{ VLLM, 0, "", "cuda-image-without-gpu", "vllm/vllm-openai" },
	{ "image: a/b:cu124", 0, "", "cuda-image-without-gpu", "cu124" },
	{ "image: a/b:cucumber", 0, "", "cuda-image-without-gpu", NULL },
	{ VLLM "    command: [ray, start, --head]", 0, "", "cuda-image-without-gpu", NULL },
	{ "image: a/b", 1, H100, "gpu-image-unpinned", "a/b" },
	{ "image: a/b:latest-gpu", 1, H100, "gpu-image-unpinned", "latest-gpu" },
	{ "image: a/b:latest@sha256:0123456789abcdef0123456789abcdef", 1, H100, "gpu-image-unpinned", NULL },
	{ "image: '{{IMAGE}}'", 1, H100, "gpu-image-unpinned", NULL },
};

static void write_sdl(const struct sample *sample, char *out, size_t size)
{
	char gpu[300] = "";

	if (sample->units)
		snprintf(
			gpu, sizeof(gpu),
			"        gpu:\n          units: %u\n          attributes:\n            vendor:\n              nvidia: %s\n",
			sample->units, sample->models);
	snprintf(
		out, size,
		"version: \"2.0\"\nservices:\n  app:\n    %s\n    expose:\n      - port: 80\n        to: [{global: true}]\n"
		"profiles:\n  compute:\n    app:\n      resources:\n        cpu: {units: 8}\n        memory: {size: 64Gi}\n"
		"        storage: {size: 900Gi}\n%s  placement:\n    p:\n      pricing:\n        app: {denom: uact, amount: 100000}\n"
		"deployment:\n  app:\n    p: {profile: app, count: 1}\n",
		sample->service, gpu);
}

START_TEST(test_sample)
{
	const struct sample *sample = &samples[_i];
	char text[4096];

	write_sdl(sample, text, sizeof(text));
	fixture_check_rule(text, sample->rule, sample->part);
}
END_TEST

// Commands of random words: nothing to find, but spans that lie in the text and no crash.
START_TEST(test_random_commands)
{
	static const char *const words[] = {
		"vllm",
		"serve",
		"--tp",
		"--tp=",
		"-tp",
		"--model",
		"x/y-70B",
		"x/9b",
		"/b",
		"8",
		"$N",
		"\\n",
		"'",
		"#",
		"--nnodes",
		"2",
		"CUDA_VISIBLE_DEVICES=",
		"CUDA_VISIBLE_DEVICES=9",
		",",
		"é",
		"ray",
		"70B",
		"--model=",
		"0",
		"18446744073709551616",
		";",
	};
	uint64_t state = 31;

	for (int i = 0; i < 2000; i++) {
		char service[1024] = VLLM "    command: [bash, -c, \"", text[4096];
		struct sample sample = { service, 2, i % 2 ? H100 : "", "", NULL };
		struct fixture fixture;

		for (uint64_t n = random_below(&state, 12); n > 0; n--) {
			strcat(service, words[random_below(&state, COUNT_OF(words))]);
			strcat(service, random_below(&state, 5) ? " " : "");
		}
		strcat(service, "\"]");
		write_sdl(&sample, text, sizeof(text));
		fixture_lint(&fixture, str_of(text));
		fixture_check_invariants(&fixture);
		fixture_clear(&fixture);
	}
}
END_TEST

Suite *workload_suite(void)
{
	Suite *suite = suite_create("workload");
	TCase *tcase = tcase_create("workload");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_sample, 0, (int)COUNT_OF(samples));
	tcase_add_test(tcase, test_random_commands);
	suite_add_tcase(suite, tcase);
	return suite;
}
