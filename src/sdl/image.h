// SPDX-License-Identifier: Apache-2.0
// In: the image of a service as text. Out: its registry, path, tag and digest.
#ifndef AKASHLINT_SDL_IMAGE_H
#define AKASHLINT_SDL_IMAGE_H

#include "base/str.h"

struct arena;

// Slices of the text, so that a finding can point at one of them. What is not written is empty, and then `ptr` is the
// place where it would begin.
struct image {
	struct str text;
	struct str registry; // "ghcr.io", "localhost:5000"
	struct str path;     // "nginx", "vllm/vllm-openai"
	struct str tag;
	struct str digest; // "sha256:…"
};

// Cuts any text in these places, be it the name of an image or not.
struct image image_cut(struct str text);
// With its registry, and without tag and digest: "nginx" and "docker.io/nginx:1" are "docker.io/library/nginx".
struct str image_full_name(struct arena *arena, const struct image *image);
// False for what no container runtime takes as the name of an image; *out is then all empty but for its text.
bool image_parse(struct str text, struct image *out);
// Whether it is of this repository, written out with registry and path: "docker.io/library/nginx" is "nginx" too.
bool image_is_of(const struct image *image, const char *repository);
// The next piece of a path or tag between . - _ + and /: "v0.5.2", "cu126" and so on are its tokens. False at the end.
// *at begins with 0.
bool image_token(struct str text, size_t *at, struct str *token);
bool image_has_token(struct str text, const char *token); // the case of letters does not count

#endif
