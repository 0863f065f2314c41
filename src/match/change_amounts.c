// SPDX-License-Identifier: Apache-2.0
// In: what one unit requests. Out: the smaller amounts that are worth trying.
//
// At least half of the request is kept: with less it would be another service. Amounts are tried in round
// steps, so that there are few of them.
#include "match/change_amounts.h"

enum { LEAST_SHARE = 2, STEPS_OF_BYTES = 16, STEPS_OF_OTHERS = 32 };

static int64_t step_of(enum change_kind kind, int64_t asked)
{
	static const int64_t millicpus[] = { 10, 50, 100, 250, 500, 1000, 2000, 4000, 8000, 16000 };
	int64_t step = 1;

	if (kind == CHANGE_CPU) {
		for (size_t i = 0; i < COUNT_OF(millicpus); i++)
			if (i == 0 || asked / millicpus[i] >= STEPS_OF_OTHERS / 2)
				step = millicpus[i];
		return step;
	}
	if (kind == CHANGE_GPUS || kind == CHANGE_COUNT)
		return asked / STEPS_OF_OTHERS + 1;
	while (step <= asked / STEPS_OF_BYTES / 2)
		step *= 2;
	return step;
}

static void add_amount(struct change_list *list, struct change change)
{
	change.step = step_of(change.kind, change.asked);
	change.least = (change.asked + LEAST_SHARE - 1) / LEAST_SHARE;
	change.least = (change.least + change.step - 1) / change.step * change.step;
	if (change.least < change.asked)
		add_change(list, change);
}

void add_amounts(struct change_list *list, const struct wanted_unit *unit)
{
	const struct sdl_compute *compute = unit->from->compute;
	struct change change = { .owner = compute->entry.name };

	change.kind = CHANGE_MEMORY;
	change.at = compute->memory.size.at;
	change.asked = unit->memory;
	add_amount(list, change);
	change.kind = CHANGE_CPU;
	change.at = compute->cpu.units.at;
	change.asked = unit->cpu;
	add_amount(list, change);
	change.kind = CHANGE_GPUS;
	change.at = compute->gpu.units.at;
	change.asked = unit->gpus;
	add_amount(list, change);
	for (size_t i = 0; i < unit->n_volumes; i++) {
		change.kind = CHANGE_STORAGE;
		change.at = unit->volumes[i].from->size.at;
		change.asked = unit->volumes[i].size;
		change.part = unit->volumes[i].from->name;
		add_amount(list, change);
	}
	change.kind = CHANGE_COUNT;
	change.part = STR("");
	for (size_t i = 0; i < unit->from->n_assignments; i++) {
		change.at = unit->from->assignments[i]->count.at;
		change.asked = unit->from->assignments[i]->count.value;
		change.owner = unit->from->assignments[i]->service->entry.name;
		add_amount(list, change);
	}
}
