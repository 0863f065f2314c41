// SPDX-License-Identifier: Apache-2.0
// In: arguments with form feeds between, or two texts. Out: options or a complaint; edits that turn one text into the
// other.
#include "cli/options_from_args.h"
#include "diag/text_from_edits.h"
#include "fix/diff_from_texts.h"
#include "fuzz/fuzz.h"

enum { MOST_ARGUMENTS = 64 };

void fuzz_options(struct arena *arena, struct str input)
{
	char program[] = "akashlint", *arguments[MOST_ARGUMENTS + 1] = { program };
	struct options options;
	struct strbuf help;
	int n = 1;

	while (input.len > 0 && n < MOST_ARGUMENTS) {
		struct str argument = fuzz_take_part(&input);

		arguments[n++] = arena_strndup(arena, argument.ptr, argument.len);
	}
	if (options_parse(&options, n, arguments)) {
		HOLDS(options.command);
		HOLDS(options.n_reports > 0);
		help = strbuf_in(arena);
		help_text(&help, options.command);
	}
	options_clear(&options);
}

void fuzz_diff(struct arena *arena, struct str input)
{
	struct str before = fuzz_take_part(&input), after = input;
	struct edit_list edits = { 0 };
	struct strbuf diff;

	diff = strbuf_in(arena);
	diff_from_texts(&diff, "deploy.yml", before, after);
	HOLDS((diff.len == 0) == str_eq(before, after));
	edits_from_texts(arena, before, after, &edits);
	HOLDS(str_eq(text_from_edits(arena, before, &edits), after));
}
