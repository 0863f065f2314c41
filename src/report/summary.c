// SPDX-License-Identifier: Apache-2.0
// In: totals. Out: the summary line.
#include "report/summary.h"

static void add_count(struct strbuf *out, const char **separator, size_t n, const char *what)
{
	if (n == 0)
		return;
	strbuf_printf(out, "%s%zu %s%s", *separator, n, what, n == 1 ? "" : "s");
	*separator = ", ";
}

// Hidden findings that --strict would show.
static void add_silenced(struct strbuf *out, const struct totals *totals)
{
	const char *separator = "silenced: ";

	add_count(out, &separator, totals->n_commented, "finding");
	if (totals->n_commented)
		strbuf_puts(out, " by comments");
	add_count(out, &separator, totals->n_configured, "finding");
	if (totals->n_configured)
		strbuf_puts(out, " by .akashlint.yml");
	add_count(out, &separator, totals->n_excluded, "excluded path");
	if (totals->n_commented || totals->n_configured || totals->n_excluded)
		strbuf_puts(out, " (--strict shows them)\n");
}

void add_summary(struct strbuf *out, const struct totals *totals)
{
	const char *separator = "", *files = totals->n_files == 1 ? "file" : "files";

	if (totals->n_files == 0)
		return;
	if (totals->n_fixed)
		strbuf_printf(out, "fixed %zu finding%s in %zu file%s\n", totals->n_fixed,
			      totals->n_fixed == 1 ? "" : "s", totals->n_files_fixed,
			      totals->n_files_fixed == 1 ? "" : "s");
	if (totals->n_files_with == 0)
		strbuf_puts(out, "no problems");
	add_count(out, &separator, totals->n_errors, "error");
	add_count(out, &separator, totals->n_warnings, "warning");
	add_count(out, &separator, totals->n_infos, "info");
	strbuf_puts(out, " in ");
	if (totals->n_files_with > 0 && totals->n_files_with < totals->n_files)
		strbuf_printf(out, "%zu of ", totals->n_files_with);
	strbuf_printf(out, "%zu %s", totals->n_files, files);
	if (totals->n_known)
		strbuf_printf(out, " (%zu in the baseline)", totals->n_known);
	strbuf_putc(out, '\n');
	add_silenced(out, totals);
	if (totals->n_fixable)
		strbuf_printf(out, "[*] %zu can be fixed with --fix%s", totals->n_fixable,
			      totals->n_unsafe ? ", " : "\n");
	if (totals->n_unsafe)
		strbuf_printf(out, "%zu %s with --unsafe-fixes\n", totals->n_unsafe,
			      totals->n_fixable ? "more" : "can be fixed");
}
