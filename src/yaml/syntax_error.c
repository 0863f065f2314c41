// SPDX-License-Identifier: Apache-2.0
// In: what libyaml stopped at, or let pass though the network does not. Out: diagnostics a person can act on.
#include "yaml/syntax_error.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "diag/consequence.h"
#include "yaml/go_yaml_quirks.h"
#include "yaml/misindent.h"
#include "yaml/text_cause.h"
#include "yaml/yaml_rules.h"

struct problem {
	const char *libyaml; // its words
	const char *message, *help;
};

// libyaml's words are about its grammar; these are about the file.
static const struct problem problems[] = {
	{ "mapping values are not allowed in this context", "a \": \" where no value can begin",
	  "write one \"key: value\" per line; check the indentation of this line and of the one above, and put text that contains \": \" in quotes" },
	{ "did not find expected key", "this does not line up with the keys around it",
	  "indent it with exactly as many spaces as the keys next to it, and close every quote and bracket above" },
	{ "did not find expected '-' indicator", "this does not line up with the list around it",
	  "begin each item with \"- \" at the same column, or indent this line deeper than the dash it belongs to" },
	{ "could not find expected ':'", "a key without \":\"", "write \"key: value\", with a space after the colon" },
	{ "found unexpected end of stream", "the file ends inside a quoted text", "close the quote" },
	{ "found unexpected document indicator", "the document ends inside a quoted text", "close the quote" },
	{ "did not find expected ',' or ']'", "a list in brackets that is not closed here",
	  "separate items with \",\" and close the list with \"]\"" },
	{ "did not find expected ',' or '}'", "a mapping in braces that is not closed here",
	  "separate entries with \",\" and close the mapping with \"}\"" },
	{ "did not find expected node content", "a value is missing here",
	  "write the value, or remove the sign before it" },
	{ "block sequence entries are not allowed in this context", "a list item can't begin here",
	  "begin the list on a line of its own below its key" },
	{ "block mapping entries are not allowed in this context", "a mapping can't begin here",
	  "begin the mapping on a line of its own below its key" },
	{ "found unknown escape character", "an escape that YAML does not support",
	  "in double quotes write \\\\ for a backslash, or use single quotes" },
	{ "found a tab character that violates indentation", "a tab can't be used for indentation",
	  "indent with spaces" },
	{ "found a tab character where an indentation space is expected", "a tab can't be used for indentation",
	  "indent with spaces" },
	{ "found unknown directive name", "an unknown directive", "quote the value if the \"%\" belongs to it" },
	{ "found duplicate %YAML directive", "a second %YAML directive", "keep one" },
	{ "found incompatible YAML document", "a YAML version that the network does not support",
	  "write %YAML 1.1, or remove the line" },
	{ "did not find expected <document start>", "a directive must be followed by \"---\"",
	  "write --- on a line of its own, or quote a value that begins with \"%\"" },
	{ "found undefined tag handle", "a tag whose handle is not declared",
	  "remove the tag, or quote a value that begins with \"!\"" },
	{ "found duplicate anchor", "a second anchor with the same name", "rename it" },
	{ "found unexpected ':'", "a \":\" in brackets that belongs to no key", "put the text in quotes" },
	{ "did not find expected comment or line break", "text after \"|\" or \">\", which begin a block of text",
	  "begin the text on the next line, indented; put a value that begins with this sign in quotes" },
	{ "found an indentation indicator equal to 0", "a block of text can't be indented by 0",
	  "remove the digit after \"|\" or \">\"" },
	{ "mapping keys are not allowed in this context", "a \"? \" where no key can begin",
	  "put text that begins with \"?\" in quotes" },
	{ "did not find expected hexdecimal number", "an escape with too few hexadecimal digits",
	  "write two digits after \\x, four after \\u, eight after \\U" },
	{ "found invalid Unicode character escape code", "an escape for a character that does not exist",
	  "write a valid Unicode code point" },
	{ "did not find expected alphabetic or numeric character", "\"&\" and \"*\" must be followed by a name",
	  "put text that begins with \"&\" or \"*\" in quotes" },
	{ "did not find the expected '>'", "a tag in \"!<\" that is not closed", "close it with \">\"" },
};

// What of a tag or a directive is not as it must be: no SDL needs either.
static const struct problem other_problem = { NULL, "this is not valid YAML",
					      "remove the tag or the directive, or put the value in quotes" };

// What was being read there.
static const struct {
	const char *libyaml, *message;
} contexts[] = {
	{ "while parsing a block mapping", "the mapping begins here" },
	{ "while parsing a block collection", "the list begins here" },
	{ "while parsing a flow mapping", "the brace is opened here" },
	{ "while parsing a flow sequence", "the bracket is opened here" },
	{ "while scanning a simple key", "the key begins here" },
	{ "while scanning a quoted scalar", "the quote is opened here" },
	{ "while parsing a quoted scalar", "the quote is opened here" },
	{ "while scanning a block scalar", "the text begins here" },
	{ "while scanning a plain scalar", "the text begins here" },
	{ "found duplicate anchor; first occurrence", "first here" },
};

static struct span character_at(const struct run *run, uint32_t offset)
{
	const struct source *source = &run->source;
	uint32_t c;
	size_t len = 1;

	if (offset >= source->len)
		return (struct span){ source->len, source->len };
	if (is_line_break(source->text[offset]))
		return (struct span){ offset, offset };
	len = utf8_decode(source->text + offset, source->len - offset, &c);
	return (struct span){ offset, offset + (uint32_t)(len ? len : 1) };
}

static void report_bad_character(struct run *run, uint32_t offset)
{
	struct span span = character_at(run, offset);
	struct diag *diag;

	if (offset < run->source.len && run->source.text[offset] == '\t') {
		diag = diag_add_span(run, &rule_yaml_syntax, span, "a tab can't be used for indentation");
		diag_help(run, diag, "indent with spaces");
		return;
	}
	diag = diag_add_span(run, &rule_yaml_syntax, span, "a value can't begin with %s",
			     quoted(run, source_text(&run->source, span)));
	diag_help(run, diag, "put the value in quotes");
}

static const struct problem *problem_of(const char *libyaml)
{
	for (size_t i = 0; i < COUNT_OF(problems); i++)
		if (strcmp(problems[i].libyaml, libyaml) == 0)
			return &problems[i];
	return &other_problem;
}

static const char *context_of(const char *libyaml)
{
	for (size_t i = 0; libyaml && i < COUNT_OF(contexts); i++)
		if (strcmp(contexts[i].libyaml, libyaml) == 0)
			return contexts[i].message;
	return NULL;
}

static void report_misindent(struct run *run, const struct problem *problem, uint32_t noticed)
{
	uint32_t blamed = misindented_text(&run->source, noticed);
	struct diag *diag = diag_add_span(run, &rule_yaml_syntax, character_at(run, blamed), "%s", problem->message);

	if (blamed != noticed)
		diag_related(run, diag, character_at(run, noticed), "the parser stops here, where it no longer fits");
	diag_help(run, diag, "%s", problem->help);
}

void report_syntax_error(struct run *run, const char *problem, uint32_t offset, const char *context,
			 uint32_t context_offset)
{
	const struct problem *known = problem_of(problem);
	struct diag *diag;

	// A key without its colon is noticed lines later, an open quote at the end of the file.
	if (strcmp(problem, "could not find expected ':'") == 0 ||
	    strcmp(problem, "found unexpected end of stream") == 0)
		offset = context_offset;
	run->has_text_cause = report_text_cause(run, offset, strstr(problem, " or '") != NULL);
	if (run->has_text_cause)
		return;
	if (strcmp(problem, "found character that cannot start any token") == 0) {
		report_bad_character(run, offset);
		return;
	}
	if (strcmp(problem, "did not find expected key") == 0 ||
	    strcmp(problem, "did not find expected '-' indicator") == 0) {
		report_misindent(run, known, offset);
		return;
	}
	diag = diag_add_span(run, &rule_yaml_syntax, character_at(run, offset), "%s", known->message);
	diag_help(run, diag, "%s", known->help);
	if (context_of(context) && context_offset != offset)
		diag_related(run, diag, character_at(run, context_offset), "%s", context_of(context));
}

void report_encoding_error(struct run *run, uint32_t offset)
{
	struct span span = character_at(run, offset);
	uint32_t c;
	struct diag *diag;

	// The parser stops behind a byte that begins a character which is not there.
	for (uint32_t n = 1; n < 4 && n <= offset && offset < run->source.len; n++) {
		unsigned char byte = (unsigned char)run->source.text[offset - n];

		if (byte >= 0xC0 && !utf8_decode(run->source.text + offset - n, run->source.len - offset + n, &c)) {
			offset -= n;
			span = character_at(run, offset);
		}
		if (byte < 0x80 || byte >= 0xC0)
			break;
	}
	if (is_utf16_like(&run->source)) {
		diag = diag_add_span(run, &rule_yaml_encoding, character_at(run, 0),
				     "the file is UTF-16 without a byte order mark, and can't be read as UTF-8");
		diag_help(run, diag, "save the file as UTF-8");
		return;
	}
	if (offset < run->source.len && utf8_decode(run->source.text + offset, run->source.len - offset, &c)) {
		diag = diag_add_span(run, &rule_yaml_encoding, span, "the character U+%04X is not allowed in YAML",
				     (unsigned)c);
		diag_help(run, diag, "remove it, or write it as an escape in double quotes: \"\\u%04X\"", (unsigned)c);
		return;
	}
	diag = diag_add_span(run, &rule_yaml_encoding, span, "the byte 0x%02X is not UTF-8",
			     offset < run->source.len ? (unsigned)(unsigned char)run->source.text[offset] : 0);
	diag_help(run, diag, "save the file as UTF-8");
}

void report_unknown_alias(struct run *run, const struct ynode *alias)
{
	struct diag *diag = diag_add_span(run, &rule_yaml_alias_unknown, alias->span, "undefined anchor %s",
					  quoted(run, alias->text));

	diag->at = alias;
	diag_help(run, diag, "define it above with &%s, or put the value in quotes if it is text",
		  escaped(run, alias->text));
}

void report_later_document(struct run *run, uint32_t offset)
{
	struct span line = { offset, source_line_end(&run->source, offset) };
	struct diag *diag =
		diag_add_span(run, &rule_yaml_multiple_documents, line,
			      "everything from here on is ignored: the network reads only the first document");

	diag_lacks(run, diag, "%s", ""); // that of a first document without a value is the same mistake
	diag_help(run, diag, "put each SDL into its own file");
}

// The %YAML among the directives that begin at `at`.
static struct span yaml_directive(const struct source *source, uint32_t at)
{
	for (;;) {
		uint32_t end = source_line_end(source, at);

		if (end == source->len || (end - at > 5 && memcmp(source->text + at, "%YAML", 5) == 0))
			return (struct span){ at, end };
		at = source_next_line(source, end);
	}
}

// The network reads two digits at most on each side of the point.
static bool is_version_short(struct str directive)
{
	size_t n_digits = 0, i = sizeof("%YAML") - 1;

	while (i < directive.len && (directive.ptr[i] == ' ' || directive.ptr[i] == '\t'))
		i++;
	for (; i < directive.len && n_digits <= 2; i++) {
		char c = directive.ptr[i];

		if (c != '.' && (c < '0' || c > '9'))
			break;
		n_digits = c == '.' ? 0 : n_digits + 1;
	}
	return n_digits <= 2;
}

void check_yaml_version(struct run *run, uint32_t directives, int major, int minor)
{
	struct span span = yaml_directive(&run->source, directives);
	struct diag *diag;

	if (major == 1 && minor == 1 && is_version_short(source_text(&run->source, span)))
		return;
	diag = diag_add_span(run, &rule_yaml_version, span, "the network reads only YAML 1.1");
	diag_help(run, diag, "remove this line, or write %%YAML 1.1");
}

// Looks at the lines before the document, in which YAML has more line breaks than elsewhere.
bool refuse_handles(struct run *run)
{
	const struct source *source = &run->source;
	struct span line = { source_bom(source), 0 };
	uint32_t n_handles = 0;
	struct diag *diag;

	for (; source->has['%'] && line.start < source->len; line.start = line.end + 1) {
		line.end = source_line_end(source, line.start);
		if ((unsigned char)source->text[line.start] < 0x80 && !strchr("%# \t\r\n", source->text[line.start]))
			break;
		for (struct str rest = source_text(source, line); rest.len; rest = str_slice(rest, 1, rest.len))
			n_handles += str_has_prefix(rest, "%TAG");
		if (n_handles <= YAML_MAX_HANDLES)
			continue;
		diag = diag_add_span(run, &rule_yaml_tag, line,
				     "more than %d %%TAG directives: akashlint does not check such a file",
				     YAML_MAX_HANDLES);
		// The network may accept it, but what is not checked must not pass.
		diag->rejected_by = 0;
		run->is_rejected = false;
		diag_help(run, diag, "remove them: an SDL needs none");
		return run->has_syntax_error = true;
	}
	return false;
}

void check_escapes(struct run *run, struct span quoted_scalar)
{
	size_t at = quirks_foreign_escape(source_text(&run->source, quoted_scalar));
	struct diag *diag;
	struct span span;

	if (at == SIZE_MAX)
		return;
	span.start = quoted_scalar.start + (uint32_t)at;
	span.end = span.start + 2;
	diag = diag_add_span(run, &rule_yaml_dialect, span, "the network does not support the escape \"\\/\"");
	diag_help(run, diag, "write the slash alone");
	diag_fix(run, diag, "write the slash alone", span, STR("/"));
}

void check_flow_plain(struct run *run, struct span plain_scalar)
{
	struct str text = source_text(&run->source, plain_scalar);
	const char *mark = text.len > 1 ? memchr(text.ptr + 1, '?', text.len - 1) : NULL;
	struct diag *diag;

	if (!mark)
		return;
	diag = diag_add_span(run, &rule_yaml_dialect, plain_scalar,
			     "the network ends this text at the \"?\": in brackets it begins a key");
	diag_help(run, diag, "put the text in quotes");
}
