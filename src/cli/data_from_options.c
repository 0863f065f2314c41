// SPDX-License-Identifier: Apache-2.0
// In: --gpus, --policy, --prices and --rate. Out: the catalogue, the policy, the prices and the rates that they name.
#include "cli/data_from_options.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "bids/market_from_text.h"
#include "catalogue/catalogue_from_json.h"
#include "cli/complain.h"
#include "cli/own_file.h"
#include "cli/read_file.h"
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
