// SPDX-License-Identifier: Apache-2.0
// In: cards that don't match a request. Out: how they differ.
#include "match/unlike.h"

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
