// SPDX-License-Identifier: Apache-2.0
// In: text. Out: numbers, read and converted as Go's strconv and compiler do it, whatever the process's locale.
#ifndef AKASHLINT_BASE_NUMBER_H
#define AKASHLINT_BASE_NUMBER_H

#include "base/str.h"

enum number_fault { NUMBER_OK, NUMBER_SYNTAX, NUMBER_RANGE };

// ParseFloat: decimal and hexadecimal floats, "inf", "nan", "_" between digits.
// Correctly rounded; too small gives 0. *out is set only for NUMBER_OK.
enum number_fault float_from_str(struct str s, double *out);
// [-+]?(.d+|d+(.d*)?)([eE][-+]?d+)? after every "_" is dropped: YAML's own notion of a float.
enum number_fault float_from_yaml(struct str s, double *out);
// ParseUint, base 10: digits and nothing else.
enum number_fault uint_from_str(struct str s, uint64_t *out);

// What a conversion does on amd64 with a value that does not fit (NaN and infinities included).
uint64_t uint64_from_double(double f);
uint32_t uint32_from_double(double f);

#endif
