// SPDX-License-Identifier: Apache-2.0
// In: a kind of named thing in an SDL. Out: the word for it.
#include "lsp/name_kind.h"

const char *name_kind_text(enum name_kind kind)
{
	static const char *const texts[N_NAME_KINDS] = {
		[NAME_SERVICE] = "service", [NAME_COMPUTE] = "compute profile", [NAME_PLACEMENT] = "placement",
		[NAME_VOLUME] = "volume",   [NAME_ENDPOINT] = "endpoint",
	};

	return texts[kind];
}
