// SPDX-License-Identifier: Apache-2.0
// In: the findings of a file that is no SDL at all. Out: the one that says what it is.
#include <string.h>

#include "rules/text_causes.h"
#include "sdl/foreign.h"
#include "yaml/text_cause.h"

const struct rule rule_not_an_sdl = {
	.id = "not-an-sdl",
	.severity = SEVERITY_ERROR,
	.summary = "a file of another tool",
	.why = "The file is for Kubernetes, Compose or another tool, and the network rejects it. One finding for the whole file replaces one for each of its keys.",
	.fix = "Check the SDL instead, or write one: it has version, services, profiles and deployment.",
	.source = "docs.docker.com/reference/compose-file; kubernetes.io/docs/reference",
};

static bool has_all_keys(const struct ynode *root, const char *const *keys)
{
	while (*keys && ynode_get(root, *keys))
		keys++;
	return !*keys;
}

// Keys of a service that only Compose has.
static bool has_compose_key(const struct ynode *service)
{
	for (uint32_t i = 0; service && service->kind == YNODE_MAPPING && i < service->n_items; i += 2)
		for (const struct foreign_word *word = foreign_words; word->word; word++)
			if (strcmp(word->tool, "Compose") == 0 && str_is(service->items[i]->text, word->word))
				return true;
	return false;
}

static bool is_compose(const struct ynode *root)
{
	const struct ynode *services = ynode_get(root, "services");

	services = services ? ynode_resolve(services) : NULL;
	for (uint32_t i = 0; services && services->kind == YNODE_MAPPING && i < services->n_items; i += 2)
		if (has_compose_key(ynode_resolve(services->items[i + 1])))
			return true;
	return false;
}

// "a Compose file", or NULL; `key` is where to say so.
static const char *other_file(const struct run *run, const struct ynode **key)
{
	const struct ynode *root = run->root;

	if (!run->sdl || root->kind != YNODE_MAPPING || root->n_items == 0 || run->sdl->profiles_key ||
	    run->sdl->deployment_key || is_section_misspelt(run->sdl, "profiles") ||
	    is_section_misspelt(run->sdl, "deployment"))
		return NULL;
	*key = root->items[0];
	for (const struct foreign_file *file = foreign_files; file->file; file++)
		if (has_all_keys(root, file->keys))
			return file->file;
	return is_compose(root) ? "a Compose file" : NULL;
}

static struct diag *report(struct run *run, const struct ynode *key, struct span span, const char *file)
{
	struct diag *diag = diag_add_span(run, &rule_not_an_sdl, span, "this is %s, not an SDL", file);

	diag->at = key;
	diag_help(run, diag, "check the SDL itself: a YAML file with version, services, profiles and deployment");
	if (diag->severity != SEVERITY_OFF)
		diags_absorb_all(run, diag);
	return diag;
}

bool name_other_tool(struct run *run)
{
	const struct ynode *key = NULL;
	const char *file = other_file(run, &key);
	struct diag *diag = file ? report(run, key, ynode_span(key), file) : NULL;

	if (!diag || diag->severity == SEVERITY_OFF)
		return false;
	// Whatever else is in it: a file without "deployment" is rejected by both.
	diag_reject(run, diag, REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE);
	return true;
}

bool name_other_language(struct run *run)
{
	const char *language = NULL;
	struct span span;

	if (run->is_rejected && (run->has_syntax_error || (run->root && run->root->kind == YNODE_SCALAR)))
		language = other_language(&run->source, &span);
	return language && report(run, NULL, span, language);
}
