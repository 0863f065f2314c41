// SPDX-License-Identifier: Apache-2.0
// In: a volume of a compute profile. Out: findings about its class and persistence.
#include "base/ascii.h"
#include "help/stray_key.h"

static void check_keys(struct run *run, const struct sdl_volume *volume);
static void check_persistent(struct run *run, const struct sdl_volume *volume);
static void check_class(struct run *run, const struct sdl_volume *volume);
static void check_conflict(struct run *run, const struct sdl_volume *volume);

const struct rule rule_storage_attribute_unknown = {
	.id = "storage-attribute-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an unknown attribute of a volume",
	.why = "A volume has the attributes persistent and class. The network rejects any other.",
	.fix = "Remove the attribute, or correct its spelling.",
	.source = "chain-sdk go/sdl/storage.go",
	.on = { .volume = check_keys },
};

const struct rule rule_storage_persistent_invalid = {
	.id = "storage-persistent-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "persistent is neither true nor false",
	.why = "The network compares the text as written, and accepts true, on, yes, false, off and no, in lower "
	       "case only.",
	.fix = "Write persistent: true or persistent: false.",
	.source = "chain-sdk go/sdl/storage.go, unifyStringAsBool",
	.on = { .volume = check_persistent },
};

const struct rule rule_storage_class_unknown = {
	.id = "storage-class-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an unknown storage class",
	.why = "The classes are beta1 (disk), beta2 (SSD), beta3 (NVMe), default, and ram for shared memory. The "
	       "network rejects any other.",
	.fix = "Write one of these classes.",
	.source = "chain-sdk go/sdl/storage.go, allowedStorageClasses",
	.on = { .volume = check_class },
};

const struct rule rule_storage_class_not_persistent = {
	.id = "storage-class-not-persistent",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a class for persistent volumes on a volume that is not persistent",
	.why = "All classes but ram are for volumes that outlive the container, so they need persistent: true. The "
	       "network rejects them otherwise. A volume without attributes lives as long as its container.",
	.fix = "Add persistent: true, or remove class.",
	.source = "chain-sdk go/sdl/storage.go",
	.on = { .volume = check_conflict },
};

const struct rule rule_storage_ram_persistent = {
	.id = "storage-ram-persistent",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a volume of class ram that is persistent",
	.why = "Memory does not outlive the container. With class: ram the network accepts only persistent: false.",
	.fix = "Write persistent: false.",
	.source = "chain-sdk go/sdl/storage.go",
	.on = { .volume = check_conflict },
};

static bool is_word_for_bool(const struct sdl_volume *volume)
{
	return str_is(volume->persistent, "true") || str_is(volume->persistent, "false");
}

static void check_keys(struct run *run, const struct sdl_volume *volume)
{
	if (volume->compute->is_deployed)
		check_raw_attributes(run, &volume->raw_attributes);
	for (size_t i = 0; i < volume->attributes.n; i++) {
		const struct sdl_entry *entry = volume->attributes.items[i];
		struct diag *diag;

		if (is_one_of(entry->name, network.storage_attribute_keys))
			continue;
		diag = diag_add(run, &rule_storage_attribute_unknown, entry->key, "unknown volume attribute %s",
				quoted(run, entry->name));
		if (!explain_key(run, diag, entry->key))
			diag_help(run, diag, "remove it: only %s are allowed here",
				  list_text(run, network.storage_attribute_keys, "and"));
	}
}

// A word for true or for false in any case of letters.
static bool is_word(struct str text, bool value)
{
	static const char *const words[2][4] = { { "false", "off", "no", "n" }, { "true", "on", "yes", "y" } };

	for (size_t i = 0; i < COUNT_OF(words[value]); i++)
		if (str_is_nocase(text, words[value][i]))
			return true;
	return false;
}

static void check_persistent(struct run *run, const struct sdl_volume *volume)
{
	struct diag *diag;

	if (!volume->has_attributes || !volume->persistent_at || is_word_for_bool(volume))
		return;
	diag = diag_add(run, &rule_storage_persistent_invalid, volume->persistent_at,
			"\"persistent\" must be true or false, not %s", quoted(run, volume->persistent));
	diag_help(run, diag, "write true or false, in lower case");
	if (is_word(volume->persistent, true))
		fix_scalar(run, diag, "write true", volume->persistent_at, STR("true"));
	else if (is_word(volume->persistent, false))
		fix_scalar(run, diag, "write false", volume->persistent_at, STR("false"));
}

static bool is_class_valid(const struct sdl_volume *volume)
{
	return !volume->has_attributes || !volume->class_at || is_one_of(volume->class_name, network.storage_classes);
}

// "nvme" is what the keys of an SDL call "beta3 (NVMe)".
static const char *class_meant(const struct sdl_volume *volume)
{
	struct str meaning = STR("");
	struct key_place place;

	if (volume->class_at->parent && key_place_of(volume->class_at->parent, &place) &&
	    shape_key_find(place.shape, STR("class")))
		meaning = str_of(shape_key_find(place.shape, STR("class"))->doc);
	for (const char *const *name = network.storage_classes; *name; name++)
		for (size_t i = 0, len = strlen(*name) + 2; i + len + volume->class_name.len < meaning.len; i++)
			if (str_has_prefix(str_slice(meaning, i, meaning.len), *name) &&
			    str_has_prefix(str_slice(meaning, i + len - 2, meaning.len), " (") &&
			    str_eq_nocase(str_slice(meaning, i + len, i + len + volume->class_name.len),
					  volume->class_name))
				return *name;
	return NULL;
}

static bool is_numbered(struct str name)
{
	return name.len == strlen("beta1") && str_has_prefix(name, "beta") && is_digit(name.ptr[name.len - 1]);
}

static void check_class(struct run *run, const struct sdl_volume *volume)
{
	const char *meant;
	struct diag *diag;

	if (is_class_valid(volume))
		return;
	diag = diag_add(run, &rule_storage_class_unknown, volume->class_at, "unknown storage class %s",
			quoted(run, volume->class_name));
	meant = class_meant(volume);
	if (meant) {
		diag_help(run, diag, "write %s", meant);
		fix_scalar(run, diag, arena_printf(run->arena, "write %s", meant), volume->class_at, str_of(meant));
		if (diag->fix)
			diag->fix->is_unsafe = true;
		return;
	}
	// "beta4" is as near to each of them.
	if (is_numbered(volume->class_name) ||
	    !suggest_name(run, diag, volume->class_name, network.storage_classes, volume->class_at))
		diag_help(run, diag,
			  "write beta1 (disk), beta2 (SSD), beta3 (NVMe), default, or ram for shared memory");
}

static bool has_unknown_key(const struct sdl_volume *volume)
{
	for (size_t i = 0; i < volume->attributes.n; i++)
		if (!is_one_of(volume->attributes.items[i]->name, network.storage_attribute_keys))
			return true;
	return false;
}

// Nobody knows what it was meant to be.
static bool is_persistent_bad(const struct sdl_volume *volume)
{
	const struct sdl_attribute *persistent = sdl_map_find(&volume->attributes, STR("persistent"));

	return persistent && (persistent->entry.is_bad || persistent->value.is_bad);
}

static void check_conflict(struct run *run, const struct sdl_volume *volume)
{
	struct diag *diag;

	if (!volume->has_attributes || !volume->class_at || !is_class_valid(volume) || !is_word_for_bool(volume) ||
	    is_persistent_bad(volume) || has_unknown_key(volume))
		return;
	if (str_is(volume->class_name, "ram") && !str_is(volume->persistent_raw, "false")) {
		diag = diag_add(run, &rule_storage_ram_persistent, volume->persistent_at,
				"a volume of class \"ram\" needs persistent: false, not %s",
				quoted(run, volume->persistent_raw));
		diag_help(run, diag, "write persistent: false");
		fix_scalar(run, diag, "write false", volume->persistent_at, STR("false"));
		if (diag->fix)
			diag->fix->is_unsafe = str_is(volume->persistent, "true"); // or it is the class that is wrong
	} else if (!str_is(volume->class_name, "ram") && str_is(volume->persistent_raw, "false")) {
		diag = diag_add(run, &rule_storage_class_not_persistent,
				volume->persistent_at ? volume->persistent_at : volume->class_at,
				"the class %s is for persistent volumes, but this one is not persistent",
				quoted(run, volume->class_name));
		if (!volume->persistent_at) {
			diag_supplies(run, diag, "%s.persistent", node_place(run, volume->attributes.at));
			lacks_of_volume(run, diag, volume, "attributes.persistent");
		}
		diag_help(run, diag, "write persistent: true, or remove class");
	}
}
