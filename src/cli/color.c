// SPDX-License-Identifier: Apache-2.0
// In: options, environment and where the output goes. Out: whether to use colour.
#include "cli/color.h"

#include <stdlib.h>
#include <string.h>

#include "os/file.h"

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

static bool is_forced(const char *name)
{
	return is_set(name) && strcmp(getenv(name), "0") != 0;
}

bool has_color_in(const struct options *options, const char *path)
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
