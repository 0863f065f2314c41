// SPDX-License-Identifier: Apache-2.0
// In: a value that stands where a mapping or a list must be. Out: how an SDL writes what it means.
#include "help/lone_value.h"

#include <string.h>

#include "help/port_value.h"

// How the text around it is written.
enum style { STYLE_BLOCK, STYLE_FLOW, STYLE_JSON };

static enum style style_of(const struct run *run, const struct ynode *node)
{
	const struct ynode *parent = node->parent, *key = ynode_key(node);

	if (!parent || !parent->is_flow)
		return STYLE_BLOCK;
	while (!key && parent->parent) {
		key = ynode_key(parent);
		parent = parent->parent;
	}
	return key && !key->is_plain && run->source.text[key->span.start] == '"' ? STYLE_JSON : STYLE_FLOW;
}

static bool takes_scalar(const struct shape *shape)
{
	return shape->types & (JS_TEXT | JS_NUMBER | JS_INTEGER | JS_BOOLEAN);
}

// "1000uact" -> "1000".
static struct str number_part(struct str text)
{
	size_t n = 0;

	while (n < text.len && ((text.ptr[n] >= '0' && text.ptr[n] <= '9') || text.ptr[n] == '.'))
		n++;
	return n ? str_slice(text, 0, n) : text;
}

// A key of the mapping that takes true or false: "- global" is "- global: true".
static bool is_switch(const struct shape *shape, struct str text)
{
	const struct shape_key *key = shape_key_find(shape, text);

	return key && key->shape->types & JS_BOOLEAN;
}

// "units 1" -> "1", where "units" is a key.
static struct str without_key(const struct shape *shape, struct str text)
{
	const char *space = text.len ? memchr(text.ptr, ' ', text.len) : NULL;
	size_t n = space ? (size_t)(space - text.ptr) : 0;

	return n && shape_key_find(shape, str_slice(text, 0, n)) ? str_slice(text, n + 1, text.len) : text;
}

static void add_value(struct strbuf *out, const struct shape *shape, const struct ynode *scalar)
{
	bool is_price = shape->lone && strstr(shape->lone, "amount: %");
	struct str text = is_price ? number_part(scalar->text) : without_key(shape, scalar->text);

	if (scalar->is_plain || str_eq(text, scalar->text) == false)
		strbuf_add(out, text.ptr, text.len);
	else
		add_scalar(out, text);
}

static bool is_number(const struct ynode *scalar)
{
	enum scalar_type type = scalar_type_of(scalar->text);

	return type == SCALAR_INT || type == SCALAR_FLOAT;
}

const char *lone_text(struct run *run, const struct shape *shape, const struct ynode *scalar)
{
	const char *lone = shape->lone_word && !is_number(scalar) ? shape->lone_word : shape->lone,
		   *mark = lone ? strchr(lone, '%') : NULL,
		   *ports = lone && strcmp(lone, "{port: %}") == 0 && !is_number(scalar) ? port_entry(run, scalar->text)
											 : NULL;
	struct strbuf text;

	if (ports)
		return ports;
	text = strbuf_in(run->arena);
	if (takes_scalar(shape) || !mark) {
		add_value(&text, shape, scalar);
	} else if (is_switch(shape, scalar->text)) {
		strbuf_printf(&text, "{%.*s: true}", (int)scalar->text.len, scalar->text.ptr);
	} else {
		strbuf_add(&text, lone, (size_t)(mark - lone));
		add_value(&text, shape, scalar);
		strbuf_puts(&text, mark + 1);
	}
	return text.text;
}

// "{units: 2}" -> "units: 2", where there is one key.
static const char *without_braces(struct run *run, const char *text)
{
	size_t len = strlen(text);

	if (len < 2 || text[0] != '{' || strpbrk(text + 1, "{[,"))
		return NULL;
	return arena_strndup(run->arena, text + 1, len - 2);
}

static bool is_json_word(const char *text, size_t len)
{
	struct str word = { text, len };
	enum scalar_type type = scalar_type_of(word);

	return type == SCALAR_INT || type == SCALAR_FLOAT || type == SCALAR_BOOL;
}

// "{units: 2}" -> "{\"units\": 2}".
static const char *as_json(struct run *run, const char *text)
{
	struct strbuf json = strbuf_in(run->arena);

	while (*text) {
		size_t n = strcspn(text, "{}[],: \"");

		if (n && !is_json_word(text, n))
			strbuf_printf(&json, "\"%.*s\"", (int)n, text);
		else
			strbuf_add(&json, text, n);
		if (text[n] == '"')
			return NULL;
		text += n;
		if (*text)
			strbuf_putc(&json, *text++);
	}
	return json.text;
}

// "units = 1" is "units: 1".
static struct str equals_value(const struct shape *shape, struct str text, const struct shape_key **key)
{
	const char *equals = memchr(text.ptr, '=', text.len);
	size_t name = equals ? (size_t)(equals - text.ptr) : 0, value = name + 1;

	while (name > 0 && text.ptr[name - 1] == ' ')
		name--;
	while (value < text.len && text.ptr[value] == ' ')
		value++;
	*key = name ? shape_key_find(shape, str_slice(text, 0, name)) : NULL;
	return *key && value < text.len ? str_slice(text, value, text.len) : STR("");
}

// What to write in place of the value, and where. The fix is of one way only: what is there is refused.
static void explain_lone(struct run *run, struct diag *diag, const struct ynode *at, const struct shape *shape)
{
	const struct ynode *node = ynode_resolve(at), *key = ynode_key(at);
	const char *flow, *plain, *text;
	enum style style = style_of(run, at);
	const struct shape_key *meant;
	struct str value = equals_value(shape, node->text, &meant);

	if (value.len && style == STYLE_BLOCK) {
		diag_help(run, diag, "write \"%s: %s\": YAML has no \"=\"", meant->name, escaped(run, value));
		diag_fix(run, diag, arena_printf(run->arena, "write %s: %s", meant->name, escaped(run, value)),
			 at->span,
			 str_of(arena_printf(run->arena, "%s: %.*s", meant->name, (int)value.len, value.ptr)));
		diag->fix->is_unsafe = true;
		return;
	}
	flow = lone_text(run, shape, node);
	plain = without_braces(run, flow);
	text = style == STYLE_JSON ? as_json(run, flow) : NULL;
	text = text ? text : flow;
	if (style != STYLE_BLOCK)
		diag_help(run, diag, "write %s", escaped_text(run->arena, str_of(text)));
	else if (!key)
		diag_help(run, diag, "write \"- %s\"", escaped_text(run->arena, str_of(plain ? plain : flow)));
	else if (plain)
		diag_help(run, diag, "write \"%s\" under \"%s:\", indented", escaped_text(run->arena, str_of(plain)),
			  escaped(run, key->text));
	else
		diag_help(run, diag, "write \"%s: %s\"", escaped(run, key->text),
			  escaped_text(run->arena, str_of(flow)));
	if (at->kind != YNODE_SCALAR || at->anchor.len || at->has_tag || at->span.start >= at->span.end)
		return;
	diag_fix(run, diag, arena_printf(run->arena, "write %s", escaped_text(run->arena, str_of(text))), at->span,
		 str_of(text));
	diag->fix->is_unsafe = true;
}

static bool is_command(struct str key)
{
	return str_is(key, "command") || str_is(key, "args");
}

static void explain_in_list(struct run *run, struct diag *diag, const struct ynode *at, const struct shape *items)
{
	const struct ynode *node = ynode_resolve(at), *key = ynode_key(at);
	const char *flow = lone_text(run, items, node), *plain = without_braces(run, flow);

	if (key && node->is_plain && node->text.len > 1 && node->text.ptr[0] == '-' && !is_command(key->text)) {
		help_space(run, diag, at);
		return;
	}
	if (key && is_command(key->text) && memchr(node->text.ptr, ' ', node->text.len)) {
		help_words(run, diag, key, node->text);
		return;
	}
	if (style_of(run, at) != STYLE_BLOCK || !key)
		diag_help(run, diag, "write [%s]", escaped_text(run->arena, str_of(flow)));
	else
		diag_help(run, diag, "write \"- %s\" under \"%s:\"",
			  escaped_text(run->arena, str_of(plain ? plain : flow)), escaped(run, key->text));
}

static bool is_variables(const struct key_place *place)
{
	return place->n >= 3 && strcmp(place->steps[2], "env") == 0;
}

static void explain_variables(struct run *run, struct diag *diag, const struct ynode *at)
{
	struct text_list list = { 0 };
	const struct ynode *key = ynode_key(at);

	if (!variables_from_node(run, at, &list))
		return;
	if (style_of(run, at) == STYLE_BLOCK && list.n == 1)
		diag_help(run, diag, "write \"- %s\"", escaped_text(run->arena, str_of(list.items[0])));
	else if (style_of(run, at) == STYLE_BLOCK)
		diag_help(run, diag, "write \"- %s\", and the other variables in the same way",
			  escaped_text(run->arena, str_of(list.items[0])));
	else
		diag_help(run, diag, "write %s", flow_list(run, &list));
	if (key)
		fix_list(run, diag, key, at, "env", &list);
}

// A list where one value must be; in an entry of a list there can be an entry for each.
static void help_each(struct run *run, struct diag *diag, const struct ynode *list, const struct key_place *place)
{
	const struct ynode *key = ynode_key(diag->at), *first = list->n_items ? ynode_resolve(list->items[0]) : NULL;
	const char *format = "write one value: \"%s: %s\"";

	if (!key || !first || first->kind != YNODE_SCALAR)
		return;
	if (place->n >= 2 && place->steps[place->n - 2] == list_item)
		format = key->index ? "write a separate entry for each, the first with \"%s: %s\""
				    : "write a separate entry for each: \"- %s: %s\"";
	diag_help(run, diag, format, escaped(run, key->text), escaped(run, first->text));
}

static bool is_port(const struct key_place *place)
{
	return place->n > 0 &&
	       (strcmp(place->steps[place->n - 1], "port") == 0 || strcmp(place->steps[place->n - 1], "as") == 0);
}

// "image: {repository: nginx, tag: 1.27.4}", as in Helm charts, or a mapping of one value.
static void help_one_value(struct run *run, struct diag *diag, const struct ynode *mapping)
{
	const struct ynode *key = ynode_key(diag->at), *name = ynode_get(mapping, "repository"),
			   *tag = ynode_get(mapping, "tag");

	name = name ? name : ynode_get(mapping, "name");
	name = name || mapping->n_items != 2 ? name : ynode_resolve(mapping->items[1]);
	if (!key || !has_text(name))
		return;
	if (has_text(tag))
		diag_help(run, diag, "write one value: \"%s: %s:%s\"", escaped(run, key->text),
			  escaped(run, name->text), escaped(run, tag->text));
	else
		diag_help(run, diag, "write one value: \"%s: %s\"", escaped(run, key->text), escaped(run, name->text));
}

// "100MB", "one"
static void help_integer(struct run *run, struct diag *diag, struct str text)
{
	uint64_t bytes;
	struct strbuf size = strbuf_in(run->arena);

	if (bytes_from_str(text, false, &bytes) == QUANTITY_OK ||
	    (quantity_suggest(text, false, &size) &&
	     bytes_from_str((struct str){ size.text, size.len }, false, &bytes) == QUANTITY_OK))
		diag_help(run, diag, "write %llu", (unsigned long long)bytes);
	else
		diag_help(run, diag, "write a whole number such as 1");
}

// "placement: anywhere" where "anywhere:" must be: a name as the value of what it is the name of.
static bool explain_name(struct run *run, struct diag *diag, const struct ynode *name)
{
	const struct ynode *key = ynode_key(diag->at);
	struct key_place outer;

	if (!key || name->kind != YNODE_SCALAR || !key_place_of(key->parent, &outer) || !outer.shape->names ||
	    !str_is(key->text, outer.shape->names))
		return false;
	diag_help(run, diag, "write \"%s:\" instead of \"%s: %s\", and indent the keys next to it under it",
		  escaped(run, name->text), escaped(run, key->text), escaped(run, name->text));
	diag_covers(diag, key->parent->span);
	return true;
}

static void explain_wrong_type(struct run *run, struct diag *diag)
{
	const struct ynode *node = ynode_resolve(diag->at);
	const struct shape *shape;
	struct key_place place;

	if (!node || !key_place_of(diag->at, &place) || explain_name(run, diag, node))
		return;
	shape = place.shape;
	if (node->kind == YNODE_SCALAR && is_port(&place)) {
		help_port(run, diag, node->text);
	} else if (node->kind == YNODE_SCALAR && !ynode_is_null(node) && node->text.len > 0) {
		if (shape->types & JS_MAPPING && shape->lone)
			explain_lone(run, diag, diag->at, shape);
		else if (shape->types & JS_LIST && shape->items)
			explain_in_list(run, diag, diag->at, shape->items);
		else if (shape->types == JS_INTEGER)
			help_integer(run, diag, node->text);
	} else if (node->kind != YNODE_SCALAR && is_variables(&place)) {
		explain_variables(run, diag, diag->at);
	} else if (node->kind != YNODE_SCALAR && help_dash(run, diag, node, shape)) {
		return;
	} else if (node->kind == YNODE_MAPPING && takes_scalar(shape) && !(shape->types & JS_MAPPING)) {
		help_one_value(run, diag, node);
	} else if (node->kind == YNODE_SEQUENCE && takes_scalar(shape)) {
		help_each(run, diag, node, &place);
	} else if (node->kind == YNODE_SEQUENCE && shape->lone && strstr(shape->lone, "[%]")) {
		diag_help(run, diag, "write \"%.*s:\" above the list, and indent the list under it",
			  (int)strcspn(shape->lone + 1, ":"), shape->lone + 1);
	} else if (node->kind == YNODE_SEQUENCE && shape->names) {
		diag_help(run, diag, "write the name of each %s instead of \"-\", followed by \":\"", shape->names);
	}
}

void explain_wrong_types(struct run *run)
{
	static const char *const rules[] = { "cpu-missing",     "gpu-scalar-ignored", "gpu-vendor-shape",
					     "storage-missing", "wrong-type",         NULL };

	for (size_t i = 0; i < run->diags.n; i++)
		if (run->diags.items[i]->at && is_one_of(str_of(run->diags.items[i]->rule->id), rules))
			explain_wrong_type(run, run->diags.items[i]);
}
