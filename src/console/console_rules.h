// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules of Akash Console's SDK, and how its findings join those of the network.
#ifndef AKASHLINT_CONSOLE_CONSOLE_RULES_H
#define AKASHLINT_CONSOLE_CONSOLE_RULES_H

#include "yaml/node.h"

extern const struct rule rule_console_conflict;
extern const struct rule rule_console_editor_merge;
extern const struct rule rule_console_mount;
extern const struct rule rule_console_required;
extern const struct rule rule_console_size;
extern const struct rule rule_console_type;
extern const struct rule rule_console_value;
extern const struct rule rule_console_yaml;
extern const struct rule rule_service_not_deployed;

// If something stands at this place already that somebody rejects, or else a warning, it is the same mistake: marks it,
// and returns true.
bool mark_known_mistake(struct run *run, const struct ynode *at);

// The same of a key that an SDL does not have; what is missing in its mapping is another mistake, which may follow
// from it.
bool mark_known_stray(struct run *run, const struct ynode *key);

// The same of anything inside of the node that the network rejects.
bool mark_mistakes_inside(struct run *run, const struct ynode *at);

// The tree that Akash Console makes of the text: the network's, or where they may differ one of its own. NULL where it
// reads none: reported.
const struct ynode *console_tree(struct run *run);

// The parts of console_check; `root` is that tree.
// False: merge keys make so much that the rest is not looked at.
bool check_console_yaml(struct run *run, const struct ynode *root);
void check_console_shape(struct run *run, const struct ynode *root);
void check_console_links(struct run *run);
void check_console_interconnect(struct run *run);
// The profile is deployed.
struct sdl_compute;
void check_console_numbers(struct run *run, const struct sdl_compute *compute);

#endif
