// SPDX-License-Identifier: Apache-2.0
// In: any bytes as one of the files that go with an SDL. Out: the file is used, or a message says what is wrong.
#include "catalogue/catalogue_from_json.h"
#include "cli/baseline.h"
#include "config/config.h"
#include "fuzz/fuzz.h"
#include "lint.h"
#include "match/inventory.h"
#include "match/match_all.h"
#include "policy/policy.h"
#include "report/examples.h"
#include "sdl/resources.h"

// One deployed service with a GPU, for the file to be used on.
static struct str sample(void)
{
	return example_of("gpu-model-unknown", EXAMPLE_GOOD);
}

void fuzz_policy(struct arena *arena, struct str input)
{
	struct settings settings = default_settings;
	struct json_fault error;
	struct policy policy;
	struct run run;

	if (!policy_from_json(arena, NULL, "policy.json", input, &policy, &error)) {
		fuzz_check_message(error.message);
		return;
	}
	HOLDS(!error.message);
	settings.policy = &policy;
	settings.levels = policy.levels;
	settings.today = 20260101;
	policy_except(&settings, "deploy/web.yml", policy.levels);
	lint(&run, arena, &settings, "deploy/web.yml", sample());
	HOLDS(!run.is_rejected);
}

void fuzz_config(struct arena *arena, struct str input)
{
	struct config_faults faults = { 0 };
	struct str path = fuzz_take_part(&input);
	struct config config;

	if (config_from_source(arena, ".akashlint.yml", input, &config, &faults)) {
		config_globs_match(&config.exclude, path);
		for (size_t i = 0; i < config.n_paths; i++)
			config_globs_match(&config.paths[i].globs, path);
		return;
	}
	HOLDS(faults.n > 0);
	for (size_t i = 0; i < faults.n; i++)
		fuzz_check_message(faults.items[i].message);
}

void fuzz_catalogue(struct arena *arena, struct str input)
{
	struct settings settings = default_settings;
	struct json_fault error;
	struct gpu_catalogue catalogue;
	struct run run;

	if (!catalogue_from_json(arena, input, "gpus.json", &catalogue, &error)) {
		fuzz_check_message(error.message);
		return;
	}
	HOLDS(!error.message);
	settings.catalogue = &catalogue;
	lint(&run, arena, &settings, "deploy.yml", sample());
	HOLDS(!run.is_rejected);
}

void fuzz_inventory(struct arena *arena, struct str input)
{
	struct inventory inventory = { 0 };
	struct json_fault error;
	struct resources resources;
	struct run run;

	if (!inventory_from_json(arena, input, "providers.json", &inventory, &error)) {
		fuzz_check_message(error.message);
		return;
	}
	HOLDS(!error.message);
	lint(&run, arena, &default_settings, "deploy.yml", sample());
	resources = resources_from_sdl(arena, run.sdl);
	match_all(arena, &resources, &inventory);
}

// What is read and written again is the same file.
void fuzz_baseline(struct arena *arena, struct str input)
{
	struct baseline baseline, again;
	struct json_fault error;
	struct strbuf first, second;

	baseline_init(&baseline, arena, "baseline.json");
	if (!baseline_from_json(&baseline, input, &error)) {
		fuzz_check_message(error.message);
		return;
	}
	HOLDS(!error.message);
	first = strbuf_in(arena);
	json_from_baseline(&baseline, &first);
	baseline_init(&again, arena, "baseline.json");
	HOLDS(baseline_from_json(&again, (struct str){ first.text, first.len }, &error));
	second = strbuf_in(arena);
	json_from_baseline(&again, &second);
	HOLDS(str_eq((struct str){ first.text, first.len }, (struct str){ second.text, second.len }));
}
