// SPDX-License-Identifier: Apache-2.0
// In: any bytes as bids, present prices and inventories. Out: the bids are judged and reported on, or a message says
// what is wrong.
#include <string.h>

#include "bids/judge.h"
#include "bids/market_from_text.h"
#include "fuzz/fuzz.h"
#include "lint.h"
#include "match/inventory.h"
#include "report/examples.h"
#include "report/formats.h"

static void check_judged(const struct judged_bids *judged, const struct bid_list *list)
{
	size_t n_fitting = 0;

	HOLDS(judged->n + judged->n_elsewhere >= list->n);
	for (size_t i = 0; i < judged->n; i++) {
		const struct judged_bid *bid = &judged->items[i];

		HOLDS((bid->n_reasons == 0) == (bid->rank > 0));
		HOLDS(!bid->has_usd || (bid->usd_per_hour >= 0 && bid->usd_per_month >= bid->usd_per_hour));
		for (size_t j = 0; j < bid->n_reasons; j++)
			HOLDS(bid->reasons[j].message && !strchr(bid->reasons[j].message, '\n'));
		n_fitting += bid->rank > 0;
	}
	for (size_t i = 0; i < judged->n_groups; i++)
		n_fitting -= judged->groups[i].n_fitting;
	HOLDS(n_fitting == 0);
}

static void check_reports(struct run *run, const struct judged_bids *judged)
{
	static const struct report_format *const formats[] = { &report_bids_table, &report_bids_json,
							       &report_bids_html };

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		struct report report;
		json_t *json;

		report_begin(&report, formats[i], run->arena);
		report.bids = judged;
		report_file(&report, run);
		report_end(&report);
		if (formats[i] != &report_bids_json)
			continue;
		json = json_loadb(report.out.text, report.out.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
		HOLDS(json);
		json_decref(json);
	}
}

// Bids, and after a form feed each, if they are there: present prices, an inventory.
void fuzz_bids(struct arena *arena, struct str input)
{
	struct str text = fuzz_take_part(&input), prices = fuzz_take_part(&input);
	const struct bid_choice choice = { .is_by_audit = input.len % 2 };
	struct settings settings = default_settings;
	struct market market = { 0 };
	struct inventory inventory = { 0 };
	struct json_fault error;
	struct judged_bids judged;
	struct bid_list list;
	struct run run;

	if (!bids_from_text(arena, text, &list, &error)) {
		fuzz_check_message(error.message);
		return;
	}
	HOLDS(!error.message);
	if (market_from_text(arena, prices, &market, &error))
		settings.market = &market;
	if (inventory_from_json(arena, input, "providers.json", &inventory, &error))
		settings.inventory = &inventory;
	lint(&run, arena, &settings, "deploy.yml", example_of("gpu-model-unknown", EXAMPLE_GOOD));
	judged = bids_judge(&run, &list, &choice);
	check_judged(&judged, &list);
	check_reports(&run, &judged);
}

void fuzz_prices(struct arena *arena, struct str input)
{
	struct market market = { 0 };
	struct json_fault error;

	if (!market_from_text(arena, input, &market, &error)) {
		fuzz_check_message(error.message);
		return;
	}
	HOLDS(!error.message);
	HOLDS(market.akt_usd >= 0);
	for (size_t i = 0; i < market.n_prices; i++) {
		const struct gpu_price *price = &market.prices[i];

		HOLDS(price->model.len > 0);
		HOLDS(price->least >= 0 && price->median >= 0 && price->most >= 0);
	}
}
