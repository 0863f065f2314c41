// SPDX-License-Identifier: Apache-2.0
// In: parts of a catalogue in JSON. Out: devices, or what is wrong with them and where.
#include "catalogue/catalogue_reader.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/number.h"

enum { MAX_MEMORY_GI = 1 << 20 };

// What may become an attribute on the chain, so that it is safe to show too.
bool is_gpu_name(const char *text)
{
	size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

	return n > 0 && n < GPU_NAME_SIZE && text[n] == '\0';
}

const char *catalogue_copy(struct catalogue_reader *reader, const char *text)
{
	return arena_strndup(reader->json.arena, text, strlen(text));
}

static bool read_memory(struct catalogue_reader *reader, const struct json_at *at, const char *text,
			uint32_t *memory_gi)
{
	struct str digits = str_of(text);
	uint64_t value = 0;
	bool is_gi = str_has_suffix(digits, "Gi");

	digits = str_slice(digits, 0, is_gi ? digits.len - 2 : 0);
	if (uint_from_str(digits, &value) != NUMBER_OK || value == 0 || value > MAX_MEMORY_GI)
		return json_expected(&reader->json, at, "memory in whole Gi, such as \"80Gi\"");
	*memory_gi = (uint32_t)value;
	return true;
}

// In an SDL's spelling: the registry's SXM4 and SXM5 are both sxm.
static bool read_interface(struct catalogue_reader *reader, const struct json_at *at, const char *text,
			   const char **interface)
{
	char *lower = arena_strndup(reader->json.arena, text, strlen(text));

	if (!is_gpu_name(text))
		return json_expected(&reader->json, at, "an interface such as \"pcie\" or \"sxm\"");
	for (char *c = lower; *c; c++)
		if (is_upper(*c))
			*c = (char)(*c + ('a' - 'A'));
	*interface = strncmp(lower, "sxm", 3) == 0 ? "sxm" : lower;
	return true;
}

bool catalogue_add_device(struct catalogue_reader *reader, const struct json_at *at, const json_t *device,
			  const char *memory_key, struct gpu_device *made)
{
	const struct json_at memory_at = { .parent = at, .key = memory_key };
	const struct json_at interface_at = { .parent = at, .key = "interface" };
	const char *memory, *interface;

	memory = json_text(&reader->json, at, device, memory_key);
	interface = memory ? json_text(&reader->json, at, device, "interface") : NULL;
	if (!interface || !read_memory(reader, &memory_at, memory, &made->variant.memory_gi) ||
	    !read_interface(reader, &interface_at, interface, &made->variant.interface))
		return false;
	if (reader->devices.n == CATALOGUE_MAX_DEVICES)
		return json_fail(&reader->json, at, false, "more than %d GPUs", CATALOGUE_MAX_DEVICES);
	ARENA_PUSH(reader->json.arena, reader->devices.items, reader->devices.n, reader->devices.cap) = *made;
	return true;
}
