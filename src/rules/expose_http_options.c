// SPDX-License-Identifier: Apache-2.0
// In: the http_options of a port. Out: findings about values that the network refuses.
#include "rules/common.h"

static void check_options(struct run *run, const struct sdl_expose *expose);
static void check_cases(struct run *run, const struct sdl_expose *expose);

const struct rule rule_http_options_range = {
	.id = "http-options-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a value of http_options is too large",
	.why = "The network limits max_body_size to 104857600 bytes, proxy_buffer_size to 1048576 bytes, and both "
	       "timeouts to 60000 milliseconds, and refuses more.",
	.fix = "Lower the value, or write 0 for the default.",
	.source = "chain-sdk go/sdl/v2.go, asManifest",
	.on = { .expose = check_options },
};

const struct rule rule_http_next_case_unknown = {
	.id = "http-next-case-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "next_cases names a case that does not exist",
	.why = "next_cases says after which answers of a replica the next one is tried: error, timeout, 500, 502, 503, "
	       "504, 403, 404, 429 or off. The network refuses any other text.",
	.fix = "Use one of these.",
	.source = "chain-sdk go/sdl/v2.go, asManifest",
	.on = { .expose = check_cases },
};

const struct rule rule_http_next_case_off = {
	.id = "http-next-case-off",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "next_cases has off together with other cases",
	.why = "off means that no other replica is ever tried, so it must be the only case. The network refuses it "
	       "together with others.",
	.fix = "Remove off, or remove the others.",
	.source = "chain-sdk go/sdl/v2.go, asManifest",
	.on = { .expose = check_cases },
};

static void check_limit(struct run *run, const char *name, const struct leaf_u32 *leaf, const struct limits *limits,
			const char *unit)
{
	struct diag *diag;

	if (leaf->is_bad || leaf->value <= limits->max)
		return;
	diag = report(run, &rule_http_options_range, leaf->at, "\"%s\" is at most %llu %s, not %u", name,
		      (unsigned long long)limits->max, unit, (unsigned)leaf->value);
	diag_help(run, diag, "lower it, or write 0 for the default");
}

static void check_options(struct run *run, const struct sdl_expose *expose)
{
	const struct sdl_http_options *options = &expose->http_options;

	if (!expose->service->is_deployed)
		return;
	check_limit(run, "max_body_size", &options->max_body_size, &network.expose.max_body_size, "bytes");
	check_limit(run, "proxy_buffer_size", &options->proxy_buffer_size, &network.expose.proxy_buffer_size, "bytes");
	check_limit(run, "read_timeout", &options->read_timeout, &network.expose.read_timeout, "ms");
	check_limit(run, "send_timeout", &options->send_timeout, &network.expose.send_timeout, "ms");
}

static void check_cases(struct run *run, const struct sdl_expose *expose)
{
	const struct leaf_list *cases = &expose->http_options.next_cases;

	for (size_t i = 0; expose->service->is_deployed && i < cases->n; i++) {
		const struct leaf_str *item = &cases->items[i];
		struct diag *diag;

		if (str_is(item->text, "off") && cases->n > 1) {
			diag = report(run, &rule_http_next_case_off, item->at, "\"off\" must be the only case");
			diag_help(run, diag, "remove \"off\", or remove the others");
		} else if (!is_one_of(item->text, network.next_cases)) {
			diag = report(run, &rule_http_next_case_unknown, item->at, "there is no case %s",
				      quoted(run, item->text));
			if (!suggest_name(run, diag, item->text, network.next_cases, item->at))
				diag_help(run, diag, "the cases are %s", list_text(run, network.next_cases, "and"));
		}
	}
}
