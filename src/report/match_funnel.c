// SPDX-License-Identifier: Apache-2.0
// In: the matches of one group. Out: how many providers are left after each check, as bars or in a line.
#include "report/match_funnel.h"

#include "report/paint.h"

// Of fewer the table says it all.
enum { FEWEST = 4, BAR_WIDTH = 40, LABEL_WIDTH = 12, MAX_REQUIREMENTS = 2 };

// In the order in which a provider looks. Of those whose nodes have no room the nearest miss counts.
static const struct {
	const char *label;
	const char *requirements[MAX_REQUIREMENTS];
} stages[] = {
	{ "online", { "online", NULL } },
	{ "attributes", { "attributes", "capabilities" } },
	{ "volumes", { "volumes", NULL } },
	{ "signatures", { "signed-by", NULL } },
	{ "IP addresses", { "leased-ip", NULL } },
	{ "interconnect", { "gpu-interconnect", NULL } },
	{ "CPU", { "cpu", "cpu-arch" } },
	{ "GPUs", { "gpu", NULL } },
	{ "memory", { "memory", NULL } },
	{ "storage", { "storage", NULL } },
	{ "nodes", { "nodes", "node-order" } },
};

static bool stops_at(const struct match *match, size_t stage)
{
	for (size_t i = 0; i < MAX_REQUIREMENTS && stages[stage].requirements[i]; i++)
		if (!match->fits && str_is(str_of(match->reasons[0].requirement), stages[stage].requirements[i]))
			return true;
	return false;
}

static size_t n_stopped(const struct match *matches, size_t n, size_t stage)
{
	size_t stopped = 0;

	for (size_t i = 0; i < n; i++)
		stopped += stops_at(&matches[i], stage);
	return stopped;
}

// In eighths of a column, so that no provider is too few to be seen.
static void add_bar(struct strbuf *out, const char *label, size_t left, size_t n)
{
	static const char *const parts[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	size_t eighths = left * BAR_WIDTH * 8 / n;

	eighths += left && eighths == 0;
	strbuf_printf(out, "    %-*s %6zu  ", LABEL_WIDTH, label, left);
	paint_on(out, PAINT_FRAME);
	for (size_t i = 0; i < eighths / 8; i++)
		strbuf_puts(out, "█");
	strbuf_puts(out, parts[eighths % 8]);
	paint_off(out, PAINT_FRAME);
	strbuf_putc(out, '\n');
}

void match_funnel(struct strbuf *out, const struct match *matches, size_t n, bool has_color)
{
	size_t left = n, n_fitting = 0;

	for (size_t i = 0; i < n; i++)
		n_fitting += matches[i].fits;
	if (n < FEWEST || n_fitting == n)
		return;
	strbuf_puts(out, has_color ? "\n  left after each check\n" : "  left after each check: ");
	if (has_color)
		add_bar(out, "listed", n, n);
	else
		strbuf_printf(out, "%zu listed", n);
	for (size_t i = 0; i < COUNT_OF(stages); i++) {
		size_t stopped = n_stopped(matches, n, i);

		if (stopped == 0)
			continue;
		left -= stopped;
		if (has_color)
			add_bar(out, stages[i].label, left, n);
		else
			strbuf_printf(out, ", %s %zu", stages[i].label, left);
	}
	if (!has_color)
		strbuf_putc(out, '\n');
}
