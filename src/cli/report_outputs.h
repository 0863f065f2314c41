// SPDX-License-Identifier: Apache-2.0
// In: the wanted reports. Out: all of them written at once, each to its own file.
#ifndef AKASHLINT_CLI_REPORT_OUTPUTS_H
#define AKASHLINT_CLI_REPORT_OUTPUTS_H

#include "cli/options.h"
#include "cli/output.h"
#include "report/report.h"

// What a command computed about an SDL; NULL: the command does not need it, or the network rejects
// the file.
struct findings {
	const struct matches *matches;
	const struct judged_bids *bids;
};

struct report_output {
	struct report report;
	struct output output;
};

struct report_outputs {
	struct report_output *items;   // in the arena
	size_t n;                      // that are open
	bool is_fixing, is_fixing_all; // the safe ones; the others too
};

// All or none, and then false after a complaint. report_outputs_close or report_outputs_drop is due after true, and
// report_outputs_drop when memory runs out in here.
bool report_outputs_open(struct report_outputs *outputs, struct arena *arena, const struct options *options);
void report_outputs_file(struct report_outputs *outputs, struct run *run, struct findings findings);
// Something is finished that should be written.
bool report_outputs_have_enough(const struct report_outputs *outputs);
// False once all readers have closed their pipes.
bool report_outputs_write(struct report_outputs *outputs);
// The totals that are not counted file by file.
void report_outputs_end(struct report_outputs *outputs, const struct totals *totals);
// False after a complaint about any of them.
bool report_outputs_close(struct report_outputs *outputs);
void report_outputs_drop(struct report_outputs *outputs);

#endif
