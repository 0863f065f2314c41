// SPDX-License-Identifier: Apache-2.0
// In: where a finding is. Out: its location for a report to another program.
#include "report/location.h"

#include <string.h>

#include "base/arena.h"

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
	size_t len = report->folder ? strlen(report->folder) : 0;
	const char *path = run->source.name;

	if (len > 1 && strncmp(path, report->folder, len) == 0 && path[len] == '/' && path[len + 1])
		path += len + 1;
	while (path[0] == '.' && path[1] == '/' && path[2])
		for (path += 2; path[0] == '/' && path[1];)
			path++;
	return *path ? path : "-";
}

const char *uri_from_path(struct arena *arena, const char *path)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
	struct strbuf uri;

	strbuf_init(&uri, arena);
	if (*path == '/')
		strbuf_puts(&uri, "file://");
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
