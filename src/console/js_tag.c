// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL at a tag, or at its first line. Out: the tag written out, and what %TAG says.
#include "base/arena.h"
#include "base/ascii.h"
#include "console/js_scan.h"

static const char bad_tag[] = "Akash Console does not support this tag";

static bool is_letter_or_digit(char c)
{
	return is_digit(c) || is_letter(c);
}

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// "!", "!!" or "!name!".
static bool is_handle(struct str text)
{
	if (text.len == 0 || text.ptr[0] != '!' || text.ptr[text.len - 1] != '!')
		return false;
	for (size_t i = 1; i + 1 < text.len; i++)
		if (!is_letter_or_digit(text.ptr[i]) && text.ptr[i] != '-')
			return false;
	return true;
}

// Characters of an address, and the first may be nearly any.
static bool is_uri(struct str text)
{
	if (text.len == 0 || js_is_flow_sign(text.ptr[0]))
		return false;
	for (size_t i = 1; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '%' && i + 2 < text.len && is_hex(text.ptr[i + 1]) && is_hex(text.ptr[i + 2]))
			i += 2;
		else if (!is_letter_or_digit(c) && !strchr("-#;/?:@&=+$,_.!~*'()[]", c))
			return false;
	}
	return true;
}

static struct str joined(struct arena *arena, struct str a, struct str b)
{
	struct strbuf text = strbuf_in(arena);

	strbuf_add(&text, a.ptr, a.len);
	strbuf_add(&text, b.ptr, b.len);
	return (struct str){ text.text, text.len };
}

static bool set_tag(struct js_reader *reader, struct str handle, struct str name)
{
	const struct str *prefix = table_get(&reader->handles, handle);

	if (name.len > 0 && !is_uri(name))
		return js_stop(reader, bad_tag);
	if (prefix)
		reader->properties.tag = joined(reader->arena, *prefix, name);
	else if (str_is(handle, "!"))
		reader->properties.tag = joined(reader->arena, handle, name);
	else if (str_is(handle, "!!"))
		reader->properties.tag = joined(reader->arena, STR("tag:yaml.org,2002:"), name);
	else
		return js_stop(reader, "a tag whose handle is not declared");
	return true;
}

// !<...>, whose first character js-yaml takes as it is
static bool read_verbatim(struct js_reader *reader, uint32_t start)
{
	struct str tag;

	do
		reader->place.at++;
	while (js_peek(reader, 0) && js_peek(reader, 0) != '>');
	// At the end of the text the "line break" that js-yaml adds is not in it.
	if (!js_peek(reader, 0))
		return js_stop(reader, bad_tag);
	tag = (struct str){ reader->text + start, reader->place.at - start };
	if (!is_uri(tag))
		return js_stop(reader, bad_tag);
	reader->properties.tag = tag;
	reader->place.at++;
	return true;
}

bool js_read_tag(struct js_reader *reader)
{
	uint32_t start = reader->place.at, name = start + 1;
	struct str handle = STR("!"), rest;

	if (js_peek(reader, 0) != '!')
		return false;
	if (reader->properties.tag.ptr)
		return js_stop(reader, "a second tag");
	reader->place.at++;
	if (js_peek(reader, 0) == '<')
		return read_verbatim(reader, ++reader->place.at);
	for (int c; (c = js_peek(reader, 0)) != 0 && !is_space_or_break(c); reader->place.at++) {
		if (c != '!')
			continue;
		if (handle.len > 1)
			return js_stop(reader, bad_tag);
		handle = (struct str){ reader->text + start, reader->place.at + 1 - start };
		if (!is_handle(handle))
			return js_stop(reader, bad_tag);
		name = reader->place.at + 1;
	}
	rest = (struct str){ reader->text + name, reader->place.at - name };
	for (size_t i = 0; i < rest.len; i++)
		if (js_is_flow_sign(rest.ptr[i]))
			return js_stop(reader, "Akash Console does not support this character in a tag");
	return set_tag(reader, handle, rest);
}

static struct str read_word(struct js_reader *reader)
{
	uint32_t start = reader->place.at;

	while (js_peek(reader, 0) && !is_space_or_break(js_peek(reader, 0)))
		reader->place.at++;
	return (struct str){ reader->text + start, reader->place.at - start };
}

static bool declare_handle(struct js_reader *reader, struct str handle, struct str prefix)
{
	void **slot = table_put(reader->arena, &reader->handles, handle);
	struct str *kept = arena_alloc(reader->arena, sizeof(*kept));

	if (!is_handle(handle) || !is_uri(prefix) || *slot)
		return js_stop(reader, "Akash Console does not support this %TAG");
	*kept = prefix;
	*slot = kept;
	return true;
}

static bool declare_version(struct js_reader *reader, struct str version)
{
	size_t i = 0, point;

	while (i < version.len && version.ptr[i] == '0')
		i++;
	point = i + 1;
	if (reader->has_version || point + 1 >= version.len || version.ptr[i] != '1' || version.ptr[point] != '.')
		return js_stop(reader, "Akash Console does not support this %YAML");
	for (i = point + 1; i < version.len; i++)
		if (version.ptr[i] < '0' || version.ptr[i] > '9')
			return js_stop(reader, "Akash Console does not support this %YAML");
	reader->has_version = true;
	return true;
}

static bool read_directive(struct js_reader *reader)
{
	struct str name, words[3];
	size_t n = 0;

	reader->place.at++;
	name = read_word(reader);
	if (name.len == 0)
		return js_stop(reader, "a directive without a name");
	while (js_peek(reader, 0)) {
		while (is_space(js_peek(reader, 0)))
			reader->place.at++;
		if (js_peek(reader, 0) == '#')
			while (js_peek(reader, 0) && !is_line_break(js_peek(reader, 0)))
				reader->place.at++;
		if (!js_peek(reader, 0) || is_line_break(js_peek(reader, 0)))
			break;
		words[n < 2 ? n : 2] = read_word(reader);
		n++;
	}
	if (js_peek(reader, 0))
		js_skip_break(reader);
	if (str_is(name, "YAML"))
		return n == 1 ? declare_version(reader, words[0]) : js_stop(reader, "%YAML takes one version");
	if (str_is(name, "TAG"))
		return n == 2 ? declare_handle(reader, words[0], words[1])
			      : js_stop(reader, "%TAG takes a handle and a prefix");
	return true;
}

bool js_read_directives(struct js_reader *reader)
{
	bool has_directives = false;

	for (;;) {
		js_skip(reader, true);
		if (reader->place.indent > 0 || js_peek(reader, 0) != '%')
			return has_directives;
		has_directives = true;
		read_directive(reader);
	}
}
