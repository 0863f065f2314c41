// SPDX-License-Identifier: Apache-2.0
// In: a JSON file. Out: C source, on standard output: what the tools that make it have in common.
#ifndef AKASHLINT_TOOLS_JSON_TOOL_H
#define AKASHLINT_TOOLS_JSON_TOOL_H

#include <jansson.h>

// Each tool defines it; `args` follow the file on the command line, and end with NULL.
void c_from_json(const json_t *data, char **args);

_Noreturn void die(const char *what, const char *which);
// A string of C, or what else a scalar is there; "0" for NULL.
void print_text(const json_t *text);
// "(const char *const[]){ "one", "two", 0 }"
void print_list(const json_t *list);
// "12.8" -> 12080, and 0 for NULL
unsigned version_of(const json_t *text);

#endif
