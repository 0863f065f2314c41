// SPDX-License-Identifier: Apache-2.0
// In: the text of `version`. Out: the rules that apply.
#ifndef AKASHLINT_SDL_VERSION_H
#define AKASHLINT_SDL_VERSION_H

#include "base/str.h"

enum sdl_version {
	SDL_VERSION_INVALID,     // no version number
	SDL_VERSION_UNSUPPORTED, // one, but neither 2.0.0 nor 2.1.0 or later
	SDL_VERSION_2_0,
	SDL_VERSION_2_1,
};

enum sdl_version sdl_version_from_str(struct str s);

#endif
