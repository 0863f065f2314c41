// SPDX-License-Identifier: Apache-2.0
// In: amounts of money and of time. Out: text, for programs and for people.
#include "report/money.h"

#include "base/arena.h"
#include "sdl/duration.h"

enum { MOST_OF_DENOM = 12 };

struct str exact_money(struct arena *arena, double amount)
{
	char *text = arena_printf(arena, amount < 0.01 ? "%.12f" : "%.6f", amount);
	size_t len = str_of(text).len;

	while (text[len - 1] == '0')
		len--;
	len -= text[len - 1] == '.';
	return (struct str){ text, len };
}

const char *short_money(struct arena *arena, double amount)
{
	return arena_printf(arena, amount > 0 && amount < 0.1 ? "%.4g" : "%.2f", amount);
}

const char *price_text(struct arena *arena, struct str amount, struct str denom)
{
	bool is_long = denom.len > MOST_OF_DENOM;

	if (amount.len && memchr(amount.ptr, '.', amount.len)) {
		while (amount.ptr[amount.len - 1] == '0')
			amount.len--;
		amount.len -= amount.ptr[amount.len - 1] == '.';
	}
	denom.len = is_long ? MOST_OF_DENOM : denom.len;
	return arena_printf(arena, "%s %s%s", escaped_text(arena, amount), escaped_text(arena, denom), is_long ? "…" : "");
}

struct str duration_text(struct arena *arena, int64_t nanoseconds)
{
	struct strbuf text;

	strbuf_init(&text, arena);
	duration_to_text(&text, nanoseconds);
	return (struct str){ text.text, text.len };
}
