// SPDX-License-Identifier: Apache-2.0
// In: what a client would say. Out: what the language server answers, without any process between.
#ifndef TESTS_LSP_SESSION_H
#define TESTS_LSP_SESSION_H

#include "cli/commands.h"
#include "lsp/request.h"
#include "lsp/server.h"

// The document of every session.
extern const char session_uri[];

struct session {
	struct options options;
	struct server server;
	json_t *sent;  // all messages of the server so far
	json_t *caret; // position of the mark in the text that was opened last
	json_int_t n_requests;
	int64_t version;
};

// Initialized. `params` of "initialize" in JSON with ' for ", or NULL. session_end is due.
void session_begin(struct session *session, const char *params);
void session_end(struct session *session);
// Opens the document, or gives it a new text as a whole. A "‸" in it is taken out, and is the caret from now on.
void session_open(struct session *session, const char *text);
// All of these fail the test if the server runs out of memory. Valid until session_end.
const json_t *session_last(const struct session *session);
// The answer as a whole. `params` in JSON with ' for ", or NULL; "textDocument" and the caret as "position" are
// added where they are not there.
const json_t *session_answer(struct session *session, const char *method, const char *params);
// Its result; fails the test if there is none.
const json_t *session_ask(struct session *session, const char *method, const char *params);
void session_tell(struct session *session, const char *method, const char *params);
// Lets the server do what waits, and gives the diagnostics that it publishes last.
const json_t *session_diagnostics(struct session *session);
// Fails the test unless the value is this JSON, with ' for "; of objects only the keys that are named are compared.
void session_expect(const json_t *value, const char *expected);

#endif
