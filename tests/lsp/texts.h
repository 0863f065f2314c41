// SPDX-License-Identifier: Apache-2.0
// In: the text of a document. Out: what is offered for it, the text with edits made, or with bytes changed at random.
#ifndef TESTS_LSP_TEXTS_H
#define TESTS_LSP_TEXTS_H

#include <jansson.h>
#include <stdint.h>

#include "lsp/session.h"

// With anchors, aliases, merge keys, flow, quotes and more than ASCII; sound, and with mistakes.
extern const char odd_sdl[], faulty_sdl[];

// Parameters of "initialize".
extern const char takes_actions[];
// Code actions for all of the text, which is open; of these kinds (in JSON) if there are any.
const json_t *actions_of(struct session *session, const char *text, const char *only);
// The TextEdits of a WorkspaceEdit for the document of the session; fails the test if it is none.
const json_t *text_edits(const json_t *workspace_edit);
// Applies edits like a client; fails the test if they overlap or are out of range. To be freed.
char *with_edits(const char *text, const json_t *edits);
// A few cuts and pieces put in; always the same for one state. UTF-8 stays UTF-8. To be freed.
char *mutated(uint64_t *state, const char *text);
// Counted like a client; a new reference.
json_t *position_at(const char *text, size_t offset);
// {"position": ...} {"range": ...}, and more, in JSON with ' for "; to be freed.
char *at_offset(const char *text, size_t offset, const char *more);
char *at_range(const char *text, size_t start, size_t end, const char *more);
// A file of the repository; to be freed.
char *text_of_file(const char *path);
// All examples/*.yml.
void for_each_example(void (*check)(const char *text));

#endif
