// SPDX-License-Identifier: Apache-2.0
// In: texts where a port must be. Out: the number that was meant, and where the rest of the text belongs.
#include "help/port_value.h"

#include <string.h>

// Names of services that people know by their ports.
static const struct {
	const char *name;
	unsigned port;
} well_known[] = {
	{ "http", 80 },         { "https", 443 },  { "ssh", 22 },     { "dns", 53 },        { "postgres", 5432 },
	{ "postgresql", 5432 }, { "mysql", 3306 }, { "redis", 6379 }, { "mongodb", 27017 }, { "grpc", 50051 },
};

static bool take_port(struct str *text, unsigned *port)
{
	size_t n = 0;

	for (*port = 0; n < text->len && text->ptr[n] >= '0' && text->ptr[n] <= '9' && n < 5; n++)
		*port = *port * 10 + (unsigned)(text->ptr[n] - '0');
	*text = str_slice(*text, n, text->len);
	return n > 0 && *port >= network.expose.port.min && *port <= network.expose.port.max;
}

static bool help_name(struct run *run, struct diag *diag, struct str text)
{
	for (size_t i = 0; i < COUNT_OF(well_known); i++) {
		const char *port = arena_printf(run->arena, "%u", well_known[i].port);

		if (!str_is_nocase(text, well_known[i].name))
			continue;
		diag_help(run, diag, "write %s", port);
		fix_scalar(run, diag, arena_printf(run->arena, "write %s", port), diag->at, str_of(port));
		if (diag->fix)
			diag->fix->is_unsafe = true;
		return true;
	}
	return false;
}

static bool is_protocol(struct str text)
{
	for (const char *const *protocol = network.protocols; *protocol; protocol++)
		if (str_is_nocase(text, *protocol))
			return true;
	return false;
}

void help_port(struct run *run, struct diag *diag, struct str text)
{
	struct str rest = text;
	unsigned port, other;

	if (help_name(run, diag, text) || !take_port(&rest, &port) || rest.len == 0)
		return;
	if (memchr("/ ", rest.ptr[0], 2) && is_protocol(str_slice(rest, 1, rest.len))) {
		diag_help(run, diag, "write \"port: %u\", and next to it \"proto: %s\"", port,
			  escaped(run, str_slice(rest, 1, rest.len)));
		return;
	}
	if (!memchr(":-", rest.ptr[0], 2))
		return;
	text = str_slice(rest, 1, rest.len);
	if (!take_port(&text, &other) || text.len)
		return;
	if (rest.ptr[0] == ':')
		diag_help(run, diag, "write \"port: %u\", the port in the container, and next to it \"as: %u\"", other,
			  port);
	else
		diag_help(run, diag,
			  "write a separate entry for each port from %u to %u, beginning with \"- port: %u\"", port,
			  other, port);
}
