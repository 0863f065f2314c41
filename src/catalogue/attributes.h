// SPDX-License-Identifier: Apache-2.0
// In: schemas/attributes.json, at build time. Out: the attributes that providers declare.
#ifndef AKASHLINT_CATALOGUE_ATTRIBUTES_H
#define AKASHLINT_CATALOGUE_ATTRIBUTES_H

struct provider_attribute {
	const char *key;
	const char *const *values; // NULL: any
};

struct known_attributes {
	const char *source, *date;
	const char *const *prefixes; // keys that begin so are not listed
	const struct provider_attribute *keys;
};

extern const struct known_attributes known_attributes;

#endif
