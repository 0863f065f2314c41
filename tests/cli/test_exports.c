// SPDX-License-Identifier: Apache-2.0
// In: the shared library and the header. Out: whether it exports what the header declares, and nothing else.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"

static int is_declared(const char *header, const char *name)
{
	char call[160];

	snprintf(call, sizeof(call), "%s(", name);
	return strstr(header, call) != NULL;
}

START_TEST(test_exports)
{
	const char *library = getenv("AKASHLINT_SHARED");
	char *header = read_whole("include", "akashlint.h"), command[4200], line[256];
	int n_exported = 0, n_declared = 0;
	FILE *symbols;

	ck_assert_ptr_nonnull(header);
	for (const char *at = header; (at = strstr(at, "\nAKASHLINT_API ")) != NULL; at++)
		n_declared++;
	snprintf(command, sizeof(command), "nm -D --defined-only '%s'", library ? library : "");
	symbols = popen(command, "r");
	ck_assert_ptr_nonnull(symbols);
	while (fgets(line, sizeof(line), symbols)) {
		char name[128];

		ck_assert_int_eq(sscanf(line, "%*s %*s %127s", name), 1);
		// Put there when the coverage is measured.
		if (strncmp(name, "__gcov", 6) == 0 || strcmp(name, "mangle_path") == 0)
			continue;
		ck_assert_msg(strncmp(name, "akashlint_", 10) == 0 && is_declared(header, name), "%s is exported",
			      name);
		n_exported++;
	}
	ck_assert_int_eq(pclose(symbols), 0);
	ck_assert_int_eq(n_exported, n_declared);
	free(header);
}
END_TEST

Suite *exports_suite(void)
{
	Suite *suite = suite_create("exports");
	TCase *tcase = tcase_create("exports");

	tcase_add_test(tcase, test_exports);
	suite_add_tcase(suite, tcase);
	return suite;
}
