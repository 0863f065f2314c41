// SPDX-License-Identifier: Apache-2.0
// In: texts of rules. Out: help texts that several rules share.
#include "query/common.h"

#include <string.h>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "base/regex.h"
#include "sdl/key_pattern.h"
#include "sdl/keys.h"
#include "sdl/meant_number.h"

static size_t length(const char *const *list)
{
	size_t n = 0;

	while (list[n])
		n++;
	return n;
}

const char *list_text(struct run *run, const char *const *list, const char *last_word)
{
	size_t n = length(list);
	struct strbuf buf = strbuf_in(run->arena);

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && i + 1 == n)
			strbuf_printf(&buf, " %s ", last_word);
		else if (i > 0)
			strbuf_puts(&buf, ", ");
		strbuf_puts(&buf, list[i]);
	}
	return buf.text;
}

// Whether it reads the same without quotes and in any of them.
static bool is_plain_text(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool is_word = is_letter(c) || is_digit(c) || c == '_' || c == '/';

		if (!is_word && (i == 0 || !memchr(".-+", c, 3)))
			return false;
	}
	return text.len > 0 && scalar_type_of(text) != SCALAR_NULL;
}

bool has_other_key(const struct ynode *mapping, struct str text, const struct ynode *but)
{
	const struct ynode *found = ynode_find_key(mapping, text);

	return found && found != but;
}

static bool is_key_beside(const struct ynode *at, struct str text)
{
	const struct ynode *mapping = at->parent;

	return mapping && mapping->kind == YNODE_MAPPING && at->index % 2 == 0 && has_other_key(mapping, text, at);
}

bool edit_of_scalar(struct run *run, const struct ynode *at, struct str text, struct edit *edit)
{
	struct span span = at->span;

	if (at->kind != YNODE_SCALAR || span.start == span.end || !is_plain_text(text) || is_key_beside(at, text))
		return false;
	if (!at->is_plain) {
		if (run->source.text[span.start] != '"' && run->source.text[span.start] != '\'')
			return false;
		span.start++;
		span.end--;
	}
	*edit = (struct edit){ span, text };
	return true;
}

void fix_scalar(struct run *run, struct diag *diag, const char *description, const struct ynode *at, struct str text)
{
	struct edit edit;

	if (edit_of_scalar(run, at, text, &edit))
		diag_fix(run, diag, description, edit.span, edit.text);
}

// A typo in a value that the network rejects has only one fix. If the network accepts the
// text, a different one changes what is deployed.
static bool suggest(struct run *run, struct diag *diag, struct str text, const char *const *names, size_t n,
		    const struct ynode *at)
{
	const char *near = nearest(text, names, n);

	if (!near)
		return false;
	diag_help(run, diag, "did you mean \"%s\"?", escaped_text(run->arena, str_of(near)));
	fix_scalar(run, diag, arena_printf(run->arena, "write \"%s\"", near), at, str_of(near));
	if (diag->fix)
		diag->fix->is_unsafe =
			!(diag->rule->rejected_by & REJECTED_BY_NETWORK) || !is_slip_of(text, near, names, n);
	return true;
}

bool is_near(struct str text, const char *const *list)
{
	return !is_one_of(text, list) && nearest(text, list, length(list));
}

bool suggest_name(struct run *run, struct diag *diag, struct str text, const char *const *list, const struct ynode *at)
{
	return suggest(run, diag, text, list, length(list), at);
}

static const char *escaped_list(struct run *run, const char *const *names)
{
	struct strbuf text = strbuf_in(run->arena);

	for (; *names; names++)
		strbuf_printf(&text, "%s%s", text.len ? ", " : "", escaped(run, str_of(*names)));
	return text.text;
}

bool suggest_entry(struct run *run, struct diag *diag, struct str text, const struct sdl_map *map,
		   const struct ynode *at)
{
	enum { MAX_NAMES = 200, MAX_SHOWN = 8 };
	const char *names[MAX_NAMES + 1] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < map->n && n < MAX_NAMES; i++)
		names[n++] = arena_strndup(run->arena, map->items[i]->name.ptr, map->items[i]->name.len);
	if (suggest(run, diag, text, names, n, at))
		return true;
	if (n == 0)
		return false;
	names[n < MAX_SHOWN ? n : MAX_SHOWN] = NULL;
	if (n == 1)
		diag_help(run, diag, "the only one is %s", quoted(run, str_of(names[0])));
	else
		diag_help(run, diag, "write one of these: %s%s", escaped_list(run, names),
			  n > MAX_SHOWN ? ", ..." : "");
	return true;
}

// "16g" may be 16G or 16Gi, and "512m" anything; memory of cards comes in Gi only.
static bool is_unit_certain(struct str text, const struct strbuf *better, bool binary_only)
{
	for (size_t i = 0; i < text.len; i++)
		if (memchr("bBiI", text.ptr[i], 4))
			return true;
	return binary_only || to_lower(text.ptr[text.len - 1]) == to_lower(better->text[better->len - 1]);
}

// "8 cores", "2 vCPU", "1x": a number and a word that says no more than what is counted.
static bool suggest_count(struct str text, enum quantity_kind kind, struct strbuf *out)
{
	static const char *const words[][8] = { { "", "c", "core", "cores", "cpu", "cpus", "vcpu", "vcpus" },
						{ "", "x", "gpu", "gpus", "card", "cards", "unit", "units" } };
	struct str rest;
	uint32_t millicpu;
	uint64_t units;

	if (!number_meant(text, out, &rest))
		return false;
	for (size_t i = 0; i < COUNT_OF(words[0]); i++)
		if (str_is_nocase(rest, words[kind == QUANTITY_KIND_GPU][i]))
			return kind == QUANTITY_KIND_GPU
				       ? gpu_units_from_str((struct str){ out->text, out->len }, &units) == QUANTITY_OK
				       : cpu_from_str((struct str){ out->text, out->len }, &millicpu) == QUANTITY_OK;
	return false;
}

// A unit that is not quite one, or a comma in place of the point.
static bool suggest_size(struct str text, enum quantity_kind kind, struct strbuf *out)
{
	bool is_binary = kind == QUANTITY_KIND_BINARY;
	struct strbuf number;
	struct str rest;
	uint64_t bytes;

	if (quantity_suggest(text, is_binary, out))
		return true;
	number = strbuf_in(out->arena);
	if (!number_meant(text, &number, &rest) || rest.len == 0)
		return false;
	strbuf_add(&number, rest.ptr, rest.len);
	text = (struct str){ number.text, number.len };
	if (bytes_from_str(text, is_binary, &bytes) != QUANTITY_OK)
		return quantity_suggest(text, is_binary, out);
	strbuf_add(out, text.ptr, text.len);
	return true;
}

static void suggest_quantity(struct run *run, struct diag *diag, const struct leaf_quantity *assignment,
			     enum quantity_kind kind)
{
	struct strbuf better = strbuf_in(run->arena);

	if (kind == QUANTITY_KIND_CPU || kind == QUANTITY_KIND_GPU ? !suggest_count(assignment->text, kind, &better)
								   : !suggest_size(assignment->text, kind, &better))
		return;
	if (kind == QUANTITY_KIND_BYTES && assignment->fault == QUANTITY_SUFFIX && is_console_size(assignment->text))
		diag_help(run, diag, "write %s: Akash Console accepts \"%s\", the command line and providers do not",
			  better.text, escaped(run, quantity_unit(assignment->text)));
	else
		diag_help(run, diag, "write %s", better.text);
	fix_scalar(run, diag, arena_printf(run->arena, "write %s", better.text), assignment->at,
		   (struct str){ better.text, better.len });
	if (diag->fix)
		diag->fix->is_unsafe = kind == QUANTITY_KIND_CPU || kind == QUANTITY_KIND_GPU ||
				       !is_unit_certain(assignment->text, &better, kind == QUANTITY_KIND_BINARY);
}

static const char *quantity_help(enum quantity_kind kind)
{
	switch (kind) {
	case QUANTITY_KIND_CPU:
		return "write a number of cores such as 0.5, or thousandths such as 500m";
	case QUANTITY_KIND_GPU:
		return "write a whole number such as 1";
	case QUANTITY_KIND_BINARY:
		return "write a size such as 80Gi";
	default:
		return "write a size such as 512Mi or 16Gi";
	}
}

void report_quantity(struct run *run, const struct rule *rule, const struct leaf_quantity *assignment, const char *what,
		     enum quantity_kind kind)
{
	const char *value = quoted(run, assignment->text);
	struct diag *diag;

	switch (assignment->fault) {
	case QUANTITY_EMPTY:
		diag = diag_add(run, rule, assignment->at, "the %s is empty", what);
		break;
	case QUANTITY_NEGATIVE:
		diag = diag_add(run, rule, assignment->at, "the %s can't be negative: %s", what, value);
		break;
	case QUANTITY_SPACE:
		diag = diag_add(run, rule, assignment->at, "the %s must have no spaces: %s", what, value);
		break;
	case QUANTITY_SUFFIX:
		diag = diag_add(run, rule, assignment->at, "invalid %s %s: %s is not a supported unit", what, value,
				quoted(run, quantity_unit(assignment->text)));
		break;
	case QUANTITY_FRACTION:
		diag = diag_add(run, rule, assignment->at, "the %s must be a whole number, not %s", what, value);
		break;
	case QUANTITY_OVERFLOW:
		diag = diag_add(run, rule, assignment->at, "the %s is too large: %s", what, value);
		break;
	default:
		diag = diag_add(run, rule, assignment->at, "the %s must be a number, not %s", what, value);
		break;
	}
	diag_help(run, diag, "%s", quantity_help(kind));
	suggest_quantity(run, diag, assignment, kind);
}

void report_size_range(struct run *run, const struct rule *rule, const struct leaf_quantity *size, const char *what,
		       const struct limits *limits)
{
	struct diag *diag;

	if (size->value >= limits->min && size->value <= limits->max)
		return;
	diag = diag_add(run, rule, size->at, "%s is out of range: %s can have %s to %s", quoted(run, size->text), what,
			bytes_text(run, limits->min), bytes_text(run, limits->max));
	if (size->value < limits->min && size->text.len && size->text.ptr[size->text.len - 1] <= '9')
		diag_help(run, diag, "write %sMi or %sGi: a number without a unit counts bytes",
			  escaped(run, size->text), escaped(run, size->text));
	else
		diag_help(run, diag, "write a size from %s to %s", bytes_text(run, limits->min),
			  bytes_text(run, limits->max));
}

const char *bytes_text(struct run *run, uint64_t bytes)
{
	struct strbuf buf = strbuf_in(run->arena);

	bytes_to_text(&buf, bytes);
	return buf.text;
}

const char *cpu_text(struct run *run, uint64_t millicpu)
{
	struct strbuf buf = strbuf_in(run->arena);

	cpu_to_text(&buf, millicpu);
	return buf.text;
}

const struct ynode *first_key(const struct ynode *item)
{
	return item->kind == YNODE_MAPPING && item->n_items ? item->items[0] : item;
}

bool has_resources(const struct sdl_compute *compute)
{
	const struct ynode *resources = compute->resources_at ? ynode_resolve(compute->resources_at) : NULL;

	return resources && !(resources->kind == YNODE_MAPPING && resources->n_items == 0);
}

bool is_section_misspelt(const struct sdl *sdl, const char *name)
{
	const char *const names[] = { name, NULL };

	for (size_t i = 0; i < sdl->strays.n; i++)
		if (is_near(sdl->strays.items[i].name, names) || sdl->strays.items[i].key->kind != YNODE_SCALAR)
			return true;
	return false;
}

const char *node_place(struct run *run, const struct ynode *node)
{
	const char *path = ynode_path(run->arena, node);

	return path ? path : "";
}

const char *key_text(struct run *run, struct str name)
{
	return escaped_text(run->arena, name);
}

void lacks_resource(struct run *run, struct diag *diag, const struct sdl_compute *compute, const char *keys)
{
	diag_lacks(run, diag, "profiles.compute.%s.resources%s%s", key_text(run, compute->entry.name), *keys ? "." : "",
		   keys);
}

void lacks_of_volume(struct run *run, struct diag *diag, const struct sdl_volume *volume, const char *keys)
{
	diag_lacks(run, diag, "%s.%s", node_place(run, volume->at), keys);
	lacks_resource(run, diag, volume->compute, arena_printf(run->arena, "storage.*.%s", keys));
}

const char *shape_types_text(struct run *run, unsigned types)
{
	static const struct {
		unsigned type;
		const char *word;
	} words[] = {
		{ JS_TEXT, "text" },       { JS_INTEGER, "a whole number" },
		{ JS_NUMBER, "a number" }, { JS_BOOLEAN, "true or false" },
		{ JS_LIST, "a list" },     { JS_MAPPING, "a mapping" },
	};
	const char *list[COUNT_OF(words) + 1];
	size_t n = 0;

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (types & words[i].type)
			list[n++] = words[i].word;
	list[n] = NULL;
	return list_text(run, list, "or");
}

struct regexes *run_regexes(struct run *run)
{
	if (!run->regexes)
		run->regexes = regexes_new(run->arena);
	return run->regexes;
}
