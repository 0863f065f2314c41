// SPDX-License-Identifier: Apache-2.0
// In: calls of the program. Out: their outcome in a folder made for the test, with a sound and a broken file in it.
#ifndef TESTS_CLI_SANDBOX_H
#define TESTS_CLI_SANDBOX_H

#include <jansson.h>

#include "cli/program.h"

// "sound.yml" and "broken.yml" are in it. Valid between sandbox_set_up and sandbox_tear_down.
extern char *sandbox;

void sandbox_set_up(void);
void sandbox_tear_down(void);
// The path of something in the sandbox; valid until the next call.
const char *sandbox_path(const char *name);
struct outcome sandbox_run(const char *arguments);
// Fail the test when it is otherwise.
void check_status(const char *arguments, int status);
void check_says(const char *arguments, const char *on_stderr); // and exit status 2
// What is written to standard output; json_decref is due.
json_t *json_of(const char *arguments);

#endif
