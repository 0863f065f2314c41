// SPDX-License-Identifier: Apache-2.0
// In: events. Out: notifications to the client.
#ifndef AKASHLINT_LSP_NOTIFY_H
#define AKASHLINT_LSP_NOTIFY_H

#include "lsp/request.h"

// The protocol's numbers.
enum message_type { MESSAGE_ERROR = 1, MESSAGE_WARNING, MESSAGE_INFO, MESSAGE_LOG };

void notify_send(struct server *server, const struct json *json);
// A message for the user.
void notify_message(struct server *server, enum message_type type, const char *text);
// The diagnostics of a document; none where `run` is NULL.
void notify_diagnostics(struct server *server, struct document *document, struct run *run);
// Asks the client to watch the configuration files.
void notify_watch(struct server *server);
// Asks the client to pull diagnostics anew.
void notify_refresh(struct server *server);

#endif
