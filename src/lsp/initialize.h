// SPDX-License-Identifier: Apache-2.0
// In: the client's capabilities. Out: the server's.
#ifndef AKASHLINT_LSP_INITIALIZE_H
#define AKASHLINT_LSP_INITIALIZE_H

#include "lsp/request.h"

request_fn lsp_initialize;
// The client's own settings, from "initializationOptions" or "workspace/didChangeConfiguration".
void take_client_settings(struct server *server, const json_t *settings);

#endif
