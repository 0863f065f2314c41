// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: a linter of the public API, and files for it, for the tests of one suite.
#ifndef TESTS_UNIT_LINTER_FIXTURE_H
#define TESTS_UNIT_LINTER_FIXTURE_H

#include "akashlint.h"
#include "base/arena.h"

// Between linter_set_up and linter_tear_down, which are for tcase_add_checked_fixture.
extern struct akashlint *linter;
extern struct arena arena;

void linter_set_up(void);
void linter_tear_down(void);
// Fails the test when the file can't be read.
struct akashlint_text file_of(const char *path);

#endif
