// SPDX-License-Identifier: Apache-2.0
// In: schemas/programs.json, at build time. Out: programs that people run: where they listen, write and ask for a
// login.
#ifndef AKASHLINT_CATALOGUE_PROGRAMS_H
#define AKASHLINT_CATALOGUE_PROGRAMS_H

#include <stdbool.h>

// Lists end with 0, and are NULL where there is nothing. An option begins with "-"; other names are of the environment.
// A setting is "NAME=value" ("NAME=*": any but none), "--option value" or "--option=".
struct known_program {
	const char *name;
	const char *kind;            // api, app, broker, dashboard, database, game, server, shell, tool, web
	const char *const *images;   // as people write them; "quay.io/jupyter/*" is all below
	const char *const *commands; // what starts it: one word or two
	const char *word;            // that must be in the image or the command for `commands` to mean it
	const char *tag_word;        // that the tag must have for the image to start it
	unsigned port;
	const unsigned *more_ports;
	const char *const *port_options, *const *port_variables, *const *more_port_options;
	const char *const *host_options, *const *host_variables;
	bool is_loopback;      // listens on 127.0.0.1 unless its command says otherwise
	bool is_raw;           // speaks no HTTP
	bool splits_options;   // takes an option with its value as one argument
	const char *data;      // the folder that it writes to
	unsigned data_version; // from this major version on it is data_new
	const char *data_new;
	const char *const *data_options, *const *data_variables;
	bool is_volume;             // the image declares the folder a volume, which covers a mount above it
	bool is_stateful;           // to lose the folder is to lose what users have entrusted it with
	bool is_single;             // copies do not share their data
	const char *const *cluster; // options with which they do
	bool needs_empty_data;      // it refuses a folder with lost+found in it
	bool is_open;               // whoever reaches it needs no login,
	unsigned open_until;        // before this major version (0: all),
	const char *const *login;   // unless one of these is given; "*.conf": a word that ends so
	const char *const *opens;   // settings that turn the login off
	const char *const *password_options, *const *password_variables, *const *password_files;
	const char *default_password; // where none is given
	const char *danger_option;    // that has no business to name one of danger_parts for the world
	const char *const *danger_parts;
	unsigned door_port; // the port that this is about; 0: all of them
};

struct known_programs {
	const char *source, *date;
	const struct known_program *programs; // ends with a name that is NULL
};

extern const struct known_programs known_programs;

#endif
