// SPDX-License-Identifier: Apache-2.0
// In: a run whose text was read as the network does. Out: the tree that Akash Console makes of the same text.
#include "base/ascii.h"
#include "base/utf8.h"
#include "console/console_rules.h"
#include "console/js_reader.h"

static bool is_at_line_start(struct str text, size_t at)
{
	return at == 0 || is_line_break(text.ptr[at - 1]);
}

// Line breaks of Unicode, control characters, byte order marks: three bytes at most.
static bool is_odd_character(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.ptr[at], next = at + 1 < text.len ? (unsigned char)text.ptr[at + 1] : 0,
		      last = at + 2 < text.len ? (unsigned char)text.ptr[at + 2] : 0;

	return (c == 0xC2 && next < 0xA0) || (c == 0xE2 && next == 0x80 && (last == 0xA8 || last == 0xA9)) ||
	       (c == 0xEF && at > 0 && (next == 0xBB || next == 0xBF));
}

static bool is_token_start(struct str text, size_t at)
{
	return at == 0 || is_space_or_break(text.ptr[at - 1]) || strchr("[{,", text.ptr[at - 1]);
}

// An anchor that ends at a sign for the one, and goes on behind it for the other. In what the network's parser has
// read, one without a letter is none: it would have stopped there.
static bool has_odd_name(struct str text, size_t at, bool is_read)
{
	size_t start = at;

	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

	while (at < text.len && memchr(letters, text.ptr[at], sizeof(letters) - 1))
		at++;
	return (at > start || !is_read) && at < text.len && !is_space_or_break(text.ptr[at]) &&
	       !strchr(",]}", text.ptr[at]);
}

// Whether the two libraries may read different things here.
static bool is_odd(struct str text, size_t at, bool is_read)
{
	char c = text.ptr[at], next = at + 1 < text.len ? text.ptr[at + 1] : '\n';

	switch (c) {
	case '\t':
		return true;
	case '%':
		return is_at_line_start(text, at);
	case '!':
		return is_token_start(text, at);
	case '?':
		return is_space_or_break(next) || is_token_start(text, at);
	case '&':
	case '*':
		return is_token_start(text, at) && has_odd_name(text, at + 1, is_read);
	case '\\':
		return next == '\'';
	default:
		return false;
	}
}

static bool has_odd_sign(struct str text, char sign, bool is_read)
{
	const char *end = text.ptr + text.len;

	for (const char *at = text.ptr; at < end && (at = memchr(at, sign, (size_t)(end - at))) != NULL; at++)
		if (is_odd(text, (size_t)(at - text.ptr), is_read))
			return true;
	return false;
}

// Where the network's parser has found no tag, the other finds none.
static bool may_have_tag(const struct run *run)
{
	return run->has_tag || run->has_later_document;
}

static bool has_odd_text(const struct run *run)
{
	static const char signs[] = "\t%!?&*\\";
	struct str text = { run->source.text, run->source.len };

	if (run->source.is_converted || run->is_odd)
		return true;
	for (const char *sign = signs; *sign; sign++)
		if (run->source.has[(unsigned char)*sign] && (*sign != '!' || may_have_tag(run)) &&
		    has_odd_sign(text, *sign, !run->has_later_document))
			return true;
	for (size_t i = 0; !run->source.is_ascii && i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80 && is_odd_character(text, i))
			return true;
	return false;
}

static void report_problem(struct run *run, const struct js_document *document)
{
	struct span span = { document->offset, document->offset };
	struct diag *diag;
	uint32_t c;
	size_t length = utf8_decode(run->source.text + span.start, run->source.len - span.start, &c);
	bool is_known = run->has_later_document;

	for (size_t i = 0; i < run->diags.n; i++) {
		diag = run->diags.items[i];
		if (!(diag->rejected_by & REJECTED_BY_NETWORK) || diag->span.start > document->offset ||
		    diag->span.end < document->offset)
			continue;
		diag_reject(run, diag, REJECTED_BY_CONSOLE);
		is_known = true;
	}
	if (is_known)
		return;
	if (span.end < run->source.len && !is_space_or_break(run->source.text[span.end]))
		span.end += length ? (uint32_t)length : 1;
	diag = diag_add_span(run, &rule_console_yaml, span, "%s", document->problem);
	diag_help(run, diag, "the network can read it, Akash Console can't: write it differently");
}

const struct ynode *console_tree(struct run *run)
{
	struct js_document document;

	if (!has_odd_text(run))
		return run->root;
	document = js_read(run);
	if (document.problem)
		report_problem(run, &document);
	return document.root;
}
