// SPDX-License-Identifier: Apache-2.0
// In: messages of a client. Out: answers and diagnostics.
#ifndef AKASHLINT_LSP_SERVER_H
#define AKASHLINT_LSP_SERVER_H

#include "lsp/server_state.h"

// Whether a server can work with these options; otherwise it has complained.
bool server_accepts(const struct options *options);
void server_init(struct server *server, const struct options *options);
// False when memory or time runs out.
bool server_take(struct server *server, struct str message);
// Answers with an error to bytes that are not a message.
void server_refuse(struct server *server, const char *fault);
// Milliseconds until server_idle has something to do, if no message comes before; -1: it has nothing to do.
int server_delay(const struct server *server);
// Checks and publishes one document. False when memory or time is out.
bool server_idle(struct server *server);
void server_clear(struct server *server);

#endif
