// SPDX-License-Identifier: Apache-2.0
// In: what a step has found, and cards unlike the request. Out: the reasons of the match, and how the cards differ.
#include "match/match_steps.h"

#include "base/arena.h"

bool fails(struct matcher *matcher)
{
	matcher->has_failed = true;
	return matcher->match != NULL;
}

void add_reason(struct matcher *matcher, const char *requirement, const char *message)
{
	ARENA_PUSH(matcher->arena, matcher->match->reasons, matcher->match->n_reasons, matcher->match->cap_reasons) =
		(struct reason){ .requirement = requirement, .message = message, .checks = check_bit(requirement) };
}

void add_unknown(struct matcher *matcher, const char *what)
{
	if (!matcher->match)
		return;
	ARENA_PUSH(matcher->arena, matcher->match->unknown, matcher->match->n_unknown, matcher->match->cap_unknown) =
		what;
}

// Rounded for people: whole units where three digits are enough.
const char *rounded_bytes(struct arena *arena, int64_t bytes)
{
	static const char *const units[] = { "", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei" };
	double value = (double)bytes;
	size_t unit = 0;
	struct strbuf out = strbuf_in(arena);

	while (value >= 1024 && unit + 1 < COUNT_OF(units)) {
		value /= 1024;
		unit++;
	}
	// Rounded up, so that a shortage is never understated.
	value = (double)(int64_t)(value * 10 + 0.999) / 10;
	strbuf_printf(&out, value == (double)(int64_t)value ? "%.0f%s" : "%.1f%s", value, units[unit]);
	return out.text;
}

static void see_name(struct unlike *unlike, struct str name)
{
	size_t n = unlike->n_names < MAX_UNLIKE ? unlike->n_names : MAX_UNLIKE;

	for (size_t i = 0; i < n; i++)
		if (str_eq(unlike->names[i], name))
			return;
	if (n < MAX_UNLIKE)
		unlike->names[n] = name;
	unlike->n_names++;
}

void unlike_see(struct unlike *unlike, const struct wanted_unit *unit, const struct gpu_card_id *card)
{
	const struct wanted_gpu *model = model_for_card(unit->models, unit->n_models, card);

	if (!model) {
		see_name(unlike, card->name);
	} else if (model->memory.len && !str_eq(model->memory, card->memory)) {
		unlike->wanted_memory = unlike->memory ? unlike->wanted_memory : model->memory;
		unlike->memory = unlike->memory ? unlike->memory : card;
	} else if (model->interface.len && !interface_is(card->interface, model->interface)) {
		unlike->wanted_interface = unlike->interface ? unlike->wanted_interface : model->interface;
		unlike->interface = unlike->interface ? unlike->interface : card;
	}
}

static void add_other(struct strbuf *out, struct str name, const char *verb, struct str own, struct str wanted)
{
	strbuf_puts(out, "its ");
	strbuf_add_escaped(out, name);
	strbuf_puts(out, verb);
	strbuf_add_escaped(out, own.len ? own : STR("?"));
	strbuf_puts(out, ", not ");
	strbuf_add_escaped(out, wanted);
}

void unlike_to_text(struct strbuf *out, const struct unlike *unlike)
{
	const struct gpu_card_id *memory = unlike->memory, *interface = unlike->interface;
	size_t n = unlike->n_names;

	for (size_t i = 0; i < n && i < MAX_UNLIKE; i++) {
		strbuf_puts(out, i == 0 ? "its " : i + 1 == n ? " and " : ", ");
		strbuf_add_escaped(out, unlike->names[i]);
	}
	strbuf_puts(out, n > MAX_UNLIKE ? " …" : "");
	strbuf_puts(out, n == 0 ? "" : n == 1 ? " is not in your list" : " are not in your list");
	strbuf_puts(out, n && memory ? ", " : "");
	if (memory)
		add_other(out, memory->name, " has ", memory->memory, unlike->wanted_memory);
	strbuf_puts(out, (n || memory) && interface ? ", " : "");
	if (interface)
		add_other(out, interface->name, " is ", interface->interface, unlike->wanted_interface);
}
