// SPDX-License-Identifier: Apache-2.0
// In: an SDL that was checked. Out: what a result holds.
#ifndef AKASHLINT_API_RESULT_H
#define AKASHLINT_API_RESULT_H

#include "api/linter.h"
#include "diag/diag.h"

struct bid_list;

struct akashlint_result {
	struct arena arena;
	struct choices choices; // the linter's, as they were
	struct settings settings;
	struct run run;
	struct str text; // as it was given
	struct akashlint_diagnostic *diagnostics;
	size_t n_diagnostics;
	const struct bid_list *bids; // or NULL
	const char *dseq, *model;
	unsigned bid_flags;
	const char *error;
	enum akashlint_status broken; // after which nothing more can be made
};

struct akashlint_diagnostic *diagnostics_from_run(struct run *run);

#endif
