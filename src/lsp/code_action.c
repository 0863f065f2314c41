// SPDX-License-Identifier: Apache-2.0
// In: a range of a document. Out: code actions for its findings: their fixes, comments that silence them.
#include "base/arena.h"
#include "base/ascii.h"
#include "fix/diff_from_texts.h"
#include "fix/fix_run.h"
#include "lsp/ignore_edit.h"

static const char quick_fix[] = "quickfix", fix_all[] = "source.fixAll.akashlint";

// An SDL has a few kilobytes. In larger files "fix all" runs only when it is requested.
enum { LARGEST_UNASKED = 64 * 1024 };

// An action that silences findings of a rule by an edit at this place.
struct ignored {
	const struct rule *rule;
	uint32_t at; // UINT32_MAX: for the whole file
};

struct acting {
	struct request *request;
	struct what_if *what_if; // for other texts
	struct what_if *copy;    // of the document's run, in which fixes are tried; NULL: not yet made
	json_t *actions;
	struct ignored *ignored;
	size_t n_ignored, cap_ignored;
};

// Whether the client asks for actions of this kind, or of one that it is part of: "source" is "source.fixAll" too.
static bool is_asked_for(const struct request *request, const char *kind)
{
	const json_t *only = json_object_get(json_object_get(request->params, "context"), "only"), *item;
	size_t i;

	json_array_foreach(only, i, item)
	{
		const char *text = json_is_string(item) ? json_string_value(item) : "?";
		size_t len = strlen(text);

		if (len == 0 || (strncmp(kind, text, len) == 0 && (kind[len] == '\0' || kind[len] == '.')))
			return true;
	}
	return !json_is_array(only);
}

static bool is_in_range(const struct request *request, const struct diag *diag)
{
	return diag->span.start <= request->range.end && request->range.start <= diag->span.end;
}

static json_t *push_action(struct acting *acting, const char *title, const char *kind, const struct diag *diag,
			   const struct edit_list *edits)
{
	struct request *request = acting->request;
	struct json *json = &request->json;
	json_t *action = json_push_object(json, acting->actions), *list;

	json_put_text(json, action, "title", str_of(title));
	json_put_text(json, action, "kind", str_of(kind));
	if (diag)
		push_diagnostic(request, json_put_array(json, action, "diagnostics"), diag);
	list = put_workspace_edit(request, action, "edit");
	for (size_t i = 0; i < edits->n; i++)
		push_text_edit(request, list, edits->items[i].span, edits->items[i].text);
	return action;
}

// The description of a fix as the title of an action.
static const char *title_of(struct arena *arena, const struct fix *fix)
{
	struct strbuf title = strbuf_in(arena);

	strbuf_add_escaped(&title, str_of(fix->description));
	if (is_lower(title.text[0]))
		title.text[0] = (char)(title.text[0] - 'a' + 'A');
	if (fix->is_unsafe)
		strbuf_puts(&title, " (may change what is deployed)");
	return title.text;
}

struct holding {
	struct run *run;
	const struct diag *diag;
	bool holds;
};

static void look_whether_fix_holds(void *context)
{
	struct holding *holding = context;

	holding->holds = fix_holds(holding->run, holding->diag);
}

// The copy has the document's findings, in the same order.
static bool does_fix_hold(struct acting *acting, size_t i)
{
	struct request *request = acting->request;
	struct holding holding = { 0 };

	if (!acting->copy) {
		acting->copy = what_if_new(request);
		what_if_lint(acting->copy, request->text);
	}
	if (!what_if_take(acting->copy, request->text.len))
		return false;
	holding = (struct holding){ &acting->copy->run, acting->copy->run.diags.items[i], false };
	what_if_guard(acting->copy, look_whether_fix_holds, &holding);
	return holding.holds;
}

static void push_fix(struct acting *acting, size_t i)
{
	struct request *request = acting->request;
	const struct diag *diag = request->run->diags.items[i];
	struct edit_list edits = { 0 };
	json_t *action;

	if (!diag->fix || !edits_add(request->arena, &edits, diag->fix) || !does_fix_hold(acting, i))
		return;
	action = push_action(acting, title_of(request->arena, diag->fix), quick_fix, diag, &edits);
	if (!diag->fix->is_unsafe)
		json_put(&request->json, action, "isPreferred", json_true());
}

// Whether there is no such action yet.
static bool add_if_new(struct acting *acting, const struct rule *rule, uint32_t at)
{
	for (size_t i = 0; i < acting->n_ignored; i++)
		if (acting->ignored[i].rule == rule && acting->ignored[i].at == at)
			return false;
	ARENA_PUSH(acting->request->arena, acting->ignored, acting->n_ignored, acting->cap_ignored) =
		(struct ignored){ rule, at };
	return true;
}

static void push_ignore(struct acting *acting, const struct diag *diag)
{
	struct arena *arena = acting->request->arena;
	struct edit edit;
	const struct edit_list edits = { &edit, 1, 1 };

	if (ignore_here(acting->what_if, diag, &edit) && add_if_new(acting, diag->rule, edit.span.start))
		push_action(acting, arena_printf(arena, "Ignore %s here with a comment", diag->rule->id), quick_fix,
			    diag, &edits);
}

static void push_ignore_in_file(struct acting *acting, const struct diag *diag)
{
	struct arena *arena = acting->request->arena;
	struct edit edit;
	const struct edit_list edits = { &edit, 1, 1 };

	if (add_if_new(acting, diag->rule, UINT32_MAX) && ignore_in_file(acting->what_if, diag, &edit))
		push_action(acting, arena_printf(arena, "Ignore %s in this file", diag->rule->id), quick_fix, diag,
			    &edits);
}

static void push_quick_fixes(struct acting *acting)
{
	const struct diags *diags = &acting->request->run->diags;

	for (size_t i = 0; i < diags->n; i++)
		if (is_in_range(acting->request, diags->items[i]))
			push_fix(acting, i);
	for (size_t i = 0; i < diags->n; i++)
		if (is_in_range(acting->request, diags->items[i]))
			push_ignore(acting, diags->items[i]);
	for (size_t i = 0; i < diags->n; i++)
		if (is_in_range(acting->request, diags->items[i]))
			push_ignore_in_file(acting, diags->items[i]);
}

struct fixing {
	struct run *run;
	struct fixed fixed;
};

static void fix(void *context)
{
	struct fixing *fixing = context;

	fix_run(fixing->run, false, &fixing->fixed);
}

static bool has_safe_fix(const struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++)
		if (run->diags.items[i]->fix && !run->diags.items[i]->fix->is_unsafe)
			return true;
	return false;
}

static void push_fix_all(struct acting *acting)
{
	struct request *request = acting->request;
	struct what_if *what_if = what_if_new(request);
	struct fixing fixing = { .run = &what_if->run };
	struct edit_list edits = { 0 };

	if (!has_safe_fix(request->run) || !what_if_lint(what_if, request->text))
		return;
	what_if_guard(what_if, fix, &fixing);
	if (fixing.fixed.n == 0)
		return;
	edits_from_texts(request->arena, request->text, fixing.fixed.text, &edits);
	push_action(acting, "Apply all safe fixes", fix_all, NULL, &edits);
}

void lsp_code_action(struct request *request)
{
	struct acting acting = { .request = request, .actions = request_result_array(request) };
	const json_t *only = json_object_get(json_object_get(request->params, "context"), "only");

	if (!request->run || !request->server->client.has_code_action_literals)
		return;
	acting.what_if = what_if_new(request);
	if (is_asked_for(request, quick_fix))
		push_quick_fixes(&acting);
	if (is_asked_for(request, fix_all) && (json_is_array(only) || request->text.len <= LARGEST_UNASKED))
		push_fix_all(&acting);
}
