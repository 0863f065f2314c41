// SPDX-License-Identifier: Apache-2.0
// In: schemas/sdl-keys.json, at build time. Out: the keys of an SDL and what Akash Console allows under each.
#ifndef AKASHLINT_SDL_KEYS_H
#define AKASHLINT_SDL_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Types as JavaScript has them; a set of flags.
enum js_type {
	JS_NULL = 1,
	JS_BOOLEAN = 2,
	JS_INTEGER = 4, // a number without a fraction
	JS_NUMBER = 8,
	JS_TEXT = 16,
	JS_LIST = 32,
	JS_MAPPING = 64,
	JS_ANY = 127,
	JS_OTHER = 128, // binary data, which no key takes
};

enum shape_pattern {
	PATTERN_NONE,
	PATTERN_ABSOLUTE_PATH,
	PATTERN_CPU,
	PATTERN_DECIMAL,
	PATTERN_ENDPOINT_NAME,
	PATTERN_TIMEOUT,
	PATTERN_WINDOW,
};

// What no table says: rules between the keys of one mapping.
enum shape_check {
	CHECK_NONE,
	CHECK_EMPTY_LIST,
	CHECK_GPU_UNITS,
	CHECK_IP_GLOBAL,
	CHECK_NEXT_CASES,
	CHECK_PROXY_BUFFERS,
	CHECK_STORAGE_ATTRIBUTES,
};

struct shape_key;

struct shape {
	unsigned types;                 // enum js_type flags
	const char *const *words;       // text: one of these; ends with NULL
	const char *const *old_words;   // text: taken too, and not recommended
	enum shape_pattern pattern;     // text
	enum shape_pattern key_pattern; // mapping: its names
	enum shape_check check;
	unsigned min_length, min_keys;   // text, mapping
	bool has_min, has_max, is_above; // number: at least, at most, more than 0
	int64_t min, max;
	const char *const *planned;   // mapping: keys of branches of the network, in no release yet; ends with NULL
	const struct shape_key *keys; // mapping: the keys that it may have; ends with a NULL name
	const struct shape *values;   // mapping of names: their values
	const char *names;            // mapping of names: what they are names of, "service"
	const char *lone;             // mapping: what a single value in its place stands for, "{units: %}"
	const char *lone_word;        // the same of a word, where `lone` is for a number; NULL: no other
	const struct shape *items;    // list
};

struct shape_key {
	const char *name;
	size_t name_len;
	const char *doc; // what it means, a few words; NULL where it speaks for itself
	const struct shape *shape;
	bool is_required;
	const char *const *also; // what people write for it; ends with NULL
	const char *fallback;    // what counts without it; NULL where that is nothing, or `doc` says it
	bool is_local;           // a word of many meanings, which far from its place stands for something else
};

extern const struct shape sdl_shape;

#endif
