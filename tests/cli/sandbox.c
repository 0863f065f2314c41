// SPDX-License-Identifier: Apache-2.0
// In: calls of the program. Out: their outcome in a folder made for the test, with a sound and a broken file in it.
#include "cli/sandbox.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/fixture.h"

char *sandbox;

void sandbox_set_up(void)
{
	sandbox = new_folder();
	write_file(sandbox, "sound.yml", sound_sdl);
	write_file(sandbox, "broken.yml", "version: \"1.0\"\n");
}

void sandbox_tear_down(void)
{
	char command[4200];

	snprintf(command, sizeof(command), "rm -rf '%s'", sandbox);
	ck_assert_int_eq(system(command), 0);
	free(sandbox);
}

const char *sandbox_path(const char *name)
{
	static char path[4200];

	snprintf(path, sizeof(path), "%s/%s", sandbox, name);
	return path;
}

struct outcome sandbox_run(const char *arguments)
{
	struct call call = { .arguments = arguments, .folder = sandbox };

	return run_program(&call);
}

void check_status(const char *arguments, int status)
{
	struct outcome outcome = sandbox_run(arguments);

	ck_assert_msg(outcome.status == status, "akashlint %s: exit status %d, not %d\n%s%s", arguments, outcome.status,
		      status, outcome.out, outcome.err);
	outcome_clear(&outcome);
}

void check_says(const char *arguments, const char *on_stderr)
{
	struct outcome outcome = sandbox_run(arguments);

	ck_assert_int_eq(outcome.status, 2);
	ck_assert_msg(strstr(outcome.err, on_stderr) != NULL, "\"%s\" expected, not \"%s\"", on_stderr, outcome.err);
	outcome_clear(&outcome);
}

json_t *json_of(const char *arguments)
{
	struct outcome outcome = sandbox_run(arguments);
	json_t *json = json_loads(outcome.out, JSON_REJECT_DUPLICATES, NULL);

	ck_assert_msg(json != NULL, "no JSON: %s%s", outcome.out, outcome.err);
	outcome_clear(&outcome);
	return json;
}
