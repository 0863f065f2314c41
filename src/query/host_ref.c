// SPDX-License-Identifier: Apache-2.0
// In: a value of the environment, or a word of a command. Out: the hosts that it names, with their ports.
#include "query/host_ref.h"

static bool is_host_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
	       c == '_';
}

static uint32_t default_port(struct str scheme)
{
	static const struct {
		const char *scheme;
		uint32_t port;
	} known[] = {
		{ "http", 80 },    { "https", 443 },     { "ws", 80 },         { "wss", 443 },
		{ "redis", 6379 }, { "rediss", 6379 },   { "postgres", 5432 }, { "postgresql", 5432 },
		{ "mysql", 3306 }, { "mongodb", 27017 }, { "amqp", 5672 },
	};

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (str_is(scheme, known[i].scheme))
			return known[i].port;
	return 0;
}

static size_t read_host(struct str text, size_t at, struct host_ref *ref)
{
	size_t end = at;

	while (end < text.len && is_host_char(text.ptr[end]))
		end++;
	ref->host = str_slice(text, at, end);
	at = end;
	if (end < text.len && text.ptr[end] == ':') {
		for (end++; end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9';)
			end++;
		if (!port_of_text(str_slice(text, at, end), &ref->port))
			ref->port = 0;
	}
	return end;
}

// "user:password@" before a host; the end of it, or `at` where there is none.
static size_t skip_user(struct str text, size_t at, struct host_ref *ref)
{
	size_t colon = 0;

	for (size_t i = at; i < text.len && !memchr(" /?#,\"'<>\n", text.ptr[i], 10); i++) {
		if (text.ptr[i] == ':' && !colon)
			colon = i;
		if (text.ptr[i] != '@')
			continue;
		ref->has_password = colon && i > colon + 1;
		ref->password = ref->has_password ? str_slice(text, colon + 1, i) : (struct str){ "", 0 };
		return i + 1;
	}
	return at;
}

bool host_ref_next(struct str text, size_t *at, struct host_ref *ref)
{
	for (size_t i = *at; i + 3 < text.len; i++) {
		size_t scheme = i;

		if (text.ptr[i] != ':' || text.ptr[i + 1] != '/' || text.ptr[i + 2] != '/')
			continue;
		*ref = (struct host_ref){ .is_certain = true };
		while (scheme > 0 && (is_host_char(text.ptr[scheme - 1]) || text.ptr[scheme - 1] == '+'))
			scheme--;
		*at = read_host(text, skip_user(text, i + 3, ref), ref);
		// "postgresql+asyncpg" is "postgresql" with a driver.
		if (ref->port == 0) {
			struct str name = str_slice(text, scheme, i);
			const char *plus = name.len ? memchr(name.ptr, '+', name.len) : NULL;

			ref->port = default_port(plus ? str_slice(name, 0, (size_t)(plus - name.ptr)) : name);
		}
		if (ref->host.len > 0)
			return true;
		i = *at > i ? *at - 1 : i;
	}
	// "cache:6379" as a whole
	if (*at == 0 && text.len > 0 && read_host(text, 0, ref) == text.len && ref->port > 0) {
		*at = text.len;
		ref->is_certain = ref->has_password = false;
		return true;
	}
	return false;
}

static bool has_suffix_nocase(struct str text, const char *suffix)
{
	size_t len = strlen(suffix);

	return text.len >= len && str_is_nocase(str_slice(text, text.len - len, text.len), suffix);
}

bool env_split(const struct leaf_str *item, struct shell_word *word)
{
	const char *equals = item->text.len ? memchr(item->text.ptr, '=', item->text.len) : NULL;
	size_t name = equals ? (size_t)(equals - item->text.ptr) : 0;

	if (!equals)
		return false;
	*word = (struct shell_word){ str_slice(item->text, name + 1, item->text.len), item->at,
				     str_slice(item->text, 0, name), false };
	return true;
}

// The values of all variables by their names, found once.
static struct str value_of(struct arena *arena, const struct leaf_list *env, struct table *names, struct str name)
{
	const struct leaf_str *item;
	struct shell_word word;
	bool is_filled = names->n > 0;

	for (size_t i = 0; !is_filled && i < env->n; i++)
		if (env_split(&env->items[i], &word))
			*table_put(arena, names, word.variable) = &env->items[i];
	item = table_get(names, name);
	return item && env_split(item, &word) ? word.text : (struct str){ "", 0 };
}

bool host_ref_of_variable(struct arena *arena, const struct leaf_list *env, struct table *names,
			  const struct shell_word *word, struct host_ref *ref)
{
	struct str name = word->variable, stem = name, port;

	if (has_suffix_nocase(name, "HOST"))
		stem.len -= strlen("HOST");
	else if (has_suffix_nocase(name, "HOSTNAME"))
		stem.len -= strlen("HOSTNAME");
	// "HOST" alone is where the program itself listens.
	if (stem.len == 0 || stem.len == name.len || word->text.len == 0 ||
	    read_host(word->text, 0, ref) != word->text.len)
		return false;
	ref->is_certain = true;
	ref->has_password = false;
	if (ref->port == 0) {
		port = value_of(arena, env, names,
				str_of(arena_printf(arena, "%.*s%s", (int)stem.len, stem.ptr,
						    str_has_suffix(name, "HOST") || str_has_suffix(name, "HOSTNAME")
							    ? "PORT"
							    : "port")));
		if (!port_of_text(port, &ref->port))
			ref->port = 0;
	}
	return true;
}
