// SPDX-License-Identifier: Apache-2.0
// In: texts where a port must be. Out: the number that was meant, and where the rest of the text belongs.
#ifndef AKASHLINT_HELP_PORT_VALUE_H
#define AKASHLINT_HELP_PORT_VALUE_H

#include "query/common.h"

void help_port(struct run *run, struct diag *diag, struct str text);

#endif
