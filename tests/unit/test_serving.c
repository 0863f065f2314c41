// SPDX-License-Identifier: Apache-2.0
// In: services as people write them. Out: whether the rules find what does not serve, at its place, and keep secrets.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "query/host_ref.h"
#include "query/language_model.h"
#include "report/snippet.h"
#include "unit/fixture.h"

Suite *serving_suite(void);

#define WEB "    expose:\n      - {port: 8080, as: 80, to: [{global: true}]}\n"
#define AT(port) "    expose:\n      - {port: " #port ", as: " #port ", to: [{global: true}]}\n"
#define DATA(path) "    params: {storage: {data: {mount: " path "}}}\n"
#define APP "  app:\n    image: ghcr.io/example/app:1.0\n"
#define VLLM "  app:\n    image: vllm/vllm-openai:v0.10.2\n" AT(8000)
#define SECRET "QwErTyUiOpAsDfGhJkLzXcVbNmPoIuYtReWq"

// The services, the GPUs of "app", one rule that must find something and the text that it points at; or must not.
struct sample {
	const char *services, *models, *rule, *part;
};

static const struct sample samples[] = {
	{ VLLM "    args: [--model, Qwen/Qwen3-4B, --dtype=bfloat16]\n", "t4", "gpu-precision-unsupported",
	  "bfloat16" },
	{ VLLM "    args: [--model, x/y-7B-AWQ, --quantization, awq_marlin]\n", "t4", "gpu-precision-unsupported",
	  "awq_marlin" },
	{ VLLM "    args: [--model, openai/gpt-oss-20b]\n", "rtx3090", "gpu-precision-unsupported", NULL },
	{ VLLM "    args: [--model, moonshotai/Kimi-K2-Instruct]\n", "h100", "llm-weights-exceed-vram",
	  "moonshotai/Kimi-K2-Instruct" },
	{ VLLM "    args: [--model, deepseek-ai/DeepSeek-R1-Distill-Qwen-7B]\n", "h100", "llm-weights-exceed-vram",
	  NULL },
	{ VLLM "    args: [--model, unsloth/Llama-3.1-8B-Instruct]\n", "rtx4090", "kv-cache-exceeds-vram",
	  "unsloth/Llama-3.1-8B-Instruct" },
	{ VLLM "    args: [--model, unsloth/Llama-3.1-8B-Instruct, --max-model-len, 16k]\n", "rtx4090",
	  "kv-cache-exceeds-vram", NULL },
	{ VLLM "    args: [--model, Qwen/Qwen2.5-7B-Instruct, --max-model-len, 40K]\n", "h100",
	  "max-model-len-exceeds-model", "40K" },
	{ VLLM "    args: [--model, Qwen/Qwen2.5-7B-Instruct-1M, --max-model-len, 40K]\n", "h100",
	  "max-model-len-exceeds-model", NULL },
	{ VLLM "    args: [--model, meta-llama/Llama-3.2-3B]\n", "h100", "gated-model-without-token",
	  "meta-llama/Llama-3.2-3B" },
	{ VLLM "    args: [--model, meta-llama/Llama-3.2-3B]\n    env: [HF_TOKEN=x]\n", "h100",
	  "gated-model-without-token", NULL },
	{ VLLM "    args: [--model, /models/x]\n", "h100", "llm-model-missing", NULL },
	{ VLLM "    args: [$ARGS]\n", "h100", "llm-model-missing", NULL },
	{ "  app:\n    image: ollama/ollama:0.11\n" AT(
		  11434) "    command: [sh, -c, 'ollama serve & ollama pull llama3.1:70b-instruct-q8_0; wait']\n",
	  "rtx4090", "ollama-model-exceeds-vram", "llama3.1:70b-instruct-q8_0" },
	{ APP AT(8888) "    command: [sh, -c, 'jupyter lab --ip=0.0.0.0 --ServerApp.token=\"\"']\n", "",
	  "open-to-world", "--ServerApp.token=" },
	{ APP AT(8888) "    command: [sh, -c, 'jupyter lab --ip=0.0.0.0 --ServerApp.token=\"${T:-x}\"']\n", "",
	  "open-to-world", NULL },
	{ APP WEB "    command: [uvicorn, 'main:app', --port, '8080']\n", "", "listens-on-loopback", "8080" },
	{ APP WEB "    command: [uvicorn, 'main:app', --port, '8080', --host, 0.0.0.0]\n", "", "listens-on-loopback",
	  NULL },
	{ APP WEB "    command: [pip, install, uvicorn]\n", "", "listens-on-loopback", NULL },
	{ APP WEB "    command: [./serve, --listen, '127.0.0.1:8080']\n", "", "listens-on-loopback", "127.0.0.1:8080" },
	{ APP WEB "    command: [gunicorn, -b, ':9000', app]\n", "", "port-not-listening", "8080" },
	{ APP WEB "    command: [flask, --app, shop, run, --port, '8080']\n", "", "listens-on-loopback", "8080" },
	{ "  app:\n    image: n8nio/n8n:1.90.0\n" WEB, "", "port-not-listening", "8080" },
	{ "  app:\n    image: n8nio/n8n:1.90.0\n" WEB "    env: [N8N_PORT=8080]\n", "", "port-not-listening", NULL },
	{ "  app:\n    image: n8nio/n8n:1.90.0\n" WEB "    env: ['URL=http://+:8080/']\n", "", "port-not-listening",
	  NULL },
	{ APP WEB "    command: [bash]\n", "", "command-ends", "bash" },
	{ APP WEB "    command: [sh, -c, './a & ./b & wait']\n", "", "command-ends", NULL },
	{ APP WEB "    command: [sh, -c, './a && service ssh start']\n", "", "command-ends", "service ssh start" },
	{ APP WEB "    command: [sh, -c, 'exec \"$@\"', --, serve]\n", "", "shell-several-texts", NULL },
	{ APP WEB "    args: ['--title=a b --c', '-e first - second']\n", "", "command-several-flags", NULL },
	{ "  app:\n    image: postgres:18.1\n" AT(5432) DATA("/var/lib/postgresql/data"), "", "mount-beside-data",
	  "/var/lib/postgresql/data" },
	{ "  app:\n    image: postgres:18.1\n" AT(5432) DATA("/var/lib/postgresql"), "", "mount-beside-data", NULL },
	{ "  app:\n    image: postgres:17.1\n" AT(5432) DATA("/var/lib/postgresql"), "", "mount-beside-data",
	  "/var/lib/postgresql" },
	{ "  app:\n    image: postgres\n" AT(5432) DATA("/var/lib/postgresql"), "", "mount-beside-data", NULL },
	{ "  app:\n    image: wordpress:6.5\n" AT(80) DATA("/var/www/html/wp-content"), "", "mount-beside-data", NULL },
	{ "  app:\n    image: influxdb:1.8\n" AT(8086), "", "open-to-world", "8086" },
	{ "  app:\n    image: influxdb:2.7\n" AT(8086), "", "open-to-world", NULL },
	{ "  app:\n    image: redis:7\n" AT(6379) "    command: [redis-server, /etc/redis.conf]\n", "", "open-to-world",
	  NULL },
	{ "  app:\n    image: codercom/code-server:4.96\n" WEB "    args: [--auth, none]\n", "", "open-to-world",
	  "none" },
	{ "  app:\n    image: ethereum/client-go:v1.14.0\n" AT(8545) "    args: [--http.api, 'eth,personal']\n", "",
	  "open-to-world", "eth,personal" },
	{ "  app:\n    image: redis:7\n" AT(6379) "    args: [redis-server, --requirepass, changeme]\n", "",
	  "known-password", "changeme" },
	{ APP WEB
	  "    env: ['A=http://db:9000']\n  db:\n    image: x/y:1\n    expose:\n      - {port: 9000, as: 80, to: [{service: app}]}\n",
	  "", "inner-port-unreachable", "db" },
	{ APP WEB
	  "    env: ['A=http://db']\n  db:\n    image: x/y:1\n    expose:\n      - {port: 9000, as: 80, to: [{service: app}]}\n",
	  "", "inner-port-unreachable", NULL },
	{ APP WEB
	  "    env: [DB_HOST=localhost, DB_PORT=5432]\n  db:\n    image: x/y:1\n    expose:\n      - {port: 5432, to: [{service: app}]}\n",
	  "", "inner-host-unknown", "localhost" },
	{ APP WEB
	  "    env: ['A=http://localhost:8080']\n  db:\n    image: x/y:1\n    expose:\n      - {port: 5432, to: [{service: app}]}\n",
	  "", "inner-host-unknown", NULL },
	{ APP WEB
	  "    env: ['A=postgres://u@pg:5432/x']\n  db:\n    image: x/y:1\n    expose:\n      - {port: 5432, to: [{service: app}]}\n",
	  "", "inner-host-unknown", "pg" },
	{ APP WEB "    env: ['A=$${X}', 'B=$(X)']\n", "", "env-not-expanded", NULL },
	{ APP WEB "    env: ['T=Your shop, open all day', 'B=<b>Hello</b>']\n", "", "placeholder-value", NULL },
	{ APP WEB "    env: [K=your-api-key]\n", "", "placeholder-value", "your-api-key" },
	{ APP WEB "    env: ['U=postgres://u:secretword@db/x']\n", "", "secret-in-clear-text", NULL },
	{ APP WEB "    env: ['U=postgres://u:secretword@db.example.com/x']\n", "", "secret-in-clear-text",
	  "secretword" },
	{ APP WEB "    env: ['U=postgres://u:${PW}@db.example.com/x']\n", "", "secret-in-clear-text", NULL },
};

static void write_sdl(const struct sample *sample, char *out, size_t size)
{
	bool has_db = strstr(sample->services, "  db:\n") != NULL;
	char gpu[200] = "";

	if (sample->models[0])
		snprintf(gpu, sizeof(gpu), "        gpu: {units: 1, attributes: {vendor: {nvidia: [{model: %s}]}}}\n",
			 sample->models);
	snprintf(
		out, size,
		"version: \"2.0\"\nservices:\n%sprofiles:\n  compute:\n    app:\n      resources:\n"
		"        cpu: {units: 8}\n        memory: {size: 64Gi}\n        storage:\n          - size: 900Gi\n%s%s"
		"  placement:\n    p:\n      pricing:\n        app: {denom: uact, amount: 100000}\n"
		"deployment:\n  app:\n    p: {profile: app, count: 1}\n%s",
		sample->services,
		strstr(sample->services, "data: {")
			? "          - {name: data, size: 20Gi, attributes: {persistent: true, class: beta3}}\n"
			: "",
		gpu, has_db ? "  db:\n    p: {profile: app, count: 1}\n" : "");
}

START_TEST(test_sample)
{
	const struct sample *sample = &samples[_i];
	char text[4096];

	write_sdl(sample, text, sizeof(text));
	fixture_check_rule(text, sample->rule, sample->part);
}
END_TEST

// Each has a different form; they are put together here so that this file contains no secret.
static const struct {
	const char *prefix, *rest;
} secrets[] = {
	{ "K=ghp"
	  "_",
	  SECRET },
	{ "K=x AKIA", "QWERTYUIOPASDFGH" },
	{ "K=sk_live"
	  "_",
	  SECRET },
	{ "K=gsk"
	  "_",
	  SECRET "QwErTyUiOpAsDfGh" },
	{ "PRIVATE_KEY=0x", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
	{ "MNEMONIC=", "one two three four five six seven eight nine ten eleven twelve" },
};

// A secret is found, and neither the messages nor the line that is shown have it.
START_TEST(test_secrets)
{
	struct fixture fixture;
	char service[1024], text[4096];
	struct sample sample = { service, "", "", NULL };

	snprintf(service, sizeof(service), APP WEB "    env: [\"%s%s\"]\n", secrets[_i].prefix, secrets[_i].rest);
	write_sdl(&sample, text, sizeof(text));
	fixture_lint(&fixture, str_of(text));
	ck_assert_msg(fixture_has(&fixture, "secret-in-clear-text"), "%s", text);
	for (size_t i = 0; i < fixture.run.diags.n; i++) {
		const struct diag *diag = fixture.run.diags.items[i];
		struct snippet snippet = snippet_of(&fixture.run.source, diag->span);

		ck_assert_ptr_null(strstr(diag->message, secrets[_i].rest));
		ck_assert_ptr_null(strstr(snippet.text, secrets[_i].rest));
	}
	fixture_clear(&fixture);
}
END_TEST

START_TEST(test_versions)
{
	ck_assert_uint_eq(version_number(STR("v0.10.2-cu128")), 10002);
	ck_assert_uint_eq(version_number(STR("15-alpine")), 15000000);
	ck_assert_uint_eq(version_number(STR("24.10-py3")), 24010000);
	ck_assert_uint_eq(version_number(STR("latest")), 0);
	ck_assert_uint_eq(version_number(STR("2025-07-01")), 0);
	ck_assert_uint_eq(version_number(STR("")), 0);
	ck_assert(is_version_within(10002, "0.9.0", NULL) && !is_version_within(10002, NULL, "0.10.2"));
}
END_TEST

START_TEST(test_hosts)
{
	struct host_ref ref = { 0 };
	size_t at = 0;

	ck_assert(host_ref_next(STR("postgresql+asyncpg://u:p%40@db/x,redis://cache:6380"), &at, &ref));
	ck_assert(str_is(ref.host, "db") && ref.port == 5432 && str_is(ref.password, "p%40"));
	ck_assert(host_ref_next(STR("postgresql+asyncpg://u:p%40@db/x,redis://cache:6380"), &at, &ref));
	ck_assert(str_is(ref.host, "cache") && ref.port == 6380 && !ref.has_password);
	at = 0;
	ck_assert(!host_ref_next(STR("http://"), &at, &ref));
	ck_assert(!host_ref_next(STR("a:99999"), &at, &ref));
}
END_TEST

START_TEST(test_models)
{
	ck_assert_ptr_nonnull(known_model_find(STR("x/Qwen3-8B-FP8")));
	ck_assert_ptr_nonnull(known_model_find(STR("meta-llama/Meta-Llama-3.1-8B-Instruct")));
	ck_assert_ptr_null(known_model_find(STR("deepseek-ai/DeepSeek-R1-Distill-Qwen-32B")));
	ck_assert_ptr_null(known_model_find(STR("zai-org/GLM-4.55")));
	ck_assert_ptr_null(known_model_find(STR("/models/Qwen3-8B")));
}
END_TEST

Suite *serving_suite(void)
{
	Suite *suite = suite_create("serving");
	TCase *tcase = tcase_create("serving");

	tcase_add_loop_test(tcase, test_sample, 0, (int)COUNT_OF(samples));
	tcase_add_loop_test(tcase, test_secrets, 0, (int)COUNT_OF(secrets));
	tcase_add_test(tcase, test_versions);
	tcase_add_test(tcase, test_hosts);
	tcase_add_test(tcase, test_models);
	suite_add_tcase(suite, tcase);
	return suite;
}
