// SPDX-License-Identifier: Apache-2.0
// In: GPU devices in any order, also several of a kind. Out: the catalogue of them.
#ifndef AKASHLINT_CATALOGUE_CATALOGUE_FROM_DEVICES_H
#define AKASHLINT_CATALOGUE_CATALOGUE_FROM_DEVICES_H

#include "catalogue/catalogue.h"

struct gpu_facts {
	const char *architecture;
	milli_version compute_capability, cuda_min;
	uint32_t cuda_max_major;
};

struct gpu_device {
	const char *vendor; // NULL: one that an SDL can ask for
	const char *name;
	struct gpu_variant variant;
	milli_version compute_capability; // 0: that of the facts
	const struct gpu_facts *facts;    // NULL: those of the built-in card of that name
};

struct gpu_devices {
	struct gpu_device *items;
	size_t n, cap;
};

// Sorts the devices. All of the catalogue but source, date and aliases is set; its text is that of the devices.
void catalogue_from_devices(struct arena *arena, struct gpu_devices *devices, struct gpu_catalogue *catalogue);
// The built-in aliases of cards that are in the catalogue, but for those that are the name of a card there.
void catalogue_take_aliases(struct arena *arena, struct gpu_catalogue *catalogue);

#endif
