// SPDX-License-Identifier: Apache-2.0
// In: a service. Out: the program that it runs: which one, which version, with what options and environment, on which
// port.
#ifndef AKASHLINT_QUERY_PROGRAM_H
#define AKASHLINT_QUERY_PROGRAM_H

#include "catalogue/programs.h"
#include "query/shell_words.h"
#include "sdl/image.h"

struct program {
	const struct sdl_service *service;
	struct image image;    // empty if its text names none
	struct str repository; // without the default registry: "nginx", "vllm/vllm-openai"
	uint32_t version;      // of the tag (see version_number); 0: not known
	struct shell_words words;
	const struct known_program *known; // NULL: none, or unclear which of several
	const struct shell_word *start;    // the word of the command that starts it; NULL: its image does
};

// NULL where the service is not deployed or not sound. Kept for the next rule.
struct program *program_of(struct run *run, const struct sdl_service *service);
// The same, and NULL where the program is not a known one.
struct program *known_program_of(struct run *run, const struct sdl_service *service);

// "0.9.2", "v0.9.2-cu128": compares as versions do. 0: none is there.
uint32_t version_number(struct str text);
// "12.8", as the catalogue of GPUs has it.
milli_version milli_version_of(const char *text);
// Whether since <= version < until; NULL: no limit.
bool is_version_within(uint32_t version, const char *since, const char *until);
// Whether the image is of one of these repositories; "a/*" is all below. The list may be NULL.
bool is_repository_of(const struct program *program, const char *const *list);
bool has_tag_word(const struct program *program, const char *const *list);

// What follows the first of these options; false where none is given. The list may be NULL.
bool program_option(const struct program *program, const char *const *names, struct shell_word *value);
// The item that sets one of these variables, and its value, which may be empty.
bool program_variable(const struct program *program, const char *const *names, struct shell_word *value);
bool env_find(const struct sdl_service *service, const char *name, struct shell_word *value);
// Whether one of these options or variables is given: the login of a program, for instance.
bool is_any_given(const struct program *program, const char *const *names);
// The setting of the list that is there ("NAME=value", "--option value"), and where; NULL: none.
const char *setting_find(const struct program *program, const char *const *settings, struct shell_word *where);
// Whether a word of the command or a value of the environment has this text in it.
bool is_mentioned(const struct program *program, struct str text);
// Whether options come from a place that is not visible here: a file, or a shell variable.
bool has_hidden_options(const struct shell_words *words);

// The port on which the program listens.
struct program_port {
	uint32_t number;       // 0: not known
	struct shell_word set; // what sets it; `at` is NULL where it is the program's default
};
struct program_port program_port_of(const struct program *program);
// "0.0.0.0:8000", ":8000", "8000"
bool port_of_text(struct str text, uint32_t *port);
// The entries of one port that are open to the world, or open at all.
bool is_global(const struct sdl_expose *expose);
uint32_t outer_port(const struct sdl_expose *expose);
// Where to point at a port, and at its number outside.
const struct ynode *port_place(const struct sdl_expose *expose);
const struct ynode *outer_place(const struct sdl_expose *expose);
bool is_tcp(const struct sdl_expose *expose);
// A global TCP port that is 80 outside: the HTTP proxy of the provider serves it.
bool is_ingress(const struct sdl_expose *expose);

#endif
