// SPDX-License-Identifier: Apache-2.0
// In: parts of a catalogue in JSON. Out: devices, or what is wrong with them and where.
#ifndef AKASHLINT_CATALOGUE_CATALOGUE_READER_H
#define AKASHLINT_CATALOGUE_CATALOGUE_READER_H

#include "base/json_reader.h"
#include "catalogue/catalogue_from_devices.h"

enum { CATALOGUE_MAX_DEVICES = 10000 };

struct catalogue_reader {
	struct json_reader json;
	struct gpu_devices devices;
	const json_t *architectures; // or NULL
};

const char *catalogue_copy(struct catalogue_reader *reader, const char *text);
// What may become part of an attribute on the chain, and is safe to show.
bool is_gpu_name(const char *text);
// Adds *made with the memory and the interface that `device` has. False after an error.
bool catalogue_add_device(struct catalogue_reader *reader, const struct json_at *at, const json_t *device,
			  const char *memory_key, struct gpu_device *made);

// The network's own registry. False after an error.
bool devices_from_registry(struct catalogue_reader *reader, const json_t *json);

#endif
