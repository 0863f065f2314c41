// SPDX-License-Identifier: Apache-2.0
// In: "60s" or "60000". Out: milliseconds, as the network reads the timeouts of http_options.
#include "sdl/timeout.h"

#include <inttypes.h>

#include "base/ascii.h"
#include "base/number.h"
#include "sdl/duration.h"

struct unit {
	const char *name;
	uint64_t milliseconds;
};

// Largest first.
static const struct unit units[] = { { "h", 3600000 }, { "m", 60000 }, { "s", 1000 }, { "ms", 1 } };

// What people write for these, and for days. "M" could be anything.
static const struct {
	const char *name, *unit;
	uint64_t factor;
} other_units[] = {
	{ "h", "h", 1 },     { "hr", "h", 1 },     { "hrs", "h", 1 },    { "hour", "h", 1 },    { "hours", "h", 1 },
	{ "min", "m", 1 },   { "mins", "m", 1 },   { "minute", "m", 1 }, { "minutes", "m", 1 }, { "s", "s", 1 },
	{ "sec", "s", 1 },   { "secs", "s", 1 },   { "second", "s", 1 }, { "seconds", "s", 1 }, { "ms", "ms", 1 },
	{ "msec", "ms", 1 }, { "msecs", "ms", 1 }, { "d", "h", 24 },     { "day", "h", 24 },    { "days", "h", 24 },
};

static size_t count_digits(struct str s)
{
	size_t n = 0;

	while (n < s.len && is_digit(s.ptr[n]))
		n++;
	return n;
}

static bool read_unit(struct str s, const struct unit *unit, uint64_t *milliseconds)
{
	uint64_t number;

	switch (uint_from_str(s, &number)) {
	case NUMBER_SYNTAX:
		return false;
	case NUMBER_RANGE:
		*milliseconds = UINT64_MAX;
		return true;
	case NUMBER_OK:
		break;
	}
	*milliseconds = number > UINT64_MAX / unit->milliseconds ? UINT64_MAX : number * unit->milliseconds;
	return true;
}

bool timeout_from_str(struct str s, uint64_t *milliseconds)
{
	static const struct unit none = { "", 1 };
	size_t n = count_digits(s);
	struct str name = str_slice(s, n, s.len);

	if (name.len == 0)
		return read_unit(s, &none, milliseconds);
	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (str_is(name, units[i].name))
			return read_unit(str_slice(s, 0, n), &units[i], milliseconds);
	return false;
}

// "60 sec", "60S", "1d"
static bool suggest_unit(struct str s, struct strbuf *out)
{
	size_t n = count_digits(s), from = n;
	uint64_t number;

	while (from < s.len && is_go_space(s.ptr[from]))
		from++;
	if (uint_from_str(str_slice(s, 0, n), &number) != NUMBER_OK || number > UINT32_MAX)
		return false;
	for (size_t i = 0; i < COUNT_OF(other_units); i++)
		if (str_is_nocase(str_slice(s, from, s.len), other_units[i].name)) {
			strbuf_printf(out, "%" PRIu64 "%s", number * other_units[i].factor, other_units[i].unit);
			return true;
		}
	return false;
}

// "1h30m", "1.5h"
static bool read_duration(struct str s, uint64_t *milliseconds)
{
	int64_t nanoseconds;

	if (duration_from_str(s, &nanoseconds) != DURATION_OK || nanoseconds < 0 || nanoseconds % 1000000)
		return false;
	*milliseconds = (uint64_t)nanoseconds / 1000000;
	return true;
}

// "60000.0": a number of milliseconds.
static bool read_float(struct str s, uint64_t *milliseconds)
{
	double number;

	if (float_from_yaml(s, &number) != NUMBER_OK || !(number >= 0 && number <= 0x1p53))
		return false;
	*milliseconds = (uint64_t)number;
	return (double)*milliseconds >= number;
}

bool timeout_suggest(struct str s, struct strbuf *out)
{
	uint64_t milliseconds;

	if (timeout_from_str(s, &milliseconds))
		return false;
	if (read_float(s, &milliseconds)) {
		strbuf_printf(out, "%" PRIu64, milliseconds);
		return true;
	}
	if (suggest_unit(s, out))
		return true;
	if (!read_duration(s, &milliseconds))
		return false;
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		if (milliseconds % units[i].milliseconds)
			continue;
		strbuf_printf(out, "%" PRIu64 "%s", milliseconds / units[i].milliseconds, units[i].name);
		return true;
	}
	return false;
}
