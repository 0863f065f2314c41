// SPDX-License-Identifier: Apache-2.0
// In: names of rules, with globs, and levels. Out: the level of each rule.
#ifndef AKASHLINT_DIAG_LEVELS_H
#define AKASHLINT_DIAG_LEVELS_H

#include "base/str.h"
#include "diag/settings.h"

enum level_change { LEVEL_ENABLE, LEVEL_DISABLE, LEVEL_SET, LEVEL_SELECT };

// All rules at their defaults; n_all_rules bytes.
void levels_init(unsigned char *levels);
// Turns all rules off but those that say that the file could not be read.
void levels_clear(unsigned char *levels);
// What a change makes of the level of a rule; LEVEL_SET: `level`.
unsigned char level_changed(const struct rule *rule, enum level_change change, enum severity level);
// Changes every rule whose name matches `glob`; LEVEL_SET to `level`. False: there is none.
bool levels_change(unsigned char *levels, struct str glob, enum level_change change, enum severity level);
bool severity_from_name(struct str name, enum severity *severity);

#endif
