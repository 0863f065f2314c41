// SPDX-License-Identifier: Apache-2.0
// In: a value that stands where a mapping or a list must be. Out: how an SDL writes what it means.
#ifndef AKASHLINT_HELP_LONE_VALUE_H
#define AKASHLINT_HELP_LONE_VALUE_H

#include "query/common.h"
#include "sdl/key_place.h"

// A single value as the shape has it, in one line: "4Gi" or "{size: 4Gi}".
const char *lone_text(struct run *run, const struct shape *shape, const struct ynode *scalar);
// Whether the node is there, and a scalar that is not empty.
bool has_text(const struct ynode *node);
// Text as a value of YAML, in quotes if need be.
void add_scalar(struct strbuf *out, struct str text);
void add_quoted(struct strbuf *out, struct str text);
// A command line as a list of its words, or for a shell: "[\"python\", \"x.py\"]".
const char *words_text(struct run *run, struct str line, bool is_command);
// The same as a help, where `key` is "command" or "args".
void help_words(struct run *run, struct diag *diag, const struct ynode *key, struct str text);
// Helps and fixes for values of another kind than their key takes.
void explain_wrong_types(struct run *run);
// Keys of a list in place of a mapping have no names: reports the list, and answers true, where it is one. `name` is
// what must be a mapping, in quotes.
bool report_list_of_keys(struct run *run, const struct rule *rule, const struct ynode *key, const char *name);
// Variables as a list of NAME=value, from a mapping, or a list of mappings; ports as entries of expose, from the words
// of Compose. Items to be put in a list; NULL where they can't be made out.
struct text_list {
	const char **items;
	size_t n, cap;
};
bool variables_from_node(struct run *run, const struct ynode *node, struct text_list *list);
bool ports_from_node(struct run *run, const struct ynode *node, struct text_list *list);
// The entry of expose for "8080:80" or "80/udp"; NULL for a text that is no port of Compose.
const char *port_entry(struct run *run, struct str text);
// "-NAME=value" in place of a list.
void help_space(struct run *run, struct diag *diag, const struct ynode *at);
// A list in place of a mapping, or a mapping in place of a list; false where no dash explains it.
bool help_dash(struct run *run, struct diag *diag, const struct ynode *node, const struct shape *shape);
// "- name: data", or "- key: host" with a value, in a list where a mapping of such names must be: helps, and answers
// true.
bool help_named_item(struct run *run, struct diag *diag, const struct ynode *list, const struct shape *shape);
// "[a, b]"; of many the first ones.
const char *flow_list(struct run *run, const struct text_list *list);
// Writes the list under a key, in place of the key and its value.
void fix_list(struct run *run, struct diag *diag, const struct ynode *key, const struct ynode *value, const char *name,
	      const struct text_list *list);

#endif
