// SPDX-License-Identifier: Apache-2.0
// In: schemas/other-tools.json, at build time. Out: keys of other tools, and what an SDL has in their place.
#ifndef AKASHLINT_SDL_FOREIGN_H
#define AKASHLINT_SDL_FOREIGN_H

// How its value can be written as that of the key it stands for.
enum foreign_value { FOREIGN_OTHER, FOREIGN_PORTS, FOREIGN_VARIABLES, FOREIGN_VOLUMES };

struct foreign_word {
	const char *word, *tool;
	const char *in;         // the mapping of an SDL: "services.*"; "" is the root
	const char *stands_for; // "services.*.env", or several with a space between; NULL: an SDL has nothing like it
	const char *say; // what to write instead, with {value}, {size}, {path}, {service}, {profile}, {placement}
	enum foreign_value value;
};

extern const struct foreign_word foreign_words[]; // ends with a word that is NULL

// A file of another tool has all these keys at its top, and neither profiles nor deployment.
struct foreign_file {
	const char *file;    // "a Kubernetes manifest"
	const char *keys[4]; // ends with NULL
};

extern const struct foreign_file foreign_files[]; // ends with a file that is NULL

// Words in names of cards that an SDL can't ask for.
struct foreign_card {
	const char *word, *maker;
};

extern const struct foreign_card foreign_cards[]; // ends with a word that is NULL

#endif
