// SPDX-License-Identifier: Apache-2.0
// In: an entry of expose. Out: a finding if its port is invalid.
#include "query/common.h"

static void check_port(struct run *run, const struct sdl_expose *expose);

const struct rule rule_expose_port_range = {
	.id = "expose-port-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a port is missing or out of range",
	.why = "port is where the container listens: 1 to 65535. The network rejects a deployed service without a port, or with any other.",
	.fix = "Write port: with the number that the program in the container listens on.",
	.source = "chain-sdk go/manifest/v2beta3/serviceexpose.go",
	.on = { .expose = check_port },
};

static void check_port(struct run *run, const struct sdl_expose *expose)
{
	const struct leaf_u32 *port = &expose->port;
	struct diag *diag;

	if (!expose->service->is_deployed || port->is_bad ||
	    (port->value >= network.expose.port.min && port->value <= network.expose.port.max))
		return;
	if (port->at && !ynode_is_null(port->at))
		diag = diag_add(run, &rule_expose_port_range, port->at, "a port is a number from 1 to 65535, not %u",
				(unsigned)port->value);
	else
		diag = diag_add(run, &rule_expose_port_range, port->at ? port->at : first_key(expose->at),
				"this entry of \"expose\" has no port");
	if (!port->at)
		diag_lacks(run, diag, "%s.port", node_place(run, expose->at));
	diag_help(run, diag, "write port: with the number that the program in the container listens on");
}
