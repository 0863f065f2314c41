// SPDX-License-Identifier: Apache-2.0
// In: bids as text. Out: what they are judged to be, for a test to look at.
#include "unit/bid_fixture.h"

#include <check.h>

struct fixture bid_fixture;
static struct arena sdl; // fixture_lint begins its own

void bid_fixture_begin(void)
{
	arena_init(&sdl);
	fixture_lint(&bid_fixture, fixture_read(&sdl, "examples/llm-one-gpu.yml"));
	ck_assert(!bid_fixture.run.is_rejected);
}

void bid_fixture_end(void)
{
	fixture_clear(&bid_fixture);
	arena_clear(&sdl);
}

void use_inventory(const char *text)
{
	struct settings *settings = arena_alloc(&bid_fixture.arena, sizeof(*settings));
	struct inventory *inventory = arena_zalloc(&bid_fixture.arena, sizeof(*inventory));
	struct json_fault error;

	*settings = *bid_fixture.run.settings;
	settings->inventory = inventory;
	ck_assert(inventory_from_json(&bid_fixture.arena, str_of(text), "x", inventory, &error));
	bid_fixture.run.settings = settings;
}

struct bid_list read_bids(struct str text)
{
	struct bid_list list;
	struct json_fault error;

	ck_assert_msg(bids_from_text(&bid_fixture.arena, text, &list, &error), "%u:%u: %s", error.place.line,
		      error.place.column, error.message);
	return list;
}

struct judged_bids judge_bids(const struct bid_list *list)
{
	return bids_judge(&bid_fixture.run, list, &(struct bid_choice){ .is_by_audit = false });
}

void print_bid(struct strbuf *out, const struct judged_bid *bid)
{
	strbuf_add(out, bid->bid->provider.ptr, bid->bid->provider.len);
	strbuf_printf(out, " %zu %d %d %.9g %.9g", bid->rank, bid->is_offer_unknown, bid->is_gpu_unknown,
		      bid->usd_per_hour, bid->of_ceiling);
	for (size_t i = 0; i < bid->n_reasons; i++)
		strbuf_printf(out, " %s: %s", bid->reasons[i].requirement, bid->reasons[i].message);
	for (size_t i = 0; i < bid->n_gpus; i++)
		strbuf_printf(out, " %llu %s %s", (unsigned long long)bid->gpus[i].units,
			      escaped_text(out->arena, bid->gpus[i].model), escaped_text(out->arena, bid->gpus[i].ram));
	strbuf_putc(out, '\n');
}
