// SPDX-License-Identifier: Apache-2.0
// In: a value of an SDL. Out: how the network reads it.
#include <inttypes.h>

#include "base/number.h"
#include "catalogue/providers.h"
#include "lsp/describe.h"
#include "report/max_price.h"
#include "sdl/network.h"
#include "sdl/timeout.h"

// Longer ones are none.
enum { MAX_DENOM = 128 };

struct value {
	struct run *run;
	const struct cursor *cursor;
	uint32_t entry;
	struct str text;
};

// In the largest unit of which there is one whole, with four digits.
static void add_scaled(struct markup *markup, uint64_t bytes, double step, const char *const units[])
{
	double amount = (double)bytes;
	size_t i = 0;

	for (; amount >= step && units[i + 1]; i++)
		amount /= step;
	markup_printf(markup, amount < 1000 ? "%.4g %s" : "%.0f %s", amount, units[i]);
}

static void add_bytes(struct markup *markup, uint64_t bytes)
{
	static const char *const binary[] = { "bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", NULL };
	static const char *const decimal[] = { "bytes", "kB", "MB", "GB", "TB", "PB", "EB", NULL };

	markup_printf(markup, " is %" PRIu64 " bytes", bytes);
	if (bytes < 1000)
		return;
	markup_puts(markup, ": ");
	add_scaled(markup, bytes, 1024, binary);
	markup_puts(markup, ", or ");
	add_scaled(markup, bytes, 1000, decimal);
}

static void add_limits(struct markup *markup, const struct value *value)
{
	const struct entry *entry = &value->cursor->entries[value->entry];

	describe_limits(markup, value->run, value->cursor, entry->parent, entry->name);
}

static bool add_size(struct markup *markup, const struct value *value)
{
	uint64_t bytes;

	if (bytes_from_str(value->text, false, &bytes) != QUANTITY_OK)
		return false;
	markup_quote(markup, value->text);
	add_bytes(markup, bytes);
	add_limits(markup, value);
	return true;
}

static bool add_cpu(struct markup *markup, const struct value *value)
{
	uint32_t millicpu;

	if (cpu_from_str(value->text, &millicpu) != QUANTITY_OK)
		return false;
	markup_quote(markup, value->text);
	markup_printf(markup, " is %" PRIu32 "m: thousandths of a core", millicpu);
	add_limits(markup, value);
	return true;
}

static bool add_timeout(struct markup *markup, const struct value *value)
{
	uint64_t milliseconds;

	if (!timeout_from_str(value->text, &milliseconds) || milliseconds > network.expose.read_timeout.max)
		return false;
	markup_quote(markup, value->text);
	if (milliseconds)
		markup_printf(markup, " is %" PRIu64 " ms", milliseconds);
	else
		markup_puts(markup, " is the default, 60 seconds");
	return true;
}

static bool add_model(struct markup *markup, const struct value *value)
{
	describe_model(markup, value->run->settings->catalogue, value->text);
	return true;
}

// The card's own value, next to the requested one.
static bool add_variants(struct markup *markup, const struct value *value)
{
	const struct gpu_card *card = card_beside(value->cursor, value->run->settings->catalogue, value->entry);
	bool is_size = add_size(markup, value);

	if (!card)
		return is_size;
	if (is_size)
		markup_paragraph(markup);
	markup_strong(markup, card->name);
	markup_printf(markup, ": %s", card_summary(markup->out.arena, card));
	return true;
}

static bool add_price(struct markup *markup, const struct value *value)
{
	struct str denom = value_below(value->cursor, value->cursor->entries[value->entry].parent, "denom");
	struct max_price ceiling = { .denom = denom, .usd_per_unit = denom_usd(value->run->settings, denom) };
	struct strbuf text;

	if (denom.len == 0 || denom.len > MAX_DENOM || float_from_str(value->text, &ceiling.per_block) != NUMBER_OK ||
	    !(ceiling.per_block >= 0))
		return false;
	text = strbuf_in(markup->out.arena);
	max_price_to_text(&text, &ceiling);
	markup_printf(markup, "at most %s for each replica", text.text);
	return true;
}

static bool add_denom(struct markup *markup, const struct value *value)
{
	const struct known_denom *denom = denom_find(value->text);

	if (!denom)
		return false;
	markup_quote(markup, value->text);
	markup_printf(markup, " is %s", denom->name);
	if (denom->usd > 0)
		markup_printf(markup, ", worth %.6f US dollars each", denom->usd);
	return true;
}

static const struct {
	const char *path;
	bool (*add)(struct markup *markup, const struct value *value);
} values[] = {
	{ gpu_model_path, add_model },
	{ gpu_ram_path, add_variants },
	{ gpu_interface_path, add_variants },
	{ "profiles/compute/*/resources/cpu/units", add_cpu },
	{ "profiles/compute/*/resources/memory/size", add_size },
	{ "profiles/compute/*/resources/storage/size", add_size },
	{ "profiles/compute/*/resources/storage/-/size", add_size },
	{ "services/*/expose/-/http_options/max_body_size", add_size },
	{ "services/*/expose/-/http_options/read_timeout", add_timeout },
	{ "services/*/expose/-/http_options/send_timeout", add_timeout },
	{ "services/*/expose/-/http_options/proxy/buffer_size", add_size },
	{ "services/*/expose/-/http_options/proxy/buffers_size", add_size },
	{ "services/*/expose/-/http_options/proxy/busy_buffers_size", add_size },
	{ "profiles/placement/*/pricing/*/amount", add_price },
	{ "profiles/placement/*/pricing/*/denom", add_denom },
};

bool describe_value(struct markup *markup, struct run *run, const struct cursor *cursor, uint32_t entry,
		    struct str text)
{
	struct value value = { run, cursor, entry, text };

	for (size_t i = 0; i < COUNT_OF(values) && text.len > 0; i++)
		if (entry_is_at(cursor, entry, values[i].path))
			return values[i].add(markup, &value);
	return false;
}
