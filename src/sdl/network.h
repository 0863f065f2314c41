// SPDX-License-Identifier: Apache-2.0
// In: schemas/network.json, at build time. Out: the network's limits and words as constants.
#ifndef AKASHLINT_SDL_NETWORK_H
#define AKASHLINT_SDL_NETWORK_H

#include <stdint.h>

// Both ends belong to it.
struct limits {
	uint64_t min, max;
};

struct network {
	struct {
		struct limits cpu_millicpu, memory_bytes, storage_bytes, gpu_units, price;
	} unit; // one replica of a service
	struct {
		struct limits cpu_millicpu, memory_bytes, gpu_units;
	} group; // all that one placement is asked for
	struct {
		struct limits port, max_body_size, read_timeout, send_timeout;
	} expose; // sizes in bytes, timeouts in milliseconds
	struct {
		struct limits window_seconds;
	} reclamation; // of the chain's market parameters, which governance may change
	// Lists end with NULL.
	struct {
		const char *const *keys, *const *attribute_keys, *const *architectures;
		const char *const *amd64_names, *const *arm64_names; // what people write for these
	} cpu;
	struct {
		const char *attribute; // of a placement
		const char *const *fabric_attributes;
		const char *group_key, *auto_group; // attribute of the GPU on the chain, and its value without a name
	} interconnect;
	const char *const *protocols, *const *next_cases, *const *storage_classes, *const *gpu_vendors;
	const char *const *gpu_interfaces, *const *tee_types, *const *endpoint_kinds, *const *sections;
	const char *const *gpu_keys, *const *gpu_attribute_keys;
	const char *const *storage_attribute_keys;
	const char *const *price_denoms;                                  // that the chain accepts
	const char *const *planned_sections, *const *planned_gpu_vendors; // in no release yet
};

extern const struct network network;

#endif
