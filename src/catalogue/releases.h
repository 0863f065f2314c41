// SPDX-License-Identifier: Apache-2.0
// In: the "releases" of schemas/*.json, at build time. Out: which releases of the network the built-in facts are of.
#ifndef AKASHLINT_CATALOGUE_RELEASES_H
#define AKASHLINT_CATALOGUE_RELEASES_H

struct release {
	const char *of, *release, *date; // date: YYYY-MM-DD
};

extern const struct release releases[]; // ends with NULL; the GPU registry is that of builtin_catalogue

#endif
