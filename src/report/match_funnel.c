// SPDX-License-Identifier: Apache-2.0
// In: the matches of one group. Out: how many providers are left after each check, as bars.
#include "report/match_funnel.h"

#include "base/arena.h"
#include "match/checks.h"
#include "report/paint.h"

// With fewer providers the table is enough.
enum { FEWEST = 4, INDENT = 4, BAR_WIDTH = 40, LABEL_WIDTH = 12, NUMBER_WIDTH = 6, GAP = 2 };

static size_t n_stopped(const struct match *matches, size_t n, enum provider_check check)
{
	size_t stopped = 0;

	for (size_t i = 0; i < n; i++)
		stopped += match_stopped_at(&matches[i]) == check;
	return stopped;
}

// In eighths of a column, so that no provider is too few to be seen.
static void add_bar(struct strbuf *out, const struct style *style, const char *label, size_t left, size_t n)
{
	static const char *const parts[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	size_t room = style->width - INDENT - LABEL_WIDTH - NUMBER_WIDTH - 2 * GAP;
	size_t eighths = left * (room < BAR_WIDTH ? room : BAR_WIDTH) * 8 / n;
	struct strbuf bar;

	strbuf_init(&bar, out->arena);
	eighths += left && eighths == 0;
	for (size_t i = 0; i < eighths / 8; i++)
		strbuf_puts(&bar, "█");
	strbuf_puts(&bar, parts[eighths % 8]);
	add_spaces(out, INDENT);
	strbuf_printf(out, "%-*s %*zu", LABEL_WIDTH, label, NUMBER_WIDTH, left);
	if (bar.len) {
		add_spaces(out, GAP);
		paint_on(out, style->has_color ? PAINT_FRAME : NULL);
		strbuf_puts(out, styled_text(out->arena, style, bar.text));
		paint_off(out, style->has_color ? PAINT_FRAME : NULL);
	}
	strbuf_putc(out, '\n');
}

void match_funnel(struct strbuf *out, const struct style *style, const struct match *matches, size_t n)
{
	size_t left = n, n_fitting = 0;

	for (size_t i = 0; i < n; i++)
		n_fitting += matches[i].fits;
	if (n < FEWEST || n_fitting == n)
		return;
	add_lines(out, style, 2, 2, NULL, "left after each check");
	add_bar(out, style, "listed", n, n);
	for (enum provider_check check = CHECK_ONLINE; check < N_CHECKS; check++) {
		size_t stopped = n_stopped(matches, n, check);

		left -= stopped;
		if (stopped)
			add_bar(out, style, check_name(check), left, n);
	}
}
