// SPDX-License-Identifier: Apache-2.0
// In: a key or value in an SDL, present or possible. Out: a description of it.
#ifndef AKASHLINT_LSP_DESCRIBE_H
#define AKASHLINT_LSP_DESCRIBE_H

#include "catalogue/catalogue.h"
#include "lsp/cursor.h"
#include "lsp/markup.h"
#include "lsp/request.h"

// What a key means that stands, or may stand, below an entry.
void describe_key(struct markup *markup, struct run *run, const struct cursor *cursor, uint32_t parent,
		  const struct shape_key *key);
// What the network allows for an amount under this key. False, and nothing added: it says nothing of it.
bool describe_limits(struct markup *markup, struct run *run, const struct cursor *cursor, uint32_t parent,
		     struct str name);
// "text, required": in a few words.
const char *key_summary(struct run *run, const struct shape_key *key);
// What a name stands for in the document. False, and nothing added: it is not defined there.
bool describe_name(struct markup *markup, const struct cursor *cursor, enum name_kind kind, struct str name);
// A value of an entry: amounts, prices, GPUs. False, and nothing added: there is nothing to say about it.
bool describe_value(struct markup *markup, struct run *run, const struct cursor *cursor, uint32_t entry,
		    struct str text);

// Paths of what names GPUs.
extern const char gpu_model_path[], gpu_ram_path[], gpu_interface_path[];
void describe_model(struct markup *markup, const struct gpu_catalogue *catalogue, struct str name);
// "24Gi, pcie, ada": in a few words.
const char *card_summary(struct arena *arena, const struct gpu_card *card);
// The card that an item of the list of models asks for; NULL if it is none, or open.
const struct gpu_card *card_beside(const struct cursor *cursor, const struct gpu_catalogue *catalogue, uint32_t entry);

#endif
