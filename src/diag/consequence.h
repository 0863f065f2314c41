// SPDX-License-Identifier: Apache-2.0
// In: findings and how they depend on each other. Out: the list without those that only follow from another.
//
// A misspelt or misplaced key, an unknown alias, a value of the wrong type: each leaves some place of the SDL empty
// that its writer filled. What is then reported as missing there is gone as soon as the cause is, and is not shown.
#ifndef AKASHLINT_DIAG_CONSEQUENCE_H
#define AKASHLINT_DIAG_CONSEQUENCE_H

#include "diag/diag.h"

// The finding is about something that was meant for this place: what is missing there, or below it, is unknown.
void diag_supplies(struct run *run, struct diag *diag, const char *format, ...) __attribute__((format(printf, 3, 4)));
// The same, from a place that has nothing to do with it.
void diag_supplies_far(struct run *run, struct diag *diag, const char *keys);
// The same of all findings within a span.
void diag_covers(struct diag *diag, struct span span);
// The finding says or assumes that this place is empty. If it has several places, one is enough.
void diag_lacks(struct run *run, struct diag *diag, const char *format, ...) __attribute__((format(printf, 3, 4)));
// Drops findings that lack what another supplies. That one is then as severe as they were, and is marked as they were:
// a file that somebody rejects keeps a finding that says so.
void drop_consequences(struct run *run);
// Drops the findings of which `is_absorbed` is true, other than their cause, which takes over their severity and marks,
// and the places that they leave empty.
void diags_absorb(struct run *run, struct diag *cause, bool (*is_absorbed)(const struct diag *diag, void *context),
		  void *context);
// Drops all findings but this one, in the same way.
void diags_absorb_all(struct run *run, struct diag *cause);

#endif
