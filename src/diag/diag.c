// SPDX-License-Identifier: Apache-2.0
// In: findings of the stages. Out: the list of a file's diagnostics, each once, in the order of the text.
#include "diag/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { QUOTED_MAX = 60 };

// Nobody reads what is said of a finding that is in no list.
static const char *vprint(struct run *run, const struct diag *diag, const char *format, va_list args)
{
	return diag->severity == SEVERITY_OFF ? "" : arena_vprintf(run->arena, format, args);
}

bool diags_are_full(const struct run *run, const struct rule *rule)
{
	return run->diags.n_added[rule->rejected_by != 0][rule_level(run->settings, rule)] >= DIAGS_MAX;
}

void diags_forget(struct diags *diags, size_t n)
{
	diags->n = n;
	memset(diags->n_added, 0, sizeof(diags->n_added));
}

struct diag *diag_add_vspan(struct run *run, const struct rule *rule, struct span span, const char *format,
			    va_list args)
{
	struct diag *diag = arena_zalloc(run->arena, sizeof(*diag));
	struct diags *diags = &run->diags;

	diag->rule = rule;
	diag->severity = rule_level(run->settings, rule);
	diag->span = span;
	diag->order = (uint32_t)diags->n;
	run->is_rejected |= (rule->rejected_by & REJECTED_BY_NETWORK) != 0;
	if (diag->severity == SEVERITY_OFF) {
		run->n_silenced += is_rule_silenced(run->settings, rule_index(rule));
	} else if (diags_are_full(run, rule)) {
		diags->n_dropped++;
		diag->severity = SEVERITY_OFF;
	}
	diag->message = vprint(run, diag, format, args);
	if (diag->severity == SEVERITY_OFF)
		return diag;
	diags->n_added[rule->rejected_by != 0][diag->severity]++;
	ARENA_PUSH(run->arena, diags->items, diags->n, diags->cap) = diag;
	diag_reject(run, diag, rule->rejected_by);
	return diag;
}

struct diag *diag_add_span(struct run *run, const struct rule *rule, struct span span, const char *format, ...)
{
	struct diag *diag;
	va_list args;

	va_start(args, format);
	diag = diag_add_vspan(run, rule, span, format, args);
	va_end(args);
	return diag;
}

void diag_reject(struct run *run, struct diag *diag, unsigned rejected_by)
{
	diag->rejected_by |= rejected_by;
	run->is_rejected |= (rejected_by & REJECTED_BY_NETWORK) != 0;
	if (run->settings->is_for_console && diag->rejected_by & REJECTED_BY_CONSOLE && diag->severity != SEVERITY_OFF)
		diag->severity = SEVERITY_ERROR;
}

void diag_accept(struct diag *diag, unsigned rejected_by)
{
	bool was_rejected = diag->rejected_by != 0;

	diag->rejected_by &= ~rejected_by;
	if (!was_rejected || diag->rejected_by)
		return;
	if (diag->severity == SEVERITY_ERROR)
		diag->severity = SEVERITY_WARNING;
}

void diag_help(struct run *run, struct diag *diag, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag->help = vprint(run, diag, format, args);
	va_end(args);
}

void diag_label(struct run *run, struct diag *diag, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag->label = vprint(run, diag, format, args);
	va_end(args);
}

void diag_related(struct run *run, struct diag *diag, struct span span, const char *format, ...)
{
	struct related *related = arena_zalloc(run->arena, sizeof(*related)), **last = &diag->related;
	va_list args;

	va_start(args, format);
	*related = (struct related){ .span = span, .message = vprint(run, diag, format, args) };
	va_end(args);
	while (*last)
		last = &(*last)->next;
	*last = related;
}

// Its line breaks are to be those of the file.
static struct str edit_text(struct run *run, struct str text)
{
	const char *line_break = source_line_break(&run->source);
	struct strbuf buf = strbuf_in(run->arena);

	for (size_t end, at = 0; at < text.len; at = next_line_in(text, end)) {
		end = line_end_in(text, at);
		strbuf_add(&buf, text.ptr + at, end - at);
		strbuf_puts(&buf, end < text.len ? line_break : "");
	}
	return (struct str){ buf.text, buf.len };
}

void diag_fix(struct run *run, struct diag *diag, const char *description, struct span span, struct str text)
{
	struct edit *edit = arena_alloc(run->arena, sizeof(*edit));

	*edit = (struct edit){ span, edit_text(run, text) };
	diag_fix_all(run, diag, description, edit, 1);
}

void diag_fix_all(struct run *run, struct diag *diag, const char *description, struct edit *edits, size_t n)
{
	diag->fix = arena_zalloc(run->arena, sizeof(*diag->fix));
	*diag->fix = (struct fix){ .description = description, .edits = edits, .n_edits = n };
}

static int by_place(const void *a, const void *b)
{
	const struct diag *x = *(struct diag *const *)a, *y = *(struct diag *const *)b;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->severity != y->severity)
		return x->severity > y->severity ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static bool is_same(const struct diag *a, const struct diag *b)
{
	return a->rule == b->rule && a->span.start == b->span.start && a->span.end == b->span.end &&
	       strcmp(a->message, b->message) == 0;
}

void diags_finish(struct diags *diags)
{
	size_t kept = 0;

	if (diags->n)
		qsort(diags->items, diags->n, sizeof(struct diag *), by_place);
	for (size_t i = 0; i < diags->n; i++) {
		bool is_known = false;

		for (size_t j = kept;
		     j-- > 0 && diags->items[j]->span.start == diags->items[i]->span.start && !is_known;)
			is_known = is_same(diags->items[j], diags->items[i]);
		if (!is_known)
			diags->items[kept++] = diags->items[i];
	}
	diags->n = kept;
}

static void add_escaped(struct strbuf *buf, struct str value)
{
	size_t len = 0;

	for (size_t n = 0; len < value.len && n < QUOTED_MAX; n++) {
		uint32_t c;
		size_t step = utf8_decode(value.ptr + len, value.len - len, &c);

		len += step ? step : 1;
	}
	strbuf_add_escaped(buf, str_slice(value, 0, len));
	if (len < value.len)
		strbuf_puts(buf, "…");
}

const char *escaped(struct run *run, struct str value)
{
	struct strbuf buf = strbuf_in(run->arena);

	add_escaped(&buf, value);
	return buf.text;
}

const char *quoted(struct run *run, struct str value)
{
	struct strbuf buf = strbuf_in(run->arena);

	strbuf_putc(&buf, '"');
	add_escaped(&buf, value);
	strbuf_putc(&buf, '"');
	return buf.text;
}
