// SPDX-License-Identifier: Apache-2.0
// In: the suites of all tests/*/test_*.c; as arguments the names of those to run, or "--except" and those to leave out.
// Out: their results; the last line counts them.
//
// tests/unit/test_x.c defines Suite *x_suite(void); the Makefile makes the list.
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITE(name) Suite *name##_suite(void);
#include "suite_list.inc"
#undef SUITE

static const struct {
	const char *name;
	Suite *(*make)(void);
} suites[] = {
#define SUITE(name) { #name, name##_suite },
#include "suite_list.inc"
#undef SUITE
};

enum { N_SUITES = sizeof(suites) / sizeof(suites[0]) };

static bool is_among(const char *name, int n, char **names)
{
	for (int i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

// One that is misspelled would pass without running a test.
static bool are_suites(int n, char **names)
{
	for (int i = 0; i < n; i++) {
		size_t k = 0;

		while (k < N_SUITES && strcmp(suites[k].name, names[i]) != 0)
			k++;
		if (k < N_SUITES)
			continue;
		fprintf(stderr, "unknown suite \"%s\": a suite is an X of tests/*/test_X.c\n", names[i]);
		return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	bool is_except = argc > 1 && strcmp(argv[1], "--except") == 0;
	int n_names = argc - 1 - is_except, n_run, n_failed;
	char **names = argv + 1 + is_except;
	SRunner *runner = srunner_create(NULL);

	if (!are_suites(n_names, names))
		return EXIT_FAILURE;
	for (size_t i = 0; i < N_SUITES; i++)
		if (n_names == 0 || is_among(suites[i].name, n_names, names) != is_except)
			srunner_add_suite(runner, suites[i].make());
	srunner_run_all(runner, CK_ENV);
	n_run = srunner_ntests_run(runner);
	n_failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	printf("%d passed, %d failed\n", n_run - n_failed, n_failed);
	return n_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
