// SPDX-License-Identifier: Apache-2.0
// In: amounts of cpu, memory, storage and gpus as people write them. Out: numbers, or what is wrong with the text.
#include "sdl/quantity.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/number.h"

enum { MAX_WRITTEN = 64 }; // longer texts get no advice

struct unit {
	const char *suffix;
	uint64_t bytes;
	bool is_binary;
};

// Largest first; no text ends in two of them.
static const struct unit units[] = {
	{ "Ei", UINT64_C(1) << 60, true },
	{ "Pi", UINT64_C(1) << 50, true },
	{ "Ti", UINT64_C(1) << 40, true },
	{ "Gi", UINT64_C(1) << 30, true },
	{ "Mi", UINT64_C(1) << 20, true },
	{ "Ki", UINT64_C(1) << 10, true },
	{ "E", UINT64_C(1000000000000000000), false },
	{ "P", UINT64_C(1000000000000000), false },
	{ "T", UINT64_C(1000000000000), false },
	{ "G", UINT64_C(1000000000), false },
	{ "M", UINT64_C(1000000), false },
	{ "k", UINT64_C(1000), false },
};

enum { N_UNITS = COUNT_OF(units) };

enum kind { KIND_CPU, KIND_BYTES, KIND_BINARY_BYTES, KIND_GPU };

struct str quantity_unit(struct str s)
{
	size_t from = s.len;

	while (from > 0 && is_letter(s.ptr[from - 1]))
		from--;
	return s.len ? str_slice(s, from, s.len) : s;
}

static struct str without_end(struct str s, size_t n)
{
	return str_slice(s, 0, s.len - n);
}

// Why a text is refused, once it is known that it is.
static enum quantity_fault fault_of(struct str s, bool is_whole)
{
	double number;
	struct str unit = quantity_unit(s), rest;

	if (s.len == 0)
		return QUANTITY_EMPTY;
	rest = without_end(s, unit.len);
	switch (float_from_str(rest, &number)) {
	case NUMBER_RANGE:
		return QUANTITY_OVERFLOW;
	case NUMBER_SYNTAX:
		return QUANTITY_SYNTAX;
	case NUMBER_OK:
		break;
	}
	if (number < 0)
		return QUANTITY_NEGATIVE;
	if (is_whole && memchr(rest.ptr, '.', rest.len))
		return QUANTITY_FRACTION;
	return unit.len ? QUANTITY_SUFFIX : QUANTITY_SYNTAX;
}

static enum quantity_fault read_whole(struct str s, struct str digits, uint64_t most, uint64_t *out)
{
	double number;
	enum number_fault fault = uint_from_str(digits, out);

	if (fault == NUMBER_OK && *out <= most)
		return QUANTITY_OK;
	if (fault != NUMBER_SYNTAX)
		return QUANTITY_OVERFLOW;
	if (digits.len == s.len || float_from_str(digits, &number) == NUMBER_SYNTAX)
		return fault_of(s, true);
	if (number < 0)
		return QUANTITY_NEGATIVE;
	return memchr(digits.ptr, '.', digits.len) ? QUANTITY_FRACTION : QUANTITY_SYNTAX;
}

static enum quantity_fault read_float(struct str s, struct str digits, double factor, double *out)
{
	switch (float_from_str(digits, out)) {
	case NUMBER_RANGE:
		return QUANTITY_OVERFLOW;
	case NUMBER_SYNTAX:
		return fault_of(s, false);
	case NUMBER_OK:
		break;
	}
	*out *= factor;
	return *out < 0 ? QUANTITY_NEGATIVE : QUANTITY_OK;
}

static enum quantity_fault read_cpu(struct str s, uint64_t *out)
{
	double number;
	enum quantity_fault fault;

	if (str_has_suffix(s, "m"))
		return read_whole(s, without_end(s, 1), UINT32_MAX, out);
	fault = read_float(s, s, 1000, &number);
	if (fault == QUANTITY_OK)
		*out = uint32_from_double(number);
	return fault;
}

static const struct unit *unit_of(struct str s, bool binary_only)
{
	for (size_t i = 0; i < N_UNITS; i++)
		if ((units[i].is_binary || !binary_only) && str_has_suffix(s, units[i].suffix))
			return &units[i];
	return NULL;
}

static enum quantity_fault read_bytes(struct str s, bool binary_only, uint64_t *out)
{
	const struct unit *unit = unit_of(s, binary_only);
	double number;
	enum quantity_fault fault;

	if (unit)
		fault = read_float(s, without_end(s, strlen(unit->suffix)), (double)unit->bytes, &number);
	else
		fault = read_float(s, s, 1, &number);
	if (fault == QUANTITY_OK)
		*out = uint64_from_double(number);
	return fault;
}

static enum quantity_fault read_quantity(struct str s, enum kind kind, uint64_t *out)
{
	switch (kind) {
	case KIND_CPU:
		return read_cpu(s, out);
	case KIND_GPU:
		return read_whole(s, s, UINT64_MAX, out);
	case KIND_BYTES:
	case KIND_BINARY_BYTES:
		break;
	}
	return read_bytes(s, kind == KIND_BINARY_BYTES, out);
}

// Copies `s` without its spaces; false when it does not fit.
static bool squeeze(struct str s, char *out, size_t *len)
{
	*len = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (is_go_space(s.ptr[i]))
			continue;
		if (*len == MAX_WRITTEN)
			return false;
		out[(*len)++] = s.ptr[i];
	}
	return true;
}

static enum quantity_fault quantity_from_str(struct str s, enum kind kind, uint64_t *out)
{
	char text[MAX_WRITTEN];
	size_t len;
	uint64_t ignored;
	enum quantity_fault fault = read_quantity(s, kind, out);

	if (fault == QUANTITY_OK || !squeeze(s, text, &len) || len == s.len)
		return fault;
	fault = read_quantity((struct str){ text, len }, kind, &ignored);
	return fault == QUANTITY_OK ? QUANTITY_SPACE : fault;
}

enum quantity_fault cpu_from_str(struct str s, uint32_t *millicpu)
{
	uint64_t number;
	enum quantity_fault fault = quantity_from_str(s, KIND_CPU, &number);

	if (fault == QUANTITY_OK)
		*millicpu = (uint32_t)number;
	return fault;
}

enum quantity_fault bytes_from_str(struct str s, bool binary_only, uint64_t *bytes)
{
	return quantity_from_str(s, binary_only ? KIND_BINARY_BYTES : KIND_BYTES, bytes);
}

enum quantity_fault gpu_units_from_str(struct str s, uint64_t *gpus)
{
	return quantity_from_str(s, KIND_GPU, gpus);
}

// Digits and points that end in a digit; whether there is more than one point is found later.
static bool is_plain_decimal(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '.' && (s.ptr[i] < '0' || s.ptr[i] > '9'))
			return false;
	return s.len > 0 && s.ptr[s.len - 1] != '.';
}

// The unit meant by "gb", "GiB", "GI", "g", …: as people count memory, in powers of 1024.
static const struct unit *unit_meant(struct str written, bool binary_only)
{
	bool has_byte = written.len > 0 && to_lower(written.ptr[written.len - 1]) == 'b';
	struct str core = has_byte ? without_end(written, 1) : written;
	bool has_i = core.len == 2 && to_lower(core.ptr[1]) == 'i';

	if (core.len != 1 && !has_i)
		return NULL;
	if (to_lower(core.ptr[0]) == 'e' && !has_i && !has_byte)
		return NULL; // an exponent that is not finished, more likely
	if (core.len == 1 && core.ptr[0] == 'K' && !has_byte && !binary_only)
		return &units[N_UNITS - 1];
	for (size_t i = 0; i < N_UNITS; i++)
		if (units[i].is_binary && to_lower(units[i].suffix[0]) == to_lower(core.ptr[0]))
			return &units[i];
	return NULL;
}

static bool is_byte_word(struct str s)
{
	return str_is_nocase(s, "b") || str_is_nocase(s, "byte") || str_is_nocase(s, "bytes");
}

bool quantity_suggest(struct str s, bool binary_only, struct strbuf *out)
{
	char text[MAX_WRITTEN + 4];
	size_t len;
	uint64_t bytes;
	struct str written, number;
	const struct unit *unit;

	if (bytes_from_str(s, binary_only, &bytes) == QUANTITY_OK || !squeeze(s, text, &len) || len == 0)
		return false;
	written = quantity_unit((struct str){ text, len });
	number = (struct str){ text, len - written.len };
	if (!is_plain_decimal(number))
		return false;
	if (bytes_from_str((struct str){ text, len }, binary_only, &bytes) != QUANTITY_OK) {
		unit = unit_meant(written, binary_only);
		if (!unit && (!is_byte_word(written) || memchr(text, '.', number.len)))
			return false;
		len = number.len;
		if (unit)
			memcpy(text + len, unit->suffix, 2);
		len += unit ? strlen(unit->suffix) : 0;
		if (bytes_from_str((struct str){ text, len }, binary_only, &bytes) != QUANTITY_OK)
			return false;
	}
	strbuf_add(out, text, len);
	return true;
}

void bytes_to_text(struct strbuf *out, uint64_t bytes)
{
	static const char *const eighths[] = { "", ".125", ".25", ".375", ".5", ".625", ".75", ".875" };
	char best[32], text[32];

	snprintf(best, sizeof(best), "%" PRIu64, bytes);
	for (size_t i = 0; i < N_UNITS; i++) {
		uint64_t unit = units[i].bytes, rest = bytes % unit * 8;

		// Any other fraction might not come back as the same number of bytes.
		if (bytes < unit || rest % unit != 0 || unit == 1000)
			continue;
		snprintf(text, sizeof(text), "%" PRIu64 "%s%s", bytes / unit, eighths[rest / unit], units[i].suffix);
		if (strlen(text) < strlen(best))
			memcpy(best, text, sizeof(best));
	}
	strbuf_puts(out, best);
}

void cpu_to_text(struct strbuf *out, uint64_t millicpu)
{
	static const char *const quarters[] = { "", ".25", ".5", ".75" };

	if (millicpu % 250 == 0)
		strbuf_printf(out, "%" PRIu64 "%s", millicpu / 1000, quarters[millicpu % 1000 / 250]);
	else
		strbuf_printf(out, "%" PRIu64 "m", millicpu);
}
