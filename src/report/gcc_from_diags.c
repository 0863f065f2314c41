// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: a line for each, in the style of a C compiler, for editors.
#include "report/escape.h"
#include "report/location.h"

static const char *const words[] = {
	[SEVERITY_INFO] = "note",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

// A line that begins with "::", after optional spaces, would be a command to GitHub's runner.
static void add_name(struct strbuf *out, const char *name)
{
	if (*name == ':' || *name == ' ')
		strbuf_puts(out, "./");
	strbuf_add_escaped(out, str_of(name));
}

static void gcc_file(struct report *report, struct run *run)
{
	struct strbuf *out = &report->out;
	size_t from = out->len;

	for (size_t i = 0; i < run->diags.n; i++) {
		const struct diag *diag = run->diags.items[i];
		struct location place = location_of(run, diag->span);

		add_name(out, run->source.name);
		strbuf_printf(out, ":%u:%u: %s: %s [%s]\n", (unsigned)place.start.line, (unsigned)place.start.column,
			      words[diag->severity], diag->message, diag->rule->id);
	}
	disarm(out, from, DISARMED_TEXT);
}

const struct report_format report_gcc = { .name = "gcc", .file = gcc_file };
