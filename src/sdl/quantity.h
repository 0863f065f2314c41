// SPDX-License-Identifier: Apache-2.0
// In: amounts of cpu, memory, storage and gpus as people write them. Out: numbers, or what is wrong with the text.
#ifndef AKASHLINT_SDL_QUANTITY_H
#define AKASHLINT_SDL_QUANTITY_H

#include "base/str.h"

enum quantity_fault {
	QUANTITY_OK,
	QUANTITY_EMPTY,
	QUANTITY_SYNTAX, // no number at all
	QUANTITY_SUFFIX, // a number, then letters that are no unit here: quantity_unit has them
	QUANTITY_SPACE,  // valid without its spaces
	QUANTITY_NEGATIVE,
	QUANTITY_FRACTION, // a whole number is needed here: "1.5m", "1.0" gpus
	QUANTITY_OVERFLOW, // more than the number type holds
};

// "0.5" or "500m". The result is uint32 as the network computes it: too large a number wraps around.
enum quantity_fault cpu_from_str(struct str s, uint32_t *millicpu);
// "512Mi", "1.5G", "1e9"; with `binary_only` no decimal units (k, M, G, …).
enum quantity_fault bytes_from_str(struct str s, bool binary_only, uint64_t *bytes);
// Decimal digits.
enum quantity_fault gpu_units_from_str(struct str s, uint64_t *units);

// The letters at the end.
struct str quantity_unit(struct str s);
// What the writer of a size that bytes_from_str refuses probably meant: "512mb" -> "512Mi".
// What it appends is always a good size. False, and nothing appended, when unsure or when the text is fine.
bool quantity_suggest(struct str s, bool binary_only, struct strbuf *out);

// Shortest exact text: "512Mi", "1.5Gi", "2G", "1000".
void bytes_to_text(struct strbuf *out, uint64_t bytes);
// "2", "0.25", "100m".
void cpu_to_text(struct strbuf *out, uint64_t millicpu);

#endif
