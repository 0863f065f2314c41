// SPDX-License-Identifier: Apache-2.0
// In: bytes of a client, whole, in pieces and broken. Out: whether its messages are told from one another.
#include <check.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "lsp/stream.h"

enum { FLOODED = 3 * 1024 * 1024 };

static int ends[2];
static struct stream stream;

static void set_up(void)
{
	ck_assert_int_eq(pipe(ends), 0);
	stream = (struct stream){ .fd = ends[0] };
}

static void tear_down(void)
{
	stream_clear(&stream);
	close(ends[0]);
	if (ends[1] >= 0)
		close(ends[1]);
}

static void give(const char *bytes, size_t len)
{
	ck_assert_int_eq(write(ends[1], bytes, len), (ssize_t)len);
}

static void give_text(const char *text)
{
	give(text, strlen(text));
}

static void hang_up(void)
{
	close(ends[1]);
	ends[1] = -1;
}

static void expect_event(enum stream_event expected, const char *what)
{
	struct str message;
	enum stream_event event = stream_next(&stream, 0, &message);

	ck_assert_msg(event == expected, "%s: event %d, not %d", what, (int)event, (int)expected);
}

static void expect_message(const char *expected)
{
	struct str message;

	ck_assert_int_eq(stream_next(&stream, 0, &message), STREAM_MESSAGE);
	ck_assert_msg(str_eq(message, str_of(expected)), "\"%.*s\", not \"%s\"", (int)message.len, message.ptr,
		      expected);
}

START_TEST(test_split_anywhere)
{
	static const char two[] =
		"Content-Length: 5\r\n\r\nfirst"
		"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:\t 6 \r\n\r\nsecond";
	size_t len = sizeof(two) - 1, first = strlen("Content-Length: 5\r\n\r\nfirst");

	for (size_t split = 0; split <= len; split++) {
		give(two, split);
		if (split >= first)
			expect_message("first");
		if (split < len)
			expect_event(STREAM_TIMEOUT, "in part");
		give(two + split, len - split);
		if (split < first)
			expect_message("first");
		expect_message("second");
		expect_event(STREAM_TIMEOUT, "nothing");
	}
	for (size_t i = 0; i < len; i++) {
		give(two + i, 1);
		if (i + 1 == first)
			expect_message("first");
		else if (i + 1 == len)
			expect_message("second");
		else
			expect_event(STREAM_TIMEOUT, "byte by byte");
	}
	hang_up();
	expect_event(STREAM_END, "the end");
}
END_TEST

static const char *const sound_headers[] = {
	"Content-Length: 2\r\n\r\n{}",
	"CONTENT-LENGTH:2\r\n\r\n{}",
	"Content-Length: 000000000000000000002\r\n\r\n{}",
	"Content-Length: 2\r\nContent-Type: \r\n\r\n{}",
	"Content-Lengths: 9\r\nContent-Length: 2\r\nContent: 7\r\n\r\n{}",
};

START_TEST(test_sound)
{
	give_text(sound_headers[_i]);
	expect_message("{}");
	give_text("Content-Length: 0\r\n\r\n");
	expect_message("");
}
END_TEST

static const struct {
	const char *bytes, *fault;
} broken_headers[] = {
	{ "\r\n\r\n", "missing Content-Length" },
	{ "Content-Type: x\r\n\r\n{}", "missing Content-Length" },
	{ "Content-Length: \r\n\r\n{}", "Content-Length is empty" },
	{ "Content-Length: -2\r\n\r\n{}", "Content-Length is not a number" },
	{ "Content-Length: +2\r\n\r\n{}", "Content-Length is not a number" },
	{ "Content-Length: 2.0\r\n\r\n{}", "Content-Length is not a number" },
	{ "Content-Length: 0x2\r\n\r\n{}", "Content-Length is not a number" },
	{ "Content-Length: 2 2\r\n\r\n{}", "Content-Length is not a number" },
	{ "Content-Length: two\r\n\r\n{}", "Content-Length is not a number" },
	{ "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "duplicate Content-Length" },
	{ "Content-Length: 167772161\r\n\r\n{}", "Content-Length is too large" },
	{ "Content-Length: 18446744073709551618\r\n\r\n{}", "Content-Length is too large" },
	{ "Content-Length: 99999999999999999999999999999999\r\n\r\n{}", "Content-Length is too large" },
	{ "Content-Length 2\r\n\r\n{}", "a header line has no colon" },
	{ "{}\r\n\r\n", "a header line has no colon" },
	{ "Content-Length: 2\n\n{}", "a header line does not end with CR LF" },
	{ "Content-Length: 2\r\nX: y\n\r\n{}", "a header line does not end with CR LF" },
	{ "X: a\rb\r\nContent-Length: 2\r\n\r\n{}", "a header line has no colon" },
};

START_TEST(test_broken)
{
	give_text("Content-Length: 2\r\n\r\n{}");
	expect_message("{}");
	give_text(broken_headers[_i].bytes);
	expect_event(STREAM_BROKEN, broken_headers[_i].fault);
	ck_assert_str_eq(stream.fault, broken_headers[_i].fault);
	expect_event(STREAM_BROKEN, "it stays so");
}
END_TEST

// A message that is shorter than it says swallows what follows, and the rest is no header.
START_TEST(test_wrong_length)
{
	give_text("Content-Length: 6\r\n\r\n{}Content-Length: 2\r\n\r\n{}");
	expect_message("{}Cont");
	expect_event(STREAM_BROKEN, "too long");
}
END_TEST

START_TEST(test_huge_header)
{
	char bytes[STREAM_MAX_HEADER_BYTES];
	const char length[] = "\r\nContent-Length: 2\r\n\r\n";
	size_t end = sizeof(bytes) - strlen(length);

	memset(bytes, 'x', sizeof(bytes));
	bytes[1] = ':';
	memcpy(bytes + end, length, strlen(length));
	give(bytes, sizeof(bytes));
	give_text("{}");
	expect_message("{}");
	bytes[end] = 'x';
	bytes[end + 1] = 'x';
	give(bytes, sizeof(bytes) - 3);
	expect_event(STREAM_TIMEOUT, "not yet too long");
	give_text("xxx");
	expect_event(STREAM_BROKEN, "too long");
	ck_assert_str_eq(stream.fault, "the header is too long");
}
END_TEST

// What is announced is not believed: memory comes with the bytes.
START_TEST(test_announced)
{
	give_text("Content-Length: 167772160\r\n\r\n{}");
	expect_event(STREAM_TIMEOUT, "most of it is to come");
	ck_assert_uint_le(stream.cap, 1024 * 1024);
	hang_up();
	expect_event(STREAM_BROKEN, "cut off");
	ck_assert_str_eq(stream.fault, "the last message is truncated");
}
END_TEST

START_TEST(test_cut_off)
{
	static const char whole[] = "Content-Length: 2\r\n\r\n{}";

	give(whole, (size_t)_i);
	hang_up();
	expect_event(_i == 0 ? STREAM_END : STREAM_BROKEN, "cut off");
}
END_TEST

START_TEST(test_peek)
{
	struct str message;
	size_t offset = 0;

	give_text("Content-Length: 1\r\n\r\naContent-Length: 1\r\n\r\nb");
	expect_message("a");
	give_text("Content-Length: 1\r\n\r\nc");
	ck_assert(stream_peek(&stream, &offset, &message));
	ck_assert(str_eq(message, STR("b")));
	ck_assert(stream_peek(&stream, &offset, &message));
	ck_assert(str_eq(message, STR("c")));
	ck_assert(!stream_peek(&stream, &offset, &message));
	give_text("Content-Length: 1\r\n");
	ck_assert(!stream_peek(&stream, &offset, &message));
	expect_message("b");
	expect_message("c");
	expect_event(STREAM_TIMEOUT, "in part");
	give_text("\r\nd");
	expect_message("d");
}
END_TEST

// Bytes behind a header that is broken belong to nothing: they are not read.
START_TEST(test_peek_at_broken)
{
	struct str message;
	size_t offset = 0, len;

	give_text("Content-Length: 1\r\n\r\na\nX: y");
	expect_message("a");
	len = stream.len - stream.start;
	give_text("Content-Length: 1\r\n\r\nb");
	ck_assert(!stream_peek(&stream, &offset, &message));
	ck_assert_uint_eq(stream.len - stream.start, len);
	expect_event(STREAM_BROKEN, "broken");
}
END_TEST

// From a file: a pipe does not hold as much.
START_TEST(test_memory_is_given_back)
{
	FILE *file = tmpfile();
	struct stream from_file = { 0 };
	struct str message;

	ck_assert_ptr_nonnull(file);
	fprintf(file, "Content-Length: %d\r\n\r\n%*s", FLOODED, FLOODED, "{}");
	for (int i = 0; i < 10000; i++)
		fputs("Content-Length: 2\r\n\r\n{}", file);
	fflush(file);
	rewind(file);
	from_file.fd = fileno(file);
	ck_assert_int_eq(stream_next(&from_file, 0, &message), STREAM_MESSAGE);
	ck_assert_uint_eq(message.len, FLOODED);
	ck_assert_uint_ge(from_file.cap, FLOODED);
	for (int i = 0; i < 10000; i++) {
		ck_assert_int_eq(stream_next(&from_file, 0, &message), STREAM_MESSAGE);
		ck_assert(str_eq(message, STR("{}")));
	}
	ck_assert_int_eq(stream_next(&from_file, 0, &message), STREAM_END);
	ck_assert_uint_lt(from_file.cap, FLOODED);
	stream_clear(&from_file);
	fclose(file);
}
END_TEST

Suite *lsp_stream_suite(void)
{
	Suite *suite = suite_create("lsp_stream");
	TCase *tcase = tcase_create("core");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, test_split_anywhere);
	tcase_add_loop_test(tcase, test_sound, 0, COUNT_OF(sound_headers));
	tcase_add_loop_test(tcase, test_broken, 0, COUNT_OF(broken_headers));
	tcase_add_test(tcase, test_wrong_length);
	tcase_add_test(tcase, test_huge_header);
	tcase_add_test(tcase, test_announced);
	tcase_add_loop_test(tcase, test_cut_off, 0, (int)strlen("Content-Length: 2\r\n\r\n{}"));
	tcase_add_test(tcase, test_peek);
	tcase_add_test(tcase, test_peek_at_broken);
	tcase_add_test(tcase, test_memory_is_given_back);
	suite_add_tcase(suite, tcase);
	return suite;
}
