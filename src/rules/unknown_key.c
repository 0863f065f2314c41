// SPDX-License-Identifier: Apache-2.0
// In: a key that the network ignores. Out: the finding that says what its writer meant.
#include "rules/unknown_key.h"

#include <string.h>

#include "help/lone_value.h"
#include "help/stray_key.h"
#include "query/common.h"
#include "query/sdl_query.h"
#include "sdl/sdl.h"

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

// `key` is that of the service, and `assignment` one of its deployments.
static void fix_volumes(struct run *run, struct diag *diag, const struct sdl_assignment *assignment,
			const struct ynode *key, const struct ynode *value)
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
	mounts = strbuf_in(run->arena);
	add_mounts(&mounts, volumes, n, (int)source_indent(&run->source, key->span.start));
	added = strbuf_in(run->arena);
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

const struct rule rule_unknown_key = {
	.id = "unknown-key",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a key that an SDL does not have",
	.why = "The network ignores unknown keys, and everything under them, without a word. Akash Console rejects the SDL.",
	.fix = "Remove the key, or write the one that you meant.",
	.source = "gopkg.in/yaml.v3 decode.go; chain-sdk go/sdl/sdl-input.schema.yaml",
};

const struct rule rule_misnamed_key = {
	.id = "misnamed-key",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a key that has another name in an SDL",
	.why = "The network ignores unknown keys, and everything under them, without a word: a misspelt key, or one of Compose or Kubernetes, has no effect. The SDL may be accepted, but what is deployed is not what you wrote. Akash Console rejects it.",
	.fix = "Write the name that the key has in an SDL.",
	.source = "gopkg.in/yaml.v3 decode.go; chain-sdk go/sdl/sdl-input.schema.yaml",
};

const struct rule rule_misplaced_key = {
	.id = "misplaced-key",
	.severity = SEVERITY_ERROR,
	.summary = "a key that belongs elsewhere",
	.why = "The network ignores a key in the wrong place, and everything under it, without a word. The SDL may be accepted, but what is deployed is not what you wrote: it lacks the GPU, or the volume. Often the key is indented one step too far, or not far enough.",
	.fix = "Move the key to where it belongs.",
	.source = "gopkg.in/yaml.v3 decode.go; chain-sdk go/sdl/sdl-input.schema.yaml",
};

// Keys of one mapping that are said together, and that are looked at for it.
enum { MAX_TOGETHER = 8, MAX_LOOKED_AT = 64 };

struct together {
	const char *names[MAX_TOGETHER + 1];
	size_t n;
	const struct ynode *first, *last; // value
};

// It is said with the first of them.
static bool is_with_earlier(const struct stray *stray, const struct together *all)
{
	return all->n > 1 && all->first != stray->key;
}

// Those of the same mapping that belong to the same place: what lacks between them is one mistake.
static struct together together_with(struct run *run, const struct stray *stray)
{
	const struct ynode *mapping = stray->key->parent;
	struct together all = { 0 };

	for (uint32_t i = 0; i < mapping->n_items && i < MAX_LOOKED_AT && all.n < MAX_TOGETHER; i += 2) {
		const struct ynode *key = mapping->items[i];
		struct stray other = { 0 };

		if (is_with_earlier(stray, &all))
			break;
		if (key == stray->key)
			other = *stray;
		else if (key->kind == YNODE_SCALAR && !stray->is_nameless && !shape_key_find(stray->shape, key->text))
			other = stray_of(key, stray->shape);
		else if (!stray->is_nameless || !find_slip(run, key, stray->shape, &other))
			continue;
		if (!is_same_move(stray, &other))
			continue;
		all.first = all.first ? all.first : key;
		all.last = mapping->items[i + 1];
		all.names[all.n++] = quoted(run, key->text);
	}
	return all;
}

static void cover(struct diag *diag, const struct ynode *first, const struct ynode *last)
{
	struct span end = ynode_span(last);

	diag_covers(diag, (struct span){ first->span.start, end.end > first->span.end ? end.end : first->span.end });
}

static struct diag *report_misplaced(struct run *run, struct stray *stray, const char *how)
{
	struct together all = { 0 };
	struct diag *diag;

	// It takes long, and nobody would see it.
	if (!diags_are_full(run, &rule_misplaced_key))
		all = together_with(run, stray);
	if (is_with_earlier(stray, &all))
		return NULL;
	stray->is_one_of_many = all.n > 1;
	if (all.n > 1)
		diag = diag_add(run, &rule_misplaced_key, stray->key, "%s are %s: they belong %s",
				list_text(run, all.names, "and"), how, stray_target(run, stray));
	else
		diag = diag_add(run, &rule_misplaced_key, stray->key, "%s is %s: it belongs %s",
				quoted(run, stray->key->text), how, stray_target(run, stray));
	explain_stray(run, diag, stray);
	if (all.n > 1) {
		diag->fix = NULL;
		supply_mapping(run, diag, stray);
		cover(diag, all.first, all.last);
	}
	return diag;
}

// Where its value can be written as an SDL has it, that is what to write.
static void help_value(struct run *run, struct diag *diag, const struct stray *stray)
{
	struct text_list list = { 0 };
	bool is_ports = stray->word->value == FOREIGN_PORTS;
	const char *name = is_ports ? "expose" : "env";

	if (stray->word->value == FOREIGN_VOLUMES && stray_leaf(run, stray))
		fix_volumes(run, diag, stray_leaf(run, stray), stray->key, stray->value);
	if ((stray->word->value != FOREIGN_PORTS && stray->word->value != FOREIGN_VARIABLES) ||
	    !(is_ports ? ports_from_node(run, stray->value, &list) : variables_from_node(run, stray->value, &list)))
		return;
	diag_help(run, diag, "write \"%s: %s\"", name, flow_list(run, &list));
	// In a file of another tool it is all of the file that is wrong.
	if (run->sdl && (run->sdl->profiles_key || run->sdl->deployment_key))
		fix_list(run, diag, stray->key, stray->value, name, &list);
}

static struct diag *report_foreign(struct run *run, const struct stray *stray)
{
	struct diag *diag;

	if (!stray->word->stands_for) {
		diag = diag_add(run, &rule_unknown_key, stray->key,
				"unknown key %s: the network ignores it and everything under it",
				quoted(run, stray->key->text));
		explain_stray(run, diag, stray);
		return diag;
	}
	diag = diag_add(run, &rule_misnamed_key, stray->key,
			"unknown key %s: it is a key of %s, which the network ignores", quoted(run, stray->key->text),
			stray->word->tool);
	explain_stray(run, diag, stray);
	help_value(run, diag, stray);
	return diag;
}

static struct diag *report_unknown(struct run *run, const struct stray *stray)
{
	enum { MAX_KEYS = 32 };
	const char *names[MAX_KEYS + 1] = { NULL };
	size_t n = 0;
	struct diag *diag = diag_add(run, &rule_unknown_key, stray->key,
				     "unknown key %s: the network ignores it and everything under it",
				     quoted(run, stray->key->text));

	for (const struct shape_key *key = stray->shape->keys; key && key->name && n < MAX_KEYS; key++)
		names[n++] = key->name;
	diag_help(run, diag, "remove it; the keys here are %s", list_text(run, names, "and"));
	return diag;
}

struct diag *report_unknown_key(struct run *run, const struct ynode *key, const struct shape *shape)
{
	struct stray stray = stray_of(key, shape);
	struct diag *diag;

	if (shape->planned && is_one_of(key->text, shape->planned)) {
		diag = diag_add(run, &rule_unknown_key, key,
				"the network does not support the key %s yet, and ignores it and everything under it",
				quoted(run, key->text));
		diag_help(run, diag, "remove it until a release of the network supports it");
		return diag;
	}
	switch (stray.kind) {
	case STRAY_MISPLACED:
		diag = report_misplaced(run, &stray, "ignored here");
		break;
	case STRAY_FOREIGN:
		diag = report_foreign(run, &stray);
		break;
	case STRAY_NESTED:
		diag = diag_add(run, &rule_misplaced_key, key, "%s is ignored here, with what is below it: %s",
				quoted(run, key->text),
				key->parent->parent->kind == YNODE_SEQUENCE ? "an entry begins with its keys"
									    : "a name is the value of \"name:\"");
		explain_stray(run, diag, &stray);
		break;
	case STRAY_MISNAMED:
		diag = diag_add(run, &rule_misnamed_key, key,
				"unknown key %s: the network ignores it and everything under it",
				quoted(run, key->text));
		explain_stray(run, diag, &stray);
		break;
	default:
		diag = report_unknown(run, &stray);
		break;
	}
	if (diag)
		diag_reject(run, diag, REJECTED_BY_CONSOLE);
	return diag;
}

void report_slip(struct run *run, const struct ynode *key, const struct shape *shape)
{
	struct stray slip;
	struct diag *diag;

	if (!find_slip(run, key, shape, &slip))
		return;
	diag = report_misplaced(run, &slip, "in the wrong place");
	if (diag && diag->covers.start == diag->covers.end)
		cover(diag, key, slip.value);
}
