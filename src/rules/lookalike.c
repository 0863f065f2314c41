// SPDX-License-Identifier: Apache-2.0
// In: the findings of a file. Out: one for all that come from characters which only look like those of YAML.
//
// Nobody can say of such a character alone whether it is a mistake. So the file is examined once more with the right
// ones: what is not found any more came from them.
#include "rules/text_causes.h"
#include "yaml/lookalikes.h"

enum { MAX_BYTES = 1024 * 1024 };

const struct rule rule_lookalike_character = {
	.id = "lookalike-character",
	.severity = SEVERITY_ERROR,
	.summary = "a character that only looks like one of YAML",
	.why = "Text from a web page, a chat or a word processor brings no-break and zero-width spaces, curly quotes, long "
	       "dashes and fullwidth colons with it. YAML takes them for letters: the line is not indented, the key is "
	       "another one, the number is text.",
	.fix = "Write plain spaces, quotes, hyphens and colons.",
	.source = "yaml.org/spec/1.2.2 5.3 and 5.5",
};

// Which findings of the file are there no more in the text with the right characters.
struct comparison {
	struct run *before, *after;
	struct table known; // rule and message of those that are still there
};

static struct str name_of(struct arena *arena, const struct diag *diag)
{
	return str_of(arena_printf(arena, "%s %s", diag->rule->id, diag->message));
}

static bool is_gone(const struct diag *diag, void *context)
{
	struct comparison *comparison = context;

	if (diag->rule == &rule_lookalike_character)
		return false;
	return !table_get(&comparison->known, name_of(comparison->before->arena, diag));
}

static size_t count_errors(const struct run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->diags.n; i++)
		n += run->diags.items[i]->severity == SEVERITY_ERROR;
	return n;
}

static bool is_later(const struct run *after, const struct run *before)
{
	return after->diags.n && before->diags.n && after->diags.items[0]->span.start > before->diags.items[0]->span.end;
}

static bool is_better(struct comparison *comparison)
{
	struct run *before = comparison->before, *after = comparison->after;

	if (before->has_syntax_error)
		return !after->has_syntax_error || is_later(after, before);
	if (after->has_syntax_error || count_errors(after) > count_errors(before))
		return false;
	for (size_t i = 0; i < before->diags.n; i++)
		if (before->diags.items[i]->severity >= SEVERITY_WARNING && is_gone(before->diags.items[i], comparison))
			return true;
	return false;
}

static struct run *examine_right(struct run *run, const struct lookalikes *all, examine_fn *examine)
{
	struct run *after = arena_zalloc(run->arena, sizeof(*after));
	struct str text = text_without_lookalikes(run->arena, &run->source, all);

	*after = (struct run){ .arena = run->arena, .settings = run->settings };
	source_init(&after->source, run->arena, run->source.name, text.ptr, (uint32_t)text.len);
	examine(after);
	return after;
}

// The first that does not come before `offset`; NULL if there is none.
static const struct lookalike *first_from(const struct lookalikes *all, uint32_t offset)
{
	size_t low = 0, high = all->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (all->items[middle].span.start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low < all->n ? &all->items[low] : NULL;
}

// The first in the line of a finding that is gone, or else of all.
static const struct lookalike *to_be_named(struct comparison *comparison, const struct lookalikes *all)
{
	struct source *source = &comparison->before->source;
	const struct lookalike *named = NULL;

	for (size_t i = 0; i < comparison->before->diags.n; i++) {
		const struct diag *diag = comparison->before->diags.items[i];
		struct str line = source_line(source, source_line_index(source, diag->span.start) + 1);
		uint32_t start = (uint32_t)(line.ptr - source->text);
		const struct lookalike *found = first_from(all, start);

		if (found && found->span.start < start + line.len && (!named || found < named) && is_gone(diag, comparison))
			named = found;
	}
	return named ? named : &all->items[0];
}

static const char *what_it_is(const struct lookalike *found)
{
	static const char *const by_place[] = {
		[IN_INDENTATION] = "in the indentation, which YAML does not take for a space",
		[BEFORE_KEY] = "before a key: YAML takes it for a letter of the key",
		[IN_KEY] = "in a key: YAML takes it for a letter of the key",
		[AFTER_DASH] = "after \"-\", where YAML needs a plain space",
		[AFTER_COLON] = "after \":\", where YAML needs a plain space",
		[AT_VALUE] = "at a value: YAML takes it for a letter of the value",
	};

	switch (found->kind) {
	case LOOKALIKE_DASH:
		return "in place of the \"-\" that begins an item of a list";
	case LOOKALIKE_QUOTE:
		return "in place of a plain quote: YAML takes it for a letter";
	case LOOKALIKE_SIGN:
		return "in place of \":\"";
	default:
		return by_place[found->place];
	}
}

static void add_help(struct run *run, struct diag *diag, const struct lookalike *found, size_t n)
{
	const char *all = n > 1 ? arena_printf(run->arena, "; %zu such characters are in this file", n) : "";

	if (found->kind == LOOKALIKE_SPACE && *found->right)
		diag_help(run, diag, "write a plain space%s", all);
	else if (!*found->right)
		diag_help(run, diag, "remove it%s", all);
	else
		diag_help(run, diag, "write %s%s", found->right[0] == '"' ? "a straight quote: \"" : arena_printf(run->arena, "\"%s\"", found->right), all);
}

static void add_fix(struct run *run, struct diag *diag, const struct lookalikes *all)
{
	struct edit *edits = arena_alloc(run->arena, all->n * sizeof(*edits));
	bool is_unsafe = false;

	for (size_t i = 0; i < all->n; i++) {
		edits[i] = (struct edit){ all->items[i].span, str_of(all->items[i].right) };
		is_unsafe |= all->items[i].place == AT_VALUE;
	}
	diag_fix(run, diag, "write the characters that YAML means", edits[0].span, edits[0].text);
	diag->fix->edits = edits;
	diag->fix->n_edits = all->n;
	diag->fix->is_unsafe = is_unsafe;
}

void name_lookalikes(struct run *run, examine_fn *examine)
{
	struct comparison comparison = { .before = run };
	const struct lookalike *named;
	struct lookalikes all;
	struct diag *diag;

	if (run->diags.n == 0 || run->source.len > MAX_BYTES)
		return;
	all = lookalikes_in(run->arena, &run->source);
	if (all.n == 0)
		return;
	comparison.after = examine_right(run, &all, examine);
	for (size_t i = 0; i < comparison.after->diags.n; i++)
		*table_put(run->arena, &comparison.known, name_of(run->arena, comparison.after->diags.items[i])) = run;
	if (!is_better(&comparison))
		return;
	named = to_be_named(&comparison, &all);
	diag = report_span(run, &rule_lookalike_character, named->span, "a %s (U+%04X) is %s",
			   character_name(named->c), (unsigned)named->c, what_it_is(named));
	add_help(run, diag, named, all.n);
	add_fix(run, diag, &all);
	if (diag->severity == SEVERITY_OFF)
		return;
	diag->severity = SEVERITY_WARNING;
	diags_absorb(run, diag, is_gone, &comparison);
}
