// SPDX-License-Identifier: Apache-2.0
// In: --bids, and the options that choose among them. Out: the bids.
#include "cli/bids_from_option.h"

#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "cli/complain.h"
#include "cli/read_file.h"

static bool is_stdin_name(const char *name)
{
	return name && strcmp(name, "-") == 0;
}

static bool shares_stdin(const struct options *options)
{
	size_t n = (size_t)is_stdin_name(options->bids) + (options->n_operands == 0);

	for (size_t i = 0; i < options->n_operands; i++)
		n += is_stdin_name(options->operands[i]);
	for (size_t i = 0; i < options->n_providers; i++)
		n += is_stdin_name(options->providers[i]);
	for (size_t i = 0; i < options->n_prices; i++)
		n += is_stdin_name(options->prices[i]);
	return n > 1;
}

static bool has_sound_options(const struct options *options)
{
	uint64_t dseq;

	if (!options->bids || !*options->bids) {
		complain("missing --bids FILE: the bids to judge");
		return false;
	}
	if (options->n_operands + (options->n_operands == 0 && options->stdin_filename) != 1) {
		complain("\"akashlint bids\" takes one SDL: the one you deployed");
		return false;
	}
	if (options->dseq && uint_from_str(str_of(options->dseq), &dseq) != NUMBER_OK) {
		complain("--dseq takes the number of a deployment, not \"%s\"", options->dseq);
		return false;
	}
	if (shares_stdin(options)) {
		complain("standard input can be read only once");
		return false;
	}
	return true;
}

static const char *kept(struct arena *arena, struct str text)
{
	return arena_strndup(arena, text.ptr, text.len);
}

// By its address, or the name that an inventory has for it.
static bool check_explained(struct arena *arena, const struct options *options, const struct bid_list *list,
			    const struct inventory *inventory)
{
	const char **names = NULL;
	size_t n = 0, cap = 0;

	if (!options->explained)
		return true;
	for (size_t i = 0; i < list->n; i++) {
		const struct provider *provider =
			inventory ? table_get(&inventory->by_owner, list->items[i].provider) : NULL;

		ARENA_PUSH(arena, names, n, cap) = kept(arena, list->items[i].provider);
		if (provider)
			ARENA_PUSH(arena, names, n, cap) = kept(arena, provider->name);
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], options->explained) == 0)
			return true;
	complain_unknown("provider", options->explained, names, n);
	return false;
}

const struct bid_list *bids_from_option(struct arena *arena, const struct options *options,
					const struct inventory *inventory)
{
	struct bid_list *list = arena_alloc(arena, sizeof(*list));
	struct json_fault fault;
	struct str text;

	if (!has_sound_options(options) || !read_file_or_complain(arena, options->bids, "a list of bids", &text))
		return NULL;
	if (!bids_from_text(arena, text, list, &fault) && !complain_json(options->bids, &fault))
		return NULL;
	return check_explained(arena, options, list, inventory) ? list : NULL;
}

struct bid_choice bid_choice_of(const struct options *options)
{
	return (struct bid_choice){ options->dseq, options->model, options->is_audited_only,
				    options->order == ORDER_AUDITED };
}
