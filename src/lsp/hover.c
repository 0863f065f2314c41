// SPDX-License-Identifier: Apache-2.0
// In: a place in a document. Out: nothing yet.
#include "lsp/request.h"

void lsp_hover(struct request *request)
{
	(void)request;
}
