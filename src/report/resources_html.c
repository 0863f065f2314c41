// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests. Out: a page with a table for each group, and what it should cost.
#include "base/arena.h"
#include "match/gpu_candidates.h"
#include "report/formats.h"
#include "report/html.h"
#include "report/max_price.h"
#include "report/money.h"
#include "report/should_cost.h"

static const struct column columns[] = {
	{ "service", false }, { "replicas", true }, { "GPUs each", true }, { "GPU requests", false },
	{ "CPU", true },      { "memory", true },   { "storage", true },   { "ceiling", true },
};

static const struct column cost_columns[] = { { "", false }, { "dollars per hour", true }, { "of the ceiling", true } };

static void begin(struct report *report)
{
	html_begin(&report->out, "Resources");
}

static const char *print(struct arena *arena, void (*add)(struct strbuf *, uint64_t), uint64_t value)
{
	struct strbuf text = strbuf_in(arena);

	add(&text, value);
	return text.text;
}

static void add_requests(struct strbuf *out, const struct sdl_gpu *gpu)
{
	size_t n = 0;
	const struct str *keys = gpu->units.value ? gpu_request_keys(out->arena, gpu, &n) : NULL;
	struct strbuf text = strbuf_in(out->arena);

	for (size_t i = 0; i < n; i++) {
		strbuf_puts(&text, i ? " or " : "");
		strbuf_add_escaped(&text, keys[i]);
	}
	html_cell(out, "", text.text, "");
}

static void add_assignment(struct strbuf *out, struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_compute *compute = assignment->compute;
	struct max_price max_price = max_price_of(run->settings, assignment);
	struct arena *arena = run->arena;
	struct strbuf price;
	uint64_t storage = 0;

	for (size_t i = 0; i < compute->n_volumes; i++)
		storage += compute->volumes[i]->size.value;
	price = strbuf_in(arena);
	max_price_to_text(&price, &max_price);
	html_row_begin(out, false);
	html_cell(out, "name", escaped_text(arena, assignment->service->entry.name), "");
	html_number(out, true, assignment->count.value, arena_printf(arena, "%u", (unsigned)assignment->count.value),
		    false);
	html_number(out, true, (double)compute->gpu.units.value,
		    arena_printf(arena, "%llu", (unsigned long long)compute->gpu.units.value), false);
	add_requests(out, &compute->gpu);
	html_number(out, true, (double)compute->cpu.units.value, print(arena, cpu_to_text, compute->cpu.units.value),
		    false);
	html_number(out, true, (double)compute->memory.size.value,
		    print(arena, bytes_to_text, compute->memory.size.value), false);
	html_number(out, true, (double)storage, print(arena, bytes_to_text, storage), false);
	html_number(out, true, max_price.per_block, price.text, false);
	html_row_end(out);
}

static void add_cost(struct strbuf *out, const char *what, double usd, double max_price)
{
	const char *share = max_price > 0 ? arena_printf(out->arena, "%.3g%%", usd / max_price * 100) : "?";

	html_row_begin(out, false);
	html_cell(out, "", what, "");
	html_number(out, true, usd, arena_printf(out->arena, "$%s", short_money(out->arena, usd)), false);
	html_number(out, max_price > 0, max_price > 0 ? usd / max_price : 0, share, true);
	html_row_end(out);
}

static void add_costs(struct strbuf *out, struct run *run, const struct resource_group *group)
{
	struct max_price max_price = max_price_of_group(run->settings, group);
	struct should_cost cost = should_cost_of(run, group);
	double most = max_price_per_hour(&max_price) * max_price.usd_per_unit;

	html_table_begin(out, cost_columns, COUNT_OF(cost_columns));
	if (most > 0)
		add_cost(out, "price ceiling", most, most);
	add_cost(out, "default provider bid", usd_per_hour(default_bid_sum(&cost.bid)), most);
	if (cost.has_offers) {
		add_cost(out, "cheapest current offer", cost.least, most);
		add_cost(out, "median offer for the cheapest card", cost.median, most);
	}
	html_table_end(out);
}

static void add_file(struct report *report, struct run *run)
{
	const char *file = escaped_text(run->arena, str_of(run->source.name));
	struct strbuf *out = &report->out;
	struct resources resources;

	if (!run->sdl || run->is_rejected)
		return;
	resources = resources_from_sdl(run->arena, run->sdl);
	for (size_t i = 0; i < resources.n_groups; i++) {
		const struct resource_group *group = resources.groups[i];

		html_element(out, "h2",
			     arena_printf(run->arena, "%s: group %s", file, escaped_text(run->arena, group->name)));
		html_table_begin(out, columns, COUNT_OF(columns));
		for (size_t j = 0; j < group->n_units; j++)
			for (size_t k = 0; k < group->units[j]->n_assignments; k++)
				add_assignment(out, run, group->units[j]->assignments[k]);
		html_table_end(out);
		add_costs(out, run, group);
	}
}

static void end(struct report *report)
{
	html_end(&report->out);
}

const struct report_format report_resources_html = { .name = "html", .begin = begin, .file = add_file, .end = end };
