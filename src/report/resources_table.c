// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests. Out: a table for a person, GPUs first.
#include "base/arena.h"
#include "match/gpu_candidates.h"
#include "report/columns.h"
#include "report/formats.h"
#include "report/gpus.h"
#include "report/max_price.h"
#include "report/should_cost.h"
#include "report/style.h"
#include "sdl/resources.h"

enum { COLUMN_SERVICE, COLUMN_COUNT, COLUMN_GPUS, COLUMN_CPU, COLUMN_MEMORY, COLUMN_STORAGE, COLUMN_PRICE };

// Cards that are listed; if there are more, only the smallest and the largest.
enum { MAX_NAMED = 6, INDENT = 2, HANG = 6 };

static const struct column columns[] = {
	{ "service", false },
	{ "count", true },
	{ "gpus", true },
	{ "cpu", true },
	{ "memory", true },
	{ "storage", true },
	{ "price per block", false },
};

struct totals_of_group {
	uint64_t count, gpus, cpu, memory, storage;
	struct amount price;
	bool is_price_known;
};

static const char *print(struct arena *arena, void (*add)(struct strbuf *, uint64_t), uint64_t value)
{
	struct strbuf text = strbuf_in(arena);

	add(&text, value);
	return text.text;
}

// Without the zeros at the end: "10000" and not "10000.000000000000000000".
static const char *price_text(struct arena *arena, const struct amount *amount, struct str denom)
{
	struct strbuf text = strbuf_in(arena);

	amount_to_text(&text, amount);
	while (text.len && text.text[text.len - 1] == '0')
		text.len--;
	if (text.len && text.text[text.len - 1] == '.')
		text.len--;
	text.text[text.len] = '\0';
	return arena_printf(arena, "%s %s", text.text, escaped_text(arena, denom));
}

static uint64_t storage_of(const struct sdl_compute *compute)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < compute->n_volumes; i++)
		sum += compute->volumes[i]->size.value;
	return sum;
}

static const char *gpus_text(struct arena *arena, uint64_t units)
{
	return units ? arena_printf(arena, "%llu", (unsigned long long)units) : "-";
}

// What one replica gets; the totals count all of them.
static void add_assignment(struct columns *table, struct totals_of_group *totals,
			   const struct sdl_assignment *assignment)
{
	const struct sdl_compute *compute = assignment->compute;
	uint64_t count = assignment->count.value, storage = storage_of(compute);
	struct row *row = columns_add(table);
	struct amount price;

	row->cells[COLUMN_SERVICE] = escaped_text(table->arena, assignment->service->entry.name);
	row->cells[COLUMN_COUNT] = arena_printf(table->arena, "%llu", (unsigned long long)count);
	row->cells[COLUMN_GPUS] = gpus_text(table->arena, compute->gpu.units.value);
	row->cells[COLUMN_CPU] = print(table->arena, cpu_to_text, compute->cpu.units.value);
	row->cells[COLUMN_MEMORY] = print(table->arena, bytes_to_text, compute->memory.size.value);
	row->cells[COLUMN_STORAGE] = print(table->arena, bytes_to_text, storage);
	row->cells[COLUMN_PRICE] =
		price_text(table->arena, &assignment->price->amount.value, assignment->price->denom.text);
	totals->count += count;
	totals->gpus += count * compute->gpu.units.value;
	totals->cpu += count * compute->cpu.units.value;
	totals->memory += count * compute->memory.size.value;
	totals->storage += count * storage;
	totals->is_price_known &= amount_mul_u32(&assignment->price->amount.value, assignment->count.value, &price) &&
				  amount_add(&totals->price, &price, &totals->price);
}

static void add_total(struct columns *table, const struct totals_of_group *totals, struct str denom)
{
	struct row *row = columns_add(table);

	row->cells[COLUMN_SERVICE] = "all replicas";
	row->cells[COLUMN_COUNT] = arena_printf(table->arena, "%llu", (unsigned long long)totals->count);
	row->cells[COLUMN_GPUS] = gpus_text(table->arena, totals->gpus);
	row->cells[COLUMN_CPU] = print(table->arena, cpu_to_text, totals->cpu);
	row->cells[COLUMN_MEMORY] = print(table->arena, bytes_to_text, totals->memory);
	row->cells[COLUMN_STORAGE] = print(table->arena, bytes_to_text, totals->storage);
	row->cells[COLUMN_PRICE] = totals->is_price_known ? price_text(table->arena, &totals->price, denom) : "?";
}

// A line of its own, which begins with the service.
static struct strbuf begin_line(struct run *run, const struct sdl_assignment *assignment, const char *what)
{
	struct strbuf line = strbuf_in(run->arena);

	if (assignment)
		strbuf_add_escaped(&line, assignment->service->entry.name);
	strbuf_puts(&line, what);
	return line;
}

static void end_line(struct report *report, const struct strbuf *line)
{
	add_lines(&report->out, &report->style, INDENT, HANG, NULL, line->text);
}

// A card that has the least, or the largest, memory of them.
static const char *card_with(const struct gpu_candidates *candidates, uint32_t memory, bool is_least)
{
	for (size_t i = 0; i < candidates->n; i++)
		if ((is_least ? gpu_card_least_memory : gpu_card_most_memory)(&candidates->cards[i]) == memory)
			return candidates->cards[i].name;
	return "";
}

static void add_candidates(struct strbuf *out, const struct gpu_catalogue *catalogue,
			   const struct gpu_candidates *candidates)
{
	unsigned least = (unsigned)candidates->least_memory, most = (unsigned)candidates->most_memory;

	if (candidates->n == 0)
		strbuf_puts(out, "nothing");
	else if (candidates->n > MAX_NAMED)
		strbuf_printf(out, "any of %zu models, from %uGi (%s) to %uGi (%s)", candidates->n, least,
			      card_with(candidates, candidates->least_memory, true), most,
			      card_with(candidates, candidates->most_memory, false));
	for (size_t i = 0; candidates->n <= MAX_NAMED && i < candidates->n; i++) {
		strbuf_printf(out, "%s%s ", i ? "; " : "", candidates->cards[i].name);
		memory_to_text(out, &candidates->cards[i], gpu_card_find(catalogue, str_of(candidates->cards[i].name)));
	}
	if (candidates->n <= MAX_NAMED && least != most)
		strbuf_printf(out, "; from %uGi to %uGi", least, most);
	strbuf_puts(out, " (GPU catalogue");
	if (catalogue->date[0])
		strbuf_printf(out, " of %s", catalogue->date);
	strbuf_putc(out, ')');
}

static void add_gpus(struct report *report, struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = &assignment->compute->gpu;
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	const struct raw_list *raw = &gpu->raw_attributes;
	struct gpu_candidates candidates;
	struct strbuf line;

	if (gpu->units.value == 0)
		return;
	line = begin_line(run, assignment, " gpus: ");
	for (size_t i = 0; i < raw->n + gpu->n_models; i++) {
		strbuf_puts(&line, i ? " or " : "");
		strbuf_add_escaped(&line, i < raw->n ? raw->items[i]->key.text : gpu->models[i - raw->n]->key);
	}
	strbuf_puts(&line, raw->n + gpu->n_models ? "" : "vendor/nvidia/model/* (any model)");
	end_line(report, &line);
	candidates = gpu_candidates(run->arena, catalogue, gpu);
	line = begin_line(run, assignment, " can get: ");
	add_candidates(&line, catalogue, &candidates);
	end_line(report, &line);
}

static void add_volumes(struct report *report, struct run *run, const struct sdl_assignment *assignment)
{
	struct strbuf line = begin_line(run, assignment, " volumes: ");

	for (size_t i = 0; i < assignment->compute->n_volumes; i++) {
		const struct sdl_volume *volume = assignment->compute->volumes[i];

		strbuf_puts(&line, i ? ", " : "");
		strbuf_add_escaped(&line, volume->name);
		strbuf_putc(&line, ' ');
		bytes_to_text(&line, volume->size.value);
		if (str_is(volume->persistent, "true"))
			strbuf_puts(&line, " persistent");
		if (volume->class_name.len) {
			strbuf_putc(&line, ' ');
			strbuf_add_escaped(&line, volume->class_name);
		}
	}
	end_line(report, &line);
}

static void add_signers(struct report *report, struct run *run, const char *what, const struct leaf_list *signers)
{
	struct strbuf line = begin_line(run, NULL, what);

	for (size_t i = 0; i < signers->n; i++) {
		strbuf_puts(&line, i ? ", " : "");
		strbuf_add_escaped(&line, signers->items[i].text);
	}
	if (signers->n)
		end_line(report, &line);
}

static void add_requirements(struct report *report, struct run *run, const struct resource_group *group)
{
	const struct sdl_map *attributes = &group->placement->attributes;
	struct strbuf line = begin_line(run, NULL, "attributes: ");

	for (size_t i = 0; i < attributes->n; i++) {
		strbuf_puts(&line, i ? ", " : "");
		strbuf_add_escaped(&line, attributes->items[i]->name);
		strbuf_putc(&line, '=');
		strbuf_add_escaped(&line, ((const struct sdl_attribute *)attributes->items[i])->value.text);
	}
	if (attributes->n)
		end_line(report, &line);
	line = begin_line(run, NULL, "confidential computing: ");
	strbuf_add_escaped(&line, group->tee_type);
	if (group->tee_type.len)
		end_line(report, &line);
	add_signers(report, run, "signed by all of: ", &group->placement->all_of);
	add_signers(report, run, "signed by any of: ", &group->placement->any_of);
}

static void add_ceiling(struct report *report, struct run *run, const struct sdl_assignment *assignment,
			const char *what, const struct max_price *max_price)
{
	struct strbuf line = begin_line(run, assignment, what);

	max_price_to_text(&line, max_price);
	end_line(report, &line);
}

static struct max_price add_max_prices(struct report *report, struct run *run, const struct resource_group *group)
{
	struct max_price sum = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_assignments; j++, n++) {
			const struct sdl_assignment *assignment = group->units[i]->assignments[j];
			struct max_price max_price = max_price_of(run->settings, assignment);

			add_ceiling(report, run, assignment, " price ceiling: ", &max_price);
			max_price_add(&sum, &max_price);
		}
	if (n > 1)
		add_ceiling(report, run, NULL, "total price ceiling: ", &sum);
	return sum;
}

static struct max_price add_group(struct report *report, struct run *run, const struct resource_group *group)
{
	struct columns table = { .arena = run->arena, .columns = columns, .n_columns = COUNT_OF(columns) };
	struct totals_of_group totals = { .is_price_known = true };
	struct strbuf *out = &report->out;
	struct max_price max_price;
	struct should_cost cost;

	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_assignments; j++)
			add_assignment(&table, &totals, group->units[i]->assignments[j]);
	add_total(&table, &totals, group->units[0]->price->denom.text);
	add_lines(out, &report->style, 0, HANG, PAINT_BOLD,
		  arena_printf(run->arena, "group %s", escaped_text(run->arena, group->name)));
	columns_to_text(out, &table, INDENT, &report->style);
	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_assignments; j++) {
			add_gpus(report, run, group->units[i]->assignments[j]);
			add_volumes(report, run, group->units[i]->assignments[j]);
		}
	max_price = add_max_prices(report, run, group);
	cost = should_cost_of(run, group);
	add_should_cost(out, &report->style, &cost);
	add_requirements(report, run, group);
	strbuf_putc(out, '\n');
	return max_price;
}

static void end_block(struct report *report, const char *text)
{
	add_lines(&report->out, &report->style, 0, HANG, NULL, text);
	strbuf_putc(&report->out, '\n');
}

static void add_file(struct report *report, struct run *run)
{
	struct resources resources;
	struct max_price sum = { 0 };
	struct strbuf line;

	if (!run->sdl || run->is_rejected)
		return;
	resources = resources_from_sdl(run->arena, run->sdl);
	end_block(report, escaped_text(run->arena, str_of(run->source.name)));
	for (size_t i = 0; i < resources.n_groups; i++) {
		struct max_price max_price = add_group(report, run, resources.groups[i]);

		max_price_add(&sum, &max_price);
	}
	line = strbuf_in(run->arena);
	strbuf_puts(&line, "price ceiling of all groups: ");
	max_price_to_text(&line, &sum);
	if (resources.n_groups > 1)
		end_block(report, line.text);
	if (resources.n_groups && sum.usd_per_unit == 0)
		end_block(report, arena_printf(run->arena, "for prices in dollars, use --rate %s=USD",
					       escaped_text(run->arena, sum.denom)));
}

const struct report_format report_resources_table = { .name = "human", .file = add_file };
