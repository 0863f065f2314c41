// SPDX-License-Identifier: Apache-2.0
// In: texts in other languages and encodings, and some that only look like it. Out: whether each is taken for what it
// is.
#include <check.h>

#include "base/arena.h"
#include "source/source.h"
#include "yaml/text_cause.h"

static const char hcl[] = "Terraform or HCL", html[] = "HTML, a web page", xml[] = "XML", script[] = "a script",
		  dockerfile[] = "a Dockerfile";

static const struct {
	const char *text, *language; // NULL: none of these
} texts[] = {
	{ "", NULL },
	{ "version: 2", NULL },
	{ "resource \"akash_deployment\" \"web\" {\n}\n", hcl },
	{ "# c\n\n// c\nresource \"a\" \"b\" {\n", hcl },
	{ "data \"a\" \"b\" {", hcl },
	{ "provider \"akash\" {", hcl },
	{ "variable \"a\" {", hcl },
	{ "module \"a\" {", hcl },
	{ "output \"a\" {", hcl },
	{ "locals {", hcl },
	{ "locals{", hcl },
	{ "terraform {", hcl },
	{ "job \"a\" {", hcl },
	{ "jobs {", NULL },
	{ "job", NULL },
	{ "job {}", NULL },
	{ "job: {", NULL },
	{ "job \"a:b\" {", NULL },
	{ "a\nlocals {", NULL },
	{ "<!DOCTYPE html>", html },
	{ "<!doctype HTML>", html },
	{ "<!DOCTYPE", html },
	{ "<!DOCTYP", NULL },
	{ "<html>", html },
	{ "<HTML lang=\"en\">", html },
	{ "<Html>", NULL },
	{ "<body>", NULL },
	{ "<?xml version=\"1.0\"?>", xml },
	{ "<?php", NULL },
	{ "#!/bin/sh\nset -e\n", script },
	{ "# c\n#!/bin/sh\n", NULL },
	{ "\n#!/bin/sh\n", NULL },
	{ "#! /bin/sh\n", NULL },
	{ "FROM nginx:1.27.4\n", dockerfile },
	{ "# c\nFROM nginx\n", dockerfile },
	{ "FROM nginx AS build\n", NULL },
	{ "FROM: nginx\n", NULL },
	{ "from nginx\n", NULL },
};

static struct source source_of(struct arena *arena, struct str text)
{
	struct source source;

	source_init(&source, arena, "test", text.ptr, (uint32_t)text.len);
	return source;
}

START_TEST(test_languages)
{
	struct arena arena;
	struct source source;
	struct span first;

	arena_init(&arena);
	source = source_of(&arena, str_of(texts[_i].text));
	ck_assert_pstr_eq(other_language(&source, &first), texts[_i].language);
	arena_clear(&arena);
}
END_TEST

START_TEST(test_first_line)
{
	struct arena arena;
	struct source source;
	struct span first;

	arena_init(&arena);
	source = source_of(&arena, STR("# c\n\nFROM nginx\nRUN a\n"));
	ck_assert_ptr_nonnull(other_language(&source, &first));
	ck_assert_uint_eq(first.start, 5);
	ck_assert_uint_eq(first.end, 15);
	arena_clear(&arena);
}
END_TEST

#define TEN "a\0b\0c\0d\0e\0"

// Only the first 64 bytes count.
static const struct {
	const char *text;
	size_t len;
	bool is_utf16;
} encodings[] = {
	{ "a\0b\0c\0d\0", 8, true },
	{ "\0a\0b\0c\0d", 8, true },
	{ "a\0b\0c\0d\0", 7, false },
	{ "a\0b\0c\0d\0e", 9, true },
	{ "abcdefgh", 8, false },
	{ "a\0b\0c\0de", 8, true },
	{ "a\0b\0cdef", 8, false },
	{ "\0a\0b\0cde", 8, true },
	{ "\0a\0bcdef", 8, false },
	{ "a\0b\0c\0\0d", 8, false },
	{ "\0a\0b\0cd\0", 8, false },
	{ "\0\0\0\0\0\0\0\0", 8, false },
	{ "", 0, false },
	{ TEN TEN TEN TEN TEN TEN "a\0b\0"
				  "\0\0\0\0",
	  68, true },
	{ TEN TEN TEN TEN TEN TEN "a\0\0b", 64, false },
	{ TEN TEN TEN "0123456789012345678901234567890123456789", 70, false },
	{ TEN TEN TEN "a\0b\0"
		      "012345678901234567890123456789",
	  64, true },
};

START_TEST(test_utf16)
{
	struct arena arena;
	struct source source;

	arena_init(&arena);
	source = source_of(&arena, (struct str){ encodings[_i].text, encodings[_i].len });
	ck_assert(is_utf16_like(&source) == encodings[_i].is_utf16);
	arena_clear(&arena);
}
END_TEST

Suite *other_language_suite(void)
{
	Suite *suite = suite_create("other_language");
	TCase *tcase = tcase_create("other_language");

	tcase_add_loop_test(tcase, test_languages, 0, COUNT_OF(texts));
	tcase_add_test(tcase, test_first_line);
	tcase_add_loop_test(tcase, test_utf16, 0, COUNT_OF(encodings));
	suite_add_tcase(suite, tcase);
	return suite;
}
