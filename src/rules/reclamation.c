// SPDX-License-Identifier: Apache-2.0
// In: the section reclamation. Out: a finding if its window is not a duration, or outside the chain's limits.
#include "query/common.h"
#include "sdl/duration.h"

static void check_window(struct run *run, const struct sdl *sdl);
static void check_range(struct run *run, const struct sdl *sdl);

const struct rule rule_reclamation_window_invalid = {
	.id = "reclamation-window-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the reclamation window is not a duration",
	.why = "min_window is how long a provider must wait before it reclaims the resources: numbers with the units "
	       "h, m, s, ms, us or ns, more than zero. There is no unit for days.",
	.fix = "Write min_window: with a duration such as 24h or 90m.",
	.source = "chain-sdk go/sdl/reclamation.go; Go time.ParseDuration",
	.on = { .sdl = check_window },
};

const struct rule rule_reclamation_window_range = {
	.id = "reclamation-window-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_CHAIN,
	.summary = "the reclamation window is shorter or longer than the chain accepts",
	.why = "The chain rejects a deployment whose min_window is below 1h or above 720h (30 days). These are defaults of market parameters, which governance may change. The network's parser and Akash Console accept any window.",
	.fix = "Write min_window: with a duration from 1h to 720h.",
	.source = "akash-network/node x/deployment/handler/server.go; chain-sdk go/node/market/v1beta5/params.go",
	.on = { .sdl = check_range },
};

static const char *problem(enum duration_fault fault)
{
	switch (fault) {
	case DURATION_EMPTY:
		return "is empty";
	case DURATION_NO_UNIT:
		return "has no unit";
	case DURATION_UNKNOWN_UNIT:
		return "has an unknown unit";
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
		diag = diag_add(run, &rule_reclamation_window_invalid, sdl->reclamation_key,
				"\"reclamation\" has no \"min_window\"");
	else
		diag = diag_add(run, &rule_reclamation_window_invalid, window->at, "the window %s %s",
				quoted(run, window->text), problem(fault));
	diag_help(run, diag, "write min_window: with a duration such as 24h or 90m; the longest unit is h");
}

static const char *seconds_text(struct run *run, uint64_t seconds)
{
	bool is_hours = seconds % 3600 == 0;

	return arena_printf(run->arena, "%llu%c", (unsigned long long)(is_hours ? seconds / 3600 : seconds),
			    is_hours ? 'h' : 's');
}

static void check_range(struct run *run, const struct sdl *sdl)
{
	const struct limits *limits = &network.reclamation.window_seconds;
	const int64_t second = 1000000000;
	int64_t window = 0;
	const char *least, *most;
	struct diag *diag;

	if (!sdl->has_reclamation || sdl->is_reclamation_bad || sdl->min_window.is_bad ||
	    duration_from_str(sdl->min_window.text, &window) != DURATION_OK || window <= 0 ||
	    (window >= (int64_t)limits->min * second && window <= (int64_t)limits->max * second))
		return;
	least = seconds_text(run, limits->min);
	most = seconds_text(run, limits->max);
	diag = diag_add(run, &rule_reclamation_window_range, sdl->min_window.at,
			"the window %s is out of range: the chain accepts %s to %s by default",
			quoted(run, sdl->min_window.text), least, most);
	if (window < (int64_t)limits->min * second)
		diag_help(run, diag, "write min_window: %s or longer", least);
	else
		diag_help(run, diag, "write min_window: %s or shorter", most);
}
