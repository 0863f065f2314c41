// SPDX-License-Identifier: Apache-2.0
// In: what was matched. Out: a page with a table for each group.
#include "base/arena.h"
#include "match/match_all.h"
#include "report/formats.h"
#include "report/html.h"

static const struct {
	const char *sign, *class_name, *word;
} verdicts[] = {
	[VERDICT_FITS] = { "✓", "yes", "passes" },
	[VERDICT_UNKNOWN] = { "?", "", "unknown" },
	[VERDICT_FAILS] = { "✗", "no", "fails" },
};

static void begin(struct report *report)
{
	html_begin(&report->out, "Providers");
}

static const char *reason_text(struct arena *arena, const struct reason *reason)
{
	return reason->node ? arena_printf(arena, "%s: %s", reason->node, reason->message) : reason->message;
}

static void add_reasons(struct strbuf *out, const struct match *match)
{
	struct strbuf unknown = strbuf_in(out->arena);

	strbuf_puts(&unknown, match->n_unknown ? "unknown: " : "");
	add_unknown_words(&unknown, match);
	strbuf_puts(out, "<td>");
	html_text(out, match->n_reasons ? reason_text(out->arena, &match->reasons[0]) : unknown.text);
	if (match->n_reasons > 1) {
		strbuf_printf(out, "\n<details>\n<summary>%zu more</summary>\n<ul>\n", match->n_reasons - 1);
		for (size_t i = 1; i < match->n_reasons; i++)
			html_element(out, "li", reason_text(out->arena, &match->reasons[i]));
		strbuf_puts(out, "</ul>\n</details>\n");
	}
	strbuf_puts(out, "</td>\n");
}

// Its sign, sorted by how good it is.
static void add_verdict(struct strbuf *out, enum verdict verdict)
{
	strbuf_printf(out, "<td data-sort=\"%d\" class=\"check %s\" title=\"%s\">%s</td>\n", (int)verdict,
		      verdicts[verdict].class_name, verdicts[verdict].word, verdicts[verdict].sign);
}

static void add_match(struct strbuf *out, const struct match *match)
{
	const char *name = escaped_text(out->arena, match->provider->name);
	const char *owner = escaped_text(out->arena, match->provider->owner);

	html_row_begin(out, !match->fits);
	add_verdict(out, match_verdict(match));
	html_cell(out, "name", name, str_is(str_of(name), owner) ? "" : owner);
	for (enum provider_check check = CHECK_ONLINE; check < N_CHECKS; check++)
		add_verdict(out, match_verdict_of(match, check));
	add_reasons(out, match);
	html_row_end(out);
}

static void begin_table(struct strbuf *out)
{
	struct column columns[N_CHECKS + 3] = { { .head = "fits" }, { .head = "provider" } };

	for (enum provider_check check = CHECK_ONLINE; check < N_CHECKS; check++)
		columns[2 + check].head = check_label(check);
	columns[N_CHECKS + 2].head = "why not, or what is unknown";
	html_table_begin(out, columns, N_CHECKS + 3);
}

static void add_advice(struct report *report, struct run *run, const struct advice *advice, size_t n)
{
	struct position at;

	if (!advice->has_change)
		return;
	at = source_position(&run->source, ynode_span(advice->change.at).start);
	html_element(&report->out, "p",
		     arena_printf(run->arena,
				  "The change that would help most (%zu of %zu fit, instead of %zu): %s:%u:%u: %s",
				  advice->n_would_fit, n, advice->n_fitting,
				  escaped_text(run->arena, str_of(run->source.name)), (unsigned)at.line,
				  (unsigned)at.column, change_text(run->arena, &advice->change)));
}

static void add_group(struct report *report, struct run *run, const struct match *match, size_t n)
{
	struct strbuf *out = &report->out;
	size_t n_fitting = 0;

	for (size_t i = 0; i < n; i++)
		n_fitting += match[i].fits;
	html_element(out, "h2",
		     arena_printf(run->arena, "%s: group %s", escaped_text(run->arena, str_of(run->source.name)),
				  escaped_text(run->arena, match->group->name)));
	strbuf_printf(out,
		      "<p>%zu of %zu providers fit <meter min=\"0\" max=\"%zu\" value=\"%zu\" aria-label=\"providers "
		      "that fit\"></meter></p>\n",
		      n_fitting, n, n, n_fitting);
	begin_table(out);
	for (size_t i = 0; i < n; i++)
		add_match(out, &match[i]);
	html_table_end(out);
	add_advice(report, run, &report->matches->advice[(size_t)(match - report->matches->items) / n], n);
}

static void add_file(struct report *report, struct run *run)
{
	const struct matches *matches = report->matches;

	for (size_t i = 0; matches && i < matches->n; i += matches->n_providers)
		add_group(report, run, &matches->items[i], matches->n_providers);
}

static void end(struct report *report)
{
	html_end(&report->out);
}

const struct report_format report_match_html = { .name = "html", .begin = begin, .file = add_file, .end = end };
