// SPDX-License-Identifier: Apache-2.0
// In: the command line. Out: a command done, and its exit status.
#include "cli/commands.h"
#include "cli/job.h"
#include "os/file.h"

int main(int argc, char **argv)
{
	struct options options;
	int status = EXIT_TROUBLE;

	if (!os_begin())
		return EXIT_TROUBLE; // and nowhere to report it
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
