// SPDX-License-Identifier: Apache-2.0
// In: options, environment and where the output goes. Out: how to write for people there.
#include "cli/style.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "os/file.h"

enum { LEAST_WIDTH = 60, MOST_WIDTH = 200, WIDTH_OF_FILES = 120 };

static bool begins_with(const char *text, struct str start)
{
	return strlen(text) >= start.len && str_eq_nocase((struct str){ text, start.len }, start);
}

// Reads the variables as setlocale does, without setting a locale.
static bool has_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (!value || !*value)
			continue;
		for (; *value; value++)
			if (begins_with(value, STR("utf-8")) || begins_with(value, STR("utf8")))
				return true;
		return false;
	}
	return false;
}

static size_t width_in(const char *path)
{
	const char *columns = getenv("COLUMNS");
	uint64_t width;

	if (!columns || uint_from_str(str_of(columns), &width) != NUMBER_OK || width == 0) {
		width = path ? 0 : os_terminal_width(OS_STDOUT);
		width = width ? width : WIDTH_OF_FILES;
	}
	return width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : (size_t)width;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

static bool is_forced(const char *name)
{
	return is_set(name) && strcmp(getenv(name), "0") != 0;
}

static bool has_color_in(const struct options *options, const char *path)
{
	const char *terminal = getenv("TERM");

	if (options->color != COLOR_AUTO)
		return options->color == COLOR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (is_forced("FORCE_COLOR") || is_forced("CLICOLOR_FORCE"))
		return true;
	return !path && os_is_terminal(OS_STDOUT) && terminal && strcmp(terminal, "dumb") != 0;
}

bool has_color(const struct options *options)
{
	return has_color_in(options, options->output);
}

struct style style_in(const struct options *options, const char *path)
{
	return (struct style){
		.has_color = has_color_in(options, path),
		.is_ascii = !has_utf8(),
		.width = width_in(path),
	};
}
