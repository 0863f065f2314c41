// SPDX-License-Identifier: Apache-2.0
// In: the wanted reports. Out: all of them written at once, each to its own file.
#ifndef AKASHLINT_CLI_OUTLETS_H
#define AKASHLINT_CLI_OUTLETS_H

#include "cli/options.h"
#include "cli/output.h"
#include "report/report.h"

// What a command computed about an SDL; NULL: the command does not need it, or the network rejects
// the file.
struct findings {
	const struct matches *matches;
	const struct judged_bids *bids;
};

struct outlet {
	struct report report;
	struct output output;
};

struct outlets {
	struct outlet *items; // in the arena
	size_t n;             // that are open
	bool is_fixing, is_fixing_all; // the safe ones; the others too
};

// All or none, and then false after a complaint. outlets_close or outlets_drop is due after true, and
// outlets_drop when memory runs out in here.
bool outlets_open(struct outlets *outlets, struct arena *arena, const struct options *options);
void outlets_file(struct outlets *outlets, struct run *run, struct findings findings);
// Something is finished that should be written.
bool outlets_have_enough(const struct outlets *outlets);
// False once all readers have closed their pipes.
bool outlets_write(struct outlets *outlets);
// The totals that are not counted file by file.
void outlets_end(struct outlets *outlets, const struct totals *totals);
// False after a complaint about any of them.
bool outlets_close(struct outlets *outlets);
void outlets_drop(struct outlets *outlets);

#endif
