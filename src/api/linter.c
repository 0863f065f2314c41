// SPDX-License-Identifier: Apache-2.0
// In: calls of the public API that set something. Out: a linter that has it.
#include "api/linter.h"

#include <stdlib.h>
#include <string.h>

#include "base/guard.h"
#include "base/json_reader.h"
#include "catalogue/catalogue.h"
#include "catalogue/market.h"
#include "catalogue/providers.h"
#include "lint.h"
#include "os/path.h"

struct akashlint *akashlint_new(void)
{
	struct akashlint *linter = calloc(1, sizeof(*linter));

	if (!linter)
		return NULL;
	linter->now.is_for_console = -1;
	linter->now.settings = default_settings;
	linter->error = "";
	return linter;
}

static void free_layers(struct layer *layer)
{
	while (layer) {
		struct layer *next = layer->next;

		arena_clear(&layer->arena);
		free(layer);
		layer = next;
	}
}

void akashlint_free(struct akashlint *linter)
{
	if (!linter)
		return;
	free_layers(linter->layers);
	free_layers(linter->failed);
	free(linter);
}

const char *akashlint_error(const struct akashlint *linter)
{
	return linter->error;
}

bool call_fail(struct call *call, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	call->error = escaped_text(call->arena, str_of(arena_vprintf(call->arena, format, args)));
	va_end(args);
	return false;
}

const char *json_fault_text(struct arena *arena, const char *name, const struct json_fault *fault)
{
	struct strbuf text = strbuf_in(arena);

	strbuf_add_escaped(&text, str_of(fault->path ? fault->path : name));
	if (fault->place.line)
		strbuf_printf(&text, ":%u:%u", (unsigned)fault->place.line, (unsigned)fault->place.column);
	strbuf_printf(&text, ": %s", fault->message);
	return text.text;
}

struct level_sources level_sources_of(const struct choices *choices)
{
	return (struct level_sources){
		.settings = &choices->settings,
		.is_policy_trusted = choices->policy,
		.config = choices->config,
		.options = choices->levels,
		.n_options = choices->n_levels,
	};
}

struct file_names file_names_of(const struct choices *choices, const char *name)
{
	const char *below =
		choices->config && *choices->config_folder ? path_below(choices->config_folder, name) : NULL;

	while (!below && strncmp(name, "./", 2) == 0)
		name += 2;
	return (struct file_names){ name, below ? below : name };
}

bool akashlint_is_excluded(const struct akashlint *linter, const char *name)
{
	const struct choices *choices = &linter->now;

	return choices->config && !choices->is_strict &&
	       config_globs_match(&choices->config->exclude, str_of(file_names_of(choices, name).config_name));
}

// What needs no memory.
static void settle(struct choices *choices)
{
	choices->settings.is_for_console =
		effective_console(choices->is_for_console, choices->config, choices->is_strict);
	choices->settings.has_no_inline = choices->has_no_inline || choices->is_strict;
}

// What the market has comes after what was set.
static const struct known_denom *rates_of(struct call *call)
{
	const struct choices *next = &call->next;
	struct known_denom *rates = arena_zalloc(call->arena, (next->n_rates + 2) * sizeof(*rates));

	if (next->n_rates)
		memcpy(rates, next->rates, next->n_rates * sizeof(*rates));
	if (next->market && next->market->akt_usd > 0)
		rates[next->n_rates] = (struct known_denom){ "uakt", "AKT", next->market->akt_usd / units_per_coin };
	return rates;
}

static void make(void *context)
{
	struct call *call = context;
	struct choices *next = &call->next;
	struct level_sources sources;

	if (!call->change(call, call->argument))
		return;
	next->settings.catalogue = next->gpus ? next->gpus : &builtin_catalogue;
	// A configuration's catalogue can make any model a known one.
	if (!next->gpus && next->config_gpus && !next->is_strict)
		next->settings.catalogue = next->config_gpus;
	next->settings.policy = next->policy ? next->policy : next->config_policy;
	next->settings.inventory = next->inventory;
	next->settings.market = next->market;
	next->settings.rates = rates_of(call);
	next->settings.levels = next->settings.loud_levels = NULL;
	settle(next);
	sources = level_sources_of(next);
	if (has_levels(&sources))
		set_levels(call->arena, &next->settings, &sources, NULL, NULL, next->is_strict);
}

enum akashlint_status linter_change(struct akashlint *linter, bool (*change)(struct call *call, const void *argument),
				    const void *argument)
{
	struct layer *layer = malloc(sizeof(*layer));
	struct call call = { .next = linter->now, .error = "", .change = change, .argument = argument };
	bool has_memory = layer;

	free_layers(linter->failed);
	linter->failed = NULL;
	linter->error = "out of memory";
	if (!layer)
		return AKASHLINT_NO_MEMORY;
	*layer = (struct layer){ .next = NULL };
	arena_init(&layer->arena);
	call.arena = &layer->arena;
	has_memory = arena_guard(&layer->arena, make, &call);
	if (!has_memory) {
		free_layers(layer);
		return AKASHLINT_NO_MEMORY;
	}
	linter->error = call.error;
	if (*call.error) {
		linter->failed = layer;
		return AKASHLINT_INVALID;
	}
	layer->next = linter->layers;
	linter->layers = layer;
	linter->now = call.next;
	return AKASHLINT_OK;
}

static bool set_strict(struct call *call, const void *is_strict)
{
	call->next.is_strict = *(const bool *)is_strict;
	return true;
}

enum akashlint_status akashlint_set_strict(struct akashlint *linter, bool is_strict)
{
	return linter_change(linter, set_strict, &is_strict);
}

void akashlint_set_target(struct akashlint *linter, enum akashlint_target target)
{
	linter->now.is_for_console = target == AKASHLINT_TARGET_CONSOLE;
	settle(&linter->now);
}

void akashlint_set_fail_on(struct akashlint *linter, enum akashlint_severity severity)
{
	linter->now.fail_on = (int)severity;
}

void akashlint_set_inline(struct akashlint *linter, bool has_inline)
{
	linter->now.has_no_inline = !has_inline;
	settle(&linter->now);
}

void akashlint_set_fixes(struct akashlint *linter, bool has_fixes)
{
	linter->now.has_no_fixes = !has_fixes;
}

void akashlint_set_limits(struct akashlint *linter, size_t bytes, unsigned milliseconds)
{
	linter->now.max_bytes = bytes;
	linter->now.max_milliseconds = milliseconds;
}

void akashlint_set_reader(struct akashlint *linter, akashlint_reader *reader, void *context)
{
	linter->now.reader = reader;
	linter->now.reader_context = context;
}
