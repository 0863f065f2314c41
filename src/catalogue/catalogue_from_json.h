// SPDX-License-Identifier: Apache-2.0
// In: JSON, of schemas/gpu-catalogue.schema.json or the network's own gpus.json. Out: a catalogue, or what is wrong.
#ifndef AKASHLINT_CATALOGUE_CATALOGUE_FROM_JSON_H
#define AKASHLINT_CATALOGUE_CATALOGUE_FROM_JSON_H

#include "base/json_reader.h"
#include "catalogue/catalogue.h"

// The network's registry has some 11 KiB.
enum { CATALOGUE_MAX_BYTES = 4 * 1024 * 1024, CATALOGUE_MAX_ALIASES = 10000 };

// All of *catalogue lives in the arena; `name` is its source where the text has none. What a card is beside its
// memory and interface, and aliases, are the built-in catalogue's where the text has none. False: see *fault.
bool catalogue_from_json(struct arena *arena, struct str text, const char *name, struct gpu_catalogue *catalogue,
			 struct json_fault *fault);

#endif
