// SPDX-License-Identifier: Apache-2.0
// In: what the writer of a key meant. Out: help, fix, and the place that the key leaves empty.
#include <string.h>

#include "base/edit_distance.h"
#include "help/lone_value.h"
#include "help/stray_key.h"

static const char *text_of(struct run *run, struct str text)
{
	return arena_printf(run->arena, "%.*s", (int)text.len, text.ptr);
}

// "profiles.compute.web.resources"; an item of a list is not told from the list.
static const char *path_text(struct run *run, const struct stray *stray)
{
	struct strbuf path = strbuf_in(run->arena);

	for (size_t i = 0; i < stray->to.n; i++) {
		if (stray->to.steps[i] == list_item)
			continue;
		strbuf_puts(&path, path.len ? "." : "");
		if (stray->to.steps[i] != any_name)
			strbuf_puts(&path, stray->to.steps[i]);
		else if (i < stray->n_common)
			strbuf_puts(&path, stray_name(run, stray, i));
		else
			strbuf_puts(&path, step_name(run, stray, &stray->to, i));
	}
	return path.text;
}

// The key of a sibling that it must go below; NULL where that is not there.
static const struct ynode *sibling_of(const struct stray *stray)
{
	const struct ynode *mapping = stray->key->parent;
	const char *step = stray->n_common < stray->to.n ? stray->to.steps[stray->n_common] : "";

	if (levels_up(stray) > 0)
		return NULL;
	if (step == any_name)
		return stray->key->index >= 2 && !stray->is_nameless ? mapping->items[stray->key->index - 2] : NULL;
	return ynode_find_key(mapping, str_of(step));
}

static const char *first_step(struct run *run, const struct stray *stray)
{
	const struct ynode *sibling = sibling_of(stray);
	const char *step = stray->to.steps[stray->n_common];

	if (sibling)
		return escaped(run, sibling->text);
	return step == any_name ? step_name(run, stray, &stray->to, stray->n_common) : step;
}

// What it is inside of, and must be beside.
static const char *outer_key(struct run *run, const struct stray *stray)
{
	for (size_t i = stray->n_common; i < stray->from.n; i++) {
		if (stray->from.steps[i] == list_item)
			continue;
		return stray->from.steps[i] == any_name ? stray_name(run, stray, i) : stray->from.steps[i];
	}
	return "";
}

const char *stray_target(struct run *run, const struct stray *stray)
{
	if (stray->to.n == 0)
		return "at the top level of the file";
	if (stray->is_nameless)
		return arena_printf(run->arena, "under the name of a %s, which is missing",
				    place_shape(&stray->to, stray->n_common)->names);
	if (levels_down(stray) == 0)
		return arena_printf(run->arena, "next to \"%s\", not under it", outer_key(run, stray));
	if (levels_up(stray) > 0)
		return arena_printf(run->arena, "in %s", path_text(run, stray));
	if (stray->to.steps[stray->to.n - 1] == list_item)
		return arena_printf(run->arena, "to an entry of \"%s\"", stray->to.steps[stray->to.n - 2]);
	return arena_printf(run->arena, "under \"%s\"", first_step(run, stray));
}

// "to: [{global: true}]": the key with its value, and what is missing around them; NULL for a value that is long.
static const char *snippet(struct run *run, const struct stray *stray, size_t from)
{
	const struct ynode *value = ynode_resolve(stray->value);
	struct strbuf text;
	const char *name = stray->meant ? stray->meant->name : NULL;
	size_t n_braces = 0;

	if (!value || value->kind != YNODE_SCALAR || ynode_is_null(value) || !name)
		return NULL;
	text = strbuf_in(run->arena);
	for (size_t i = from; i < stray->to.n; i++) {
		const char *step = stray->to.steps[i];

		if (step == list_item) {
			strbuf_puts(&text, "[");
			continue;
		}
		if (i > from && ++n_braces)
			strbuf_puts(&text, "{");
		strbuf_printf(&text, "%s: ", step == any_name ? step_name(run, stray, &stray->to, i) : step);
	}
	strbuf_puts(&text, from < stray->to.n ? "{" : "");
	strbuf_printf(&text, "%s: %s", name, lone_text(run, stray->meant->shape, value));
	strbuf_puts(&text, from < stray->to.n ? "}" : "");
	for (size_t i = stray->to.n; i > from; i--) {
		if (stray->to.steps[i - 1] == list_item)
			strbuf_puts(&text, "]");
		else if (n_braces > 0 && n_braces--)
			strbuf_puts(&text, "}");
	}
	return text.text;
}

static void help_nameless(struct run *run, struct diag *diag, const struct stray *stray)
{
	const char *names = place_shape(&stray->to, stray->n_common)->names;

	diag_help(run, diag, "write the name of the %s above, such as \"%s:\", and indent what belongs to it", names,
		  step_name(run, stray, &stray->to, stray->n_common));
}

// An entry of a list begins with the first of its keys; the others are beside it.
static void help_entry(struct run *run, struct diag *diag, const struct stray *stray)
{
	const char *list = stray->to.steps[stray->to.n - 2], *first = stray->to.shape->keys[0].name;
	const char *text = snippet(run, stray, stray->to.n);

	if (text && stray->meant && strcmp(stray->meant->name, first) == 0)
		diag_help(run, diag, "write \"- %s\" under \"%s:\"", text, list);
	else
		diag_help(run, diag, "move it to an entry of \"%s:\", next to \"%s:\"", list, first);
}

static void help_below(struct run *run, struct diag *diag, const struct stray *stray)
{
	const struct ynode *sibling = sibling_of(stray);
	size_t rest = stray->n_common + 1;
	const char *text = snippet(run, stray, sibling ? rest : stray->n_common), *step = first_step(run, stray);

	if (sibling && stray->to.steps[stray->to.n - 1] == list_item)
		help_entry(run, diag, stray);
	else if (sibling && rest < stray->to.n && text)
		diag_help(run, diag, "write \"%s\" under \"%s:\"", text, step);
	else if (sibling && rest < stray->to.n)
		diag_help(run, diag, "move it to %s", path_text(run, stray));
	else if (sibling)
		diag_help(run, diag, "indent %s under \"%s:\"", stray->is_one_of_many ? "them" : "it", step);
	else if (text && !stray->is_one_of_many)
		diag_help(run, diag, "write \"%s\" in its place", text);
	else
		diag_help(run, diag, "write \"%s:\" above, and indent %s under it", step,
			  stray->is_one_of_many ? "these" : "this");
}

// The only key between the two, which is not there: its line is lost. NULL where it is.
static const char *lost_line(const struct stray *stray)
{
	const struct ynode *outer = stray_node(stray, stray->n_common);
	const char *step = stray->n_common + 1 == stray->to.n ? stray->to.steps[stray->n_common] : any_name;

	if (step == any_name || step == list_item || outer->kind != YNODE_MAPPING || outer->is_flow ||
	    ynode_find_key(outer, str_of(step)))
		return NULL;
	return step;
}

static void help_place(struct run *run, struct diag *diag, const struct stray *stray)
{
	const char *text = snippet(run, stray, stray->to.n);

	if (stray->is_nameless)
		help_nameless(run, diag, stray);
	else if (stray->to.n == 0)
		diag_help(run, diag, "move it to the left, to the first column");
	else if (levels_down(stray) == 0 && stray->meant && !str_is(stray->key->text, stray->meant->name))
		diag_help(run, diag, "write \"%s:\", at the column of \"%s:\"", stray->meant->name,
			  outer_key(run, stray));
	else if (levels_down(stray) == 0)
		diag_help(run, diag, "move it to the left, to the column of \"%s:\"", outer_key(run, stray));
	else if (levels_up(stray) == 0)
		help_below(run, diag, stray);
	else if (!stray->meant && lost_line(stray))
		diag_help(run, diag, "write \"%s:\" on a line of its own above it", lost_line(stray));
	else if (text)
		diag_help(run, diag, "move it to %s: \"%s\"", path_text(run, stray), text);
	else
		diag_help(run, diag, "move it to %s", path_text(run, stray));
	if (!stray->is_one_of_many && stray->meant && str_is(stray->key->text, stray->meant->name))
		fix_indent(run, diag, stray);
}

static void supply(struct run *run, struct diag *diag, const struct stray *stray, const struct key_place *to,
		   size_t n_common, const char *name)
{
	struct strbuf keys;
	keys = strbuf_in(run->arena);
	strbuf_puts(&keys, node_place(run, stray_node(stray, n_common)));
	for (size_t i = n_common; i < to->n; i++) {
		strbuf_puts(&keys, keys.len ? "." : "");
		strbuf_puts(&keys, to->steps[i] == list_item ? "*" : to->steps[i]);
	}
	strbuf_printf(&keys, "%s%s", keys.len && *name ? "." : "", name);
	if (n_common < stray->from.n && n_common < to->n)
		diag_supplies_far(run, diag, keys.text);
	else
		diag_supplies(run, diag, "%s", keys.text);
}

void supply_mapping(struct run *run, struct diag *diag, const struct stray *stray)
{
	supply(run, diag, stray, &stray->to, stray->n_common, "");
}

// One of the places that a word of another tool stands for; gives what is after it.
static const char *supply_path(struct run *run, struct diag *diag, const struct stray *stray, const char *path)
{
	struct key_place to = { 0 };
	size_t n_common = 0;

	while (*path && *path != ' ' && to.n < KEY_STEPS_MAX) {
		size_t n = strcspn(path, ". ");

		to.steps[to.n++] = arena_strndup(run->arena, path, n);
		path += n + (path[n] == '.');
	}
	to.n--;
	while (n_common < to.n && n_common < stray->from.n &&
	       strcmp(to.steps[n_common], stray->from.steps[n_common]) == 0)
		n_common++;
	supply(run, diag, stray, &to, n_common, to.steps[to.n]);
	return path + strspn(path, " ");
}

static void supply_foreign(struct run *run, struct diag *diag, const struct stray *stray)
{
	const char *path = stray->word->stands_for;

	while (path && *path)
		path = supply_path(run, diag, stray, path);
}

// What the network refuses and is a typo away from one key only.
static bool is_certain(const struct diag *diag, const struct stray *stray)
{
	enum { MAX_KEYS = 32 };
	const char *names[MAX_KEYS];
	size_t n = 0;

	for (const struct shape_key *key = stray->shape->keys; key && key->name && n < MAX_KEYS; key++)
		names[n++] = key->name;
	return diag->rule->rejected_by & REJECTED_BY_NETWORK && stray->is_near &&
	       is_slip_of(stray->key->text, stray->meant->name, names, n);
}

static void explain_joined(struct run *run, struct diag *diag, const struct stray *stray)
{
	uint32_t at = stray->key->span.start + (uint32_t)strlen(stray->meant->name) + 1;

	diag_help(run, diag, "write a space after the colon: \"%s: %s\"", stray->meant->name,
		  escaped(run, str_slice(stray->key->text, strlen(stray->meant->name) + 1, stray->key->text.len)));
	diag_fix(run, diag, "write a space after the colon", (struct span){ at, at }, STR(" "));
	diag->fix->is_unsafe = true;
	if (stray->has_place)
		supply(run, diag, stray, &stray->from, stray->from.n, stray->meant->name);
}

static void explain_name(struct run *run, struct diag *diag, const struct stray *stray)
{
	const char *name = stray->meant->name;

	if (stray->is_joined) {
		explain_joined(run, diag, stray);
		return;
	}
	diag_help(run, diag, stray->is_near ? "did you mean \"%s\"?" : "write \"%s\"", name);
	if (!stray->is_near && stray->value && strcmp(name, "command") == 0 && ynode_resolve(stray->value) &&
	    ynode_resolve(stray->value)->kind == YNODE_SCALAR)
		diag_help(run, diag, "write \"command: %s\"", words_text(run, ynode_resolve(stray->value)->text, true));
	fix_scalar(run, diag, arena_printf(run->arena, "write \"%s\"", name), stray->key, str_of(name));
	if (diag->fix)
		diag->fix->is_unsafe = !is_certain(diag, stray); // else what is below it begins to count
	if (stray->has_place)
		supply(run, diag, stray, &stray->from, stray->from.n, name);
}

static void explain_nested(struct run *run, struct diag *diag, const struct stray *stray)
{
	if (shape_key_find(stray->shape, STR("name")))
		diag_help(run, diag, "write \"- name: %s\", and next to it the keys that are under it now",
			  escaped(run, stray->key->text));
	else
		diag_help(run, diag, "remove \"%s:\", and move the keys under it one level up",
			  escaped(run, stray->key->text));
	diag_supplies(run, diag, "%s", node_place(run, stray->key->parent));
	if (stray->key->parent->parent)
		diag_supplies(run, diag, "%s.*", node_place(run, stray->key->parent->parent));
}

bool explain_stray(struct run *run, struct diag *diag, const struct stray *stray)
{
	switch (stray->kind) {
	case STRAY_MISNAMED:
		explain_name(run, diag, stray);
		return true;
	case STRAY_MISPLACED:
		help_place(run, diag, stray);
		if (stray->is_nameless)
			diag_supplies(run, diag, "%s.*", node_place(run, stray->key->parent));
		else if (!stray->meant && lost_line(stray))
			supply_mapping(run, diag, stray);
		else
			supply(run, diag, stray, &stray->to, stray->n_common,
			       stray->meant ? stray->meant->name : text_of(run, stray->key->text));
		return true;
	case STRAY_FOREIGN:
		diag_help(run, diag, "%s", foreign_text(run, stray));
		supply_foreign(run, diag, stray);
		return true;
	case STRAY_NESTED:
		explain_nested(run, diag, stray);
		return true;
	case STRAY_UNKNOWN:
		break;
	}
	return false;
}

enum stray_kind explain_key(struct run *run, struct diag *diag, const struct ynode *key)
{
	struct key_place place;
	struct stray stray = { 0 };

	if (!key->parent || !key_place_of(key->parent, &place))
		return STRAY_UNKNOWN;
	stray = stray_of(key, place.shape);
	explain_stray(run, diag, &stray);
	if (stray.kind == STRAY_MISPLACED)
		diag->message = arena_printf(run->arena, "%s is in the wrong place: it belongs %s",
					     quoted(run, key->text), stray_target(run, &stray));
	return stray.kind;
}
