// SPDX-License-Identifier: Apache-2.0
// In: commands that write tables. Out: whether these fit any terminal, with and without colour and UTF-8.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"
#include "report/style.h"

Suite *tables_suite(void);

static const char *const commands[] = {
	"match --providers inventories gpus.yml sound.yml",
	"match --providers inventories --explain status gpus.yml",
	"match --providers hostile-inventory.json sound.yml gpus.yml reclamation.yml full.yml",
	"resources full.yml gpus.yml raw-attributes.yml",
	"gpus",
	"gpus m*",
};

static char *output(const char *arguments, const char *environment, const char *value)
{
	const struct call call = { .arguments = arguments, .environment = environment, .value = value };
	struct outcome outcome = run_program(&call);
	char *out = strdup(outcome.out);

	ck_assert_ptr_nonnull(out);
	outcome_clear(&outcome);
	return out;
}

// Every line, and no spaces at its end.
START_TEST(test_width)
{
	static const char *const widths[] = { "60", "61", "73", "80", "100", "120", "150", "200" };

	for (size_t i = 0; i < COUNT_OF(widths); i++) {
		char *out = output(commands[_i], "COLUMNS", widths[i]);

		ck_assert_msg(*out != '\0', "%s", commands[_i]);
		for (char *line = strtok(out, "\n"); line; line = strtok(NULL, "\n")) {
			ck_assert_msg(text_width(line) <= (size_t)atoi(widths[i]), "%s: %s", widths[i], line);
			ck_assert_msg(line[strlen(line) - 1] != ' ', "%s|", line);
		}
		free(out);
	}
}
END_TEST

static void drop_colors(char *text)
{
	char *out = text;

	for (; *text; text++) {
		if (*text == '\033')
			text += strcspn(text, "m");
		else
			*out++ = *text;
	}
	*out = '\0';
}

START_TEST(test_color)
{
	char arguments[256], *plain = output(commands[_i], NULL, NULL), *colored;

	snprintf(arguments, sizeof(arguments), "%s --color always", commands[_i]);
	colored = output(arguments, NULL, NULL);
	ck_assert(strchr(colored, '\033') || strstr(commands[_i], "m*"));
	drop_colors(colored);
	ck_assert_str_eq(colored, plain);
	free(colored);
	free(plain);
}
END_TEST

START_TEST(test_ascii)
{
	static const char *const locales[] = { "C", "POSIX", "de_DE.ISO-8859-1" };

	for (size_t i = 0; i < COUNT_OF(locales); i++) {
		char *out = output(commands[_i], "LC_ALL", locales[i]);

		for (const char *c = out; *c; c++)
			ck_assert_msg((*c >= ' ' && *c <= '~') || *c == '\n', "%s: %.40s", locales[i], c);
		free(out);
	}
}
END_TEST

Suite *tables_suite(void)
{
	Suite *suite = suite_create("tables");
	TCase *tcase = tcase_create("tables");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_width, 0, COUNT_OF(commands));
	tcase_add_loop_test(tcase, test_color, 0, COUNT_OF(commands));
	tcase_add_loop_test(tcase, test_ascii, 0, COUNT_OF(commands));
	suite_add_tcase(suite, tcase);
	return suite;
}
