// SPDX-License-Identifier: Apache-2.0
// In: operands. Out: the files to check, in order.
#ifndef AKASHLINT_CLI_FIND_FILES_H
#define AKASHLINT_CLI_FIND_FILES_H

#include "cli/in_force.h"

struct found_file {
	const char *path;
	bool is_named;      // by an operand: checked whatever it looks like
	bool leads_out;     // of the folder that is an operand: it is a symbolic link in there
	size_t size;        // when it was found; 0 if unknown
	struct file_in_force in_force;
};

struct file_list {
	struct arena *arena;
	struct in_forces *in_forces;
	const char *stdin_name; // or NULL
	const char *root;       // the operand that is looked at
	struct found_file *items;
	size_t n, cap;
	size_t n_excluded; // files and folders
	bool has_trouble;  // complained
};

// An operand that is a folder gives the *.yml and *.yaml in it and below, sorted. Hidden folders and
// node_modules are passed over, what the configuration of a folder excludes, and symbolic links to folders: no loop
// can catch us. Files whose configuration is broken are not among them. `*list` has its first three members set.
void find_files(struct file_list *list, const char *const *operands, size_t n_operands);
// Whether the text's top level is a mapping with a key that every SDL has and few other files do. The
// text may be broken further on: that is for the check to say.
bool looks_like_sdl(struct arena *arena, struct str bytes);

#endif
