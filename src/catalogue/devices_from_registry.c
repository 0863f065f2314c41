// SPDX-License-Identifier: Apache-2.0
// In: the network's registry of GPUs, devices/pcie/gpus.json of its provider-configs. Out: the devices in it.
//
// {"10de": {"name": "nvidia", "devices": {"2330": {"name": "h100", …}}}}
#include "catalogue/catalogue_reader.h"

#include <string.h>

static const char requestable_vendor[] = "nvidia";

static bool read_vendor(struct catalogue_reader *reader, const struct json_at *at, const json_t *vendor)
{
	const struct json_at devices_at = { .parent = at, .key = "devices" }, name_at = { .parent = at, .key = "name" };
	const json_t *devices = json_object_get(vendor, "devices");
	const char *vendor_name = json_text(&reader->json, at, vendor, "name"), *id;
	json_t *device;

	if (!vendor_name)
		return false;
	if (!is_gpu_name(vendor_name))
		return json_expected(&reader->json, &name_at, "the name of a vendor");
	if (!json_is_object(devices))
		return devices ? json_expected(&reader->json, &devices_at, "an object of devices")
			       : json_expected(&reader->json, at, "an object with \"devices\"");
	vendor_name = strcmp(vendor_name, requestable_vendor) == 0 ? NULL : catalogue_copy(reader, vendor_name);
	json_object_foreach((json_t *)devices, id, device)
	{
		const struct json_at device_at = { .parent = &devices_at, .key = id };
		const struct json_at device_name_at = { .parent = &device_at, .key = "name" };
		struct gpu_device made = { .vendor = vendor_name };

		if (!json_is_object(device))
			return json_expected(&reader->json, &device_at,
					     "an object with \"name\", \"interface\" and \"memory_size\"");
		made.name = json_text(&reader->json, &device_at, device, "name");
		if (!made.name)
			return false;
		if (!is_gpu_name(made.name))
			return json_expected(&reader->json, &device_name_at,
					     "a name of letters, digits, \".\", \"_\" and \"-\"");
		made.name = catalogue_copy(reader, made.name);
		if (!catalogue_add_device(reader, &device_at, device, "memory_size", &made))
			return false;
	}
	return true;
}

bool devices_from_registry(struct catalogue_reader *reader, const json_t *json)
{
	const struct json_at root = { 0 };
	const char *id;
	json_t *vendor;

	json_object_foreach((json_t *)json, id, vendor)
	{
		const struct json_at at = { .parent = &root, .key = id };

		if (!json_is_object(vendor))
			return json_expected(&reader->json, &at, "an object with \"name\" and \"devices\"");
		if (!read_vendor(reader, &at, vendor))
			return false;
	}
	return true;
}
