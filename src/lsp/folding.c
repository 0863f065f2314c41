// SPDX-License-Identifier: Apache-2.0
// In: a place in a document. Out: nothing yet.
#include "lsp/request.h"

void lsp_folding_range(struct request *request)
{
	(void)request;
}
