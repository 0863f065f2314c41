// SPDX-License-Identifier: Apache-2.0
// In: patterns and text. Out: where a pattern matches: the one wrapper of PCRE2.
#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/table.h"

// A search of a usual text takes some hundred steps.
enum { MAX_STEPS = 100000, MAX_DEPTH = 1000, MAX_HEAP_KIB = 1024 };

struct regex {
	pcre2_code *code; // NULL: the pattern is invalid
	struct regex *next;
};

struct regexes {
	struct arena *arena;
	pcre2_general_context *memory;
	pcre2_compile_context *compiling;
	pcre2_match_context *matching;
	pcre2_match_data *found;
	struct table by_pattern;
	struct regex *first;
};

// The program's malloc, so that replacing it there replaces it here too.
static void *allocate(size_t size, void *unused)
{
	(void)unused;
	return malloc(size);
}

static void release(void *ptr, void *unused)
{
	(void)unused;
	free(ptr);
}

static void close_regexes(void *handle)
{
	struct regexes *regexes = handle;

	for (struct regex *regex = regexes->first; regex; regex = regex->next)
		pcre2_code_free(regex->code);
	pcre2_match_data_free(regexes->found);
	pcre2_match_context_free(regexes->matching);
	pcre2_compile_context_free(regexes->compiling);
	pcre2_general_context_free(regexes->memory);
}

struct regexes *regexes_new(struct arena *arena)
{
	struct regexes *regexes = arena_zalloc(arena, sizeof(*regexes));

	regexes->arena = arena;
	arena_defer(arena, close_regexes, regexes);
	regexes->memory = pcre2_general_context_create(allocate, release, NULL);
	if (!regexes->memory)
		arena_out_of_memory(arena);
	regexes->compiling = pcre2_compile_context_create(regexes->memory);
	regexes->matching = pcre2_match_context_create(regexes->memory);
	regexes->found = pcre2_match_data_create(REGEX_GROUPS, regexes->memory);
	if (!regexes->compiling || !regexes->matching || !regexes->found)
		arena_out_of_memory(arena);
	pcre2_set_match_limit(regexes->matching, MAX_STEPS);
	pcre2_set_depth_limit(regexes->matching, MAX_DEPTH);
	pcre2_set_heap_limit(regexes->matching, MAX_HEAP_KIB);
	return regexes;
}

static struct regex *compiled(struct regexes *regexes, const char *pattern)
{
	void **slot = table_put(regexes->arena, &regexes->by_pattern, str_of(pattern));
	struct regex *regex = *slot;
	PCRE2_SIZE offset;
	int error;

	if (regex)
		return regex;
	regex = arena_zalloc(regexes->arena, sizeof(*regex));
	*slot = regex;
	regex->next = regexes->first;
	regexes->first = regex;
	regex->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_NEVER_UTF | PCRE2_NEVER_UCP,
				    &error, &offset, regexes->compiling);
	if (!regex->code && error == PCRE2_ERROR_HEAP_FAILED)
		arena_out_of_memory(regexes->arena);
	return regex;
}

// How many groups were set, the whole match among them; 0: no match.
static size_t search(struct regexes *regexes, const char *pattern, struct str text, size_t from)
{
	const struct regex *regex = compiled(regexes, pattern);
	int n;

	if (!regex->code || from > text.len)
		return 0;
	n = pcre2_match(regex->code, (PCRE2_SPTR)(text.len ? text.ptr : ""), text.len, from, 0, regexes->found,
			regexes->matching);
	if (n == PCRE2_ERROR_NOMEMORY)
		arena_out_of_memory(regexes->arena);
	// 0: the pattern has more groups than there is room for.
	return n > 0 ? (size_t)n : n == 0 ? REGEX_GROUPS : 0;
}

bool regex_find(struct regexes *regexes, const char *pattern, struct str text, size_t from, struct regex_match *match)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(regexes->found);
	size_t n = search(regexes, pattern, text, from);

	*match = (struct regex_match){ 0 };
	for (size_t i = 0; i < n; i++)
		// \K in a lookaround can make a match end before it begins.
		if (ends[2 * i] != PCRE2_UNSET && ends[2 * i] <= ends[2 * i + 1])
			match->groups[i] = str_slice(text, ends[2 * i], ends[2 * i + 1]);
	return n > 0;
}
