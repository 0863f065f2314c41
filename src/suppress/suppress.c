// SPDX-License-Identifier: Apache-2.0
// In: findings, and comments of the file. Out: findings without those that a comment silences.
#include "suppress/suppress.h"

#include "base/arena.h"
#include "base/glob.h"
#include "suppress/suppressions.h"

// Where a list's item or a mapping's entry begins: at its dash, or at its key.
static uint32_t entry_start(const struct source *source, const struct ynode *node)
{
	const struct ynode *parent = node->parent;
	uint32_t at;

	if (parent->kind == YNODE_MAPPING || parent->is_flow)
		return node->span.start;
	at = skip_comments(source, node->index ? parent->items[node->index - 1]->span.end : parent->span.start);
	return at < node->span.start && source->text[at] == '-' ? at : node->span.start;
}

// Lines reach to the end of the blocks that begin on them. Both come in the order of the text.
static void reach_blocks(const struct run *run, struct suppressions *list)
{
	size_t i = 0;

	for (const struct ynode *node = run->root; node && i < list->n_covered; node = ynode_next(node)) {
		const struct ynode *last = node;
		struct covered *covered;
		uint32_t start;

		if (!node->parent || (node->parent->kind == YNODE_MAPPING && node->index % 2 == 1))
			continue;
		if (node->parent->kind == YNODE_MAPPING)
			last = node->parent->items[node->index + 1];
		start = entry_start(&run->source, node);
		while (i < list->n_covered && list->covered[i].line_end < start)
			i++;
		covered = i < list->n_covered ? &list->covered[i] : NULL;
		if (covered && start >= covered->line_start && last->span.end > covered->end)
			covered->end = last->span.end;
	}
}

// A value of several lines may have its comment after the last line.
static bool ends_on(const struct covered *covered, const struct diag *diag)
{
	return diag->span.end > covered->line_start && diag->span.end <= covered->line_end &&
	       (!diag->at || diag->at->kind == YNODE_SCALAR);
}

static bool is_covered(const struct suppressions *list, const struct inline_suppression *item, const struct diag *diag)
{
	const struct covered *covered;

	if (item->covered == SIZE_MAX)
		return true;
	covered = &list->covered[item->covered];
	return (diag->span.start >= covered->start && diag->span.start <= covered->end) || ends_on(covered, diag);
}

static uint32_t reach_of(const struct suppressions *list, const struct inline_suppression *item)
{
	if (item->covered == SIZE_MAX)
		return UINT32_MAX;
	return list->covered[item->covered].end - list->covered[item->covered].start;
}

static struct suppressed_rule *rule_for(const struct inline_suppression *item, const struct diag *diag,
					const struct suppressed_rule *but)
{
	for (size_t i = 0; i < item->n_rules; i++)
		if (&item->rules[i] != but && glob_matches(item->rules[i].glob, str_of(diag->rule->id)))
			return &item->rules[i];
	return NULL;
}

// By the comment that covers least. A comment can't silence the finding that it is unused: `but`.
static void silence(struct suppressions *list, struct diag *diag, const struct suppressed_rule *but)
{
	struct suppressed_rule *found = NULL;
	uint32_t least = UINT32_MAX;

	for (size_t i = 0; i < list->n; i++) {
		struct inline_suppression *item = &list->items[i];
		struct suppressed_rule *rule;

		if (reach_of(list, item) > least || !is_covered(list, item, diag))
			continue;
		rule = rule_for(item, diag, but);
		if (!rule)
			continue;
		found = rule;
		least = reach_of(list, item);
		diag->suppression = &item->suppression;
	}
	if (found)
		found->is_used = true;
}

// Whether a rule that it names is on: what others would find is unknown.
static bool is_on(const struct run *run, const struct suppressed_rule *rule)
{
	for (size_t i = 0; i < n_all_rules; i++)
		if (rule_level(run->settings, all_rules[i]) != SEVERITY_OFF &&
		    glob_matches(rule->glob, str_of(all_rules[i]->id)))
			return true;
	return false;
}

static bool is_useless(const struct run *run, const struct suppressed_rule *rule)
{
	return rule->is_known && !rule->is_used && is_on(run, rule);
}

// The comment with the spaces before it, or its whole line if nothing else is on it.
static struct span removable(const struct run *run, const struct inline_suppression *item)
{
	const struct source *source = &run->source;
	struct span span = { item->suppression.span.start, item->comment.span.end };
	uint32_t line_start = source_line_start(source, span.start);

	if (item->suppression.reason.len > 0)
		span.end = (uint32_t)(item->suppression.reason.ptr + item->suppression.reason.len - source->text);
	else
		span.end = item->suppression.span.end;
	while (span.start > line_start && (source->text[span.start - 1] == ' ' || source->text[span.start - 1] == '\t'))
		span.start--;
	if (span.start > line_start || source_line_end(source, span.end) > span.end || span.end == source->len)
		return span;
	span.end = source_next_line(source, span.end);
	return span;
}

// A name with the comma before it; for the first name, the comma after it.
static struct span removable_rule(const struct inline_suppression *item, size_t i)
{
	if (i > 0)
		return (struct span){ item->rules[i - 1].span.end, item->rules[i].span.end };
	return (struct span){ item->rules[0].span.start, item->rules[1].span.start };
}

static void report_useless(struct run *run, struct suppressions *list, struct inline_suppression *item, size_t i)
{
	const struct suppressed_rule *rule = &item->rules[i];
	struct diag *diag =
		diag_add_span(run, &rule_suppression_unused, rule->span, "unused suppression: %s has no finding of %s",
			      item->covered == SIZE_MAX ? "the file" : "this place", quoted(run, rule->glob));

	if (item->n_rules == 1) {
		diag_help(run, diag, "remove the comment");
		diag_fix(run, diag, "remove the comment", removable(run, item), STR(""));
	} else {
		diag_help(run, diag, "remove the name from the brackets");
		diag_fix(run, diag, "remove the name from the brackets", removable_rule(item, i), STR(""));
	}
	silence(list, diag, rule);
}

static void report_unused_of(struct run *run, struct suppressions *list, struct inline_suppression *item, bool is_last)
{
	for (size_t i = 0; i < item->n_rules; i++) {
		bool silences_these = glob_matches(item->rules[i].glob, str_of(rule_suppression_unused.id));

		if (silences_these == is_last && is_useless(run, &item->rules[i]))
			report_useless(run, list, item, i);
	}
}

// Those that silence these very findings come last: they may still be used.
static void report_unused(struct run *run, struct suppressions *list)
{
	for (size_t i = 0; i < list->n; i++)
		report_unused_of(run, list, &list->items[i], false);
	for (size_t i = 0; i < list->n; i++)
		report_unused_of(run, list, &list->items[i], true);
}

static void move_silenced(struct run *run)
{
	size_t kept = 0;

	for (size_t i = 0; i < run->diags.n; i++) {
		struct diag *diag = run->diags.items[i];

		if (diag->suppression)
			ARENA_PUSH(run->arena, run->suppressed.items, run->suppressed.n, run->suppressed.cap) = diag;
		else
			run->diags.items[kept++] = diag;
	}
	run->diags.n = kept;
}

void suppress(struct run *run)
{
	struct comments comments;
	struct suppressions list;

	if (run->settings->has_no_inline)
		return;
	comments_from_source(run, &comments);
	if (comments.n == 0)
		return;
	suppressions_from_comments(run, &comments, &list);
	reach_blocks(run, &list);
	for (size_t i = 0; i < run->diags.n; i++)
		silence(&list, run->diags.items[i], NULL);
	// If not every rule ran, an unused comment can't be recognised.
	if (!run->has_syntax_error && run->diags.n_dropped == 0)
		report_unused(run, &list);
	move_silenced(run);
	diags_finish(&run->suppressed);
}
