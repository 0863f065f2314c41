// SPDX-License-Identifier: Apache-2.0
// In: what a client says that it does with its documents. Out: the same done with ours.
#ifndef AKASHLINT_LSP_SYNC_H
#define AKASHLINT_LSP_SYNC_H

#include "lsp/request.h"

// Notifications: one that makes no sense is passed over. `request->document` is set if it is open.
request_fn lsp_did_open, lsp_did_change, lsp_did_save, lsp_did_close, lsp_did_change_files, lsp_did_change_settings;

// Checks the document if it has changed since; NULL where it is no SDL, or can't be checked. May jump out of the
// server's arena.
struct run *run_of(struct server *server, struct document *document);

#endif
