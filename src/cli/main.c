// SPDX-License-Identifier: Apache-2.0
// In: the command line. Out: a command done, and its exit status.
#include <signal.h>

#include "cli/commands.h"
#include "cli/standard_files.h"

int main(int argc, char **argv)
{
	struct options options;
	int status = EXIT_TROUBLE;

	if (!standard_files_take())
		return EXIT_TROUBLE; // and nowhere to say so
	// A reader that goes away is an error of write like any other.
	signal(SIGPIPE, SIG_IGN);
	if (options_parse(&options, argc, argv)) {
		if (options.wants_help || options.wants_version || options.wants_manual || options.completions)
			status = command_help(&options);
		else
			status = options.command->run(&options);
	}
	options_clear(&options);
	return status;
}
