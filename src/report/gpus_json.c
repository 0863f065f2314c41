// SPDX-License-Identifier: Apache-2.0
// In: cards of a GPU catalogue. Out: JSON about them.
#include <string.h>

#include "base/arena.h"
#include "report/gpus.h"
#include "report/json.h"

static void put_version(struct json *json, json_t *object, const char *key, milli_version version)
{
	struct strbuf text;

	if (!version)
		return;
	text = strbuf_in(json->arena);
	milli_version_to_text(&text, version);
	json_put_text(json, object, key, str_of(text.text));
}

static void put_variants(struct json *json, json_t *object, const struct gpu_card *card)
{
	json_t *list = json_put(json, object, "variants", json_array());

	for (size_t i = 0; i < card->n_variants; i++) {
		json_t *variant = json_push(json, list, json_object());

		json_put_text(json, variant, "memory",
			      str_of(arena_printf(json->arena, "%uGi", (unsigned)card->variants[i].memory_gi)));
		json_put_text(json, variant, "interface", str_of(card->variants[i].interface));
	}
}

static void put_aliases(struct json *json, json_t *object, const struct gpu_catalogue *catalogue, const char *name)
{
	json_t *list = NULL;

	for (size_t i = 0; i < catalogue->n_aliases; i++)
		for (const char *const *of = catalogue->aliases[i].names; *of; of++) {
			if (strcmp(*of, name) != 0)
				continue;
			if (!list)
				list = json_put(json, object, "aliases", json_array());
			json_push(json, list, json_string(catalogue->aliases[i].alias));
		}
}

static json_t *push_card(struct json *json, json_t *list, const char *vendor, const struct gpu_card *card,
			 bool is_requestable)
{
	json_t *object = json_push(json, list, json_object());

	json_put_text(json, object, "vendor", str_of(vendor));
	json_put_text(json, object, "model", str_of(card->name));
	json_put(json, object, "requestable", json_boolean(is_requestable));
	put_variants(json, object, card);
	if (card->architecture[0])
		json_put_text(json, object, "architecture", str_of(card->architecture));
	put_version(json, object, "compute_capability", card->compute_capability);
	put_version(json, object, "cuda_min", card->cuda_min);
	if (card->cuda_max_major)
		json_put_number(json, object, "cuda_max_major", card->cuda_max_major);
	return object;
}

void gpus_json(struct arena *arena, struct strbuf *out, const struct gpu_catalogue *catalogue,
	       const struct gpu_selection *selection)
{
	struct json json;
	json_t *list;

	json_begin(&json, arena, json_object);
	json_put_text(&json, json.root, "source", str_of(catalogue->source));
	if (catalogue->date[0])
		json_put_text(&json, json.root, "date", str_of(catalogue->date));
	list = json_put(&json, json.root, "gpus", json_array());
	for (size_t i = 0; i < selection->n_cards; i++)
		put_aliases(&json, push_card(&json, list, "nvidia", selection->cards[i], true), catalogue,
			    selection->cards[i]->name);
	for (size_t i = 0; i < selection->n_others; i++)
		push_card(&json, list, selection->others[i]->vendor, &selection->others[i]->card, false);
	json_write(&json, out);
}
