// SPDX-License-Identifier: Apache-2.0
// In: what a step has found. Out: the same among the reasons and notes of the bid.
#include "bids/judge_steps.h"

#include "base/arena.h"

// A large SDL times many bids would give too many reasons.
enum { MANY_REASONS = 24 };

static bool is_said(const struct judged_bid *bid, const char *requirement)
{
	for (size_t i = 0; i < bid->n_reasons; i++)
		if (str_is(str_of(requirement), bid->reasons[i].requirement))
			return true;
	return false;
}

void bid_reason(struct judge *judge, const char *requirement, const char *format, ...)
{
	struct judged_bid *bid = judge->bid;
	va_list args;

	if (bid->n_reasons >= MANY_REASONS && is_said(bid, requirement))
		return;
	va_start(args, format);
	ARENA_PUSH(judge->arena, bid->reasons, bid->n_reasons, bid->cap_reasons) =
		(struct reason){ .requirement = requirement, .message = arena_vprintf(judge->arena, format, args) };
	va_end(args);
}

void bid_note(struct judge *judge, const char *format, ...)
{
	struct judged_bid *bid = judge->bid;
	va_list args;

	va_start(args, format);
	ARENA_PUSH(judge->arena, bid->notes, bid->n_notes, bid->cap_notes) = arena_vprintf(judge->arena, format, args);
	va_end(args);
}
