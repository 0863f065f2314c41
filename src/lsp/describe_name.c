// SPDX-License-Identifier: Apache-2.0
// In: a name of a document. Out: what it stands for there, in short.
#include "lsp/describe.h"

// At most this many items are listed.
enum { MAX_LISTED = 8 };

// An item with a value of the document, if that is there.
static void add_fact(struct markup *markup, const char *what, struct str value)
{
	if (value.len == 0)
		return;
	markup_item(markup);
	markup_printf(markup, "%s: ", what);
	markup_quote(markup, value);
}

static struct str value_of(const struct cursor *cursor, uint32_t entry)
{
	return cursor_text(cursor, cursor->entries[entry].value);
}

// Below a key of the parent; 0 where there is none of these.
static uint32_t below(const struct cursor *cursor, uint32_t entry, const char *name)
{
	return entry ? entry_below(cursor, entry, str_of(name)) : 0;
}

// The values at a path, of the entries below one. `what` comes before the first.
static void add_list(struct markup *markup, const struct cursor *cursor, uint32_t above, const char *path,
		     const char *what)
{
	size_t n = 0;

	for (uint32_t i = above + 1; i < cursor->n && n < MAX_LISTED; i++) {
		// What is below an entry stands between it and the next that is not.
		if (cursor->entries[i].parent < above)
			break;
		if (!entry_is_at(cursor, i, path) || cursor->entries[i].value.start == cursor->entries[i].value.end)
			continue;
		if (n == 0)
			markup_item(markup);
		markup_puts(markup, n++ ? ", " : what);
		markup_quote(markup, value_of(cursor, i));
	}
}

static void add_service(struct markup *markup, const struct cursor *cursor, uint32_t entry, struct str name)
{
	size_t n = 0;

	add_fact(markup, "image", value_below(cursor, entry, "image"));
	add_list(markup, cursor, entry, "services/*/expose/-/port", "ports: ");
	for (uint32_t i = 1; i < cursor->n && n < MAX_LISTED; i++) {
		const struct entry *assignment = &cursor->entries[i];

		if (!entry_is_at(cursor, i, "deployment/*/*") ||
		    !str_eq(cursor->entries[assignment->parent].name, name))
			continue;
		n++;
		markup_item(markup);
		markup_puts(markup, "deployed on ");
		markup_quote(markup, assignment->name);
		markup_puts(markup, " with the compute profile ");
		markup_quote(markup, value_below(cursor, i, "profile"));
		markup_puts(markup, ", count ");
		markup_quote(markup, value_below(cursor, i, "count"));
	}
}

static void add_compute(struct markup *markup, const struct cursor *cursor, uint32_t entry)
{
	uint32_t resources = below(cursor, entry, "resources"), gpu = below(cursor, resources, "gpu");
	uint32_t cpu = below(cursor, resources, "cpu"), memory = below(cursor, resources, "memory");

	if (cpu)
		add_fact(markup, "CPU", value_below(cursor, cpu, "units"));
	if (memory)
		add_fact(markup, "memory", value_below(cursor, memory, "size"));
	if (gpu) {
		add_fact(markup, "GPUs", value_below(cursor, gpu, "units"));
		add_list(markup, cursor, entry, gpu_model_path, "any of the models ");
	}
	add_list(markup, cursor, entry, "profiles/compute/*/resources/storage/-/size", "storage: ");
	add_list(markup, cursor, entry, "profiles/compute/*/resources/storage/size", "storage: ");
}

static void add_placement(struct markup *markup, const struct cursor *cursor, uint32_t entry)
{
	size_t n = 0;

	for (uint32_t i = entry + 1; i < cursor->n && n < MAX_LISTED; i++) {
		if (cursor->entries[i].parent < entry)
			break;
		if (!entry_is_at(cursor, i, "profiles/placement/*/pricing/*"))
			continue;
		n++;
		markup_item(markup);
		markup_puts(markup, "price of ");
		markup_quote(markup, cursor->entries[i].name);
		markup_puts(markup, ": ");
		markup_quote(markup, value_below(cursor, i, "amount"));
		markup_puts(markup, " ");
		markup_quote(markup, value_below(cursor, i, "denom"));
	}
	add_list(markup, cursor, entry, "profiles/placement/*/signedBy/anyOf/-", "signed by any of ");
	add_list(markup, cursor, entry, "profiles/placement/*/signedBy/allOf/-", "signed by all of ");
}

static void add_volume(struct markup *markup, const struct cursor *cursor, uint32_t entry, struct str name)
{
	uint32_t volume = cursor->entries[entry].parent, attributes = below(cursor, volume, "attributes");
	size_t n = 0;

	add_fact(markup, "size", value_below(cursor, volume, "size"));
	if (attributes) {
		add_fact(markup, "class", value_below(cursor, attributes, "class"));
		add_fact(markup, "persistent", value_below(cursor, attributes, "persistent"));
	}
	for (uint32_t i = 1; i < cursor->n && n < MAX_LISTED; i++) {
		if (!entry_is_at(cursor, i, "services/*/params/storage/*") || !str_eq(cursor->entries[i].name, name))
			continue;
		n++;
		add_fact(markup, "mounted at", value_below(cursor, i, "mount"));
	}
}

static void add_endpoint(struct markup *markup, const struct cursor *cursor, uint32_t entry, struct str name)
{
	size_t n = 0;
	struct str ip;

	add_fact(markup, "kind", value_below(cursor, entry, "kind"));
	for (uint32_t i = 1; i < cursor->n; i++)
		n += entry_refers(cursor, i, NAME_ENDPOINT, &ip) && str_eq(ip, name);
	markup_item(markup);
	markup_printf(markup, "ports that it leads to: %zu", n);
}

bool describe_name(struct markup *markup, const struct cursor *cursor, enum name_kind kind, struct str name)
{
	uint32_t entry = name_find(cursor, kind, name);

	if (!entry)
		return false;
	markup_strong(markup, name_kind_text(kind));
	markup_puts(markup, " ");
	markup_quote(markup, name);
	if (kind == NAME_SERVICE)
		add_service(markup, cursor, entry, name);
	else if (kind == NAME_COMPUTE)
		add_compute(markup, cursor, entry);
	else if (kind == NAME_PLACEMENT)
		add_placement(markup, cursor, entry);
	else if (kind == NAME_VOLUME)
		add_volume(markup, cursor, entry, name);
	else
		add_endpoint(markup, cursor, entry, name);
	return true;
}
