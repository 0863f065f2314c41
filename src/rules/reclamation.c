// SPDX-License-Identifier: Apache-2.0
// In: the section reclamation. Out: a finding if its window is no duration.
#include "rules/common.h"
#include "sdl/duration.h"

static void check_window(struct run *run, const struct sdl *sdl);

const struct rule rule_reclamation_window_invalid = {
	.id = "reclamation-window-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the reclamation window is not a duration",
	.why = "min_window is how long a provider must wait before it takes the resources back: numbers with the units "
	       "h, m, s, ms, us or ns, more than zero. There is no unit for days.",
	.fix = "Write min_window: with a duration such as 24h or 30m.",
	.source = "chain-sdk go/sdl/reclamation.go; Go time.ParseDuration",
	.on = { .sdl = check_window },
};

static const char *problem(enum duration_fault fault)
{
	switch (fault) {
	case DURATION_EMPTY:
		return "is empty";
	case DURATION_NO_UNIT:
		return "has no unit";
	case DURATION_UNKNOWN_UNIT:
		return "has a unit that is not known";
	case DURATION_OVERFLOW:
		return "is longer than 292 years";
	case DURATION_OK:
		return "must be more than zero";
	default:
		return "is not a duration";
	}
}

static void check_window(struct run *run, const struct sdl *sdl)
{
	const struct leaf_str *window = &sdl->min_window;
	enum duration_fault fault;
	int64_t nanoseconds = 0;
	struct diag *diag;

	if (!sdl->has_reclamation || sdl->is_reclamation_bad || window->is_bad)
		return;
	fault = duration_from_str(window->text, &nanoseconds);
	if (fault == DURATION_OK && nanoseconds > 0)
		return;
	if (!window->at)
		diag = report(run, &rule_reclamation_window_invalid, sdl->reclamation_key,
			      "\"reclamation\" has no \"min_window\"");
	else
		diag = report(run, &rule_reclamation_window_invalid, window->at, "the window %s %s",
			      quoted(run, window->text), problem(fault));
	diag_help(run, diag, "write min_window: with a duration such as 24h or 30m; the longest unit is h");
}
