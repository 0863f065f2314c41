// SPDX-License-Identifier: Apache-2.0
// In: the command line and the files that it and documents lead to. Out: what holds for a document.
#ifndef AKASHLINT_LSP_SETTINGS_H
#define AKASHLINT_LSP_SETTINGS_H

#include "lsp/server_state.h"

// The files are read anew if one of them has changed: then no document has a run any more. What is wrong with them
// is reported to the client, and `all` is NULL. May jump out of the server's arena.
struct file_settings settings_of(struct server *server, const struct document *document);
// The next call of settings_of reads all files anew.
void settings_forget(struct server *server);

#endif
