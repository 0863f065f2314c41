// SPDX-License-Identifier: Apache-2.0
// In: the model. Out: facts for rules on accepted SDLs: what is deployed, on which profile, with which mounts.
#ifndef AKASHLINT_QUERY_SDL_QUERY_H
#define AKASHLINT_QUERY_SDL_QUERY_H

#include "query/common.h"

// GPUs of one replica; 0 if there are none, if unknown, or if the network rejects the number.
uint64_t gpus_of(const struct sdl_compute *compute);
// The same, and 0 if no host has that many: other findings come once that is fixed.
uint64_t gpus_of_host(const struct sdl_compute *compute);
// "1 GPU", "4 GPUs".
const char *gpus_text(struct run *run, uint64_t n);
// Gi of the smallest card that the request may get; 0 if unknown.
uint64_t least_vram_of(const struct run *run, const struct sdl_gpu *gpu);
// Whether the network accepts the size.
bool is_size_valid(const struct leaf_quantity *size, const struct limits *limits);

// Every volume that the network accepts is one of these.
bool is_ram(const struct sdl_volume *volume);
bool is_persistent(const struct sdl_volume *volume);
bool is_ephemeral(const struct sdl_volume *volume);
// NULL when there is none of that name.
const struct sdl_volume *volume_named(const struct sdl_compute *compute, struct str name);
// What a service mounts of a volume, or NULL.
const struct sdl_mount *mount_of(const struct sdl_assignment *assignment, const struct sdl_volume *volume);
// Where to point at a volume: its name, if it has one.
const struct ynode *volume_place(const struct sdl_volume *volume);
// The mounts of a valid deployment that can be read.
void each_mount(struct run *run, const struct sdl_assignment *assignment,
		void (*check)(struct run *, const struct sdl_assignment *, const struct sdl_mount *));
// Where shared memory is mounted.
extern const char shm_path[];
bool is_shm_path(struct str path);

#endif
