// SPDX-License-Identifier: Apache-2.0
// In: JSON, of schemas/gpu-catalogue.schema.json or the network's own gpus.json. Out: a catalogue, or what is wrong.
#include "catalogue/catalogue_from_json.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "catalogue/catalogue_reader.h"

enum { MAX_MAJOR = 999, MAX_MINOR = 99, MAX_SHOWN = 200 };

static bool read_version(struct catalogue_reader *reader, const struct json_at *at, const json_t *object,
			 const char *key, milli_version *version)
{
	const struct json_at member = { .parent = at, .key = key };
	const char *text, *dot;
	uint64_t major, minor;

	if (!json_object_get(object, key))
		return true;
	text = json_text(&reader->json, at, object, key);
	if (!text)
		return false;
	dot = strchr(text, '.');
	if (!dot || uint_from_str((struct str){ text, (size_t)(dot - text) }, &major) != NUMBER_OK ||
	    major > MAX_MAJOR || uint_from_str(str_of(dot + 1), &minor) != NUMBER_OK || minor > MAX_MINOR)
		return json_expected(&reader->json, &member, "a version in quotes, such as \"12.8\"");
	*version = (milli_version)MILLI_VERSION(major, minor);
	return true;
}

static const struct gpu_facts *read_facts(struct catalogue_reader *reader, const struct json_at *card_at,
					  const char *architecture)
{
	static const char *const keys[] = { "compute_capability", "cuda_min", "cuda_max_major", NULL };
	const struct json_at root = { 0 }, table_at = { .parent = &root, .key = "architectures" };
	const struct json_at at = { .parent = &table_at, .key = architecture },
			     max_at = { .parent = &at, .key = keys[2] };
	const struct json_at name_at = { .parent = card_at, .key = "architecture" };
	const json_t *known = json_object_get(reader->architectures, architecture),
		     *max = json_object_get(known, keys[2]);
	struct gpu_facts *facts = arena_zalloc(reader->json.arena, sizeof(*facts));

	if (!known || !is_gpu_name(architecture)) {
		json_fail(&reader->json, &name_at, false, "\"%s\" is not in \"architectures\"",
			  json_shown(&reader->json, architecture));
		return NULL;
	}
	facts->architecture = catalogue_copy(reader, architecture);
	if (!json_is_object(known) &&
	    !json_expected(&reader->json, &at, "an object with \"compute_capability\" and \"cuda_min\""))
		return NULL;
	if (!json_check_keys(&reader->json, &at, known, keys) ||
	    !read_version(reader, &at, known, keys[0], &facts->compute_capability) ||
	    !read_version(reader, &at, known, keys[1], &facts->cuda_min))
		return NULL;
	if (max && (!json_is_integer(max) || json_integer_value(max) < 1 || json_integer_value(max) > MAX_MAJOR) &&
	    !json_expected(&reader->json, &max_at, "a whole number, 1 or more"))
		return NULL;
	facts->cuda_max_major = (uint32_t)json_integer_value(max);
	return facts;
}

static bool read_card(struct catalogue_reader *reader, const struct json_at *at, const json_t *card,
		      struct gpu_device *made)
{
	static const char *const keys[] = { "architecture", "compute_capability", "variants", "note", NULL };
	static const char *const variant_keys[] = { "memory", "interface", NULL };
	const struct json_at variants_at = { .parent = at, .key = "variants" };
	const json_t *variants = json_object_get(card, "variants");
	const char *architecture;
	json_t *variant;
	size_t i;

	if (!json_is_object(card) || json_array_size(variants) == 0)
		return json_expected(&reader->json, variants ? &variants_at : at,
				     variants ? "a list of at least one variant" : "an object with \"variants\"");
	if (!json_check_keys(&reader->json, at, card, keys) ||
	    !read_version(reader, at, card, keys[1], &made->compute_capability))
		return false;
	if (json_object_get(card, "architecture")) {
		architecture = json_text(&reader->json, at, card, "architecture");
		made->facts = architecture ? read_facts(reader, at, architecture) : NULL;
		if (!made->facts)
			return false;
	}
	json_array_foreach((json_t *)variants, i, variant)
	{
		const struct json_at variant_at = { .parent = &variants_at, .index = i };

		if (!json_is_object(variant))
			return json_expected(&reader->json, &variant_at, "an object with \"memory\" and \"interface\"");
		if (!json_check_keys(&reader->json, &variant_at, variant, variant_keys) ||
		    !catalogue_add_device(reader, &variant_at, variant, "memory", made))
			return false;
	}
	return true;
}

static bool read_cards(struct catalogue_reader *reader, const struct json_at *at, const json_t *cards,
		       const char *vendor)
{
	const char *name;
	json_t *card;

	if (!json_is_object(cards))
		return json_expected(&reader->json, at, "an object with the cards by name");
	json_object_foreach((json_t *)cards, name, card)
	{
		const struct json_at card_at = { .parent = at, .key = name };
		struct gpu_device made = { .vendor = vendor };

		if (!is_gpu_name(name))
			return json_fail(&reader->json, &card_at, true,
					 "expected a name of letters, digits, \".\", \"_\" and \"-\"");
		made.name = catalogue_copy(reader, name);
		if (!read_card(reader, &card_at, card, &made))
			return false;
	}
	return true;
}

static bool read_others(struct catalogue_reader *reader, const json_t *others)
{
	const struct json_at root = { 0 }, at = { .parent = &root, .key = "not_requestable" };
	const char *vendor;
	json_t *cards;

	if (others && !json_is_object(others))
		return json_expected(&reader->json, &at, "an object with the vendors by name");
	json_object_foreach((json_t *)others, vendor, cards)
	{
		const struct json_at vendor_at = { .parent = &at, .key = vendor };

		if (!is_gpu_name(vendor))
			return json_fail(&reader->json, &vendor_at, true, "expected the name of a vendor");
		if (!read_cards(reader, &vendor_at, cards, catalogue_copy(reader, vendor)))
			return false;
	}
	return true;
}

static bool read_alias(struct catalogue_reader *reader, const struct json_at *at, const json_t *names,
		       const struct gpu_catalogue *catalogue, struct gpu_alias *alias)
{
	char plain[GPU_NAME_SIZE];
	const char **copies = arena_alloc(reader->json.arena, (json_array_size(names) + 1) * sizeof(*copies));
	json_t *name;
	size_t i;

	if (!gpu_plain_name(str_of(at->key), plain) || strcmp(plain, at->key) != 0 ||
	    gpu_card_find(catalogue, str_of(plain)))
		return json_fail(&reader->json, at, true,
				 "expected lower-case letters and digits that are not a card's own name");
	if (json_array_size(names) == 0)
		return json_expected(&reader->json, at, "a list of at least one card name");
	json_array_foreach((json_t *)names, i, name)
	{
		const struct json_at name_at = { .parent = at, .index = i };
		const struct gpu_card *card = NULL;

		if (json_is_string(name))
			card = gpu_card_find(catalogue, str_of(json_string_value(name)));
		if (!card)
			return json_expected(&reader->json, &name_at, "the name of a card in \"cards\"");
		copies[i] = card->name;
	}
	copies[i] = NULL;
	*alias = (struct gpu_alias){ catalogue_copy(reader, plain), copies };
	return true;
}

static int by_alias(const void *a, const void *b)
{
	return strcmp(((const struct gpu_alias *)a)->alias, ((const struct gpu_alias *)b)->alias);
}

static bool read_aliases(struct catalogue_reader *reader, const json_t *json, struct gpu_catalogue *catalogue)
{
	const struct json_at root = { 0 }, at = { .parent = &root, .key = "aliases" };
	struct gpu_alias *aliases;
	const char *alias;
	json_t *names;

	if (!json_is_object(json) || json_object_size(json) > CATALOGUE_MAX_ALIASES)
		return json_expected(
			&reader->json, &at,
			arena_printf(reader->json.arena, "an object of at most %d aliases", CATALOGUE_MAX_ALIASES));
	aliases = arena_alloc(reader->json.arena, (json_object_size(json) + 1) * sizeof(*aliases));
	json_object_foreach((json_t *)json, alias, names)
	{
		const struct json_at alias_at = { .parent = &at, .key = alias };

		if (!read_alias(reader, &alias_at, names, catalogue, &aliases[catalogue->n_aliases]))
			return false;
		catalogue->n_aliases++;
	}
	if (catalogue->n_aliases)
		qsort(aliases, catalogue->n_aliases, sizeof(*aliases), by_alias);
	catalogue->aliases = aliases;
	return true;
}

// Text to show, under a key that need not be there.
static bool read_label(struct catalogue_reader *reader, const json_t *json, const char *key, const char **label)
{
	const struct json_at root = { 0 }, at = { .parent = &root, .key = key };
	const char *text;

	if (!json_object_get(json, key))
		return true;
	text = json_text(&reader->json, &root, json, key);
	if (!text)
		return false;
	if (strlen(text) > MAX_SHOWN)
		return json_expected(&reader->json, &at,
				     arena_printf(reader->json.arena, "text of at most %d bytes", MAX_SHOWN));
	*label = json_shown(&reader->json, text);
	return true;
}

static bool read_own(struct catalogue_reader *reader, const json_t *json, struct gpu_catalogue *catalogue)
{
	static const char *const keys[] = {
		"$schema", "source", "date", "note", "architectures", "cards", "not_requestable", "aliases", NULL,
	};
	const struct json_at root = { 0 }, at = { .parent = &root, .key = "cards" };
	const struct json_at architectures_at = { .parent = &root, .key = "architectures" };
	const json_t *aliases = json_object_get(json, "aliases");

	reader->architectures = json_object_get(json, "architectures");
	if (reader->architectures && !json_is_object(reader->architectures))
		return json_expected(&reader->json, &architectures_at, "an object with the architectures by name");
	if (!json_check_keys(&reader->json, &root, json, keys) ||
	    !read_label(reader, json, "source", &catalogue->source) ||
	    !read_label(reader, json, "date", &catalogue->date) ||
	    !read_cards(reader, &at, json_object_get(json, "cards"), NULL) ||
	    !read_others(reader, json_object_get(json, "not_requestable")))
		return false;
	catalogue_from_devices(reader->json.arena, &reader->devices, catalogue);
	if (aliases)
		return read_aliases(reader, aliases, catalogue);
	catalogue_take_aliases(reader->json.arena, catalogue);
	return true;
}

static bool is_registry(const json_t *json)
{
	const char *id;
	json_t *vendor;

	json_object_foreach((json_t *)json, id, vendor) if (json_object_get(vendor, "devices")) return true;
	return false;
}

static bool read_catalogue(struct catalogue_reader *reader, const json_t *json, struct gpu_catalogue *catalogue)
{
	const struct json_at root = { 0 };

	if (json_object_get(json, "cards")) {
		if (!read_own(reader, json, catalogue))
			return false;
	} else if (!is_registry(json)) {
		return json_expected(
			&reader->json, &root,
			"an object with \"cards\", or the network's gpus.json, with \"devices\" of vendors");
	} else {
		if (!devices_from_registry(reader, json))
			return false;
		catalogue_from_devices(reader->json.arena, &reader->devices, catalogue);
		catalogue_take_aliases(reader->json.arena, catalogue);
	}
	return catalogue->n_cards > 0 || json_fail(&reader->json, &root, false, "no GPU here that an SDL can request");
}

bool catalogue_from_json(struct arena *arena, struct str text, const char *name, struct gpu_catalogue *catalogue,
			 struct json_fault *fault)
{
	struct catalogue_reader reader = { .json = json_reader_of(arena, text, fault) };
	const json_t *json;

	*catalogue = (struct gpu_catalogue){ .source = json_shown(&reader.json, name), .date = "" };
	if (text.len > CATALOGUE_MAX_BYTES)
		return json_fail(&reader.json, NULL, false, "more than %d MiB", CATALOGUE_MAX_BYTES >> 20);
	json = json_read(&reader.json, JSON_REJECT_DUPLICATES);
	return json && read_catalogue(&reader, json, catalogue);
}
