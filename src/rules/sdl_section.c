// SPDX-License-Identifier: Apache-2.0
// In: the top level of an SDL. Out: findings about keys that the network refuses there.
#include "help/stray_key.h"

static void check_sections(struct run *run, const struct sdl *sdl);
static void check_pairs(struct run *run, const struct sdl *sdl);

const struct rule rule_sdl_unknown_section = {
	.id = "sdl-unknown-section",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an unknown top-level key",
	.why = "At the top level the network rejects every unknown key, even one that begins with x-. "
	       "Deeper down it ignores most of them.",
	.fix = "Remove the key, or correct its spelling. The sections are version, include, services, profiles, "
	       "deployment, endpoints and reclamation.",
	.source = "chain-sdk go/sdl/v2.go, UnmarshalYAML",
	.on = { .sdl = check_sections },
};

const struct rule rule_sdl_odd_list = {
	.id = "sdl-odd-list",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the last key of a top-level list has no value",
	.why = "The network reads the items of a top-level list as keys and values in turn, and crashes when the last "
	       "one is missing.",
	.fix = "Write the SDL as a mapping: key: value.",
	.source = "chain-sdk go/sdl/v2.go, UnmarshalYAML",
	.on = { .sdl = check_pairs },
};

// "sdl:" or "manifest: |" above all that an SDL has.
static bool is_around_sdl(const struct ynode *key)
{
	const struct ynode *value =
		key->parent->kind == YNODE_MAPPING ? ynode_resolve(key->parent->items[key->index + 1]) : NULL;

	if (!value || value->kind == YNODE_SEQUENCE)
		return false;
	if (value->kind == YNODE_SCALAR)
		return has_part(value->text, STR("services:")) && has_part(value->text, STR("deployment:"));
	return ynode_find_key(value, STR("services")) && ynode_find_key(value, STR("deployment"));
}

static void report_around(struct run *run, const struct ynode *key)
{
	struct diag *diag =
		diag_add(run, &rule_sdl_unknown_section, key,
			 "%s is above the whole SDL, which must begin in the first column", quoted(run, key->text));

	diag_help(run, diag, "remove this line, and move all that is below it to the left");
	diag_supplies(run, diag, "%s", "");
	diag_covers(diag, key->span);
}

static void check_sections(struct run *run, const struct sdl *sdl)
{
	for (size_t i = 0; i < sdl->strays.n; i++) {
		const struct sdl_stray *stray = &sdl->strays.items[i];
		struct diag *diag;

		if (is_around_sdl(stray->key)) {
			report_around(run, stray->key);
			continue;
		}
		if (stray->key->kind == YNODE_ALIAS)
			diag = diag_add(run, &rule_sdl_unknown_section, stray->key,
					"the network does not resolve aliases here, and there is no section %s",
					quoted(run, stray->name));
		else if (is_merge_key(stray->key))
			diag = diag_add(run, &rule_sdl_unknown_section, stray->key,
					"the network does not merge at the top level");
		else if (is_one_of(stray->name, network.planned_sections))
			diag = diag_add(run, &rule_sdl_unknown_section, stray->key, "section %s is not supported yet",
					quoted(run, stray->name));
		else
			diag = diag_add(run, &rule_sdl_unknown_section, stray->key, "unknown section %s",
					quoted(run, stray->name));
		if (!explain_key(run, diag, stray->key))
			diag_help(run, diag, "remove it; the sections are %s", list_text(run, network.sections, "and"));
	}
}

static void check_pairs(struct run *run, const struct sdl *sdl)
{
	struct diag *diag;

	if (!sdl->is_cut)
		return;
	diag = diag_add(run, &rule_sdl_odd_list, sdl->root->items[sdl->root->n_items - 1],
			"the last key of this list has no value");
	diag_help(run, diag, "write the SDL as a mapping instead: version: \"2.0\", services: and so on");
}
