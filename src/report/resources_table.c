// SPDX-License-Identifier: Apache-2.0
// In: what a deployment asks the network for. Out: a table for a person, GPUs first.
#include "base/arena.h"
#include "base/utf8.h"
#include "report/paint.h"
#include "report/resources.h"
#include "sdl/resources.h"

enum { COLUMN_SERVICE, COLUMN_COUNT, COLUMN_GPUS, COLUMN_CPU, COLUMN_MEMORY, COLUMN_STORAGE, COLUMN_PRICE, N_COLUMNS };

struct row {
	const char *cells[N_COLUMNS];
};

struct table_text {
	struct arena *arena;
	struct row *rows;
	size_t n, cap;
};

struct totals_of_group {
	uint64_t count, gpus, cpu, memory, storage;
	struct amount price;
	bool is_price_known;
};

static const char *print(struct arena *arena, void (*add)(struct strbuf *, uint64_t), uint64_t value)
{
	struct strbuf text;

	strbuf_init(&text, arena);
	add(&text, value);
	return text.text;
}

static const char *safe(struct arena *arena, struct str input)
{
	struct strbuf text;

	strbuf_init(&text, arena);
	strbuf_add_escaped(&text, input);
	return text.text;
}

// Without the zeros at the end: "10000" and not "10000.000000000000000000".
static const char *price_text(struct arena *arena, const struct amount *amount, struct str denom)
{
	struct strbuf text;

	strbuf_init(&text, arena);
	amount_to_text(&text, amount);
	while (text.len && text.text[text.len - 1] == '0')
		text.len--;
	if (text.len && text.text[text.len - 1] == '.')
		text.len--;
	text.text[text.len] = '\0';
	return arena_printf(arena, "%s %s", text.text, safe(arena, denom));
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
static void add_leaf(struct table_text *table, struct totals_of_group *totals, const struct sdl_leaf *leaf)
{
	const struct sdl_compute *compute = leaf->compute;
	uint64_t count = leaf->count.value, storage = storage_of(compute);
	struct amount price;

	ARENA_PUSH(table->arena, table->rows, table->n, table->cap) = (struct row){ {
		safe(table->arena, leaf->service->entry.name),
		arena_printf(table->arena, "%llu", (unsigned long long)count),
		gpus_text(table->arena, compute->gpu.units.value),
		print(table->arena, cpu_to_text, compute->cpu.units.value),
		print(table->arena, bytes_to_text, compute->memory.size.value),
		print(table->arena, bytes_to_text, storage),
		price_text(table->arena, &leaf->price->amount.value, leaf->price->denom.text),
	} };
	totals->count += count;
	totals->gpus += count * compute->gpu.units.value;
	totals->cpu += count * compute->cpu.units.value;
	totals->memory += count * compute->memory.size.value;
	totals->storage += count * storage;
	totals->is_price_known &= amount_mul_u32(&leaf->price->amount.value, leaf->count.value, &price) &&
				  amount_add(&totals->price, &price, &totals->price);
}

static void add_total(struct table_text *table, const struct totals_of_group *totals, struct str denom)
{
	ARENA_PUSH(table->arena, table->rows, table->n, table->cap) = (struct row){ {
		"all replicas",
		arena_printf(table->arena, "%llu", (unsigned long long)totals->count),
		gpus_text(table->arena, totals->gpus),
		print(table->arena, cpu_to_text, totals->cpu),
		print(table->arena, bytes_to_text, totals->memory),
		print(table->arena, bytes_to_text, totals->storage),
		totals->is_price_known ? price_text(table->arena, &totals->price, denom) : "?",
	} };
}

static int width_of(const char *text)
{
	int width = 0;

	for (struct str rest = str_of(text); rest.len;) {
		uint32_t c = ' ';
		size_t len = utf8_decode(rest.ptr, rest.len, &c);

		width += utf8_width(c);
		rest = str_slice(rest, len ? len : 1, rest.len);
	}
	return width;
}

static void add_row(struct strbuf *out, const struct row *row, const int *widths)
{
	strbuf_puts(out, " ");
	for (int i = 0; i < N_COLUMNS; i++) {
		int padding = widths[i] - width_of(row->cells[i]);
		bool is_left = i == COLUMN_SERVICE || i == COLUMN_PRICE;

		strbuf_puts(out, i == COLUMN_SERVICE ? " " : "  ");
		for (int j = 0; !is_left && j < padding; j++)
			strbuf_putc(out, ' ');
		strbuf_puts(out, row->cells[i]);
		for (int j = 0; is_left && i != COLUMN_PRICE && j < padding; j++)
			strbuf_putc(out, ' ');
	}
	strbuf_putc(out, '\n');
}

static void add_table(struct strbuf *out, const struct table_text *table)
{
	static const struct row head = { { "service", "count", "gpus", "cpu", "memory", "storage", "price per block" } };
	int widths[N_COLUMNS];

	for (int i = 0; i < N_COLUMNS; i++) {
		widths[i] = width_of(head.cells[i]);
		for (size_t j = 0; j < table->n; j++)
			if (width_of(table->rows[j].cells[i]) > widths[i])
				widths[i] = width_of(table->rows[j].cells[i]);
	}
	add_row(out, &head, widths);
	for (size_t i = 0; i < table->n; i++)
		add_row(out, &table->rows[i], widths);
}

static void add_gpus(struct strbuf *out, const struct sdl_leaf *leaf)
{
	const struct sdl_gpu *gpu = &leaf->compute->gpu;

	if (gpu->units.value == 0)
		return;
	strbuf_puts(out, "  ");
	strbuf_add_escaped(out, leaf->service->entry.name);
	strbuf_puts(out, " gpus: ");
	for (size_t i = 0; i < gpu->n_models; i++) {
		strbuf_puts(out, i ? " or " : "");
		strbuf_add_escaped(out, gpu->models[i]->key);
	}
	strbuf_puts(out, gpu->n_models ? "\n" : "vendor/nvidia/model/* (any model)\n");
}

static void add_volumes(struct strbuf *out, const struct sdl_leaf *leaf)
{
	strbuf_puts(out, "  ");
	strbuf_add_escaped(out, leaf->service->entry.name);
	strbuf_puts(out, " volumes: ");
	for (size_t i = 0; i < leaf->compute->n_volumes; i++) {
		const struct sdl_volume *volume = leaf->compute->volumes[i];

		strbuf_puts(out, i ? ", " : "");
		strbuf_add_escaped(out, volume->name);
		strbuf_putc(out, ' ');
		bytes_to_text(out, volume->size.value);
		if (str_is(volume->persistent, "true"))
			strbuf_puts(out, " persistent");
		if (volume->class_name.len) {
			strbuf_putc(out, ' ');
			strbuf_add_escaped(out, volume->class_name);
		}
	}
	strbuf_putc(out, '\n');
}

static void add_signers(struct strbuf *out, const char *what, const struct leaf_list *signers)
{
	for (size_t i = 0; i < signers->n; i++) {
		strbuf_puts(out, i ? ", " : what);
		strbuf_add_escaped(out, signers->items[i].text);
	}
	strbuf_puts(out, signers->n ? "\n" : "");
}

static void add_requirements(struct strbuf *out, const struct resource_group *group)
{
	const struct sdl_map *attributes = &group->placement->attributes;

	for (size_t i = 0; i < attributes->n; i++) {
		strbuf_puts(out, i ? ", " : "  attributes: ");
		strbuf_add_escaped(out, attributes->items[i]->name);
		strbuf_putc(out, '=');
		strbuf_add_escaped(out, ((const struct sdl_attribute *)attributes->items[i])->value.text);
	}
	strbuf_puts(out, attributes->n ? "\n" : "");
	if (group->tee_type.len) {
		strbuf_puts(out, "  confidential computing: ");
		strbuf_add_escaped(out, group->tee_type);
		strbuf_putc(out, '\n');
	}
	add_signers(out, "  signed by all of: ", &group->placement->all_of);
	add_signers(out, "  signed by any of: ", &group->placement->any_of);
}

static void add_group(struct report *report, struct arena *arena, const struct resource_group *group)
{
	struct table_text table = { .arena = arena };
	struct totals_of_group totals = { .is_price_known = true };
	struct strbuf *out = &report->out;

	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_leaves; j++)
			add_leaf(&table, &totals, group->units[i]->leaves[j]);
	add_total(&table, &totals, group->units[0]->price->denom.text);
	paint_on(out, report->has_color ? PAINT_BOLD : NULL);
	strbuf_puts(out, "group ");
	strbuf_add_escaped(out, group->name);
	paint_off(out, report->has_color ? PAINT_BOLD : NULL);
	strbuf_putc(out, '\n');
	add_table(out, &table);
	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_leaves; j++) {
			add_gpus(out, group->units[i]->leaves[j]);
			add_volumes(out, group->units[i]->leaves[j]);
		}
	add_requirements(out, group);
	strbuf_putc(out, '\n');
}

static void add_file(struct report *report, struct run *run)
{
	struct resources resources;

	if (!run->sdl || run->is_rejected)
		return;
	resources = resources_from_sdl(run->arena, run->sdl);
	strbuf_add_escaped(&report->out, str_of(run->source.name));
	strbuf_puts(&report->out, "\n\n");
	for (size_t i = 0; i < resources.n_groups; i++)
		add_group(report, run->arena, resources.groups[i]);
}

const struct report_format report_resources_table = { .name = "table", .file = add_file };
