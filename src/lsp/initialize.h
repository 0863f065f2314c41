// SPDX-License-Identifier: Apache-2.0
// In: what a client says of itself. Out: what the server will do for it.
#ifndef AKASHLINT_LSP_INITIALIZE_H
#define AKASHLINT_LSP_INITIALIZE_H

#include "lsp/request.h"

request_fn lsp_initialize;
// The client's own settings, from "initializationOptions" or "workspace/didChangeConfiguration".
void take_client_settings(struct server *server, const json_t *settings);

#endif
