// SPDX-License-Identifier: Apache-2.0
// In: operands. Out: the files to check, in order.
#ifndef AKASHLINT_CLI_FIND_FILES_H
#define AKASHLINT_CLI_FIND_FILES_H

#include "cli/effective_settings.h"

struct found_file {
	const char *path;
	size_t root;         // of the operands; 0 where there is none
	const char *skipped; // why it is not checked, or NULL: such files are kept for --show-files only
	bool is_named;       // by an operand: checked whatever it looks like
	bool leads_out;      // of the folder that is an operand: it is a symbolic link in there
	size_t size;         // when it was found; 0 if unknown
	struct file_settings effective;
};

struct file_list {
	struct arena *arena;
	struct settings_cache *cache;
	const char *stdin_name; // or NULL
	bool keeps_skipped;
	const char *root; // the operand that is looked at
	size_t n_roots;   // looked at before it
	struct found_file *items;
	size_t n, cap;
	size_t n_excluded; // files and folders
	bool has_trouble;  // complained
};

// An operand that is a folder gives the *.yml and *.yaml in it and below, sorted. Hidden folders and
// node_modules are skipped, what the configuration of a folder excludes, and symbolic links to folders: no loop
// can catch us. Files whose configuration is broken are not among them. `*list` has its first four members set.
void find_files(struct file_list *list, const char *const *operands, size_t n_operands);
// NULL where the text's top level is a mapping with keys that SDLs have and few other files do, or near spellings of
// them; else why it is no SDL. The text may be broken further on: that is for the check to say.
const char *why_no_sdl(struct arena *arena, struct str bytes);

#endif
