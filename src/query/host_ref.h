// SPDX-License-Identifier: Apache-2.0
// In: a value of the environment, or a word of a command. Out: the hosts that it names, with their ports.
#ifndef AKASHLINT_QUERY_HOST_REF_H
#define AKASHLINT_QUERY_HOST_REF_H

#include "query/program.h"

struct host_ref {
	struct str host;
	uint32_t port;     // 0: none is written
	bool is_certain;   // written as a URL, or in a variable for hosts
	bool has_password; // a URL with a user's password before the host
	struct str password;
};

// The next reference in the text at or after *at; false at the end. *at begins with 0.
bool host_ref_next(struct str text, size_t *at, struct host_ref *ref);
// "NAME=value" as a word; false where there is no "=".
bool env_split(const struct leaf_str *item, struct shell_word *word);
// "REDIS_HOST=cache" with "REDIS_PORT=6379": false where the variable is not one for a host. `names` is filled for the
// next call with the same environment; all zero before the first.
bool host_ref_of_variable(struct arena *arena, const struct leaf_list *env, struct table *names,
			  const struct shell_word *word, struct host_ref *ref);

#endif
