// SPDX-License-Identifier: Apache-2.0
// In: where a finding is. Out: its location for a report to another program.
#include "report/location.h"

#include <string.h>

#include "base/arena.h"
#include "os/path.h"

struct location location_of(struct run *run, struct span span)
{
	return (struct location){ source_position(&run->source, span.start), source_position(&run->source, span.end) };
}

static struct position byte_position(struct source *source, uint32_t offset)
{
	struct position position = source_position(source, offset);
	const char *start = source_line(source, position.line).ptr;

	if (position.line == 1)
		start = source->text;
	position.column = (uint32_t)(source->text + offset - start) + 1;
	return position;
}

struct location byte_location_of(struct run *run, struct span span)
{
	return (struct location){ byte_position(&run->source, span.start), byte_position(&run->source, span.end) };
}

const char *report_path(const struct report *report, const struct run *run)
{
	const char *path = run->source.name;
	const char *below = report->folder && report->folder[1] ? path_below(report->folder, path) : NULL;

	if (below && *below)
		path = below;
	while (path[0] == '.' && path[1] == '/' && path[2])
		for (path += 2; path[0] == '/' && path[1];)
			path++;
	return *path ? path : "-";
}

const char *uri_from_path(struct arena *arena, const char *path)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
	struct strbuf uri = strbuf_in(arena);

	path_begin_uri(&uri, &path);
	for (; *path; path++)
		if (strchr(unreserved, *path))
			strbuf_putc(&uri, *path);
		else
			strbuf_printf(&uri, "%%%02X", (unsigned char)*path);
	return uri.text;
}

const char *whole_message(struct arena *arena, const struct diag *diag)
{
	return diag->help ? arena_printf(arena, "%s\nhelp: %s", diag->message, diag->help) : diag->message;
}
