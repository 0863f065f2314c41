// SPDX-License-Identifier: Apache-2.0
// In: the tree of a run. Out: run->sdl, the model of the SDL.
#include "sdl/sdl_from_tree.h"

#include "base/arena.h"
#include "diag/consequence.h"
#include "sdl/sdl_rules.h"
#include "sdl/sections.h"
#include "yaml/text_cause.h"
#include "yaml/yaml_rules.h"

struct section {
	const char *name;
	decode_fn *decode; // NULL: nothing to do
	size_t key;        // offset of where the key is kept, into struct sdl
};

bool decode_include(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl *sdl = out;

	return decode_str_list(decoder, node, at, &sdl->include);
}

static bool decode_assignment(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "profile", decode_str, offsetof(struct sdl_assignment, profile) },
		{ "count", decode_u32, offsetof(struct sdl_assignment, count) },
	};

	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static bool decode_deployment(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_assignment), decode_assignment };
	struct sdl_deployment *deployment = out;

	return decode_map(decoder, node, at, &type, &deployment->assignments);
}

bool decode_deployments(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_deployment), decode_deployment };
	struct sdl *sdl = out;

	return decode_map(decoder, node, at, &type, &sdl->deployments);
}

static bool decode_endpoint(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = { { "kind", decode_str, offsetof(struct sdl_endpoint, kind) } };

	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

bool decode_endpoints(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_endpoint), decode_endpoint };
	struct sdl *sdl = out;

	return decode_map(decoder, node, at, &type, &sdl->endpoints);
}

bool decode_reclamation(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = { { "min_window", decode_str, offsetof(struct sdl, min_window) } };
	struct sdl *sdl = out;

	sdl->has_reclamation = true;
	sdl->min_window = (struct leaf_str){ 0 };
	if (decode_is_null(decoder, node, at))
		return false;
	sdl->is_reclamation_bad |= !decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
	return !sdl->is_reclamation_bad;
}

bool decode_profiles(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "compute", decode_computes, offsetof(struct sdl, computes) },
		{ "placement", decode_placements, offsetof(struct sdl, placements) },
	};
	struct sdl *sdl = out;

	if (decode_is_null(decoder, node, at))
		return false;
	if (decode_fields(decoder, node, at, fields, COUNT_OF(fields), out))
		return true;
	sdl->computes.is_bad = sdl->placements.is_bad = true;
	return false;
}

// The network takes the first text "version" for the key, wherever among keys and values it stands.
static void find_version(struct sdl *sdl, const struct ynode *root)
{
	for (uint32_t i = 0; i < root->n_items; i++) {
		if (!str_is(root->items[i]->text, "version"))
			continue;
		sdl->has_version_trap = i % 2 == 1 || i + 1 == root->n_items;
		sdl->version_at = sdl->has_version_trap ? root->items[i] : root->items[i + 1];
		break;
	}
	if (sdl->version_at && !sdl->has_version_trap)
		sdl->version = sdl_version_from_str(sdl->version_at->text);
}

static const struct section *section_of(struct str name)
{
	static const struct section sections[] = {
		{ "version", NULL, 0 },
		{ "include", decode_include, 0 },
		{ "services", decode_services, offsetof(struct sdl, services_key) },
		{ "profiles", decode_profiles, offsetof(struct sdl, profiles_key) },
		{ "deployment", decode_deployments, offsetof(struct sdl, deployment_key) },
		{ "endpoints", decode_endpoints, offsetof(struct sdl, endpoints_key) },
		{ "reclamation", decode_reclamation, offsetof(struct sdl, reclamation_key) },
	};

	for (size_t i = 0; i < COUNT_OF(sections); i++)
		if (str_is(name, sections[i].name))
			return &sections[i];
	return NULL;
}

static void read_sections(struct run *run, struct sdl *sdl, const struct ynode *root)
{
	for (uint32_t i = 0; i < root->n_items; i += 2) {
		const struct ynode *key = root->items[i];
		const struct section *section = section_of(key->text);
		struct decoder decoder = { .run = run };

		if (!section) {
			ARENA_PUSH(run->arena, sdl->strays.items, sdl->strays.n, sdl->strays.cap) =
				(struct sdl_stray){ key->text, key };
			continue;
		}
		if (section->key)
			*(const struct ynode **)((char *)sdl + section->key) = key;
		if (i + 1 == root->n_items)
			sdl->is_cut |= section->decode != NULL;
		else if (section->decode)
			decode(&decoder, root->items[i + 1], section->decode, sdl);
	}
}

void sdl_from_tree(struct run *run)
{
	const struct ynode *root = run->root;
	struct sdl *sdl;

	if (run->has_syntax_error)
		return;
	if (!root || (root->kind == YNODE_SCALAR && ynode_is_null(root))) {
		struct diag *diag = diag_add_span(
			run, &rule_sdl_empty, (struct span){ 0, 0 },
			run->has_later_document
				? "the first document of this file is empty, and the network reads only that one"
				: "there is no SDL in this file");

		diag_help(run, diag,
			  run->has_later_document ? "remove the line \"---\" above the SDL"
						  : "an SDL has version, services, profiles and deployment");
		diag_supplies(run, diag, "%s", "");
		return;
	}
	if (root->kind == YNODE_SCALAR && !root->is_plain && has_part(root->text, STR("services:"))) {
		struct diag *diag = diag_add(run, &rule_sdl_empty, root, "the whole SDL is one text in quotes");

		diag_help(run, diag, "write the text that \"jq -r . %s\" prints",
			  escaped(run, str_of(run->source.name)));
		return;
	}
	if (root->kind == YNODE_SCALAR && report_text_cause(run, root->span.start, false)) {
		// The SDL is in a later document, most likely.
		if (run->diags.n)
			diag_supplies(run, run->diags.items[run->diags.n - 1], "%s", "");
		return;
	}
	if (root->kind == YNODE_SCALAR) {
		diag_add(run, &rule_sdl_empty, root, "an SDL is a mapping, not %s", ynode_describe(run, root));
		return;
	}
	sdl = arena_zalloc(run->arena, sizeof(*sdl));
	sdl->root = root;
	if (root->has_tag && root->tag == SCALAR_NULL)
		diag_add(run, &rule_yaml_tag, root, "the whole document is tagged !!null");
	find_version(sdl, root);
	read_sections(run, sdl, root);
	link_sdl(run->arena, sdl);
	run->sdl = sdl;
}
