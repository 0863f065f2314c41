// SPDX-License-Identifier: Apache-2.0
// In: a place in a document. Out: nothing yet.
#include "lsp/request.h"

void lsp_definition(struct request *request)
{
	(void)request;
}

void lsp_references(struct request *request)
{
	(void)request;
}

void lsp_prepare_rename(struct request *request)
{
	(void)request;
}

void lsp_rename(struct request *request)
{
	(void)request;
}
