// SPDX-License-Identifier: Apache-2.0
// In: the suites of all tests/*/test_*.c. Out: their results; the last line counts them.
//
// tests/unit/test_x.c defines Suite *x_suite(void); the Makefile makes the list.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#define SUITE(name) Suite *name##_suite(void);
#include "suite_list.inc"
#undef SUITE

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int n_run, n_failed;

#define SUITE(name) srunner_add_suite(runner, name##_suite());
#include "suite_list.inc"
#undef SUITE
	srunner_run_all(runner, CK_ENV);
	n_run = srunner_ntests_run(runner);
	n_failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	printf("%d passed, %d failed\n", n_run - n_failed, n_failed);
	return n_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
