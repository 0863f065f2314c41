// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules that are about the shape of an SDL, which are found while it is read.
#ifndef AKASHLINT_SDL_SDL_RULES_H
#define AKASHLINT_SDL_SDL_RULES_H

#include "diag/rule.h"

extern const struct rule rule_gpu_interconnect_reserved;
extern const struct rule rule_gpu_interconnect_shape;
extern const struct rule rule_gpu_vendor_shape;
extern const struct rule rule_sdl_empty;

#endif
