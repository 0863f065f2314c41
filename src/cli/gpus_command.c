// SPDX-License-Identifier: Apache-2.0
// In: options. Out: the GPUs that an SDL can ask for.
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/data_from_options.h"
#include "cli/style.h"
#include "report/gpus.h"

static int tell_gpus(const struct options *options, struct arena *arena, struct strbuf *out)
{
	const struct gpu_catalogue *catalogue = &builtin_catalogue;
	const struct style style = style_in(options, options->output);
	struct gpu_selection selection;
	const char *pattern = options->n_operands ? options->operands[0] : NULL;

	if (options->n_operands > 1) {
		complain("\"akashlint gpus\" takes one pattern, but got \"%s\" too", options->operands[1]);
		return EXIT_TROUBLE;
	}
	if (options->gpus)
		catalogue = catalogue_from_option(arena, options->gpus);
	if (!catalogue)
		return EXIT_TROUBLE;
	selection = catalogue_select(arena, catalogue, pattern);
	if (selection.n_cards + selection.n_others == 0)
		complain(selection.meant ? "unknown GPU \"%s\"; did you mean \"%s\"?" : "unknown GPU \"%s\"", pattern,
			 selection.meant);
	if (options->is_json)
		gpus_json(arena, out, catalogue, &selection);
	else if (selection.n_cards + selection.n_others)
		gpus_table(arena, out, catalogue, &selection, &style);
	return selection.n_cards ? EXIT_CLEAN : EXIT_FOUND;
}

int command_gpus(const struct options *options)
{
	return run_text_command(options, tell_gpus);
}
