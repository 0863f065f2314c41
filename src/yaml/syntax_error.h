// SPDX-License-Identifier: Apache-2.0
// In: what libyaml stopped at, or let pass though the network does not. Out: diagnostics a person can act on.
#ifndef AKASHLINT_YAML_SYNTAX_ERROR_H
#define AKASHLINT_YAML_SYNTAX_ERROR_H

#include "yaml/node.h"

enum { YAML_MAX_HANDLES = 1000 }; // %TAG directives: libyaml is quadratic in them

// `context` is libyaml's word for what it was reading, or NULL; it began at `context_offset`.
void report_syntax_error(struct run *run, const char *problem, uint32_t offset, const char *context,
			 uint32_t context_offset);
void report_encoding_error(struct run *run, uint32_t offset);
void report_unknown_alias(struct run *run, const struct ynode *alias);
void report_later_document(struct run *run, uint32_t offset);
// `directives` is where the first of them begins.
void check_yaml_version(struct run *run, uint32_t directives, int major, int minor);
// Whether there are more %TAG than anybody needs, which is reported: libyaml takes time by the square of their number.
bool refuse_handles(struct run *run);
// Reports an escape of a double-quoted scalar that only libyaml knows.
void check_escapes(struct run *run, struct span quoted_scalar);
// Reports a "?" in a plain scalar inside of brackets, where it begins a key for the network.
void check_flow_plain(struct run *run, struct span plain_scalar);

#endif
