// SPDX-License-Identifier: Apache-2.0
// In: what was found out about a provider. Out: the checks it passes, does not pass, or may pass.
#ifndef AKASHLINT_MATCH_CHECKS_H
#define AKASHLINT_MATCH_CHECKS_H

#include "match/match.h"

// In the order in which a provider looks.
enum check {
	CHECK_ONLINE,
	CHECK_ATTRIBUTES,
	CHECK_VOLUMES,
	CHECK_SIGNATURES,
	CHECK_NOTICE,
	CHECK_IPS,
	CHECK_INTERCONNECT,
	CHECK_CPU,
	CHECK_GPU,
	CHECK_MEMORY,
	CHECK_STORAGE,
	CHECK_NODES,
	N_CHECKS
};

enum verdict { VERDICT_FITS, VERDICT_UNKNOWN, VERDICT_FAILS };

// "IP addresses", and at most four letters.
const char *check_name(enum check check);
const char *check_label(enum check check);
// The bit of a struct reason's requirement.
unsigned check_bit(const char *requirement);
// Among nodes the nearest miss counts.
enum verdict match_verdict_of(const struct match *match, enum check check);
// The verdict of all checks together: unknown if it fits as far as the inventory shows.
enum verdict match_verdict(const struct match *match);
// The first check that is not passed; N_CHECKS if the provider fits.
enum check match_stopped_at(const struct match *match);
// What is unknown, in words: "GPU models, storage classes".
void add_unknown_words(struct strbuf *out, const struct match *match);

#endif
