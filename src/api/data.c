// SPDX-License-Identifier: Apache-2.0
// In: texts of data files. Out: a linter that has what they say.
#include <float.h>
#include <string.h>

#include "api/linter.h"
#include "base/json_reader.h"
#include "bids/market_from_text.h"
#include "catalogue/catalogue_from_json.h"
#include "catalogue/providers.h"
#include "match/inventory.h"
#include "os/path.h"
#include "policy/policy.h"

struct akashlint_file {
	struct arena *arena;
	const char *text; // NULL until it is put
	size_t len;
};

struct texts {
	const struct akashlint_text *items;
	size_t n;
};

void akashlint_file_put(struct akashlint_file *file, const char *text, size_t len)
{
	file->text = arena_strndup(file->arena, text, len);
	file->len = len;
}

// In the arena, with no byte of the caller's.
static struct akashlint_text kept(struct call *call, const struct akashlint_text *text)
{
	return (struct akashlint_text){
		.name = arena_strndup(call->arena, text->name, strlen(text->name)),
		.text = arena_strndup(call->arena, text->text, text->len),
		.len = text->len,
	};
}

static struct str str_from(const struct akashlint_text *text)
{
	return (struct str){ text->text, text->len };
}

// False: *message says why not.
static bool read_named(struct call *call, const char *name, struct str *text, const char **message)
{
	struct akashlint_file file = { .arena = call->arena };
	const char *fault = call->next.reader ? call->next.reader(call->next.reader_context, name, &file)
					      : "there is no reader for files";

	if (!fault && !file.text)
		fault = "not read";
	*message = fault ? arena_strndup(call->arena, fault, strlen(fault)) : NULL;
	*text = (struct str){ file.text, file.len };
	return !fault;
}

static bool load_base(void *context, const char *from, const char *name, const char **path, struct str *text,
		      const char **message)
{
	struct call *call = context;

	*path = path_beside(call->arena, from, name);
	return read_named(call, *path, text, message);
}

static const struct policy *policy_of(struct call *call, const struct akashlint_text *text)
{
	const struct policy_loader loader = { load_base, call };
	struct policy *policy = arena_alloc(call->arena, sizeof(*policy));
	struct json_fault fault;

	if (policy_from_json(call->arena, &loader, text->name, str_from(text), policy, &fault))
		return policy;
	call->error = json_fault_text(call->arena, text->name, &fault);
	return NULL;
}

static const struct gpu_catalogue *gpus_of(struct call *call, const struct akashlint_text *text)
{
	struct gpu_catalogue *catalogue = arena_alloc(call->arena, sizeof(*catalogue));
	struct json_fault fault;

	if (catalogue_from_json(call->arena, str_from(text), text->name, catalogue, &fault))
		return catalogue;
	call->error = json_fault_text(call->arena, text->name, &fault);
	return NULL;
}

static bool set_policy(struct call *call, const void *argument)
{
	struct akashlint_text text;

	call->next.policy = NULL;
	if (!argument)
		return true;
	text = kept(call, argument);
	call->next.policy = policy_of(call, &text);
	return call->next.policy;
}

static bool set_gpus(struct call *call, const void *argument)
{
	struct akashlint_text text;

	call->next.gpus = NULL;
	if (!argument)
		return true;
	text = kept(call, argument);
	call->next.gpus = gpus_of(call, &text);
	return call->next.gpus;
}

// What the configuration names; false after a failure.
static bool read_for_config(struct call *call, const struct akashlint_text *config, const struct config_text *named,
			    struct akashlint_text *text)
{
	const char *name = arena_strndup(call->arena, named->text.ptr, named->text.len), *message;
	struct str contents;

	name = path_beside(call->arena, config->name, name);
	if (!read_named(call, name, &contents, &message))
		return call_fail(call, "%s:%u:%u: can't read %s: %s", config->name, (unsigned)named->line,
				 (unsigned)named->column, name, message);
	*text = (struct akashlint_text){ name, contents.ptr, contents.len };
	return true;
}

static bool load_named(struct call *call, const struct akashlint_text *text, const struct config *config)
{
	struct choices *next = &call->next;
	struct akashlint_text named;

	if (config->policy.line && !next->policy) {
		next->config_policy =
			read_for_config(call, text, &config->policy, &named) ? policy_of(call, &named) : NULL;
		if (!next->config_policy)
			return false;
	}
	if (config->gpus.line && !next->gpus && !next->is_strict) {
		next->config_gpus = read_for_config(call, text, &config->gpus, &named) ? gpus_of(call, &named) : NULL;
		if (!next->config_gpus)
			return false;
	}
	return true;
}

static bool set_config(struct call *call, const void *argument)
{
	struct config *config = arena_alloc(call->arena, sizeof(*config));
	struct choices *next = &call->next;
	struct config_faults faults;
	struct akashlint_text text;
	struct strbuf error;

	next->config = NULL;
	next->config_policy = NULL;
	next->config_gpus = NULL;
	if (!argument)
		return true;
	text = kept(call, argument);
	if (config_from_source(call->arena, text.name, str_from(&text), config, &faults)) {
		next->config = config;
		next->config_folder = path_folder(call->arena, text.name);
		return load_named(call, &text, config);
	}
	error = strbuf_in(call->arena);
	for (size_t i = 0; i < faults.n; i++) {
		strbuf_puts(&error, i ? "\n" : "");
		strbuf_add_escaped(&error, str_of(text.name));
		strbuf_printf(&error, ":%u:%u: %s", (unsigned)faults.items[i].line, (unsigned)faults.items[i].column,
			      faults.items[i].message);
	}
	call->error = error.text;
	return false;
}

static bool set_providers(struct call *call, const void *argument)
{
	struct inventory *inventory = arena_zalloc(call->arena, sizeof(*inventory));
	const struct texts *texts = argument;
	struct json_fault fault;

	for (size_t i = 0; i < texts->n; i++) {
		struct akashlint_text text = kept(call, &texts->items[i]);
		size_t n_before = inventory->n_told;

		if (!inventory_from_json(call->arena, str_from(&text), text.name, inventory, &fault)) {
			call->error = json_fault_text(call->arena, text.name, &fault);
			return false;
		}
		if (inventory->n_told == n_before)
			return call_fail(call, "%s: no providers in this file", text.name);
	}
	call->next.inventory = texts->n ? inventory : NULL;
	return true;
}

static bool set_prices(struct call *call, const void *argument)
{
	struct market *market = arena_zalloc(call->arena, sizeof(*market));
	const struct texts *texts = argument;
	struct json_fault fault;

	for (size_t i = 0; i < texts->n; i++) {
		struct akashlint_text text = kept(call, &texts->items[i]);

		if (!market_from_text(call->arena, str_from(&text), market, &fault)) {
			call->error = json_fault_text(call->arena, text.name, &fault);
			return false;
		}
	}
	call->next.market = texts->n ? market : NULL;
	return true;
}

struct rate {
	const char *denom;
	double usd;
};

static bool add_rate(struct call *call, const void *argument)
{
	const struct rate *rate = argument;
	struct choices *next = &call->next;
	struct known_denom *rates = arena_alloc(call->arena, (next->n_rates + 1) * sizeof(*rates));

	if (!*rate->denom || !(rate->usd >= 0 && rate->usd <= DBL_MAX))
		return call_fail(call, "expected a denomination, and what 1,000,000 units are worth in US dollars");
	rates[0] = (struct known_denom){ .denom = arena_strndup(call->arena, rate->denom, strlen(rate->denom)),
					 .usd = rate->usd / units_per_coin };
	rates[0].name = rates[0].denom;
	if (next->n_rates)
		memcpy(&rates[1], next->rates, next->n_rates * sizeof(*rates));
	next->rates = rates;
	next->n_rates++;
	return true;
}

enum akashlint_status akashlint_set_rate(struct akashlint *linter, const char *denom, double usd)
{
	return linter_change(linter, add_rate, &(struct rate){ denom, usd });
}

enum akashlint_status akashlint_set_config(struct akashlint *linter, const struct akashlint_text *config)
{
	return linter_change(linter, set_config, config);
}

enum akashlint_status akashlint_set_policy(struct akashlint *linter, const struct akashlint_text *policy)
{
	return linter_change(linter, set_policy, policy);
}

enum akashlint_status akashlint_set_gpus(struct akashlint *linter, const struct akashlint_text *catalogue)
{
	return linter_change(linter, set_gpus, catalogue);
}

enum akashlint_status akashlint_set_providers(struct akashlint *linter, const struct akashlint_text *inventories,
					      size_t n)
{
	return linter_change(linter, set_providers, &(struct texts){ inventories, n });
}

enum akashlint_status akashlint_set_prices(struct akashlint *linter, const struct akashlint_text *prices, size_t n)
{
	return linter_change(linter, set_prices, &(struct texts){ prices, n });
}
