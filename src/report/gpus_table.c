// SPDX-License-Identifier: Apache-2.0
// In: cards of a GPU catalogue. Out: a table for a person.
#include <string.h>

#include "base/arena.h"
#include "report/columns.h"
#include "report/gpus.h"

enum { COLUMN_VENDOR, COLUMN_MODEL, COLUMN_MEMORY, COLUMN_INTERFACE, COLUMN_ARCHITECTURE, COLUMN_CUDA };
enum { HANG = 4 };

static const struct column columns[] = {
	{ "VENDOR", false },    { "MODEL", false },        { "MEMORY", false },
	{ "INTERFACE", false }, { "ARCHITECTURE", false }, { "CUDA", false },
};

// "GPU catalogue of 2026-06-16 (SOURCE)"; without the date where there is none.
static void catalogue_to_text(struct strbuf *out, const struct gpu_catalogue *catalogue)
{
	strbuf_puts(out, "GPU catalogue");
	if (catalogue->date[0])
		strbuf_printf(out, " of %s", catalogue->date);
	strbuf_printf(out, " (%s)", catalogue->source);
}

void milli_version_to_text(struct strbuf *out, milli_version version)
{
	strbuf_printf(out, "%u.%u", (unsigned)version / 1000, (unsigned)version % 1000 / 10);
}

// The first one after `last` in byte order, or NULL.
static const char *next_interface(const struct gpu_card *card, const char *last)
{
	const char *next = NULL;

	for (size_t i = 0; i < card->n_variants; i++) {
		const char *interface = card->variants[i].interface;

		if (strcmp(interface, last) > 0 && (!next || strcmp(interface, next) < 0))
			next = interface;
	}
	return next;
}

static void interfaces_to_text(struct strbuf *out, const struct gpu_card *card)
{
	const char *last = "";

	for (const char *next; (next = next_interface(card, last)); last = next)
		strbuf_printf(out, "%s%s", *last ? ", " : "", next);
}

static size_t n_interfaces(const struct gpu_card *card)
{
	const char *interface = "";
	size_t n = 0;

	while ((interface = next_interface(card, interface)))
		n++;
	return n;
}

void memory_to_text(struct strbuf *out, const struct gpu_card *card, const struct gpu_card *whole)
{
	size_t n_all = n_interfaces(whole), next;

	for (size_t i = 0; i < card->n_variants; i = next) {
		uint32_t memory = card->variants[i].memory_gi;

		for (next = i; next < card->n_variants && card->variants[next].memory_gi == memory;)
			next++;
		strbuf_printf(out, "%s%uGi", i ? ", " : "", (unsigned)memory);
		for (size_t j = i; next - i < n_all && j < next; j++)
			strbuf_printf(out, "%s%s", j == i ? " (" : ", ", card->variants[j].interface);
		strbuf_puts(out, next - i < n_all ? ")" : "");
	}
}

static void all_memory_to_text(struct strbuf *out, const struct gpu_card *card)
{
	memory_to_text(out, card, card);
}

static void cuda_to_text(struct strbuf *out, const struct gpu_card *card)
{
	if (!card->cuda_min && !card->cuda_max_major) {
		strbuf_putc(out, '-');
		return;
	}
	strbuf_puts(out, card->cuda_min ? "" : "to ");
	if (card->cuda_min)
		milli_version_to_text(out, card->cuda_min);
	if (card->cuda_max_major)
		strbuf_printf(out, "%s%u", card->cuda_min ? "-" : "", (unsigned)card->cuda_max_major);
	else
		strbuf_putc(out, '+');
}

static const char *print(struct arena *arena, void (*to_text)(struct strbuf *, const struct gpu_card *),
			 const struct gpu_card *card)
{
	struct strbuf text = strbuf_in(arena);

	to_text(&text, card);
	return text.text;
}

static void add_card(struct columns *table, const struct gpu_card *card)
{
	struct row *row = columns_add(table);

	row->cells[COLUMN_VENDOR] = "nvidia";
	row->cells[COLUMN_MODEL] = card->name;
	row->cells[COLUMN_MEMORY] = print(table->arena, all_memory_to_text, card);
	row->cells[COLUMN_INTERFACE] = print(table->arena, interfaces_to_text, card);
	row->cells[COLUMN_ARCHITECTURE] = card->architecture[0] ? card->architecture : "-";
	row->cells[COLUMN_CUDA] = print(table->arena, cuda_to_text, card);
}

static void add_alias(struct arena *arena, struct strbuf *out, const struct gpu_alias *alias, const struct style *style)
{
	struct strbuf line = strbuf_in(arena);

	for (size_t i = 0; alias && alias->names[i]; i++)
		strbuf_printf(&line, "%s%s%s", i ? ", " : alias->alias, i ? "" : " -> ", alias->names[i]);
	if (!alias)
		return;
	add_lines(out, style, 0, HANG, NULL, line.text);
	strbuf_putc(out, '\n');
}

static void add_others(struct arena *arena, struct strbuf *out, const struct gpu_selection *selection,
		       const struct style *style)
{
	struct strbuf line = { 0 };

	for (size_t i = 0; i < selection->n_others; i++) {
		const struct gpu_other *other = selection->others[i];
		bool is_first = i == 0 || strcmp(other->vendor, selection->others[i - 1]->vendor) != 0;

		if (is_first && i)
			add_lines(out, style, 0, HANG, NULL, line.text);
		if (is_first) {
			line = strbuf_in(arena);
			strbuf_printf(&line, "An SDL can't request GPUs of %s: ", other->vendor);
		}
		strbuf_printf(&line, "%s%s ", is_first ? "" : ", ", other->card.name);
		all_memory_to_text(&line, &other->card);
	}
	if (selection->n_others == 0)
		return;
	add_lines(out, style, 0, HANG, NULL, line.text);
	strbuf_putc(out, '\n');
}

void gpus_table(struct arena *arena, struct strbuf *out, const struct gpu_catalogue *catalogue,
		const struct gpu_selection *selection, const struct style *style)
{
	struct columns table = { .arena = arena, .columns = columns, .n_columns = COUNT_OF(columns) };
	struct strbuf source;

	add_alias(arena, out, selection->alias, style);
	for (size_t i = 0; i < selection->n_cards; i++)
		add_card(&table, selection->cards[i]);
	if (table.n_rows) {
		columns_to_text(out, &table, 0, style);
		strbuf_putc(out, '\n');
	}
	add_others(arena, out, selection, style);
	source = strbuf_in(arena);
	catalogue_to_text(&source, catalogue);
	add_lines(out, style, 0, HANG, NULL, source.text);
}
