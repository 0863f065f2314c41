// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests, and one change of its SDL. Out: what it would request with the change.
#ifndef AKASHLINT_MATCH_CHANGE_H
#define AKASHLINT_MATCH_CHANGE_H

#include "match/demand.h"

enum change_kind {
	CHANGE_MODEL, // one more that will do
	CHANGE_RAM,
	CHANGE_INTERFACE,
	CHANGE_CLASS,
	CHANGE_STORAGE,
	CHANGE_MEMORY,
	CHANGE_CPU,
	CHANGE_GPUS,
	CHANGE_COUNT,
	CHANGE_ATTRIBUTE,
	CHANGE_SIGNED_BY,
	CHANGE_ARCH,
	CHANGE_INTERCONNECT,
	CHANGE_FABRIC // `part` is the attribute that is added
};

struct change {
	enum change_kind kind;
	const struct ynode *at; // what is written anew: all that is read from there changes
	struct str owner;       // profile, or service for replicas
	struct str part;        // model or volume, or ""
	struct str from, to;    // "" for what is added or dropped
	int64_t amount;         // in place of what is asked for
	int64_t asked;          // of amounts
	int64_t least, step;    // what may be tried, up to what is asked for
};

struct demand demand_changed(struct arena *arena, const struct demand *demand, const struct change *change);
// Whether the unit asks for something else then.
bool change_is_of_unit(const struct change *change, const struct wanted_unit *unit);
bool change_is_of_amount(const struct change *change);
// How much of the deployment it gives up: for comparison only.
double change_cost(const struct change *change);
// "gpu-model", "memory", …
const char *change_name(const struct change *change);
// "48Gi of memory instead of 64Gi for \"llm\"", escaped.
const char *change_text(struct arena *arena, const struct change *change);
// Either is "" for what is not there. Not escaped.
struct str change_from(struct arena *arena, const struct change *change);
struct str change_to(struct arena *arena, const struct change *change);

#endif
