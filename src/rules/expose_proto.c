// SPDX-License-Identifier: Apache-2.0
// In: an entry of expose. Out: a finding if its protocol is invalid.
#include "query/common.h"

static void check_proto(struct run *run, const struct sdl_expose *expose);

const struct rule rule_expose_proto_unknown = {
	.id = "expose-proto-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the protocol of a port is neither tcp nor udp",
	.why = "proto is the transport protocol, tcp or udp in upper or lower case. The network rejects any other word, even http: HTTP runs over tcp.",
	.fix = "Write proto: tcp or proto: udp, or leave it out for tcp.",
	.source = "chain-sdk go/manifest/v2beta3/parse.go",
	.on = { .expose = check_proto },
};

// Go compares the upper-case form, into which U+017F (long s) and the like fold too; none of them is in these words.
static bool is_protocol(struct str text)
{
	for (const char *const *protocol = network.protocols; *protocol; protocol++)
		if (str_is_nocase(text, *protocol))
			return true;
	return text.len == 0;
}

static bool is_http(struct str text)
{
	return str_is_nocase(text, "http") || str_is_nocase(text, "https");
}

static void check_proto(struct run *run, const struct sdl_expose *expose)
{
	struct diag *diag;

	if (!expose->service->is_deployed || expose->proto.is_bad || is_protocol(expose->proto.text))
		return;
	diag = diag_add(run, &rule_expose_proto_unknown, expose->proto.at, "\"proto\" must be %s, not %s",
			list_text(run, network.protocols, "or"), quoted(run, expose->proto.text));
	if (is_http(expose->proto.text)) {
		diag_help(run, diag, "HTTP runs over tcp: write proto: tcp, or leave it out");
		fix_scalar(run, diag, "write tcp", expose->proto.at, STR("tcp"));
	} else if (!suggest_name(run, diag, expose->proto.text, network.protocols, expose->proto.at)) {
		diag_help(run, diag, "write proto: tcp or proto: udp, or leave it out for tcp");
	}
}
