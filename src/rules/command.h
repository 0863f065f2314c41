// SPDX-License-Identifier: Apache-2.0
// In: command and args of a service. Out: its items as one list, and the script that a shell among them runs.
#ifndef AKASHLINT_RULES_COMMAND_H
#define AKASHLINT_RULES_COMMAND_H

#include "query/common.h"

// The items of command, then those of args; NULL at the end.
const struct leaf_str *command_item(const struct sdl_service *service, size_t i);
// "sh -c SCRIPT": which item the script is. False where no shell with a script is run.
bool command_script(const struct sdl_service *service, size_t *script);

#endif
