// SPDX-License-Identifier: Apache-2.0
// In: amounts of money and of time. Out: text, for programs and for people.
#include "report/money.h"

#include "base/arena.h"
#include "sdl/duration.h"

enum { MOST_OF_DENOM = 12, MOST_OF_AMOUNT = 24 };

// From here on cents are dropped.
static const double odd_amount = 1e9;

static struct str cut(struct str text, size_t most, const char **end)
{
	*end = text.len > most ? "…" : "";
	return str_slice(text, 0, text.len > most ? most : text.len);
}

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
	return arena_printf(arena, (amount > 0 && amount < 0.1) || amount >= odd_amount ? "%.4g" : "%.2f", amount);
}

const char *price_text(struct arena *arena, struct str amount, struct str denom)
{
	const char *amount_end, *denom_end;

	if (amount.len && memchr(amount.ptr, '.', amount.len)) {
		while (amount.ptr[amount.len - 1] == '0')
			amount.len--;
		amount.len -= amount.ptr[amount.len - 1] == '.';
	}
	amount = cut(amount, MOST_OF_AMOUNT, &amount_end);
	denom = cut(denom, MOST_OF_DENOM, &denom_end);
	return arena_printf(arena, "%s%s %s%s", escaped_text(arena, amount), amount_end, escaped_text(arena, denom),
			    denom_end);
}

struct str duration_text(struct arena *arena, int64_t nanoseconds)
{
	struct strbuf text = strbuf_in(arena);

	duration_to_text(&text, nanoseconds);
	return (struct str){ text.text, text.len };
}
