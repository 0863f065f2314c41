// SPDX-License-Identifier: Apache-2.0
// In: the findings of all files. Out: workflow commands that make annotations on GitHub, errors first.
#include "base/arena.h"
#include "report/escape.h"
#include "report/location.h"
#include "report/summary.h"

// GitHub makes annotations of the first ten errors, warnings and notices of a step, and shows the rest in its log.
enum { N_SHOWN = 10, N_SEVERITIES = SEVERITY_ERROR + 1 };

static const char *const commands[] = {
	[SEVERITY_INFO] = "notice",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

struct state {
	struct strbuf lines[N_SEVERITIES];
	size_t n[N_SEVERITIES];
};

static void github_begin(struct report *report)
{
	struct state *state = arena_zalloc(report->arena, sizeof(*state));

	for (size_t i = 0; i < N_SEVERITIES; i++)
		state->lines[i] = strbuf_in(report->arena);
	report->state = state;
}

static void add_diag(struct report *report, struct run *run, const struct diag *diag)
{
	struct state *state = report->state;
	struct strbuf *out = &state->lines[diag->severity];
	struct location place = location_of(run, diag->span);
	const char *path = report_path(report, run);

	strbuf_printf(out, "::%s file=", commands[diag->severity]);
	add_command_value(out, path);
	strbuf_printf(out, ",line=%u,endLine=%u", (unsigned)place.start.line, (unsigned)place.end.line);
	// GitHub rejects columns if they are on different lines.
	if (place.start.line == place.end.line)
		strbuf_printf(out, ",col=%u,endColumn=%u", (unsigned)place.start.column, (unsigned)place.end.column);
	strbuf_printf(out, ",title=%s::", diag->rule->id);
	// The log shows only this text.
	if (++state->n[diag->severity] > N_SHOWN) {
		add_command_data(out, path);
		strbuf_printf(out, ":%u:%u: ", (unsigned)place.start.line, (unsigned)place.start.column);
	}
	add_command_data(out, whole_message(run->arena, diag));
	strbuf_putc(out, '\n');
}

static void github_file(struct report *report, struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++)
		add_diag(report, run, run->diags.items[i]);
}

static void github_end(struct report *report)
{
	struct state *state = report->state;
	bool has_more = false;

	for (size_t i = N_SEVERITIES; i-- > 0;) {
		strbuf_add(&report->out, state->lines[i].text, state->lines[i].len);
		has_more |= state->n[i] > N_SHOWN;
	}
	if (report->is_quiet)
		return;
	if (has_more)
		strbuf_printf(
			&report->out,
			"GitHub annotates only the first %d findings of each severity; this log has all of them\n",
			N_SHOWN);
	add_summary(&report->out, &report->totals);
}

const struct report_format report_github = {
	.name = "github",
	.begin = github_begin,
	.file = github_file,
	.end = github_end,
};
