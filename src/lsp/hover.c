// SPDX-License-Identifier: Apache-2.0
// In: a place in a document. Out: what was found there, and what is there.
#include "lsp/cursor.h"
#include "lsp/describe.h"
#include "report/docs_from_rules.h"

// More findings at one place are counted.
enum { MAX_FINDINGS = 5 };

static bool is_over(const struct request *request, const struct diag *diag)
{
	return diag->span.start <= request->offset &&
	       (request->offset < diag->span.end || diag->span.start == diag->span.end) &&
	       (diag->span.start < diag->span.end || diag->span.start == request->offset);
}

static void add_finding(struct markup *markup, const struct diag *diag)
{
	const struct rule *rule = diag->rule;

	markup_part(markup);
	markup_strong(markup, rule->id);
	markup_printf(markup, ": %s%s", severity_name(diag->severity), rejection_text(diag->rejected_by));
	markup_paragraph(markup);
	markup_puts(markup, diag->message);
	if (diag->help) {
		markup_paragraph(markup);
		markup_printf(markup, "Help: %s", diag->help);
	}
	markup_paragraph(markup);
	markup_puts(markup, rule->why);
	markup_paragraph(markup);
	markup_puts(markup, rule->fix);
	markup_paragraph(markup);
	markup_puts(markup, silencing_text(markup->out.arena, rule));
	markup_paragraph(markup);
	markup_puts(markup, "More: ");
	markup_quote(markup, str_of(arena_printf(markup->out.arena, "akashlint explain %s", rule->id)));
}

// Where they are: the first of them.
static bool add_findings(struct markup *markup, const struct request *request, struct span *span)
{
	const struct diags *diags = &request->run->diags;
	size_t n = 0;

	for (size_t i = 0; i < diags->n; i++) {
		if (!is_over(request, diags->items[i]) || n++ >= MAX_FINDINGS)
			continue;
		if (n == 1)
			*span = diags->items[i]->span;
		add_finding(markup, diags->items[i]);
	}
	if (n > MAX_FINDINGS) {
		markup_part(markup);
		markup_printf(markup, "and %zu more findings here", n - MAX_FINDINGS);
	}
	return n > 0;
}

static bool add_name(struct markup *markup, const struct cursor *cursor, uint32_t entry, bool is_value)
{
	struct str name;

	for (int kind = 0; kind < N_NAME_KINDS; kind++) {
		if (!entry_defines(cursor, entry, (enum name_kind)kind, &name) &&
		    !entry_refers(cursor, entry, (enum name_kind)kind, &name))
			continue;
		// The key before a name is not the name.
		if (!is_value && cursor->entries[entry].name.ptr != name.ptr)
			continue;
		return describe_name(markup, cursor, (enum name_kind)kind, name);
	}
	return false;
}

// A list's key shows what is known about its items.
static bool add_key(struct markup *markup, struct run *run, const struct cursor *cursor, uint32_t entry)
{
	struct known known = { NULL, NULL };

	while (entry > 0 && cursor->entries[entry].is_item)
		entry = cursor->entries[entry].parent;
	known = entry_known(cursor, entry);
	if (known.key)
		describe_key(markup, run, cursor, cursor->entries[entry].parent, known.key);
	return known.key != NULL;
}

static bool add_word(struct markup *markup, struct run *run, const struct cursor *cursor)
{
	bool is_value = cursor->place != PLACE_KEY;
	uint32_t entry = is_value ? cursor->entry : cursor->own;

	if (cursor->place == PLACE_NONE || entry == 0 || cursor->word.start == cursor->word.end)
		return false;
	if (is_value && describe_value(markup, run, cursor, entry, cursor_text(cursor, cursor->word)))
		return true;
	return add_name(markup, cursor, entry, is_value) || add_key(markup, run, cursor, entry);
}

void lsp_hover(struct request *request)
{
	struct markup all, word;
	struct cursor cursor;
	struct span span;
	bool has_markdown = request->server->client.has_markdown_hover, has_findings, has_word;
	json_t *result;

	if (!request->run)
		return;
	markup_init(&all, request->arena, has_markdown);
	markup_init(&word, request->arena, has_markdown);
	cursor_from_text(&cursor, request->arena, request->text, request->offset);
	span = cursor.word;
	has_findings = add_findings(&all, request, &span);
	has_word = add_word(&word, request->run, &cursor);
	if (!has_findings && !has_word)
		return;
	if (has_word) {
		markup_part(&all);
		strbuf_add(&all.out, word.out.text, word.out.len);
	}
	result = request_result_object(request);
	put_markup(request, result, "contents", has_markdown, markup_text(&all));
	put_range(request, result, "range", span);
}
