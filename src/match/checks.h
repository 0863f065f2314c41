// SPDX-License-Identifier: Apache-2.0
// In: what was found out about a provider. Out: the checks it passes, does not pass, or may pass, and why.
#ifndef AKASHLINT_MATCH_CHECKS_H
#define AKASHLINT_MATCH_CHECKS_H

#include "match/inventory.h"

struct resource_group;

struct reason {
	const char *requirement; // "gpu", "memory", "attributes", …
	const char *node;        // escaped, or NULL: of the provider as a whole
	const char *message;     // escaped
	double distance;         // of a node: how far it is from what is asked
	unsigned checks;         // that are not passed, as bits
};

struct match {
	const struct resource_group *group;
	const struct provider *provider;
	bool fits;
	const char **unknown; // missing from the inventory; does not rule the provider out
	size_t n_unknown, cap_unknown;
	struct reason *reasons; // of the provider in its own order, then of the nodes, nearest miss first
	size_t n_reasons, cap_reasons;
};

// In the order in which a provider looks.
enum provider_check {
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
const char *check_name(enum provider_check check);
const char *check_label(enum provider_check check);
// The bit of a struct reason's requirement.
unsigned check_bit(const char *requirement);
// Among nodes the nearest miss counts.
enum verdict match_verdict_of(const struct match *match, enum provider_check check);
// The verdict of all checks together: unknown if it fits as far as the inventory shows.
enum verdict match_verdict(const struct match *match);
// The first check that is not passed; N_CHECKS if the provider fits.
enum provider_check match_stopped_at(const struct match *match);
// What is unknown, in words: "GPU models, storage classes".
void add_unknown_words(struct strbuf *out, const struct match *match);

#endif
