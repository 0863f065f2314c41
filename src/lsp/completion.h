// SPDX-License-Identifier: Apache-2.0
// In: a place in a document. Out: what could be written there, one by one.
#ifndef AKASHLINT_LSP_COMPLETION_H
#define AKASHLINT_LSP_COMPLETION_H

#include "base/table.h"
#include "lsp/describe.h"

// The protocol's numbers.
enum item_kind {
	ITEM_PROPERTY = 10,
	ITEM_UNIT = 11,
	ITEM_VALUE = 12,
	ITEM_SNIPPET = 15,
	ITEM_REFERENCE = 18,
	ITEM_ENUM_MEMBER = 20,
};

struct completion {
	struct request *request;
	struct arena *arena;
	struct run *run;
	const struct cursor *cursor;
	json_t *items;
	bool is_new_item;    // of a list: a dash comes first
	struct markup about; // the item that is added next; empty again behind it
};

struct completion_item {
	struct str label;
	enum item_kind kind;
	const char *detail;   // or NULL
	const char *new_text; // NULL: the label
	bool is_snippet;
	bool is_last; // behind all that are not
};

void completion_add(struct completion *completion, const struct completion_item *item);
// What may stand as the value of an entry, or of a new item of its list.
void complete_value(struct completion *completion, uint32_t entry, const struct shape *shape);
// Names of the document that fit the path; of those in `without`, which grows, none.
void complete_names(struct completion *completion, const struct name_path *path, struct table *without, unsigned types);
// What is written for a key, or a name as a key, whose value is of these types. 0: it is the value of another.
const char *completion_text(const struct completion *completion, struct str name, unsigned types);
// A whole SDL.
void complete_skeleton(struct completion *completion);

#endif
