// SPDX-License-Identifier: Apache-2.0
// In: one change of an SDL. Out: its name, its cost and its description.
#include "base/arena.h"
#include "match/change.h"
#include "sdl/quantity.h"

// What lets more hardware in costs least, then what is made smaller, by the share of it; then whole GPUs and
// replicas, and at last what the deployment asks of providers, which may be there for a reason.
static const struct {
	const char *name;
	double cost;
} kinds[] = {
	[CHANGE_INTERFACE] = { "gpu-interface", 0.05 },
	[CHANGE_MODEL] = { "gpu-model", 0.1 },
	[CHANGE_RAM] = { "gpu-ram", 0.1 },
	[CHANGE_CLASS] = { "storage-class", 0.15 },
	[CHANGE_STORAGE] = { "storage", 0 },
	[CHANGE_MEMORY] = { "memory", 0 },
	[CHANGE_CPU] = { "cpu", 0 },
	[CHANGE_GPUS] = { "gpu", 0.5 },
	[CHANGE_COUNT] = { "count", 0.5 },
	[CHANGE_ATTRIBUTE] = { "attributes", 1 },
	[CHANGE_SIGNED_BY] = { "signed-by", 2 },
	[CHANGE_ARCH] = { "cpu-arch", 1 },
	[CHANGE_INTERCONNECT] = { "gpu-interconnect", 1.5 },
	[CHANGE_FABRIC] = { "attributes", 0.1 },
};

bool change_is_of_amount(const struct change *change)
{
	return change->kind >= CHANGE_STORAGE && change->kind <= CHANGE_COUNT;
}

double change_cost(const struct change *change)
{
	double share = change_is_of_amount(change) ? 1 - (double)change->amount / (double)change->asked : 0;

	return kinds[change->kind].cost + share;
}

const char *change_name(const struct change *change)
{
	return kinds[change->kind].name;
}

static struct str amount_text(struct arena *arena, enum change_kind kind, int64_t amount)
{
	struct strbuf out = strbuf_in(arena);

	if (kind == CHANGE_CPU)
		cpu_to_text(&out, (uint64_t)amount);
	else if (kind == CHANGE_GPUS || kind == CHANGE_COUNT)
		strbuf_printf(&out, "%lld", (long long)amount);
	else
		bytes_to_text(&out, (uint64_t)amount);
	return (struct str){ out.text, out.len };
}

struct str change_from(struct arena *arena, const struct change *change)
{
	return change_is_of_amount(change) ? amount_text(arena, change->kind, change->asked) : change->from;
}

struct str change_to(struct arena *arena, const struct change *change)
{
	return change_is_of_amount(change) ? amount_text(arena, change->kind, change->amount) : change->to;
}

const char *change_text(struct arena *arena, const struct change *change)
{
	const char *from = escaped_text(arena, change_from(arena, change));
	const char *to = escaped_text(arena, change_to(arena, change));
	const char *owner = escaped_text(arena, change->owner), *part = escaped_text(arena, change->part);

	switch (change->kind) {
	case CHANGE_MODEL:
		return arena_printf(arena, "model %s added to the GPUs of \"%s\"", to, owner);
	case CHANGE_RAM:
		if (change->to.len == 0)
			return arena_printf(arena, "any memory instead of %s for model %s of \"%s\"", from, part,
					    owner);
		return arena_printf(arena, "ram %s instead of %s for model %s of \"%s\"", to, from, part, owner);
	case CHANGE_INTERFACE:
		return arena_printf(arena, "any interface instead of %s for model %s of \"%s\"", from, part, owner);
	case CHANGE_CLASS:
		return arena_printf(arena, "class %s instead of %s for volume \"%s\" of \"%s\"", to, from, part, owner);
	case CHANGE_STORAGE:
		return arena_printf(arena, "%s instead of %s for volume \"%s\" of \"%s\"", to, from, part, owner);
	case CHANGE_MEMORY:
		return arena_printf(arena, "%s of memory instead of %s for \"%s\"", to, from, owner);
	case CHANGE_CPU:
		return arena_printf(arena, "%s CPUs instead of %s for \"%s\"", to, from, owner);
	case CHANGE_GPUS:
		return arena_printf(arena, "%s GPUs instead of %s for \"%s\"", to, from, owner);
	case CHANGE_COUNT:
		return arena_printf(arena, "%s replicas instead of %s for \"%s\"", to, from, owner);
	case CHANGE_ARCH:
		return arena_printf(arena, "%s instead of %s for the CPU of \"%s\"", to, from, owner);
	case CHANGE_INTERCONNECT:
		return arena_printf(arena, "no interconnect for the GPUs of \"%s\"", owner);
	case CHANGE_FABRIC:
		return arena_printf(arena, "the attribute \"%s\" added", to);
	case CHANGE_ATTRIBUTE:
		return arena_printf(arena, "no attribute \"%s\"", from);
	case CHANGE_SIGNED_BY:
		break;
	}
	return arena_printf(arena, "no signature of %s", from);
}
