// SPDX-License-Identifier: Apache-2.0
// In: command, args and env of a service. Out: their words, and the options among them.
#ifndef AKASHLINT_QUERY_SHELL_WORDS_H
#define AKASHLINT_QUERY_SHELL_WORDS_H

#include "catalogue/images.h"
#include "query/common.h"

// A piece of the command, its arguments or the environment between spaces, quotes and shell operators.
struct shell_word {
	struct str text;
	const struct ynode *at; // the item it is from
	struct str variable;    // of the environment; empty: of the command
	bool is_quote_next;     // what follows it without a space is in quotes, and not empty
};

struct shell_words {
	struct shell_word *items;
	size_t n, cap;
};

// Comments of a shell are left out.
void shell_words_of_service(struct run *run, const struct sdl_service *service, struct shell_words *words);
// Whether words->items[i] is one of the options, with its value: "--tp 8" or "--tp=8". The value is empty where none
// follows.
bool option_at(const struct shell_words *words, size_t i, const char *const *names, struct shell_word *value);
bool has_word(const struct shell_words *words, const char *const *list);
// How often the words start the engine.
size_t count_starts(const struct shell_words *words, const struct llm_engine *engine);
const struct llm_engine *started_engine(const struct shell_words *words); // NULL: none
// Whether the container is one of several that work as one, perhaps with containers of other deployments.
bool is_multi_node(const struct shell_words *words);

#endif
