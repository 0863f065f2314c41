// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: XML in which each finding is a test that failed.
#include "base/arena.h"
#include "report/escape.h"
#include "report/location.h"

// The totals stand before the suites: these wait for the end.
struct state {
	struct strbuf suites;
	size_t n_tests, n_failures;
};

static void junit_begin(struct report *report)
{
	struct state *state = arena_zalloc(report->arena, sizeof(*state));

	state->suites = strbuf_in(report->arena);
	report->state = state;
}

static void add_case(struct strbuf *out, const char *path, const char *name)
{
	strbuf_puts(out, "    <testcase classname=\"");
	add_xml(out, path);
	strbuf_printf(out, "\" name=\"%s", name);
}

static void add_failure(struct strbuf *out, const char *path, struct run *run, const struct diag *diag)
{
	struct location place = location_of(run, diag->span);
	const char *severity = severity_name(diag->severity);

	add_case(out, path, diag->rule->id);
	strbuf_printf(out, " at %u:%u\" time=\"0\">\n      <failure type=\"%s\" message=\"", (unsigned)place.start.line,
		      (unsigned)place.start.column, severity);
	add_xml(out, diag->message);
	strbuf_puts(out, "\">");
	add_xml(out, path);
	strbuf_printf(out, ":%u:%u: %s: ", (unsigned)place.start.line, (unsigned)place.start.column, severity);
	add_xml(out, whole_message(run->arena, diag));
	strbuf_puts(out, "</failure>\n    </testcase>\n");
}

static void junit_file(struct report *report, struct run *run)
{
	struct state *state = report->state;
	struct strbuf *out = &state->suites;
	size_t n_tests = run->diags.n ? run->diags.n : 1;
	const char *path = report_path(report, run);

	strbuf_puts(out, "  <testsuite name=\"");
	add_xml(out, path);
	strbuf_printf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\" time=\"0\">\n", n_tests,
		      run->diags.n);
	for (size_t i = 0; i < run->diags.n; i++)
		add_failure(out, path, run, run->diags.items[i]);
	// A suite without a test would look as if nothing had been checked.
	if (run->diags.n == 0) {
		add_case(out, path, "no problems");
		strbuf_puts(out, "\" time=\"0\"/>\n");
	}
	strbuf_puts(out, "  </testsuite>\n");
	state->n_tests += n_tests;
	state->n_failures += run->diags.n;
}

static void junit_end(struct report *report)
{
	struct state *state = report->state;

	strbuf_puts(&report->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	strbuf_printf(&report->out,
		      "<testsuites name=\"akashlint\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" time=\"0\">\n",
		      state->n_tests, state->n_failures);
	strbuf_add(&report->out, state->suites.text, state->suites.len);
	strbuf_puts(&report->out, "</testsuites>\n");
}

const struct report_format report_junit = {
	.name = "junit",
	.begin = junit_begin,
	.file = junit_file,
	.end = junit_end,
};
