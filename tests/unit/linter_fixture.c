// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: a linter of the public API, and files for it, for the tests of one suite.
#include "unit/linter_fixture.h"

#include <check.h>

#include "unit/fixture.h"

struct akashlint *linter;
struct arena arena;

void linter_set_up(void)
{
	linter = akashlint_new();
	ck_assert_ptr_nonnull(linter);
	arena_init(&arena);
}

void linter_tear_down(void)
{
	akashlint_free(linter);
	arena_clear(&arena);
}

struct akashlint_text file_of(const char *path)
{
	struct str text = fixture_read(&arena, path);

	return (struct akashlint_text){ path, text.ptr, text.len };
}
