// SPDX-License-Identifier: Apache-2.0
// In: the top level of an SDL. Out: findings about its version.
#include "query/common.h"

static void check_version(struct run *run, const struct sdl *sdl);

const struct rule rule_sdl_version_missing = {
	.id = "sdl-version-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the SDL has no version",
	.why = "The version decides which rules apply to an SDL, so the network rejects one without it. Keys are case-sensitive: Version is a different key.",
	.fix = "Begin the file with version: \"2.0\", or \"2.1\" for the features that need it.",
	.source = "chain-sdk go/sdl/sdl.go",
	.on = { .sdl = check_version },
};

const struct rule rule_sdl_version_unsupported = {
	.id = "sdl-version-unsupported",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an unsupported SDL version",
	.why = "The network supports only 2.0, and 2.1 or later. Any other text, even a release candidate, "
	       "is rejected.",
	.fix = "Write version: \"2.0\" or version: \"2.1\".",
	.source = "chain-sdk go/sdl/sdl.go",
	.on = { .sdl = check_version },
};

const struct rule rule_sdl_version_misplaced = {
	.id = "sdl-version-misplaced",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the text version is where the network mistakes it for the key",
	.why = "The network looks for the first text \"version\" among keys and values alike, and takes what follows "
	       "it for the version number. A value of that text before the key misleads it, and at the end of the "
	       "file makes it crash.",
	.fix = "Put the version first in the file, or rename the value.",
	.source = "chain-sdk go/sdl/sdl.go, UnmarshalYAML",
	.on = { .sdl = check_version },
};

// What can only mean one of the versions there are.
static const char *meant_version(struct str text)
{
	static const struct {
		const char *text, *version;
	} meanings[] = {
		{ "2.", "2.0" },   { "2.0.", "2.0" }, { "2,0", "2.0" }, { "v2", "2.0" },
		{ "v2.0", "2.0" }, { "2.1.", "2.1" }, { "2,1", "2.1" }, { "v2.1", "2.1" },
	};

	for (size_t i = 0; i < COUNT_OF(meanings); i++)
		if (str_is_nocase(text, meanings[i].text))
			return meanings[i].version;
	return NULL;
}

// A file for another program has a version too, and is not to get that of an SDL.
static bool is_surely_sdl(const struct sdl *sdl)
{
	return ynode_get(sdl->root, "services") && ynode_get(sdl->root, "profiles") &&
	       ynode_get(sdl->root, "deployment");
}

static void fix_version(struct run *run, struct diag *diag, const struct ynode *at, const char *version)
{
	const char *description = arena_printf(run->arena, "write \"%s\"", version);

	diag_help(run, diag, "write \"%s\"", version);
	if (at->is_plain && at->span.start < at->span.end)
		diag_fix(run, diag, description, at->span, str_of(arena_printf(run->arena, "\"%s\"", version)));
	else
		fix_scalar(run, diag, description, at, str_of(version));
}

static void report_bad_version(struct run *run, const struct sdl *sdl)
{
	const struct ynode *at = sdl->version_at;
	struct diag *diag;

	if (!ynode_resolve(at))
		return; // an unknown alias, which was reported
	if (at->kind == YNODE_ALIAS)
		diag = diag_add(run, &rule_sdl_version_unsupported, at,
				"the network does not resolve the alias here: it reads the version %s",
				quoted(run, at->text));
	else if (at->kind != YNODE_SCALAR)
		diag = diag_add(run, &rule_sdl_version_unsupported, at, "the version must be text, not %s",
				ynode_describe(run, at));
	else if (at->text.len == 0)
		diag = diag_add(run, &rule_sdl_version_unsupported, at, "the version is empty");
	else
		diag = diag_add(run, &rule_sdl_version_unsupported, at,
				"the network does not support the SDL version %s", quoted(run, at->text));
	if (at->kind == YNODE_SCALAR && !at->has_tag && is_surely_sdl(sdl) && meant_version(at->text))
		fix_version(run, diag, at, meant_version(at->text));
	else
		diag_help(run, diag, "write \"2.0\" or \"2.1\"");
}

// Above the first key, unless something stands before it on its line, or a feature of 2.1 is asked for.
static void fix_no_version(struct run *run, struct diag *diag, const struct sdl *sdl)
{
	const struct ynode *root = sdl->root, *key = first_key(root);
	uint32_t start = source_line_start(&run->source, key->span.start);
	struct str margin;

	if (!is_surely_sdl(sdl) || root->is_flow || ynode_get(root, "reclamation") ||
	    !source_begins_line(&run->source, key->span.start))
		return;
	margin = source_text(&run->source, (struct span){ start, key->span.start });
	diag_fix(run, diag, "write version: \"2.0\" above it", (struct span){ start, start },
		 str_of(arena_printf(run->arena, "%.*sversion: \"2.0\"\n", (int)margin.len, margin.ptr)));
}

static void report_no_version(struct run *run, const struct sdl *sdl)
{
	const struct ynode *first = sdl->root->n_items ? sdl->root->items[0] : sdl->root;
	struct diag *diag = diag_add(run, &rule_sdl_version_missing, first, "the SDL has no \"version\"");

	diag_lacks(run, diag, "version");
	diag_help(run, diag, "begin the file with version: \"2.0\"");
	fix_no_version(run, diag, sdl);
}

static void check_version(struct run *run, const struct sdl *sdl)
{
	struct diag *diag;

	if (!sdl->version_at && is_section_misspelt(sdl, "version"))
		return;
	if (!sdl->version_at) {
		report_no_version(run, sdl);
	} else if (sdl->has_version_trap) {
		diag = diag_add(
			run, &rule_sdl_version_misplaced, sdl->version_at,
			"the network mistakes this for the key \"version\", and reads what follows as the version");
		diag_help(run, diag, "put version: \"2.0\" above it");
	} else if (sdl->version == SDL_VERSION_INVALID || sdl->version == SDL_VERSION_UNSUPPORTED) {
		report_bad_version(run, sdl);
	}
}
