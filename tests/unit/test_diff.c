// SPDX-License-Identifier: Apache-2.0
// In: pairs of texts. Out: whether the unified diff turns one into the other, here and with patch(1).
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "fix/diff_from_texts.h"
#include "unit/property.h"

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
	if (setjmp(arena.out_of_memory))
		ck_abort_msg("out of memory");
}

static void tear_down(void)
{
	arena_clear(&arena);
}

static struct str diff_of(const char *name, struct str before, struct str after)
{
	struct strbuf out;

	out = strbuf_in(&arena);
	diff_from_texts(&out, name, before, after);
	return (struct str){ out.text, out.len };
}

static struct str take_line(struct str *rest)
{
	const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
	struct str line = str_slice(*rest, 0, end ? (size_t)(end - rest->ptr) + 1 : rest->len);

	*rest = str_slice(*rest, line.len, rest->len);
	return line;
}

// What a diff says of the lines that it touches, as strictly as it can be read.
static struct str apply(struct str before, struct str diff)
{
	size_t line = 1;
	struct strbuf out;

	out = strbuf_in(&arena);
	take_line(&diff);
	take_line(&diff);
	while (diff.len) {
		struct str head = take_line(&diff);
		size_t start = strtoul(head.ptr + 4, NULL, 10);
		const char *comma = memchr(head.ptr, ' ', head.len);
		bool has_old = true;

		comma += strcspn(comma + 1, ", ") + 1;
		if (*comma == ',' && comma[1] == '0')
			has_old = false;
		for (; line < start + !has_old; line++) {
			struct str same = take_line(&before);

			strbuf_add(&out, same.ptr, same.len);
		}
		while (diff.len && diff.ptr[0] != '@') {
			struct str change = take_line(&diff), old;
			char sign = change.ptr[0];

			change = str_slice(change, 1, change.len);
			if (str_has_prefix(diff, "\\ No newline at end of file\n")) {
				take_line(&diff);
				change.len--;
			}
			if (sign != '+') {
				old = take_line(&before);
				expect(str_eq(old, change), "the diff does not fit line %zu", line);
				line++;
			}
			if (sign != '-')
				strbuf_add(&out, change.ptr, change.len);
		}
	}
	strbuf_add(&out, before.ptr, before.len);
	return (struct str){ out.text, out.len };
}

static struct str random_lines(uint64_t *state, const char *const *kinds, size_t n_kinds)
{
	size_t n = random_below(state, 30);
	struct strbuf out;

	out = strbuf_in(&arena);
	for (size_t i = 0; i < n; i++)
		strbuf_puts(&out, kinds[random_below(state, n_kinds)]);
	return (struct str){ out.text, random_below(state, 3) ? out.len : out.len - (out.len > 0) };
}

// Some lines of it changed, dropped or added.
static struct str random_change(uint64_t *state, struct str before, const char *const *kinds, size_t n_kinds)
{
	struct strbuf out;

	out = strbuf_in(&arena);
	while (before.len) {
		struct str line = take_line(&before);
		uint64_t what = random_below(state, 16);

		if (what < 2)
			strbuf_puts(&out, kinds[random_below(state, n_kinds)]);
		if (what > 0 && what < 15)
			strbuf_add(&out, line.ptr, line.len);
	}
	return (struct str){ out.text, out.len };
}

static const char *const kinds[] = {
	"a\n",           "b: 1\r\n",        "\n", "  # c\n", "d\r\n", "-e\n", "+f\n", "@@ -1 +1 @@\n", "\xC3\xBC: x\n",
	"\xC3\xA4: x\n", "\xC5\xBC: x\r\n",
};

// No edit begins or ends within a character or a line break.
static bool is_cut(struct str text, uint32_t at)
{
	return at > 0 && at < text.len &&
	       (((unsigned char)text.ptr[at] & 0xC0) == 0x80 || (text.ptr[at] == '\n' && text.ptr[at - 1] == '\r'));
}

static void check_edits(struct str before, struct str after)
{
	struct edit_list edits = { 0 };

	edits_from_texts(&arena, before, after, &edits);
	expect(str_eq(text_from_edits(&arena, before, &edits), after), "another text");
	for (size_t i = 0; i < edits.n; i++) {
		struct edit edit = edits.items[i];

		expect(!is_cut(before, edit.span.start) && !is_cut(before, edit.span.end), "a character is cut");
		expect(edit.text.len || edit.span.end > edit.span.start, "an edit of nothing");
	}
}

START_TEST(test_any_texts)
{
	uint64_t state = 1;

	for (int i = 0; i < 20000; i++) {
		struct str before = random_lines(&state, kinds, COUNT_OF(kinds)), after;

		after = random_lines(&state, kinds, COUNT_OF(kinds));
		if (i % 4)
			after = random_change(&state, before, kinds, COUNT_OF(kinds));
		if (str_eq(before, after))
			expect(diff_of("x", before, after).len == 0, "a diff without a difference");
		else
			expect(str_eq(apply(before, diff_of("x", before, after)), after), "case %d", i);
		check_edits(before, after);
		arena_clear(&arena);
	}
}
END_TEST

static void write_to(const char *path, struct str text)
{
	FILE *file = fopen(path, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(text.ptr, 1, text.len, file), text.len);
	ck_assert_int_eq(fclose(file), 0);
}

START_TEST(test_with_patch)
{
	char folder[] = "/tmp/akashlint-test-XXXXXX", command[200], name[100];
	uint64_t state = 2;

	if (system("patch --version >/dev/null 2>&1") != 0)
		return;
	ck_assert_ptr_nonnull(mkdtemp(folder));
	for (int i = 0; i < 40; i++) {
		struct str before = random_lines(&state, kinds, COUNT_OF(kinds)), after;

		after = random_change(&state, before, kinds, COUNT_OF(kinds));
		if (str_eq(before, after) || before.len == 0 || after.len == 0)
			continue; // patch removes a file that has become empty
		snprintf(name, sizeof(name), "%s/a b.yml", folder);
		write_to(name, before);
		snprintf(name, sizeof(name), "%s/want", folder);
		write_to(name, after);
		snprintf(name, sizeof(name), "%s/diff", folder);
		write_to(name, diff_of("a b.yml", before, after));
		snprintf(command, sizeof(command), "cd %s && patch --binary -s -p0 <diff && cmp 'a b.yml' want",
			 folder);
		ck_assert_msg(system(command) == 0, "case %d", i);
	}
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

static void check_diff(const char *before, const char *after, const char *want)
{
	struct str diff = diff_of("f.yml", str_of(before), str_of(after));

	ck_assert_msg(str_is(diff, want), "expected:\n%s\ngot:\n%.*s", want, (int)diff.len, diff.ptr);
}

#define HEAD "--- f.yml\n+++ f.yml\n"

START_TEST(test_form)
{
	check_diff("a\n", "a\n", "");
	check_diff("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nE\nf\ng\nh\n",
		   HEAD "@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n");
	check_diff("a", "b", HEAD "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
	check_diff("a", "a\n", HEAD "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
	check_diff("x\na", "y\na", HEAD "@@ -1,2 +1,2 @@\n-x\n+y\n a\n\\ No newline at end of file\n");
	check_diff("", "a\n", HEAD "@@ -0,0 +1 @@\n+a\n");
	check_diff("a\n", "", HEAD "@@ -1 +0,0 @@\n-a\n");
	check_diff("a\r\nb\r\n", "a\r\nc\r\n", HEAD "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n");
	// Two changes six lines apart share a hunk, seven lines apart they do not.
	check_diff("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
		   HEAD "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
	check_diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
		   HEAD "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}
END_TEST

START_TEST(test_names)
{
	ck_assert(str_has_prefix(diff_of("a b.yml", STR("x"), STR("y")), "--- a b.yml\t\n+++ a b.yml\t\n"));
	ck_assert(str_has_prefix(diff_of("a\033\"\\\xFF", STR("x"), STR("y")), "--- \"a\\033\\\"\\\\\\377\"\n"));
	ck_assert(str_has_prefix(diff_of("\xC3\xBC.yml", STR("x"), STR("y")), "--- \xC3\xBC.yml\n"));
}
END_TEST

// More changes than are looked for one by one.
START_TEST(test_many_changes)
{
	struct strbuf before, after;
	struct str diff;

	before = strbuf_in(&arena);
	after = strbuf_in(&arena);
	for (int i = 0; i < 5000; i++) {
		strbuf_printf(&before, "%d\n", i);
		strbuf_printf(&after, "%d\n", i % 2 ? i : -i);
	}
	diff = diff_of("x", (struct str){ before.text, before.len }, (struct str){ after.text, after.len });
	ck_assert(str_eq(apply((struct str){ before.text, before.len }, diff), (struct str){ after.text, after.len }));
}
END_TEST

Suite *diff_suite(void)
{
	Suite *suite = suite_create("diff");
	TCase *tcase = tcase_create("diff");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_any_texts);
	tcase_add_test(tcase, test_with_patch);
	tcase_add_test(tcase, test_form);
	tcase_add_test(tcase, test_names);
	tcase_add_test(tcase, test_many_changes);
	suite_add_tcase(suite, tcase);
	return suite;
}
