// SPDX-License-Identifier: Apache-2.0
// In: the top level of an SDL. Out: findings about keys that the network refuses there.
#include "rules/stray_key.h"

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

static void check_sections(struct run *run, const struct sdl *sdl)
{
	for (size_t i = 0; i < sdl->strays.n; i++) {
		const struct sdl_stray *stray = &sdl->strays.items[i];
		struct diag *diag;

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
