// SPDX-License-Identifier: Apache-2.0
// In: the seeds of the fuzzers, which hold what they once found. Out: whether all that must hold does.
#include <check.h>
#include <dirent.h>

#include "fuzz/fuzz.h"
#include "unit/fixture.h"

START_TEST(test_seeds)
{
	const struct fuzz_target *target = &fuzz_targets[_i];
	const struct dirent *entry;
	struct arena arena;
	const char *folder;
	DIR *seeds;
	int n = 0;

	arena_init(&arena);
	folder = arena_printf(&arena, "tests/fuzz/seeds/%s", target->name);
	seeds = opendir(folder);
	while (seeds && (entry = readdir(seeds))) {
		if (entry->d_name[0] == '.')
			continue;
		ck_assert(fuzz_run(target, fixture_read(&arena, arena_printf(&arena, "%s/%s", folder, entry->d_name))));
		n++;
	}
	if (seeds)
		closedir(seeds);
	ck_assert_msg(n > 0, "%s is empty", folder);
	arena_clear(&arena);
}
END_TEST

static int n_targets(void)
{
	int n = 0;

	while (fuzz_targets[n].name)
		n++;
	return n;
}

Suite *fuzz_suite(void)
{
	Suite *suite = suite_create("fuzz");
	TCase *seeds = tcase_create("seeds");

	tcase_add_loop_test(seeds, test_seeds, 0, n_targets());
	suite_add_tcase(suite, seeds);
	return suite;
}
