// SPDX-License-Identifier: Apache-2.0
// In: command, args and env of a service. Out: their words, and the options among them.
//
// A command is a list of arguments, or a shell with a script as its argument: one item with spaces in it
// is taken as a script, and then both read alike.
#include "query/shell_words.h"

#include <string.h>

static bool is_between(char c)
{
	switch (c) {
	case '\0':
	case ' ':
	case '\t':
	case '\r':
	case '\n':
	case '\v':
	case '\f':
	case '"':
	case '\'':
	case '`':
	case '\\':
	case ';':
	case '|':
	case '&':
	case '(':
	case ')':
	case '<':
	case '>':
		return true;
	default:
		return false;
	}
}

// Whether quotes with something between them begin there: after "--token=", they hold its value.
static bool is_quote_filled(struct str text, size_t at)
{
	return at + 1 < text.len && (text.ptr[at] == '"' || text.ptr[at] == '\'') && text.ptr[at + 1] != text.ptr[at];
}

static void add_words(struct run *run, const struct ynode *at, struct str text, struct str variable,
		      struct shell_words *words)
{
	size_t from = 0, to;

	for (; from < text.len; from = to) {
		to = from + 1;
		if (is_between(text.ptr[from]))
			continue;
		if (text.ptr[from] == '#' && (from == 0 || strchr(" \t\n", text.ptr[from - 1]))) {
			while (to < text.len && text.ptr[to] != '\n')
				to++;
			continue;
		}
		while (to < text.len && !is_between(text.ptr[to]))
			to++;
		ARENA_PUSH(run->arena, words->items, words->n, words->cap) =
			(struct shell_word){ str_slice(text, from, to), at, variable, is_quote_filled(text, to) };
	}
}

static void add_list(struct run *run, const struct leaf_list *list, struct shell_words *words)
{
	for (size_t i = 0; i < list->n; i++)
		if (!list->items[i].is_bad)
			add_words(run, list->items[i].at, list->items[i].text, (struct str){ "", 0 }, words);
}

static void add_env(struct run *run, const struct leaf_list *env, struct shell_words *words)
{
	for (size_t i = 0; i < env->n; i++) {
		struct str text = env->items[i].text;
		const char *equals = text.len ? memchr(text.ptr, '=', text.len) : NULL;
		size_t name = equals ? (size_t)(equals - text.ptr) : 0;

		if (equals && !env->items[i].is_bad)
			add_words(run, env->items[i].at, str_slice(text, name + 1, text.len), str_slice(text, 0, name),
				  words);
	}
}

void shell_words_of_service(struct run *run, const struct sdl_service *service, struct shell_words *words)
{
	*words = (struct shell_words){ 0 };
	add_list(run, &service->command, words);
	add_list(run, &service->args, words);
	add_env(run, &service->env, words);
}

static bool is_option(struct str word, const char *name, struct str *value)
{
	size_t len = 0;

	while (name[len] && len < word.len && name[len] == word.ptr[len])
		len++;
	if (name[len] || (word.len > len && word.ptr[len] != '='))
		return false;
	*value = str_slice(word, word.len > len ? len + 1 : len, word.len);
	return true;
}

bool option_at(const struct shell_words *words, size_t i, const char *const *names, struct shell_word *value)
{
	const struct shell_word *word = &words->items[i], *next = i + 1 < words->n ? word + 1 : NULL;

	for (; word->text.ptr[0] == '-' && *names; names++) {
		*value = *word;
		if (!is_option(word->text, *names, &value->text))
			continue;
		if (value->text.len == 0 && next && str_eq(next->variable, word->variable))
			*value = *next;
		return true;
	}
	return false;
}

bool has_word(const struct shell_words *words, const char *const *list)
{
	for (size_t i = 0; i < words->n; i++)
		for (const char *const *name = list; *name; name++) {
			struct str value;

			if (is_option(words->items[i].text, *name, &value))
				return true;
		}
	return false;
}

// "vllm", "/usr/local/bin/vllm"
static bool is_program(struct str word, struct str name)
{
	return word.len >= name.len && str_eq(str_slice(word, word.len - name.len, word.len), name) &&
	       (word.len == name.len || word.ptr[word.len - name.len - 1] == '/');
}

static bool is_start(const struct shell_words *words, size_t i, const char *command)
{
	const char *blank = strchr(command, ' ');
	struct str first = { command, blank ? (size_t)(blank - command) : strlen(command) };

	if (words->items[i].variable.len || !is_program(words->items[i].text, first))
		return false;
	return !blank || (i + 1 < words->n && str_is(words->items[i + 1].text, blank + 1));
}

size_t count_starts(const struct shell_words *words, const struct llm_engine *engine)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n; i++)
		for (const char *const *command = engine->commands; *command; command++)
			n += is_start(words, i, *command);
	return n;
}

const struct llm_engine *started_engine(const struct shell_words *words)
{
	for (const struct llm_engine *engine = known_images.engines; engine->name; engine++)
		if (count_starts(words, engine) > 0)
			return engine;
	return NULL;
}

bool is_multi_node(const struct shell_words *words)
{
	static const char *const hints[] = { "ray",
					     "--nnodes",
					     "--num-nodes",
					     "--node-rank",
					     "--dist-init-addr",
					     "--headless",
					     "--data-parallel-address",
					     "--master-addr",
					     "mpirun",
					     NULL };

	for (size_t i = 0; i < words->n; i++)
		if (str_has_prefix(words->items[i].variable, "RAY_"))
			return true;
	return has_word(words, hints);
}
