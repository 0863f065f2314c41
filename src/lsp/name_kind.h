// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: what has a name of its own in an SDL.
#ifndef AKASHLINT_LSP_NAME_KIND_H
#define AKASHLINT_LSP_NAME_KIND_H

enum name_kind { NAME_SERVICE, NAME_COMPUTE, NAME_PLACEMENT, NAME_VOLUME, NAME_ENDPOINT, N_NAME_KINDS };

#endif
