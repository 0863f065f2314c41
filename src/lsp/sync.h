// SPDX-License-Identifier: Apache-2.0
// In: document notifications of a client. Out: our copies, kept in sync.
#ifndef AKASHLINT_LSP_SYNC_H
#define AKASHLINT_LSP_SYNC_H

#include "lsp/request.h"

// Notifications; invalid ones are ignored. `request->document` is set if it is open.
request_fn lsp_did_open, lsp_did_change, lsp_did_save, lsp_did_close, lsp_did_change_files, lsp_did_change_settings;

// Checks the document if it has changed since; NULL where it is no SDL, or can't be checked. May jump out of the
// server's arena.
struct run *run_of(struct server *server, struct document *document);

#endif
