// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: XML as Checkstyle writes it.
#include "report/escape.h"
#include "report/location.h"

static void checkstyle_begin(struct report *report)
{
	strbuf_puts(&report->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static void add_diag(struct strbuf *out, struct run *run, const struct diag *diag)
{
	struct location place = location_of(run, diag->span);

	strbuf_printf(out, "    <error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"",
		      (unsigned)place.start.line, (unsigned)place.start.column, severity_name(diag->severity));
	add_xml(out, diag->message);
	strbuf_printf(out, "\" source=\"akashlint.%s\"/>\n", diag->rule->id);
}

static void checkstyle_file(struct report *report, struct run *run)
{
	struct strbuf *out = &report->out;

	strbuf_puts(out, "  <file name=\"");
	add_xml(out, report_path(report, run));
	strbuf_puts(out, "\">\n");
	for (size_t i = 0; i < run->diags.n; i++)
		add_diag(out, run, run->diags.items[i]);
	strbuf_puts(out, "  </file>\n");
}

static void checkstyle_end(struct report *report)
{
	strbuf_puts(&report->out, "</checkstyle>\n");
}

const struct report_format report_checkstyle = {
	.name = "checkstyle",
	.begin = checkstyle_begin,
	.file = checkstyle_file,
	.end = checkstyle_end,
};
