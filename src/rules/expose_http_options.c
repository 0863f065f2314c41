// SPDX-License-Identifier: Apache-2.0
// In: the http_options of a port. Out: findings about values that the network refuses.
#include "query/common.h"
#include "sdl/timeout.h"

static void check_options(struct run *run, const struct sdl_expose *expose);
static void check_cases(struct run *run, const struct sdl_expose *expose);
static void check_timeouts(struct run *run, const struct sdl_expose *expose);
static void check_timeouts_of_to(struct run *run, const struct sdl_to *to);

const struct rule rule_http_options_range = {
	.id = "http-options-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a value of http_options is too large",
	.why = "The network rejects a max_body_size above 104857600 bytes, and timeouts above 4294967295 milliseconds (1193 hours).",
	.fix = "Lower the value, or write 0 for the default.",
	.source = "chain-sdk go/sdl/v2.go, asManifest",
	.on = { .expose = check_options },
};

const struct rule rule_http_timeout_invalid = {
	.id = "http-timeout-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a timeout of http_options that can't be read",
	.why = "read_timeout and send_timeout are a whole number of milliseconds, or a whole number with one of the units ms, s, m and h. The network rejects fractions, other units, and several units in one value, in every service.",
	.fix = "Write one whole number and one unit, such as 60s or 90m.",
	.source = "chain-sdk go/sdl/v2.go @06c24d17, http_timeout_test.go",
	.on = { .expose = check_timeouts, .to = check_timeouts_of_to },
};

const struct rule rule_http_next_case_unknown = {
	.id = "http-next-case-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an unknown case in next_cases",
	.why = "next_cases lists the errors of a replica after which the proxy tries the next one: error, timeout, 500, 502, 503, 504, 403, 404, 429 or off. The network rejects any other word.",
	.fix = "Use one of these.",
	.source = "chain-sdk go/sdl/v2.go, asManifest",
	.on = { .expose = check_cases },
};

const struct rule rule_http_next_case_off = {
	.id = "http-next-case-off",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "next_cases has off together with other cases",
	.why = "off means that no other replica is tried, so it must be the only case. The network rejects it "
	       "together with others.",
	.fix = "Remove off, or remove the others.",
	.source = "chain-sdk go/sdl/v2.go, asManifest",
	.on = { .expose = check_cases },
};

static void report_limit(struct run *run, const char *name, const struct ynode *at, const struct limits *limits,
			 const char *unit, const char *value)
{
	struct diag *diag = diag_add(run, &rule_http_options_range, at, "\"%s\" must be at most %llu %s, not %s", name,
				     (unsigned long long)limits->max, unit, value);

	diag_help(run, diag, "lower it, or write 0 for the default");
}

static void check_timeout_limit(struct run *run, const char *name, const struct leaf_quantity *assignment,
				const struct limits *limits)
{
	if (!assignment->is_bad && !assignment->fault && assignment->value > limits->max)
		report_limit(run, name, assignment->at, limits, "ms", quoted(run, assignment->text));
}

static void check_options(struct run *run, const struct sdl_expose *expose)
{
	const struct sdl_http_options *options = &expose->http_options;
	const struct leaf_u32 *size = &options->max_body_size;
	const struct limits *limits = &network.expose.max_body_size;

	if (!expose->service->is_deployed)
		return;
	if (!size->is_bad && size->value > limits->max)
		report_limit(run, "max_body_size", size->at, limits, "bytes",
			     arena_printf(run->arena, "%u", (unsigned)size->value));
	check_timeout_limit(run, "read_timeout", &options->read_timeout, &network.expose.read_timeout);
	check_timeout_limit(run, "send_timeout", &options->send_timeout, &network.expose.send_timeout);
}

static void check_timeout(struct run *run, const char *name, const struct leaf_quantity *assignment)
{
	struct strbuf better;
	struct diag *diag;

	if (assignment->is_bad || !assignment->fault)
		return;
	diag = diag_add(run, &rule_http_timeout_invalid, assignment->at,
			"\"%s\" must be milliseconds or a time such as 60s, not %s", name,
			quoted(run, assignment->text));
	better = strbuf_in(run->arena);
	if (timeout_suggest(assignment->text, &better)) {
		diag_help(run, diag, "write %s", better.text);
		fix_scalar(run, diag, arena_printf(run->arena, "write %s", better.text), assignment->at,
			   (struct str){ better.text, better.len });
	} else {
		diag_help(run, diag, "write a whole number of milliseconds, or one with ms, s, m or h, such as 60s");
	}
}

static void check_timeouts_of(struct run *run, const struct sdl_http_options *options)
{
	check_timeout(run, "read_timeout", &options->read_timeout);
	check_timeout(run, "send_timeout", &options->send_timeout);
}

static void check_timeouts(struct run *run, const struct sdl_expose *expose)
{
	check_timeouts_of(run, &expose->http_options);
}

static void check_timeouts_of_to(struct run *run, const struct sdl_to *to)
{
	check_timeouts_of(run, &to->http_options);
}

static void check_cases(struct run *run, const struct sdl_expose *expose)
{
	const struct leaf_list *cases = &expose->http_options.next_cases;

	for (size_t i = 0; expose->service->is_deployed && i < cases->n; i++) {
		const struct leaf_str *item = &cases->items[i];
		struct diag *diag;

		if (str_is(item->text, "off") && cases->n > 1) {
			diag = diag_add(run, &rule_http_next_case_off, item->at, "\"off\" must be the only case");
			diag_help(run, diag, "remove \"off\", or remove the others");
		} else if (!is_one_of(item->text, network.next_cases)) {
			diag = diag_add(run, &rule_http_next_case_unknown, item->at, "unknown case %s",
					quoted(run, item->text));
			if (!suggest_name(run, diag, item->text, network.next_cases, item->at))
				diag_help(run, diag, "the cases are %s", list_text(run, network.next_cases, "and"));
		}
	}
}
