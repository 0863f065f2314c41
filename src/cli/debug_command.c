// SPDX-License-Identifier: Apache-2.0
// In: "tree" or "model", and a file. Out: what the parser or the model made of it.
#include "report/debug.h"

#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/read_file.h"
#include "lint.h"

static int tell_debug(const struct options *options, struct arena *arena, struct strbuf *out)
{
	const char *part = options->n_operands ? options->operands[0] : "", *path;
	struct run run;
	struct str text;

	if (options->n_operands != 2 || (strcmp(part, "tree") != 0 && strcmp(part, "model") != 0)) {
		complain("\"akashlint debug\" takes \"tree\" or \"model\" and a file");
		return EXIT_TROUBLE;
	}
	path = options->operands[1];
	if (!read_file_or_complain(arena, path, "an SDL", &text))
		return EXIT_TROUBLE;
	lint(&run, arena, &default_settings, path, text);
	(strcmp(part, "tree") == 0 ? debug_tree : debug_model)(out, &run);
	if (!run.has_syntax_error)
		return EXIT_CLEAN;
	complain("%s: invalid YAML", path);
	return EXIT_FOUND;
}

int command_debug(const struct options *options)
{
	return run_text_command(options, tell_debug);
}
