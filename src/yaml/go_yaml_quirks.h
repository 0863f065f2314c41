// SPDX-License-Identifier: Apache-2.0
// In: text where libyaml and the network's YAML parser differ. Out: text that libyaml reads as the network does.
#ifndef AKASHLINT_YAML_GO_YAML_QUIRKS_H
#define AKASHLINT_YAML_GO_YAML_QUIRKS_H

#include "base/str.h"
#include "source/source.h"

// The text as libyaml is given it: the source, or a copy with single bytes replaced, so that
// every offset stays what it is.
struct go_yaml_quirks {
	struct arena *arena;
	const char *text;
	uint32_t len;
	char *copy; // NULL while nothing is replaced
	int n_retries;
	char quote_mark;   // a sign that the text does not hold, in place of the backslash of \'; 0 if there is none
	char colon_mark;   // the same in place of a ":" that belongs to a text
	bool is_guessed;   // all was repaired that looks like it; where that is in a text, the guess was wrong
	uint32_t *guesses; // offsets of what was replaced so
	size_t n_guesses, cap_guesses;
};

// What libyaml says of a character that no tag can hold.
extern const char tag_problem[];

void quirks_init(struct go_yaml_quirks *quirks, struct arena *arena, const struct source *source);
// After libyaml stopped at `offset` with `problem`: true when the network reads on there and the
// text now lets libyaml do so too.
bool quirks_fix(struct go_yaml_quirks *quirks, const char *problem, uint32_t offset);
// Undoes what was replaced in the text of a scalar that libyaml made; returns its length.
size_t bridge_restore(const struct go_yaml_quirks *quirks, char *text, bool is_double_quoted, size_t len);
// Whether a scalar of the source holds a guess, which was wrong then: takes it back, for the next retry.
bool bridge_is_misled(struct go_yaml_quirks *quirks, const struct source *source, struct span scalar);
// Offset in a double-quoted scalar's bytes of an escape that only libyaml knows; SIZE_MAX if none.
size_t quirks_foreign_escape(struct str quoted_scalar);

#endif
