// SPDX-License-Identifier: Apache-2.0
// In: a key of another tool. Out: what to write in an SDL, with the names and values of the file.
#include <string.h>

#include "help/stray_key.h"

static const struct ynode *first_scalar(const struct ynode *value)
{
	value = value ? ynode_resolve(value) : NULL;
	if (value && value->kind == YNODE_SEQUENCE && value->n_items)
		value = ynode_resolve(value->items[0]);
	return value && value->kind == YNODE_SCALAR && value->text.len ? value : NULL;
}

static void add_size(struct strbuf *out, struct str text)
{
	uint64_t bytes;

	if (text.len && bytes_from_str(text, false, &bytes) == QUANTITY_OK)
		strbuf_add_escaped(out, text);
	else if (!text.len || !quantity_suggest(text, false, out))
		strbuf_puts(out, "1Gi");
}

// "data:/var/lib/data:ro" -> "/var/lib/data".
static void add_path(struct strbuf *out, struct str text)
{
	const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;

	if (colon)
		text = str_slice(text, (size_t)(colon + 1 - text.ptr), text.len);
	colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;
	if (colon)
		text = str_slice(text, 0, (size_t)(colon - text.ptr));
	strbuf_add_escaped(out, str_has_prefix(text, "/") ? text : STR("/data"));
}

static const char *named(struct run *run, const struct stray *stray, const char *const *steps, size_t n)
{
	struct key_place place = { .n = n };

	for (size_t i = 0; i < n; i++)
		place.steps[i] = steps[i];
	return step_name(run, stray, &place, n - 1);
}

static void add_filled(struct run *run, struct strbuf *out, const struct stray *stray, struct str mark)
{
	static const char *const service[] = { "services", any_name },
				 *const profile[] = { "profiles", "compute", any_name },
				 *const placement[] = { "profiles", "placement", any_name };
	const struct ynode *scalar = first_scalar(stray->value);
	struct str text = scalar ? scalar->text : STR("");

	if (str_is(mark, "value"))
		strbuf_puts(out, text.len ? escaped(run, text) : "1");
	else if (str_is(mark, "size"))
		add_size(out, text);
	else if (str_is(mark, "path"))
		add_path(out, text);
	else if (str_is(mark, "service"))
		strbuf_puts(out, named(run, stray, service, COUNT_OF(service)));
	else if (str_is(mark, "profile"))
		strbuf_puts(out, named(run, stray, profile, COUNT_OF(profile)));
	else
		strbuf_puts(out, named(run, stray, placement, COUNT_OF(placement)));
}

// "{value}" and so on: a word in braces without a space.
static size_t mark_length(const char *text)
{
	static const char *const marks[] = { "{value}", "{size}", "{path}", "{service}", "{profile}", "{placement}" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (strncmp(text, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

const char *foreign_text(struct run *run, const struct stray *stray)
{
	struct strbuf out = strbuf_in(run->arena);

	for (const char *text = stray->word->say; *text;) {
		size_t n = mark_length(text), plain = n ? 0 : 1 + strcspn(text + 1, "{");

		if (n)
			add_filled(run, &out, stray, (struct str){ text + 1, n - 2 });
		strbuf_add(&out, text, plain);
		text += n + plain;
	}
	return out.text;
}
