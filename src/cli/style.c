// SPDX-License-Identifier: Apache-2.0
// In: options, environment and where the output goes. Out: how to write for people there.
#include "cli/style.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/number.h"
#include "cli/color.h"

enum { LEAST_WIDTH = 60, MOST_WIDTH = 200, WIDTH_OF_FILES = 120 };

// As setlocale would look for it, but for the rest of the locale.
static bool has_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (!value || !*value)
			continue;
		for (; *value; value++)
			if (str_eq_nocase((struct str){ value, strnlen(value, 5) }, STR("utf-8")) ||
			    str_eq_nocase((struct str){ value, strnlen(value, 4) }, STR("utf8")))
				return true;
		return false;
	}
	return false;
}

static size_t width_in(const char *path)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	uint64_t width;

	if (!columns || uint_from_str(str_of(columns), &width) != NUMBER_OK || width == 0) {
		width = WIDTH_OF_FILES;
		if (!path && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
			width = size.ws_col;
	}
	return width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : (size_t)width;
}

struct style style_in(const struct options *options, const char *path)
{
	return (struct style){
		.has_color = has_color_in(options, path),
		.is_ascii = !has_utf8(),
		.width = width_in(path),
	};
}
