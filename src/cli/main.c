// SPDX-License-Identifier: Apache-2.0
// In: the command line. Out: a command done, and its exit status.
#include "cli/commands.h"
#include "cli/job.h"
#include "cli/options_from_args.h"
#include "os/file.h"
#include "os/path.h"

int main(int argc, char **argv)
{
	struct options options;
	int status = EXIT_TROUBLE;

	if (!os_begin())
		return EXIT_TROUBLE; // and nowhere to report it
	for (int i = 1; i < argc; i++)
		path_tidy(argv[i]); // of all values only those that name files may change
	if (options_parse(&options, argc, argv)) {
		limit_time(&options, 1);
		if (options.wants_help || options.wants_version || options.wants_manual || options.completions)
			status = command_help(&options);
		else
			status = options.command->run(&options);
	}
	options_clear(&options);
	return status;
}
