// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, judged. Out: JSON, one object for each bid.
#include "base/arena.h"
#include "bids/judged_bids.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/money.h"

struct state {
	struct json json;
	json_t *bids;
};

static void begin(struct report *report)
{
	struct state *state = arena_alloc(report->arena, sizeof(*state));

	json_begin(&state->json, report->arena, json_object);
	state->bids = json_put_array(&state->json, state->json.root, "bids");
	report->state = state;
}

// null where the text is empty.
static void put_text_or_null(struct json *json, json_t *object, const char *key, struct str text)
{
	if (text.len)
		json_put_text(json, object, key, text);
	else
		json_put(json, object, key, json_null());
}

static void push_gpus(struct json *json, json_t *list, const struct judged_bid *bid)
{
	for (size_t i = 0; i < bid->n_gpus; i++) {
		const struct offered_gpu *gpu = &bid->gpus[i];
		json_t *object = json_push_object(json, list);

		put_text_or_null(json, object, "model", gpu->model);
		put_text_or_null(json, object, "ram", gpu->ram);
		put_text_or_null(json, object, "interface", gpu->interface);
		json_put_number(json, object, "units", gpu->units > INT64_MAX ? INT64_MAX : gpu->units);
	}
}

static void put_price(struct json *json, json_t *object, const struct judged_bid *bid)
{
	json_t *price = json_put_object(json, object, "price");

	put_text_or_null(json, price, "denom", bid->bid->denom);
	put_text_or_null(json, price, "amount", bid->bid->amount_text);
	put_text_or_null(json, price, "usd_per_hour",
			 bid->has_usd ? exact_money(json->arena, bid->usd_per_hour) : STR(""));
	put_text_or_null(json, price, "usd_per_month",
			 bid->has_usd ? exact_money(json->arena, bid->usd_per_month) : STR(""));
	json_put(json, price, "of_ceiling", bid->has_share ? json_real(bid->of_ceiling) : json_null());
}

static void put_reasons(struct json *json, json_t *object, const struct judged_bid *bid)
{
	json_t *list = json_put_array(json, object, "unknown");

	if (bid->is_offer_unknown)
		json_push_text(json, list, STR("offer"));
	if (bid->is_gpu_unknown)
		json_push_text(json, list, STR("gpu"));
	list = json_put_array(json, object, "reasons");
	for (size_t i = 0; i < bid->n_reasons; i++) {
		json_t *reason = json_push_object(json, list);

		json_put_text(json, reason, "requirement", str_of(bid->reasons[i].requirement));
		json_put_text(json, reason, "message", str_of(bid->reasons[i].message));
	}
	list = json_put_array(json, object, "notes");
	for (size_t i = 0; i < bid->n_notes; i++)
		json_push_text(json, list, str_of(bid->notes[i]));
}

static void push_bid(struct json *json, json_t *list, const struct judged_bid *bid)
{
	json_t *object = json_push_object(json, list);
	const struct provider *provider = bid->provider;

	json_put_text(json, object, "provider", bid->bid->provider);
	put_text_or_null(json, object, "name", provider ? provider->name : STR(""));
	json_put_text(json, object, "dseq", bid->bid->dseq);
	json_put_number(json, object, "gseq", (uint64_t)bid->bid->gseq);
	json_put_number(json, object, "oseq", (uint64_t)bid->bid->oseq);
	put_text_or_null(json, object, "group", bid->group ? bid->group->name : STR(""));
	json_put_text(json, object, "state", bid->bid->state);
	json_put(json, object, "fits", json_boolean(bid->n_reasons == 0));
	put_reasons(json, object, bid);
	push_gpus(json, json_put_array(json, object, "gpus"), bid);
	put_price(json, object, bid);
	if (bid->bid->has_window)
		json_put_text(json, object, "notice", duration_text(json->arena, bid->bid->window));
	if (bid->rank)
		json_put_number(json, object, "rank", bid->rank);
	else
		json_put(json, object, "rank", json_null());
}

static void add_file(struct report *report, struct run *run)
{
	struct state *state = report->state;
	struct json *json = &state->json;
	const struct judged_bids *bids = report->bids;

	(void)run;
	if (!bids)
		return;
	for (size_t i = 0; i < bids->n; i++)
		push_bid(json, state->bids, &bids->items[i]);
	json_put_text(json, json->root, "dseq", bids->dseq);
	json_put(json, json->root, "has_more", json_boolean(bids->has_more));
	json_put(json, json->root, "is_other_version", json_boolean(bids->is_other_version));
}

static void end(struct report *report)
{
	struct state *state = report->state;

	json_write(&state->json, &report->out);
}

const struct report_format report_bids_json = { .name = "json", .begin = begin, .file = add_file, .end = end };
