// SPDX-License-Identifier: Apache-2.0
// In: the text of a configuration file. Out: struct config, or each of its faults with its place.
#include "base/arena.h"
#include "base/edit_distance.h"
#include "base/glob.h"
#include "base/table.h"
#include "config/config.h"
#include "diag/levels.h"
#include "lint.h"
#include "yaml/tree_from_source.h"

const char config_file_name[] = ".akashlint.yml";

enum { MAX_KEYS = 8 };

struct reader {
	struct arena *arena;
	struct run run; // of the YAML alone
	struct config_faults *faults;
};

// Fills *out from the value of `key`.
typedef void read_fn(struct reader *reader, const struct ynode *key, const struct ynode *value, void *out);

struct key {
	const char *name; // NULL ends the list
	read_fn *read;
	size_t offset; // of what it fills
};

static uint32_t line_of(struct reader *reader, const struct ynode *node)
{
	return source_position(&reader->run.source, ynode_span(node).start).line;
}

static void fault_at(struct reader *reader, uint32_t offset, const char *message)
{
	struct position position = source_position(&reader->run.source, offset);

	if (reader->faults->n < CONFIG_MAX_FAULTS)
		ARENA_PUSH(reader->arena, reader->faults->items, reader->faults->n, reader->faults->cap) =
			(struct config_fault){ position.line, position.column, message };
}

static void fault(struct reader *reader, const struct ynode *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void fault(struct reader *reader, const struct ynode *at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fault_at(reader, ynode_span(at).start, arena_vprintf(reader->arena, format, args));
	va_end(args);
}

static void expected(struct reader *reader, const struct ynode *at, const char *what)
{
	enum { SHOWN = 16 };
	const struct ynode *node = ynode_resolve(at);
	struct ynode shown;

	// It may be the wrong file: don't print much of it.
	if (node && node->kind == YNODE_SCALAR && node->text.len > SHOWN) {
		shown = *node;
		shown.text.len = SHOWN;
		fault(reader, at, "expected %s, not text that starts with %s", what, quoted(&reader->run, shown.text));
		return;
	}
	fault(reader, at, "expected %s, not %s", what, ynode_describe(&reader->run, at));
}

static void unknown(struct reader *reader, const struct ynode *at, const char *what, const char *meant)
{
	if (meant)
		fault(reader, at, "unknown %s %s; did you mean \"%s\"?", what, quoted(&reader->run, at->text), meant);
	else
		fault(reader, at, "unknown %s %s", what, quoted(&reader->run, at->text));
}

static bool is_text(const struct ynode *node)
{
	return node && node->kind == YNODE_SCALAR && node->text.len > 0 && !ynode_is_null(node);
}

// Whether the keys of a mapping are texts, and unique. Other mappings are not read.
static bool check_keys(struct reader *reader, const struct ynode *mapping)
{
	bool is_valid = true;
	struct table seen = { 0 };

	for (uint32_t i = 0; i < mapping->n_items; i += 2) {
		const struct ynode *key = mapping->items[i];
		void **slot = key->kind == YNODE_SCALAR ? table_put(reader->arena, &seen, key->text) : NULL;

		if (slot && !*slot) {
			*slot = mapping->items[i];
			continue;
		}
		if (slot)
			fault(reader, key, "duplicate key %s", quoted(&reader->run, key->text));
		else
			fault(reader, key, "expected a name");
		is_valid = false;
	}
	return is_valid;
}

static const struct ynode *mapping_of(struct reader *reader, const struct ynode *value, const char *what)
{
	const struct ynode *mapping = ynode_resolve(value);

	if (!mapping || mapping->kind != YNODE_MAPPING) {
		expected(reader, value, what);
		return NULL;
	}
	return check_keys(reader, mapping) ? mapping : NULL;
}

static void read_keys(struct reader *reader, const struct ynode *mapping, const struct key *keys, void *out)
{
	const char *names[MAX_KEYS];
	size_t n = 0;

	for (const struct key *key = keys; key->name; key++)
		names[n++] = key->name;
	for (uint32_t i = 0; i < mapping->n_items; i += 2) {
		const struct key *key = keys;

		while (key->name && !str_is(mapping->items[i]->text, key->name))
			key++;
		if (key->name)
			key->read(reader, mapping->items[i], mapping->items[i + 1], (char *)out + key->offset);
		else
			unknown(reader, mapping->items[i], "key", nearest(mapping->items[i]->text, names, n));
	}
}

static void read_text(struct reader *reader, const struct ynode *key, const struct ynode *value, void *out)
{
	const struct ynode *text = ynode_resolve(value);
	struct position position = source_position(&reader->run.source, ynode_span(value).start);

	(void)key;
	if (is_text(text))
		*(struct config_text *)out = (struct config_text){ text->text, position.line, position.column };
	else
		expected(reader, value, "the name of a file");
}

// One of the names, as its index plus `least`.
static void read_name(struct reader *reader, const struct ynode *key, const struct ynode *value,
		      const char *const *names, int least, struct config_number *out)
{
	const struct ynode *text = ynode_resolve(value);
	size_t n = 0;
	struct strbuf all = strbuf_in(reader->arena);

	for (; names[n]; n++) {
		if (is_text(text) && str_is(text->text, names[n]))
			*out = (struct config_number){ (int)n + least, line_of(reader, key) };
		strbuf_printf(&all, "%s%s", n == 0 ? "" : names[n + 1] ? ", " : " or ", names[n]);
	}
	if (!out->line)
		expected(reader, value, all.text);
}

static void read_target(struct reader *reader, const struct ynode *key, const struct ynode *value, void *out)
{
	static const char *const names[] = { "network", "console", NULL };

	read_name(reader, key, value, names, 0, out);
}

static void read_fail_on(struct reader *reader, const struct ynode *key, const struct ynode *value, void *out)
{
	static const char *const names[] = { "info", "warning", "error", "never", NULL };

	read_name(reader, key, value, names, SEVERITY_INFO, out);
}

static void add_glob(struct reader *reader, const struct ynode *value, struct config_globs *globs)
{
	const struct ynode *text = ynode_resolve(value);

	if (is_text(text) && text->text.len <= GLOB_MAX_BYTES)
		ARENA_PUSH(reader->arena, globs->items, globs->n, globs->cap) = text->text;
	else if (is_text(text))
		expected(reader, value, "a path of up to 1024 bytes");
	else
		expected(reader, value, "a path, which may contain * and ?");
}

// One, or a list of them.
static void read_globs(struct reader *reader, const struct ynode *key, const struct ynode *value, void *out)
{
	const struct ynode *list = ynode_resolve(value);
	struct config_globs *globs = out;

	globs->line = line_of(reader, key);
	if (!list || list->kind != YNODE_SEQUENCE) {
		add_glob(reader, value, globs);
		return;
	}
	for (uint32_t i = 0; i < list->n_items; i++)
		add_glob(reader, list->items[i], globs);
}

static void read_level(struct reader *reader, const struct ynode *key, const struct ynode *value, void *out)
{
	const struct ynode *text = ynode_resolve(value);

	(void)key;
	if (!is_text(text) || !severity_from_name(text->text, out))
		expected(reader, value, "error, warning, info or off");
}

static bool is_rule(struct str glob)
{
	for (size_t i = 0; i < n_all_rules; i++)
		if (glob_matches(glob, str_of(all_rules[i]->id)))
			return true;
	return false;
}

static void check_rule(struct reader *reader, const struct ynode *key)
{
	if (!is_rule(key->text))
		unknown(reader, key, "rule", nearest_rule(key->text));
}

// A level, or a mapping with the key "level".
static void read_rule(struct reader *reader, const struct ynode *key, const struct ynode *value, enum severity *level)
{
	static const struct key keys[] = { { "level", read_level, 0 }, { NULL, NULL, 0 } };
	const struct ynode *settings = ynode_resolve(value);

	check_rule(reader, key);
	if (!settings || settings->kind != YNODE_MAPPING) {
		read_level(reader, key, value, level);
		return;
	}
	if (!check_keys(reader, settings))
		return;
	read_keys(reader, settings, keys, level);
	if (!ynode_get(settings, "level"))
		fault(reader, key, "missing key \"level\"");
}

static void read_rules(struct reader *reader, const struct ynode *key, const struct ynode *value, void *out)
{
	const struct ynode *mapping = mapping_of(reader, value, "a level for each rule");
	struct config_levels *levels = out;

	(void)key;
	for (uint32_t i = 0; mapping && i < mapping->n_items; i += 2) {
		const struct ynode *rule = mapping->items[i];
		struct config_level *level = &ARENA_PUSH(reader->arena, levels->items, levels->n, levels->cap);

		*level = (struct config_level){ rule->text, SEVERITY_OFF, line_of(reader, rule) };
		read_rule(reader, rule, mapping->items[i + 1], &level->level);
	}
}

static void add_paths(struct reader *reader, const struct ynode *value, struct config *config)
{
	static const struct key keys[] = {
		{ "path", read_globs, offsetof(struct config_paths, globs) },
		{ "rules", read_rules, offsetof(struct config_paths, levels) },
		{ NULL, NULL, 0 },
	};
	const struct ynode *mapping = mapping_of(reader, value, "a mapping with \"path\" and \"rules\"");
	struct config_paths *paths;

	if (!mapping)
		return;
	paths = &ARENA_PUSH(reader->arena, config->paths, config->n_paths, config->cap_paths);
	*paths = (struct config_paths){ .levels = { 0 } };
	read_keys(reader, mapping, keys, paths);
	for (const struct key *key = keys; key->name; key++)
		if (!ynode_get(mapping, key->name))
			fault(reader, mapping, "missing key \"%s\"", key->name);
}

static void read_paths(struct reader *reader, const struct ynode *key, const struct ynode *value, void *out)
{
	const struct ynode *list = ynode_resolve(value);

	(void)key;
	if (!list || list->kind != YNODE_SEQUENCE) {
		expected(reader, value, "a list of mappings with \"path\" and \"rules\"");
		return;
	}
	for (uint32_t i = 0; i < list->n_items; i++)
		add_paths(reader, list->items[i], out);
}

static void read_config(struct reader *reader, struct config *config)
{
	static const struct key keys[] = {
		{ "rules", read_rules, offsetof(struct config, levels) },
		{ "paths", read_paths, 0 },
		{ "exclude", read_globs, offsetof(struct config, exclude) },
		{ "target", read_target, offsetof(struct config, is_for_console) },
		{ "fail-on", read_fail_on, offsetof(struct config, fail_on) },
		{ "policy", read_text, offsetof(struct config, policy) },
		{ "gpus", read_text, offsetof(struct config, gpus) },
		{ NULL, NULL, 0 },
	};
	const struct ynode *root = reader->run.root, *mapping;

	// A file of comments only sets nothing.
	if (!root || ynode_is_null(root))
		return;
	mapping = mapping_of(reader, root, "a mapping with the keys of a configuration");
	if (mapping)
		read_keys(reader, mapping, keys, config);
}

bool config_from_source(struct arena *arena, const char *name, struct str text, struct config *config,
			struct config_faults *faults)
{
	struct reader *reader = arena_zalloc(arena, sizeof(*reader));

	*config = (struct config){ .n_paths = 0 };
	*faults = (struct config_faults){ .n = 0 };
	reader->arena = arena;
	reader->faults = faults;
	reader->run.arena = arena;
	reader->run.settings = &default_settings;
	if (text.len > CONFIG_MAX_BYTES) {
		source_init(&reader->run.source, arena, name, "", 0);
		fault_at(reader, 0, "too large for a configuration: more than 1 MiB");
		return false;
	}
	source_init(&reader->run.source, arena, name, text.ptr, (uint32_t)text.len);
	tree_from_source(&reader->run);
	diags_finish(&reader->run.diags);
	for (size_t i = 0; i < reader->run.diags.n; i++)
		fault_at(reader, reader->run.diags.items[i]->span.start, reader->run.diags.items[i]->message);
	if (faults->n == 0)
		read_config(reader, config);
	return faults->n == 0;
}
