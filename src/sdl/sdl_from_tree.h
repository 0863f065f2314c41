// SPDX-License-Identifier: Apache-2.0
// In: the tree of a run. Out: run->sdl, the model of the SDL.
#ifndef AKASHLINT_SDL_SDL_FROM_TREE_H
#define AKASHLINT_SDL_SDL_FROM_TREE_H

#include "sdl/sdl.h"

// Leaves run->sdl NULL when there is no document, or none that can hold an SDL (reported).
void sdl_from_tree(struct run *run);

#endif
