// SPDX-License-Identifier: Apache-2.0
// In: schemas/secrets.json, at build time. Out: what secrets, placeholders and passwords of everybody look like.
#ifndef AKASHLINT_CATALOGUE_SECRETS_H
#define AKASHLINT_CATALOGUE_SECRETS_H

// A prefix, and then `least` to `most` (0: any number) characters of a set.
struct secret_kind {
	const char *what, *prefix;
	unsigned least, most;
	const char *chars; // word, letters, upper, hex, dotted, base64
	const char *has;   // a part that must be among them
};

struct known_secrets {
	const char *source, *date;
	const char *const *passwords;          // that are guessed at once
	const char *const *placeholder_words;  // in a value anywhere
	const char *const *placeholder_starts; // of a value
	const char *const *placeholder_names;  // as a whole word of an image's name
	const char *const *secret_variables;   // ends of names of variables
	const struct secret_kind *secrets;
};

extern const struct known_secrets known_secrets;

#endif
