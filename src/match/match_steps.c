// SPDX-License-Identifier: Apache-2.0
// In: what a step has found. Out: the same among the reasons of the match.
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
