// SPDX-License-Identifier: Apache-2.0
// In: variables and ports as other tools write them. Out: lists as an SDL has them.
#include <string.h>

#include "base/ascii.h"
#include "help/lone_value.h"

// The help shows the first items of a longer list.
enum { SHOWN_ITEMS = 4, MAX_ITEMS = 200 };

static bool is_safe_char(char c, bool is_first)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '/')
		return true;
	return !is_first && is_char_of(c, ".-+=@:%");
}

void add_quoted(struct strbuf *out, struct str text)
{
	strbuf_putc(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '"' || c == '\\')
			strbuf_printf(out, "\\%c", c);
		else if (c < ' ')
			strbuf_printf(out, "\\x%02x", c);
		else
			strbuf_putc(out, (char)c);
	}
	strbuf_putc(out, '"');
}

void add_scalar(struct strbuf *out, struct str text)
{
	bool is_safe = text.len > 0 && text.ptr[text.len - 1] != ':' && scalar_type_of(text) != SCALAR_NULL;

	for (size_t i = 0; i < text.len; i++)
		is_safe &= is_safe_char(text.ptr[i], i == 0);
	if (is_safe)
		strbuf_add(out, text.ptr, text.len);
	else
		add_quoted(out, text);
}

static void push_text(struct run *run, struct text_list *list, const struct strbuf *text)
{
	ARENA_PUSH(run->arena, list->items, list->n, list->cap) = text->text;
}

static bool push_variable(struct run *run, struct text_list *list, const struct ynode *name, const struct ynode *value)
{
	struct strbuf plain, text;

	name = ynode_resolve(name);
	value = ynode_resolve(value);
	if (!has_text(name) || !value || value->kind != YNODE_SCALAR)
		return false;
	plain = strbuf_in(run->arena);
	strbuf_add(&plain, name->text.ptr, name->text.len);
	// "- GREETING=hello: world" lacks the quotes.
	strbuf_puts(&plain, memchr(name->text.ptr, '=', name->text.len) ? ": " : "=");
	if (!ynode_is_null(value))
		strbuf_add(&plain, value->text.ptr, value->text.len);
	text = strbuf_in(run->arena);
	add_scalar(&text, (struct str){ plain.text, plain.len });
	push_text(run, list, &text);
	return true;
}

static bool push_variables(struct run *run, const struct ynode *node, struct text_list *list)
{
	const struct ynode *name = ynode_get(node, "name"), *value = ynode_get(node, "value");

	if (name && value && node->n_items == 4)
		return push_variable(run, list, name, value);
	for (uint32_t i = 0; i < node->n_items; i += 2)
		if (is_merge_key(node->items[i]) || !push_variable(run, list, node->items[i], node->items[i + 1]))
			return false;
	return true;
}

bool variables_from_node(struct run *run, const struct ynode *node, struct text_list *list)
{
	node = ynode_resolve(node);
	if (!node || node->kind == YNODE_SCALAR || node->n_items > MAX_ITEMS)
		return false;
	if (node->kind == YNODE_MAPPING)
		return push_variables(run, node, list) && list->n > 0;
	for (uint32_t i = 0; i < node->n_items; i++) {
		const struct ynode *item = ynode_resolve(node->items[i]);
		struct strbuf text;

		if (item && item->kind == YNODE_MAPPING && push_variables(run, item, list))
			continue;
		if (!item || item->kind != YNODE_SCALAR)
			return false;
		text = strbuf_in(run->arena);
		add_scalar(&text, item->text);
		push_text(run, list, &text);
	}
	return list->n > 0;
}

// A number up to `end`, which a port can be.
static unsigned port_at(const char **at, const char *end)
{
	unsigned port = 0;

	while (*at < end && **at >= '0' && **at <= '9' && port <= network.expose.port.max)
		port = port * 10 + (unsigned)(*(*at)++ - '0');
	return port <= network.expose.port.max ? port : 0;
}

// "80", "8080:80", "127.0.0.1:8080:80/tcp".
static bool push_port(struct run *run, struct text_list *list, struct str text)
{
	const char *end = text.ptr + text.len, *slash = memchr(text.ptr, '/', text.len), *at;
	struct str proto = slash ? str_slice(text, (size_t)(slash + 1 - text.ptr), text.len) : STR("");
	unsigned outside = 0, inside;
	struct strbuf item;

	end = slash ? slash : end;
	for (at = end; at > text.ptr && at[-1] != ':'; at--)
		;
	if (at > text.ptr) {
		const char *from = at - 1;

		while (from > text.ptr && from[-1] >= '0' && from[-1] <= '9')
			from--;
		outside = port_at(&from, at - 1);
		if (outside == 0)
			return false;
	}
	inside = port_at(&at, end);
	if (inside == 0 || at != end || (proto.len && !is_one_of(proto, network.protocols)))
		return false;
	item = strbuf_in(run->arena);
	strbuf_printf(&item, "{port: %u, ", inside);
	if (outside && outside != inside)
		strbuf_printf(&item, "as: %u, ", outside);
	if (proto.len)
		strbuf_printf(&item, "proto: %.*s, ", (int)proto.len, proto.ptr);
	strbuf_puts(&item, "to: [{global: true}]}");
	push_text(run, list, &item);
	return true;
}

const char *port_entry(struct run *run, struct str text)
{
	struct text_list list = { 0 };

	return push_port(run, &list, text) ? list.items[0] : NULL;
}

static bool push_port_mapping(struct run *run, struct text_list *list, const struct ynode *node)
{
	const struct ynode *target = ynode_get(node, "target"), *published = ynode_get(node, "published");

	if (!target || target->kind != YNODE_SCALAR || (published && published->kind != YNODE_SCALAR))
		return false;
	return push_port(run, list,
			 published ? str_of(arena_printf(run->arena, "%.*s:%.*s", (int)published->text.len,
							 published->text.ptr, (int)target->text.len, target->text.ptr))
				   : target->text);
}

bool ports_from_node(struct run *run, const struct ynode *node, struct text_list *list)
{
	node = ynode_resolve(node);
	if (!node || node->kind != YNODE_SEQUENCE || node->n_items > MAX_ITEMS)
		return false;
	for (uint32_t i = 0; i < node->n_items; i++) {
		const struct ynode *item = ynode_resolve(node->items[i]);

		if (!item || item->kind == YNODE_SEQUENCE ||
		    !(item->kind == YNODE_SCALAR ? push_port(run, list, item->text)
						 : push_port_mapping(run, list, item)))
			return false;
	}
	return list->n > 0;
}

const char *flow_list(struct run *run, const struct text_list *list)
{
	struct strbuf text = strbuf_in(run->arena);

	for (size_t i = 0; i < list->n && i < SHOWN_ITEMS; i++)
		strbuf_printf(&text, "%s%s", i ? ", " : "[", list->items[i]);
	strbuf_puts(&text, list->n > SHOWN_ITEMS ? ", ...]" : "]");
	return escaped_text(run->arena, (struct str){ text.text, text.len });
}

const char *words_text(struct run *run, struct str line, bool is_command)
{
	struct strbuf list;
	bool needs_shell = false;

	for (size_t i = 0; i < line.len; i++)
		needs_shell |= line.ptr[i] && strchr("|&;<>$`\"'*", line.ptr[i]);
	list = strbuf_in(run->arena);
	strbuf_puts(&list, needs_shell && is_command ? "[\"sh\", \"-c\", " : "[");
	for (size_t at = 0, end; at < line.len; at = end + 1) {
		end = needs_shell ? line.len : at;
		while (end < line.len && line.ptr[end] != ' ')
			end++;
		if (end == at)
			continue;
		strbuf_puts(&list, list.text[list.len - 1] == '"' ? ", " : "");
		add_quoted(&list, str_slice(line, at, end));
	}
	strbuf_puts(&list, "]");
	return escaped_text(run->arena, (struct str){ list.text, list.len });
}

// "command: [sh, -c]", which takes the whole text as one argument.
static bool is_for_shell(const struct ynode *args)
{
	const struct ynode *command = ynode_get(args->parent, "command"), *last;

	if (!str_is(args->text, "args") || !command || command->kind != YNODE_SEQUENCE || command->n_items == 0)
		return false;
	last = ynode_resolve(command->items[command->n_items - 1]);
	return last && last->kind == YNODE_SCALAR && last->text.len > 1 && last->text.ptr[0] == '-' &&
	       last->text.ptr[last->text.len - 1] == 'c';
}

void help_words(struct run *run, struct diag *diag, const struct ynode *key, struct str text)
{
	bool is_whole = is_for_shell(key);

	while (text.len && text.ptr[text.len - 1] == '\n')
		text.len--;
	if (memchr(text.ptr, '\n', text.len))
		diag_help(run, diag, "write %s\"- |\" below \"%s:\", and indent the text below that",
			  str_is(key->text, "command") ? "\"- sh\", \"- -c\" and " : "", escaped(run, key->text));
	else
		diag_help(run, diag, "write \"%s: %s\"", escaped(run, key->text),
			  is_whole ? arena_printf(run->arena, "[%s]", quoted(run, text))
				   : words_text(run, text, str_is(key->text, "command")));
}

bool has_text(const struct ynode *node)
{
	return node && node->kind == YNODE_SCALAR && node->text.len > 0;
}

bool help_named_item(struct run *run, struct diag *diag, const struct ynode *list, const struct shape *shape)
{
	const struct ynode *item = list->n_items ? ynode_resolve(list->items[0]) : NULL, *name, *value;
	struct strbuf text;

	if (!item || item->kind != YNODE_MAPPING)
		return false;
	name = ynode_get(item, "name");
	name = name ? name : ynode_get(item, "key");
	value = ynode_get(item, "value");
	if (!has_text(name) || !(shape->values || shape_key_find(shape, name->text)))
		return false;
	text = strbuf_in(run->arena);
	add_scalar(&text, name->text);
	strbuf_putc(&text, ':');
	if (item->n_items == 4 && has_text(value) && shape->values && shape->values->types & JS_TEXT) {
		strbuf_putc(&text, ' ');
		add_scalar(&text, value->text);
		diag_help(run, diag, "write \"%s\"", escaped_text(run->arena, (struct str){ text.text, text.len }));
	} else {
		diag_help(run, diag, "write \"%s\" instead of \"- %s: %s\"",
			  escaped_text(run->arena, (struct str){ text.text, text.len }),
			  escaped(run, ynode_key(name)->text), escaped(run, name->text));
	}
	return true;
}

// Spaces before a key that begins its line; false where something else does, or the key is in brackets.
static bool margin_of(const struct run *run, const struct ynode *key, uint32_t *margin)
{
	const struct source *source = &run->source;

	*margin = source_indent(source, key->span.start);
	for (uint32_t at = key->span.start - *margin; at < key->span.start; at++)
		if (source->text[at] != ' ' && source->text[at] != '-')
			return false;
	return !key->parent->is_flow;
}

void fix_list(struct run *run, struct diag *diag, const struct ynode *key, const struct ynode *value, const char *name,
	      const struct text_list *list)
{
	struct span span = { key->span.start, value->span.end };
	struct strbuf text;
	uint32_t margin;

	if (key->kind != YNODE_SCALAR || value->kind == YNODE_ALIAS || value->anchor.len || value->has_tag ||
	    span.end <= span.start || has_other_key(key->parent, str_of(name), key) || !margin_of(run, key, &margin))
		return;
	text = strbuf_in(run->arena);
	strbuf_printf(&text, "%s:", name);
	for (size_t i = 0; i < list->n; i++)
		strbuf_printf(&text, "\n%*s- %s", (int)margin + 2, "", list->items[i]);
	diag_fix(run, diag, arena_printf(run->arena, "write a list under \"%s:\"", name), span,
		 (struct str){ text.text, text.len });
	diag->fix->is_unsafe = true;
}
