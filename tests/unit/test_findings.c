// SPDX-License-Identifier: Apache-2.0
// In: sound SDLs with one part changed. Out: whether each has the findings that it should, each at its place, and which
// text their fixes make.
//
// What is compared is rules, places and values, not words.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "diag/rule.h"
#include "fix/fix_run.h"
#include "unit/fixture.h"

extern const struct rule rule_gpu_ram_redundant;

static const char llm[] = "examples/llm-one-gpu.yml";
#define MODELS "- model: rtx4090\n                - model: rtx3090\n                - model: rtxa6000\n"
#define ENV                                                                                                            \
	"      # The weights go to the persistent volume, so a restart does not load them again.\n"                    \
	"      - HF_HOME=/models\n"                                                                                    \
	"      # Without a key anybody may use your GPU.\n"                                                            \
	"      - VLLM_API_KEY=ac-secret://VLLM\n"
#define DISK "        storage:\n          size: 1Gi\n"
#define SHM(size)                                                                                                      \
	"        storage:\n          - size: 1Gi\n          - name: shm\n            size: " size                      \
	"\n            attributes: {persistent: false, class: ram}\n"

#define EXAMPLE(name) "examples/rules/" name ".good.yml"
#define EXAMPLE_BAD(name) "examples/rules/" name ".bad.yml"
#define DATA "        data: {mount: /var/lib/postgresql/data}\n"
#define MORE "        cache: {mount: /cache}\n"
#define VOLUME "            attributes: {persistent: true, class: beta3}\n"
#define MORE_VOLUME "          - name: cache\n            size: 20Gi\n" VOLUME

static const struct {
	const char *base;      // NULL: sound_sdl
	const char *part, *by; // wherever it is there; several with "\v" between
	const char *findings;  // each a rule with its line and column
	const char *shown;     // a value in a message, a help or a fix; NULL: none
	const char *fixed;     // in the text with all fixes made; NULL: none can be made
} cases[] = {
	{ NULL, "web", "my_Web.x", "service-name-invalid 3:3", "my-web-x", NULL },
	{ NULL, "web", "my web", "service-name-invalid 3:3", "my-web", NULL },
	{ NULL, DISK, SHM("512Mi"), "shm-not-mounted 19:19", NULL, NULL },
	{ NULL, DISK, SHM("513Mi"), "shm-not-mounted 19:19, shm-larger-than-memory 20:19", "1025Mi", NULL },
	{ NULL, DISK, SHM("513 Mi"), "shm-not-mounted 19:19, storage-size-invalid 20:19", "513Mi", "513Mi" },
	{ llm, "size: 32Gi", "size: 3Gi", "gpu-memory-far-below-vram 35:17", "4Gi", NULL },
	{ llm, "size: 32Gi", "size: 256Mi", "gpu-memory-tiny 35:17", "512Mi", NULL },
	{ llm, "persistent: true", "persistent: \"Yes\"", "storage-persistent-invalid 42:27", NULL,
	  "persistent: \"true\"\n" },
	{ llm, "persistent: true", "persistent: \"maybe\"", "storage-persistent-invalid 42:27", NULL, NULL },
	{ NULL, "units: 0.5", "units: 0.5\n          attributes: [null]", "console-type 15:23", NULL, NULL },
	{ NULL, "units: 0.5", "units: 0.5\n          attributes: [3]", "console-type 15:23", NULL, NULL },
	{ NULL, "units: 0.5", "units: 0.5\n          attributes: null", "console-type 15:23", NULL, NULL },
	{ NULL, "    expose:", "    command: 3\n    expose:", "wrong-type 5:14", NULL, NULL },
	{ NULL, "    expose:", "    command: null\n    expose:", "", NULL, NULL },
	{ NULL, "    expose:", "    args: {a: b}\n    expose:", "wrong-type 5:11", NULL, NULL },
	{ llm, ENV, "      - A=b\n      - NVIDIA_VISIBLE_DEVICES=none\n", "nvidia-visible-devices-override 14:9", NULL,
	  "      - A=b\n    expose:" },
	{ llm, ENV, "      - NVIDIA_VISIBLE_DEVICES=none\n", "nvidia-visible-devices-override 13:9", NULL, NULL },
	{ llm, "    env:\n" ENV, "    env: [A=b, NVIDIA_VISIBLE_DEVICES=none]\n",
	  "nvidia-visible-devices-override 12:16", NULL, NULL },
	{ llm, ENV, "      - NVIDIA_VISIBLE_DEVICES=none # why\n      - A=b\n", "nvidia-visible-devices-override 13:9",
	  NULL, NULL },
	{ llm, "- model: rtx3090", "- model: \"*\"", "llm-image-any-model 50:15, gpu-wildcard-mixed 52:26", NULL,
	  NULL },
	{ llm, MODELS, "- model: \"*\"\n", "llm-image-any-model 50:15", NULL, NULL },
	{ llm, "nvidia:\n                " MODELS, "nvidia:\n", "llm-image-any-model 50:15", NULL, NULL },
	{ llm, MODELS, "- model: a100\n                - model: h100\n                  ram: 80Gi\n",
	  "gpu-ram-inconsistent 51:26, gpu-ram-redundant 53:24", NULL, "- model: h100\n  placement:" },
	{ llm, MODELS,
	  "- model: a100\n                - model: l40s\n                  ram: 48Gi\n                - model: h100\n",
	  "gpu-model-ambiguous-vram 51:26, gpu-model-unknown 52:26", NULL, NULL },
	{ llm, MODELS,
	  "- model: a100\n                - model: rtx4090\n                  ram: 24Gi\n                - model: h100\n",
	  "gpu-ram-redundant 53:24", NULL, "- model: rtx4090\n                - model: h100" },
	{ llm, "rtx4090", "a100-80gb", "gpu-model-unknown 51:26", "80Gi", "ram: 80Gi" },
	{ llm, "rtx4090", "a100-0gb", "gpu-model-unknown 51:26", NULL, NULL },
	{ llm, "rtx4090", "a100-80", "gpu-model-unknown 51:26", NULL, NULL },
	{ llm, "rtx4090", "a100-sxm4-80gb", "gpu-model-unknown 51:26", "sxm", "interface: sxm" },
	{ llm, "rtx4090", "a100sxm80gb", "gpu-model-unknown 51:26", "sxm", "interface: sxm" },
	{ NULL, "- global: true\vprofiles:", "- {global: false, ip: fixed}\vendpoints: {fixed: {kind: ip}}\nprofiles:",
	  "ip-not-global 8:22", NULL, NULL },
	{ NULL, "  placement:\n\v        web:\n          denom",
	  "    db: {resources: {cpu: {units: 1}, memory: {size: 1Gi}, storage: {size: 1Gi}}}\n  placement:\n\v"
	  "        db: {denom: uact, amount: 1000}\n        wbe:\n          denom",
	  "deployment-pricing-missing 24:9", "did you mean \"web\"? there is no profile \"wbe\"",
	  "        web:\n          denom" },
	{ EXAMPLE_BAD("volume-lost-found"), DATA "\v" VOLUME, DATA MORE "\v" VOLUME MORE_VOLUME,
	  "volume-lost-found 13:23", NULL, NULL },
	{ EXAMPLE_BAD("volume-lost-found"), DATA "\v" VOLUME, MORE DATA "\v" VOLUME MORE_VOLUME,
	  "volume-lost-found 14:23", NULL, NULL },
	{ NULL, "    expose:", "    params: {tee: cpu-gpu}\n    expose:", "tee-gpu-missing 5:19", NULL, NULL },
	{ NULL, "version", " version", "yaml-multiple-documents 2:1", NULL, NULL },
	{ NULL, "    image", "   image", "yaml-syntax 4:4", NULL, "\n    image: nginx" },
	{ NULL, "    image", "     image", "yaml-syntax 4:6", NULL, "\n    image: nginx" },
	{ NULL, "version: \"2.0\"\n", "?\t\t# c\n  version\n: \"2.0\"\n", "", NULL, NULL },
	{ NULL, "version: \"2.0\"", "version: \"2.0", "yaml-syntax 1:10", NULL, "version: \"2.0\"\n" },
	{ NULL, "nginx:1.27.4", "\"nginx\\q\"", "yaml-syntax 4:18", NULL, NULL },
	{ NULL, "denom: uact", "denom: UACT", "price-denom-not-accepted 23:18", "uact", "denom: uact\n" },
	{ NULL, "count: 1", "count: 1\n      Profile: web", "misnamed-key 30:7", NULL, NULL },
	{ NULL, "count: 1\n", "count: 0", "group-cpu-range 29:14", NULL, NULL },
	{ NULL, "count: 1\n", "count: 1\n      count: 2", "yaml-duplicate-key 30:7", NULL, NULL },
	{ NULL, "  web:\n    image", "  web: &a\n    <<: *a\n    image", "yaml-alias-recursive 4:9", NULL, NULL },
	{ NULL, "port: 80\n", "port: 80\n        as: 70000\n", "console-value 7:13", NULL, NULL },
	{ NULL, "port: 80\n", "port: 80\n        as: 0\n", "console-value 7:13", NULL, NULL },
	{ NULL, "port: 80\n", "port: 65535\n", "", NULL, NULL },
	{ NULL, "port: 80\n", "port: 65536\n", "expose-port-range 6:15", NULL, NULL },
	{ NULL, "global: true", "service: other", "expose-no-global 2:1", NULL, NULL },
	{ NULL, "amount: 1000", "amount: -1", "price-amount-invalid 24:19", NULL, NULL },
	{ NULL, "amount: 1000", "amount: 0", "price-amount-invalid 24:19", NULL, NULL },
	{ NULL, "units: 0.5", "units: 0.01", "", NULL, NULL },
	{ NULL, "units: 0.5", "units: 0.009", "cpu-units-range 14:18", NULL, NULL },
	{ NULL, "units: 0.5", "units: 384", "", NULL, NULL },
	{ NULL, "units: 0.5", "units: 384.001", "cpu-units-range 14:18", NULL, NULL },
	{ NULL, "size: 512Mi", "size: 1Mi", "", NULL, NULL },
	{ NULL, "size: 512Mi", "size: 1048575", "memory-size-range 16:17", NULL, NULL },
	{ EXAMPLE("gpu-interconnect-placement"), "capabilities/gpu-interconnect", "capabilities/gpu-interconect",
	  "gpu-interconnect-placement 35:13", "capabilities/gpu-interconnect", "capabilities/gpu-interconnect:" },
	{ EXAMPLE("gpu-interconnect-placement"), "interconnect: \"true\"", "interconnect: \"yes\"",
	  "gpu-interconnect-placement 39:40", NULL, "interconnect: \"true\"" },
	{ EXAMPLE("gpu-interconnect-placement"), "        capabilities/gpu-interconnect: \"true\"\n", "",
	  "gpu-interconnect-placement 35:13, console-type 38:7", NULL, NULL },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                  ram: 24Gi", "gpu-ram-unknown-variant 54:24",
	  NULL, "- model: rtxa6000\n  placement:" },
	{ llm, "- model: rtxa6000", "- ram: 48Gi\n                  model: rtxa6000", "gpu-ram-redundant 53:24", NULL,
	  "- model: rtxa6000\n" },
	{ llm, "- model: rtxa6000", "- {ram: 48Gi, model: rtxa6000}", "gpu-ram-redundant 53:25", NULL,
	  "- {model: rtxa6000}\n" },
	{ llm, "- model: rtxa6000", "- {model: rtxa6000, ram: 48Gi}", "gpu-ram-redundant 53:42", NULL,
	  "- {model: rtxa6000}\n" },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                  ram: 48Gi # small", "gpu-ram-redundant 54:24",
	  NULL, NULL },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                  ram: &r 48Gi", "gpu-ram-redundant 54:27",
	  NULL, NULL },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                  interface: sxm",
	  "gpu-interface-unknown-variant 54:30", NULL, "interface: pcie\n" },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                  interface: pcie5",
	  "gpu-interface-invalid 54:30", NULL, "interface: pcie\n" },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                - model: RTXA6000", "gpu-model-spelling 54:26",
	  NULL, NULL },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                - model: rtxa6000",
	  "gpu-duplicate-model-entry 54:26", NULL, NULL },
	{ llm, "- model: rtxa6000", "- model:\n                - model: rtxa6000", "gpu-model-empty 53:19", NULL,
	  NULL },
	{ llm, "vendor:", "vendor:\n              amd:\n                - model: mi300x", "gpu-vendor-ignored 49:15",
	  NULL, NULL },
	{ llm, "nvidia:", "Nvidia:", "gpu-vendor-ignored 50:15", NULL, "nvidia:\n" },
	{ llm, "          units: 1\n", "          units: 0\n", "gpu-zero-units-with-attributes 46:18", NULL, NULL },
	{ llm, "          units: 1\n", "          units: 9\n",
	  "gpu-units-over-node 46:18, tensor-parallel-below-units 46:18", NULL, NULL },
	{ llm, "          units: 1\n", "          units: 1.5\n", "gpu-units-invalid 46:18", NULL, NULL },
	{ llm, "          units: 1\n", "          units: \"1\"\n", "", NULL, NULL },
	{ llm, "mount: /models", "mount: models", "mount-path-invalid 26:18", "write mount: /models",
	  "mount: /models" },
	{ llm, "        models:\n", "        model:\n", "mount-volume-unknown 25:9", NULL, "models:\n" },
	{ llm, "class: beta3", "class: beta4", "storage-class-unknown 44:22",
	  "write beta1 (disk), beta2 (SSD), beta3 (NVMe), default, or ram for shared memory", NULL },
	{ llm, "class: beta3", "class: ram", "storage-ram-persistent 42:27", NULL, "persistent: false\n" },
	{ llm, "name: models", "name: default", "console-mount 25:9, storage-name-duplicate 39:19", NULL, NULL },
	{ llm, "          - name: models\n            size", "          - size",
	  "console-mount 25:9, storage-name-duplicate 39:13", NULL, NULL },
	{ llm, "- --max-model-len", "- --tensor-parallel-size=2\n      - --max-model-len",
	  "tensor-parallel-exceeds-units 10:32", NULL, NULL },
	{ llm, "size: 60Gi", "size: 10Gi", "", NULL, NULL },
	{ llm, "          units: 8", "          units: 100m", "gpu-cpu-starved 33:18", NULL, NULL },
	{ llm, "v0.8.5", "latest", "gpu-image-unpinned 6:29", NULL, NULL },
	{ NULL, "- global: true", "- global: true\n            service: web", "", NULL, NULL },
	{ NULL, "- global: true", "- global: false", "expose-no-global 8:21", NULL, NULL },
	{ NULL, "- port: 80\n", "- port: 80\n        proto: ftp\n", "expose-proto-unknown 7:16", NULL, NULL },
	{ NULL, "- port: 80\n", "- port: 80\n        proto: UDP\n", "", NULL, NULL },
	{ NULL, "- port: 80\n", "- port: 80\n        accept: [\"*.a_b.com\"]\n", "expose-host-invalid 7:18", NULL,
	  NULL },
	{ NULL, "- port: 80\n", "- port: 80\n        http_options: {max_body_size: 104857601}\n",
	  "http-options-range 7:39", NULL, NULL },
	{ NULL, "- port: 80\n", "- port: 80\n        http_options: {max_body_size: 104857600, read_timeout: 60001}\n",
	  "", NULL, NULL },
	{ NULL, "- port: 80\n", "- port: 80\n        http_options: {next_tries: -1, next_cases: [off, error]}\n",
	  "wrong-type 7:36, http-next-case-off 7:53", NULL, NULL },
	{ NULL, "nginx:1.27.4", "nginx", "", NULL, NULL },
	{ NULL, "nginx:1.27.4", "nginx:latest", "", NULL, NULL },
	{ NULL, "units: 0.5",
	  "units: 0.5\n        gpu: {units: 1, attributes: {vendor: {nvidia: [{model: \"RTX 4090, h100\"}]}}}",
	  "gpu-image-not-gpu 4:12, gpu-model-key-invalid 15:64", "\"- model: rtx4090\", \"- model: h100\"", NULL },
	{ NULL, "profiles:\vdeployment:", "profiles\uff1a\vdeployment: [", "lookalike-character 9:9", NULL, NULL },
	{ NULL, "nginx:1.27.4", "Nginx:1.27.4", "image-reference-invalid 4:12", NULL, "nginx:1.27.4\n" },
	{ NULL, "nginx:1.27.4", "nginx:1.27.4\n    env: [A, \"=b\", A=1, A=2]", "env-name-invalid 5:14", NULL, NULL },
	{ NULL, "nginx:1.27.4", "nginx:1.27.4\n    credentials: {host: a, username: b}", "credentials-incomplete 5:5",
	  NULL, NULL },
	{ NULL, "nginx:1.27.4", "nginx:1.27.4\n    dependencies: [{service: web}]", "", NULL, NULL },
	{ NULL, "anywhere:\n      pricing", "anywhere:\n      signedBy: {anyOf: [akash1x]}\n      pricing",
	  "signedby-not-address 21:26", NULL, NULL },
	{ NULL, "anywhere:\n      pricing", "anywhere:\n      attributes: {Region: eu}\n      pricing", "", NULL,
	  NULL },
	{ NULL, "          denom: uact\n", "          denom: uakt\n", "price-denom-not-accepted 23:18", NULL, NULL },
	{ NULL, "amount: 1000", "amount: 1e3", "price-amount-invalid 24:19", "write 1000", "amount: 1000\n" },
	{ NULL, "amount: 1000", "amount: 1000.0000000000000000001", "price-amount-invalid 24:19", NULL, NULL },
	{ NULL, "amount: 1000", "amount: 10000000000", "price-amount-range 24:19", NULL, NULL },
	{ NULL, "count: 1\n", "count: 51\n", "", NULL, NULL },
	{ NULL, "count: 1\n", "count: -1\n", "wrong-type 29:14", NULL, NULL },
	{ NULL, "profile: web", "profile: other", "deployment-profile-unknown 28:16", NULL, NULL },
	{ NULL, "  web:\n    anywhere", "  other:\n    anywhere", "deployment-service-unknown 26:3", NULL, NULL },
	{ NULL, "    anywhere:\n      profile", "    elsewhere:\n      profile", "deployment-placement-unknown 27:5",
	  NULL, NULL },
	{ NULL, "size: 1Gi", "size: 1GB", "storage-size-invalid 18:17", NULL, "size: 1Gi\n" },
	{ NULL, "size: 1Gi", "size: -1Gi", "storage-size-invalid 18:17", NULL, NULL },
	{ NULL, "size: 1Gi", "size: 33Ti", "storage-size-range 18:17", NULL, NULL },
	{ NULL, "size: 1Gi", "size: 1Gi\n          name: a", "", NULL, NULL },
	{ NULL, "units: 0.5", "units: 500", "cpu-units-range 14:18", NULL, NULL },
	{ NULL, "units: 0.5", "units: abc", "cpu-units-invalid 14:18", NULL, NULL },
	{ NULL, "units: 0.5", "units: \"\"", "cpu-units-invalid 14:18", NULL, NULL },
	{ NULL, "version: \"2.0\"", "version: 2.0", "console-type 1:10", NULL, "version: \"2.0\"\n" },
	{ NULL, "version: \"2.0\"", "version: \"2.2\"", "console-value 1:10", NULL, NULL },
	{ NULL, "version: \"2.0\"", "version: \"2.0\"\nendpoints: {a: {kind: ip}}",
	  "endpoint-unused 2:13, endpoint-name-invalid 2:13", NULL, NULL },
	{ NULL, "- global: true", "- global: true\n            ip: a", "ip-endpoint-unknown 9:17", NULL, NULL },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                  ram: 48Gi", "gpu-ram-redundant 54:24", NULL,
	  "- model: rtxa6000\n  placement:" },
	{ llm, "- model: rtxa6000", "- {model: rtxa6000, interface: pcie, ram: 48Gi}", "gpu-ram-redundant 53:59", NULL,
	  "- {model: rtxa6000, interface: pcie}\n" },
	{ llm, "- model: rtxa6000", "- model: rtxa6000\n                  interface: pcie", "", NULL, NULL },
	{ llm, "- model: rtxa6000", "- model: h100\n                  ram: 80Gi\n                  interface: sxm",
	  "gpu-ram-redundant 54:24", NULL, "- model: h100\n                  interface: sxm" },
	{ llm,
	  "version: \"2.0\"\n\v\ndeployment:\n  vllm:\n    anywhere:\n      profile: vllm\n      count: 1\n\v"
	  "profiles:\n\v  placement:\n    anywhere:\n      pricing:\n        vllm:\n          denom: uact\n          amount: 2000\n\v"
	  "- model: rtxa6000\n",
	  "version: \"2.0\"\ndeployment: {vllm: {anywhere: {profile: vllm, count: 1}}}\n\v\v"
	  "profiles:\n  placement: {anywhere: {pricing: {vllm: {denom: uact, amount: 2000}}}}\n\v\v"
	  "- model: rtxa6000\n                  ram: 48Gi",
	  "gpu-ram-redundant 56:24", NULL, "- model: rtxa6000\n" },
	{ NULL, "    expose:\v" DISK, "    params: {tee: cpu-gpu}\n    expose:\v" DISK "        gpu: {units: 1}\n",
	  "gpu-image-not-gpu 4:12, gpu-attributes-missing 20:22", NULL, NULL },
	{ NULL, "    expose:", "    params: {tee: quantum}\n    expose:", "tee-unsupported 5:19",
	  "write cpu or cpu-gpu, or remove tee", NULL },
	{ NULL, "- global: true", "- ip: a", "ip-not-global 8:17, ip-endpoint-unknown 8:17", NULL, NULL },
	{ NULL, "- global: true", "- global: maybe", "wrong-type 8:21", NULL, NULL },
	{ NULL, "units: 0.5", "units: 0.5\n          arch: arm64", "cpu-unknown-field 15:11", NULL,
	  "          attributes: {arch: arm64}\n" },
	{ llm, "- model: rtx4090", "- model: rtx 4090", "gpu-model-key-invalid 51:26", "write rtx4090",
	  "- model: rtx4090\n" },
	{ llm, "- model: rtx3090", "- model: rtx 4090", "gpu-model-key-invalid 52:26", NULL, NULL },
	{ NULL, "version: \"2.0\"\nservices:", "  version: \"2.0\"\n services:", "yaml-multiple-documents 2:2", NULL,
	  NULL },
	{ NULL, "profiles:", "   profiles:", "yaml-syntax 9:4", NULL, "\nprofiles:" },
	{ NULL, "          denom:", "         denom:", "yaml-syntax 23:10", NULL, "          denom:" },
};

static struct str changed(struct arena *arena, struct str text, const char *part, const char *by)
{
	struct strbuf out;
	size_t len = strlen(part), n = 0;

	out = strbuf_in(arena);
	for (size_t i = 0; i < text.len;) {
		if (i + len <= text.len && memcmp(text.ptr + i, part, len) == 0) {
			strbuf_puts(&out, by);
			i += len;
			n++;
		} else {
			strbuf_putc(&out, text.ptr[i++]);
		}
	}
	ck_assert_msg(n > 0, "\"%s\" is not there", part);
	return (struct str){ out.text, out.len };
}

// Takes the first off.
static const char *one_of(struct arena *arena, const char **texts)
{
	size_t len = strcspn(*texts, "\v");
	const char *one = arena_strndup(arena, *texts, len);

	*texts += len + ((*texts)[len] != '\0');
	return one;
}

static bool is_shown(const struct run *run, const char *value)
{
	for (size_t i = 0; i < run->diags.n; i++) {
		const struct diag *diag = run->diags.items[i];

		if (strstr(diag->message, value) || (diag->help && strstr(diag->help, value)) ||
		    (diag->fix && strstr(diag->fix->description, value)))
			return true;
	}
	return false;
}

static bool is_listed(const char *list, const char *one)
{
	size_t len = strlen(one);

	for (const char *at = list; (at = strstr(at, one)) != NULL; at += len)
		if ((at == list || at[-1] == ' ') && (at[len] == '\0' || at[len] == ','))
			return true;
	return false;
}

// All that are listed are found, and no other error. The warnings of other rules are their own tests' to look at.
static bool has_findings(struct run *run, struct strbuf *found, const char *list)
{
	size_t n_listed = *list != '\0', n = 0;

	for (const char *c = list; *c; c++)
		n_listed += *c == ',';
	for (size_t i = 0; i < run->diags.n; i++) {
		const struct diag *diag = run->diags.items[i];
		struct position at = source_position(&run->source, diag->span.start);
		const char *one =
			arena_printf(found->arena, "%s %u:%u", diag->rule->id, (unsigned)at.line, (unsigned)at.column);

		strbuf_printf(found, "%s%s", found->len ? ", " : "", one);
		if (is_listed(list, one))
			n++;
		else if (diag->severity == SEVERITY_ERROR)
			return false;
	}
	return n == n_listed;
}

START_TEST(test_case)
{
	struct fixture fixture;
	struct arena arena;
	struct strbuf found;
	struct fixed fixed;
	struct str text;

	arena_init(&arena);
	found = strbuf_in(&arena);
	text = cases[_i].base ? fixture_read(&arena, cases[_i].base) : str_of(sound_sdl);
	for (const char *part = cases[_i].part, *by = cases[_i].by; *part;)
		text = changed(&arena, text, one_of(&arena, &part), one_of(&arena, &by));
	// The one rule that removes lines is for those who ask for it.
	fixture_lint_enabled(&fixture, text, &rule_gpu_ram_redundant);
	fixture_check_invariants(&fixture);
	ck_assert_msg(has_findings(&fixture.run, &found, cases[_i].findings), "case %d, \"%s\": %s", _i, cases[_i].by,
		      found.text);
	ck_assert_msg(!cases[_i].shown || is_shown(&fixture.run, cases[_i].shown), "case %d: %s", _i, cases[_i].shown);
	fix_run(&fixture.run, true, &fixed);
	if (cases[_i].fixed)
		ck_assert_msg(fixed.n > 0 && strstr(fixed.text.ptr, cases[_i].fixed), "case %d:\n%.*s", _i,
			      (int)(fixed.n ? fixed.text.len : 0), fixed.text.ptr);
	else
		ck_assert_msg(fixed.n == 0 || strcmp(found.text, cases[_i].findings) != 0, "case %d is fixed", _i);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

Suite *findings_suite(void)
{
	Suite *suite = suite_create("findings");
	TCase *tcase = tcase_create("findings");

	tcase_add_loop_test(tcase, test_case, 0, sizeof(cases) / sizeof(cases[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
