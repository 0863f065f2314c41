// SPDX-License-Identifier: Apache-2.0
// In: a kind of named thing in an SDL. Out: the word for it.
#ifndef AKASHLINT_LSP_NAME_KIND_H
#define AKASHLINT_LSP_NAME_KIND_H

enum name_kind { NAME_SERVICE, NAME_COMPUTE, NAME_PLACEMENT, NAME_VOLUME, NAME_ENDPOINT, N_NAME_KINDS };

// "compute profile"
const char *name_kind_text(enum name_kind kind);

#endif
