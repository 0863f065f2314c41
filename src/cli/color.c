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

bool has_color_in(const struct options *options, const char *path)
{
	const char *force = getenv("CLICOLOR_FORCE"), *terminal = getenv("TERM");

	if (options->color != COLOR_AUTO)
		return options->color == COLOR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return !path && os_is_terminal(OS_STDOUT) && terminal && strcmp(terminal, "dumb") != 0;
}

bool has_color(const struct options *options)
{
	return has_color_in(options, options->output);
}
