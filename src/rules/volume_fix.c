// SPDX-License-Identifier: Apache-2.0
// In: volumes as Compose has them. Out: the edits that make them mounts of the service and volumes of its profile.
#include "rules/volume_fix.h"

#include <string.h>

#include "query/common.h"
#include "query/deployed.h"

enum { MAX_VOLUMES = 8, MAX_NAME = 20 };

struct new_volume {
	const char *name;
	struct str path;
};

static bool is_name(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0)))
			return false;
	}
	return text.len > 0 && text.len <= MAX_NAME;
}

// "data:/var/lib/data:ro", "./data:/data", "/data". A path of the host has no name of its own.
static bool read_volume(struct run *run, struct str text, size_t n, struct new_volume *volume)
{
	const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL, *second;
	struct str source = colon ? str_slice(text, 0, (size_t)(colon - text.ptr)) : STR("");
	struct str path = colon ? str_slice(text, (size_t)(colon + 1 - text.ptr), text.len) : text;

	second = path.len ? memchr(path.ptr, ':', path.len) : NULL;
	volume->path = second ? str_slice(path, 0, (size_t)(second - path.ptr)) : path;
	volume->name = is_name(source) ? arena_strndup(run->arena, source.ptr, source.len)
		       : n == 0        ? "data"
				       : arena_printf(run->arena, "data%zu", n + 1);
	if (!str_has_prefix(volume->path, "/") || volume->path.len < 2)
		return false;
	for (size_t i = 0; i < volume->path.len; i++)
		if (!is_name(str_slice(volume->path, i, i + 1)) && !memchr("/._-", volume->path.ptr[i], 4))
			return false;
	return true;
}

// Where the dash of the last item is, in a list that is written in lines; UINT32_MAX elsewhere.
static uint32_t dash_column(const struct run *run, const struct ynode *list)
{
	uint32_t at;

	if (list->kind != YNODE_SEQUENCE || list->is_flow || list->n_items == 0 || list->parent->is_flow)
		return UINT32_MAX;
	for (at = list->items[list->n_items - 1]->span.start; at > 0 && run->source.text[at - 1] == ' '; at--)
		;
	return at > 0 && run->source.text[at - 1] == '-' ? source_indent(&run->source, at - 1) : UINT32_MAX;
}

static void add_mounts(struct strbuf *text, const struct new_volume *volumes, size_t n, int margin)
{
	strbuf_printf(text, "params:\n%*sstorage:", margin + 2, "");
	for (size_t i = 0; i < n; i++)
		strbuf_printf(text, "\n%*s%s:\n%*smount: %.*s", margin + 4, "", volumes[i].name, margin + 6, "",
			      (int)volumes[i].path.len, volumes[i].path.ptr);
}

static void add_volumes(struct strbuf *text, const struct sdl_compute *compute, const struct new_volume *volumes,
			size_t n, int margin)
{
	for (size_t i = 0; i < n; i++) {
		if (volume_named(compute, str_of(volumes[i].name)))
			continue;
		strbuf_printf(text, "\n%*s- name: %s\n%*ssize: 10Gi", margin, "", volumes[i].name, margin + 2, "");
		strbuf_printf(text, "\n%*sattributes:\n%*spersistent: true\n%*sclass: beta3", margin + 2, "",
			      margin + 4, "", margin + 4, "");
	}
}

static size_t read_volumes(struct run *run, const struct ynode *value, struct new_volume *volumes)
{
	const struct ynode *list = ynode_resolve(value);

	if (!list || list->kind != YNODE_SEQUENCE || list->n_items > MAX_VOLUMES)
		return 0;
	for (uint32_t i = 0; i < list->n_items; i++)
		if (list->items[i]->kind != YNODE_SCALAR || !read_volume(run, list->items[i]->text, i, &volumes[i]))
			return 0;
	return list->n_items;
}

void fix_volumes(struct run *run, struct diag *diag, const struct sdl_assignment *assignment, const struct ynode *key,
		 const struct ynode *value)
{
	struct new_volume volumes[MAX_VOLUMES];
	size_t n = read_volumes(run, value, volumes);
	const struct ynode *at = assignment->compute ? assignment->compute->storage_at : NULL;
	const struct ynode *list = at ? ynode_resolve(at) : NULL;
	uint32_t dash = list ? dash_column(run, list) : UINT32_MAX, end;
	struct strbuf mounts, added;
	struct edit *edits;

	if (n == 0 || dash == UINT32_MAX || key->parent->is_flow || ynode_get(key->parent, "params") ||
	    value->anchor.len)
		return;
	end = list->items[list->n_items - 1]->span.end;
	strbuf_init(&mounts, run->arena);
	add_mounts(&mounts, volumes, n, (int)source_indent(&run->source, key->span.start));
	strbuf_init(&added, run->arena);
	add_volumes(&added, assignment->compute, volumes, n, (int)dash);
	diag_fix(run, diag, "add the volumes to the profile, and mount them",
		 (struct span){ key->span.start, value->span.end }, (struct str){ mounts.text, mounts.len });
	diag->fix->is_unsafe = true; // how large they are, and that they are kept, is a guess
	if (added.len == 0)
		return;
	edits = arena_alloc(run->arena, 2 * sizeof(*edits));
	edits[0] = diag->fix->edits[0];
	diag_fix(run, diag, diag->fix->description, (struct span){ end, end }, (struct str){ added.text, added.len });
	edits[1] = diag->fix->edits[0];
	*diag->fix = (struct fix){ diag->fix->description, true, edits, 2 };
}
