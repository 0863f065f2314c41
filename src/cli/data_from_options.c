// SPDX-License-Identifier: Apache-2.0
// In: --gpus, --policy, --prices, --rate, --providers and --bids. Out: the data that they name.
#include "cli/data_from_options.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "bids/market_from_text.h"
#include "catalogue/catalogue_from_json.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/read_file.h"
#include "os/file.h"
#include "os/path.h"
#include "policy/policy.h"
#include "sdl/price.h"

const struct gpu_catalogue *catalogue_from_option(struct arena *arena, const char *path)
{
	struct gpu_catalogue *catalogue = arena_alloc(arena, sizeof(*catalogue));
	struct json_fault fault;
	struct str text;

	if (!read_file_or_complain(arena, path, "a GPU catalogue", &text))
		return NULL;
	if (catalogue_from_json(arena, text, path, catalogue, &fault))
		return catalogue;
	complain_json(path, &fault);
	return NULL;
}

// "uact=1"
static bool rate_from_text(struct arena *arena, const char *text, struct known_denom *rate)
{
	const char *equals = strrchr(text, '=');
	struct amount amount;
	double usd;

	if (!equals || equals == text || amount_from_str(str_of(equals + 1), &amount) != AMOUNT_OK ||
	    float_from_str(str_of(equals + 1), &usd) != NUMBER_OK) {
		complain("--rate takes DENOM=USD, not \"%s\": uact=1 if 1,000,000 uact are worth one US dollar", text);
		return false;
	}
	*rate = (struct known_denom){ .denom = arena_strndup(arena, text, (size_t)(equals - text)),
				      .usd = usd / units_per_coin };
	rate->name = rate->denom;
	return true;
}

const struct market *market_from_options(struct arena *arena, const struct options *options)
{
	struct market *market = arena_zalloc(arena, sizeof(*market));
	struct json_fault fault;
	struct str text;

	for (size_t i = 0; i < options->n_prices; i++) {
		if (!read_file_or_complain(arena, options->prices[i], "prices", &text))
			return NULL;
		if (!market_from_text(arena, text, market, &fault) && !complain_json(options->prices[i], &fault))
			return NULL;
	}
	return market;
}

const struct known_denom *rates_from_options(struct arena *arena, const struct options *options,
					     const struct market *market)
{
	struct known_denom *rates = arena_zalloc(arena, (options->n_rates + 2) * sizeof(*rates));

	if (market->akt_usd > 0)
		rates[options->n_rates] = (struct known_denom){ "uakt", "AKT", market->akt_usd / units_per_coin };

	// Look-up takes the first one, but on the command line the last one wins.
	for (size_t i = 0; i < options->n_rates; i++)
		if (!rate_from_text(arena, options->rates[i], &rates[options->n_rates - 1 - i]))
			return NULL;
	return rates;
}

struct policy_source {
	struct arena *arena;
	const char *repository; // that all of it must be in; NULL: anywhere
};

// "extends" is relative to the policy's own folder.
static bool load_policy(void *context, const char *from, const char *name, const char **path, struct str *text,
			const char **message)
{
	const struct policy_source *source = context;
	struct arena *arena = source->arena;

	while (strncmp(name, "./", 2) == 0)
		name += 2;
	*path = path_beside(arena, from, name);
	*path = strcmp(*path, "-") == 0 ? "./-" : *path;
	*message = source->repository ? fault_of_own_file(arena, source->repository, *path) : NULL;
	if (*message)
		return false;
	switch (read_file(arena, *path, text)) {
	case READ_ERRNO:
		*message = strerror(errno);
		return false;
	case READ_TOO_LARGE:
		*message = "too large for a policy";
		return false;
	case READ_OK:
		break;
	}
	return true;
}

const struct policy *policy_from_file(struct arena *arena, const char *path, const char *repository)
{
	struct policy_source source = { arena, repository };
	const struct policy_loader loader = { load_policy, &source };
	struct policy *policy = arena_alloc(arena, sizeof(*policy));
	struct json_fault fault;
	struct str text;

	if (!read_file_or_complain(arena, path, "a policy", &text))
		return NULL;
	if (policy_from_json(arena, &loader, path, text, policy, &fault))
		return policy;
	complain_json(path, &fault);
	return NULL;
}

static bool add_file(struct arena *arena, const char *path, struct inventory *inventory)
{
	struct json_fault fault;
	struct str text;

	if (!read_file_or_complain(arena, path, "an inventory", &text))
		return false;
	return inventory_from_json(arena, text, path, inventory, &fault) || complain_json(path, &fault);
}

static bool is_inventory_name(const char *name)
{
	return name[0] != '.' && str_has_suffix(str_of(name), ".json");
}

static bool add_folder(struct arena *arena, const char *path, struct inventory *inventory)
{
	struct name_list names;
	size_t n = 0;

	if (!os_list_folder(arena, path, &names)) {
		complain_errno(path, errno);
		return false;
	}
	for (size_t i = 0; i < names.n; i++) {
		const char *name = names.items[i];

		if (!is_inventory_name(name))
			continue;
		if (!add_file(arena, path_join(arena, path, name), inventory))
			return false;
		n++;
	}
	if (n == 0)
		complain("%s: no *.json files in this folder", path);
	return n > 0;
}

static const char *kept(struct arena *arena, struct str text)
{
	return arena_strndup(arena, text.ptr, text.len);
}

// Whether the provider that --explain names is one of them.
static bool check_explained(const struct options *options, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], options->explained) == 0)
			return true;
	complain_unknown("provider", options->explained, names, n);
	return false;
}

static bool is_explained_listed(struct arena *arena, const struct options *options, const struct inventory *inventory)
{
	const char **names = arena_alloc(arena, (inventory->n_providers + 1) * sizeof(*names));

	if (!options->explained || options->command->output != OUTPUT_MATCHES)
		return true;
	for (size_t i = 0; i < inventory->n_providers; i++)
		names[i] = kept(arena, inventory->providers[i]->name);
	return check_explained(options, names, inventory->n_providers);
}

static bool add_path(struct arena *arena, const char *path, struct inventory *inventory)
{
	size_t n_before = inventory->n_told;
	struct file_info info;
	bool is_folder = strcmp(path, "-") != 0 && os_look(path, &info) && info.kind == FILE_FOLDER;

	if (!(is_folder ? add_folder : add_file)(arena, path, inventory))
		return false;
	if (inventory->n_told > n_before)
		return true;
	complain("%s: no providers in this file", path);
	return false;
}

static size_t n_stdin(const char *const *names, size_t n)
{
	size_t n_found = 0;

	for (size_t i = 0; i < n; i++)
		n_found += names[i] && strcmp(names[i], "-") == 0;
	return n_found;
}

static bool is_read_once(size_t n)
{
	if (n > 1)
		complain("standard input can be read only once");
	return n <= 1;
}

// By one file or inventory only.
static bool shares_stdin(const struct options *options)
{
	size_t n = n_stdin(options->providers, options->n_providers);

	if (n)
		n += n_stdin(options->operands, options->n_operands) +
		     (options->stdin_filename && options->n_operands == 0);
	return !is_read_once(n);
}

const struct inventory *inventory_from_option(struct arena *arena, const struct options *options)
{
	struct inventory *inventory = arena_zalloc(arena, sizeof(*inventory));

	if (options->n_providers == 0 || !*options->providers[0]) {
		complain("missing --providers FILE: the inventory to match against");
		return NULL;
	}
	if (shares_stdin(options))
		return NULL;
	for (size_t i = 0; i < options->n_providers; i++)
		if (!add_path(arena, options->providers[i], inventory))
			return NULL;
	return is_explained_listed(arena, options, inventory) ? inventory : NULL;
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
	return is_read_once(n_stdin(&options->bids, 1) + (options->n_operands == 0) +
			    n_stdin(options->operands, options->n_operands) +
			    n_stdin(options->providers, options->n_providers) +
			    n_stdin(options->prices, options->n_prices));
}

// By its address, or the name that an inventory has for it.
static bool is_explained_bidder(struct arena *arena, const struct options *options, const struct bid_list *list,
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
	return check_explained(options, names, n);
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
	return is_explained_bidder(arena, options, list, inventory) ? list : NULL;
}

struct bid_choice bid_choice_of(const struct options *options)
{
	return (struct bid_choice){ options->dseq, options->model, options->is_audited_only,
				    options->order == ORDER_AUDITED };
}
