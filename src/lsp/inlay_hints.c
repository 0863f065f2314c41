// SPDX-License-Identifier: Apache-2.0
// In: a range of a document. Out: behind the number of GPUs, which cards that may get.
#include "base/arena.h"
#include "base/table.h"
#include "lsp/request.h"
#include "match/gpu_candidates.h"

// Cards that are named.
enum { MAX_NAMED = 3 };

static bool is_clear(const struct sdl_gpu *gpu)
{
	const struct leaf_quantity *units = &gpu->units;

	return units->at && !units->is_bad && !units->fault && units->value > 0 && !gpu->is_bad && !gpu->is_ignored &&
	       !gpu->cut_at && gpu->attributes == GPU_ATTRIBUTES_OK;
}

// "16Gi", or "16Gi to 80Gi".
static void add_memory(struct strbuf *out, const struct gpu_candidates *candidates, uint64_t units)
{
	strbuf_printf(out, "%lluGi", (unsigned long long)(candidates->least_memory * units));
	if (candidates->most_memory != candidates->least_memory)
		strbuf_printf(out, " to %lluGi", (unsigned long long)(candidates->most_memory * units));
}

// Each memory of a card once; gives how many there are.
static size_t add_cards(struct strbuf *out, const struct gpu_candidates *candidates)
{
	size_t n = 0;

	for (size_t i = 0; i < candidates->n; i++) {
		const struct gpu_card *card = &candidates->cards[i];

		for (size_t j = 0; j < card->n_variants; j++) {
			if (j > 0 && card->variants[j].memory_gi == card->variants[j - 1].memory_gi)
				continue;
			strbuf_printf(out, "%s%s %uGi", n++ ? ", " : "", card->name,
				      (unsigned)card->variants[j].memory_gi);
		}
	}
	return n;
}

// "any of a100 40Gi, a100 80Gi; 80Gi to 160Gi in all"
static void add_label(struct strbuf *out, const struct gpu_candidates *candidates, uint64_t units)
{
	size_t n;
	struct strbuf cards = strbuf_in(out->arena);

	n = add_cards(&cards, candidates);
	if (n > MAX_NAMED) {
		strbuf_printf(out, "any of %zu cards with ", n);
		add_memory(out, candidates, 1);
	} else {
		strbuf_printf(out, "%s%s", n > 1 ? "any of " : "", cards.text);
	}
	if (units > 1) {
		strbuf_puts(out, "; ");
		add_memory(out, candidates, units);
		strbuf_puts(out, " in all");
	}
}

static void push_hint(struct request *request, json_t *hints, const struct sdl_gpu *gpu, uint32_t offset)
{
	const struct gpu_candidates candidates = gpu_candidates(request->arena, request->run->settings->catalogue, gpu);
	struct json *json = &request->json;
	struct strbuf label;
	json_t *hint;

	// A request without candidates is a finding.
	if (candidates.n == 0)
		return;
	label = strbuf_in(request->arena);
	add_label(&label, &candidates, gpu->units.value);
	hint = json_push_object(json, hints);
	put_position(request, hint, "position", offset);
	json_put_text(json, hint, "label", (struct str){ label.text, label.len });
	json_put(json, hint, "paddingLeft", json_true());
}

void lsp_inlay_hint(struct request *request)
{
	json_t *hints = request_result_array(request);
	struct table seen = { 0 };

	if (!request->server->client.wants_inlay_hints || !request->run || !request->run->sdl)
		return;
	for (size_t i = 0; i < request->run->sdl->computes.n; i++) {
		const struct sdl_gpu *gpu = &((struct sdl_compute *)request->run->sdl->computes.items[i])->gpu;
		const struct ynode *at = gpu->units.at;
		void **slot;

		if (!is_clear(gpu) || at->span.end < request->range.start || at->span.end > request->range.end)
			continue;
		// Profiles may share a request through an alias.
		slot = table_put(request->arena, &seen, (struct str){ (const char *)&gpu->units.at, sizeof(at) });
		if (!*slot)
			push_hint(request, hints, gpu, at->span.end);
		*slot = &seen;
	}
}
