// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: what most rules include, and help texts that several share.
#ifndef AKASHLINT_QUERY_COMMON_H
#define AKASHLINT_QUERY_COMMON_H

#include "base/arena.h"
#include "diag/consequence.h"
#include "sdl/map.h"
#include "sdl/name.h"
#include "sdl/network.h"
#include "sdl/sdl.h"
#include "yaml/yaml_rules.h"

// "a, b and c" (or "a, b or c").
const char *list_text(struct run *run, const char *const *list, const char *last_word);
// Whether the list has a name near to the text, which is not in it.
bool is_near(struct str text, const char *const *list);
// Adds "did you mean" as help with its fix where the list has a near name; false where it has none.
bool suggest_name(struct run *run, struct diag *diag, struct str text, const char *const *list, const struct ynode *at);
// The same over the names of a map, which it lists where none is near; false for an empty map.
bool suggest_entry(struct run *run, struct diag *diag, struct str text, const struct sdl_map *map,
		   const struct ynode *at);
enum quantity_kind { QUANTITY_KIND_CPU, QUANTITY_KIND_BYTES, QUANTITY_KIND_BINARY, QUANTITY_KIND_GPU };

// Reports what is wrong with the text of an amount.
void report_quantity(struct run *run, const struct rule *rule, const struct leaf_quantity *assignment, const char *what,
		     enum quantity_kind kind);
// Reports a size that is out of its limits, if it is.
void report_size_range(struct run *run, const struct rule *rule, const struct leaf_quantity *size, const char *what,
		       const struct limits *limits);
// Reports keys of a raw list that can't be attributes, and duplicates.
void check_raw_attributes(struct run *run, const struct raw_list *list);
// Whether the mapping has a key of that text besides this one.
bool has_other_key(const struct ynode *mapping, struct str text, const struct ynode *but);
// Whether a missing section is there under another name, which is reported there.
bool is_section_misspelt(const struct sdl *sdl, const char *name);
// Whether it requests anything: an empty mapping counts as none.
bool has_resources(const struct sdl_compute *compute);
// "text or a number", of flags of enum js_type.
const char *shape_types_text(struct run *run, unsigned types);
// First key of a mapping, to point at an item of a list; the node itself if it has none.
const struct ynode *first_key(const struct ynode *item);
const char *bytes_text(struct run *run, uint64_t bytes);
const char *cpu_text(struct run *run, uint64_t millicpu);
// A node and a name as places (diag/consequence.h).
const char *node_place(struct run *run, const struct ynode *node);
const char *key_text(struct run *run, struct str name);
// The finding says that a place below resources of a profile is empty: "memory.size".
void lacks_resource(struct run *run, struct diag *diag, const struct sdl_compute *compute, const char *keys);
// The same of a key of a volume, wherever among the volumes it is.
void lacks_of_volume(struct run *run, struct diag *diag, const struct sdl_volume *volume, const char *keys);
// Replaces the bytes of a scalar and keeps its quotes. False: the text is not valid there.
bool edit_of_scalar(struct run *run, const struct ynode *at, struct str text, struct edit *edit);
void fix_scalar(struct run *run, struct diag *diag, const char *description, const struct ynode *at, struct str text);
struct regexes *run_regexes(struct run *run);

// Reports at a part of a scalar's text that has no spaces in it; at the scalar if the part can't be found.
struct diag *diag_add_part(struct run *run, const struct rule *rule, const struct ynode *at, struct str part,
			   const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
