// SPDX-License-Identifier: Apache-2.0
// In: a compute profile that is deployed. Out: amounts that Akash Console's SDK can't put into a manifest.
#include "base/ascii.h"
#include "base/utf8.h"
#include "console/console_rules.h"
#include "console/js_value.h"
#include "query/common.h"

// White space and line ends, as JavaScript trims them.
static bool is_js_space(uint32_t c)
{
	return (c >= '\t' && c <= '\r') || c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static size_t skip_spaces(struct str text, size_t at)
{
	uint32_t c;
	size_t len;

	while (at < text.len && (len = utf8_decode(text.ptr + at, text.len - at, &c)) > 0 && is_js_space(c))
		at += len;
	return at;
}

static bool is_digit_of(char c, int radix)
{
	int digit = is_digit(c)            ? c - '0'
		    : c >= 'a' && c <= 'f' ? c - 'a' + 10
		    : c >= 'A' && c <= 'F' ? c - 'A' + 10
					   : 99;

	return digit < radix;
}

// The digits that a BigInt begins with in `text`, from *at on; false where there must be one and is none.
static bool skip_number(struct str text, size_t *at)
{
	char letter = *at + 1 < text.len && text.ptr[*at] == '0' ? text.ptr[*at + 1] : 0;
	int radix = letter == 'x' || letter == 'X'   ? 16
		    : letter == 'o' || letter == 'O' ? 8
		    : letter == 'b' || letter == 'B' ? 2
						     : 10;
	size_t start;

	if (radix != 10)
		*at += 2;
	else if (*at < text.len && (text.ptr[*at] == '+' || text.ptr[*at] == '-'))
		(*at)++;
	start = *at;
	while (*at < text.len && is_digit_of(text.ptr[*at], radix))
		(*at)++;
	return *at > start;
}

// What JavaScript's BigInt(text) accepts: white space alone is 0.
static bool is_bigint(struct str text)
{
	size_t at = skip_spaces(text, 0);

	if (at == text.len)
		return true;
	return skip_number(text, &at) && skip_spaces(text, at) == text.len;
}

static struct js_value value_of(const struct leaf_quantity *assignment)
{
	const struct ynode *node = assignment->at ? ynode_resolve(assignment->at) : NULL;

	return node ? js_value_of(node) : (struct js_value){ .type = JS_OTHER };
}

static void refuse(struct run *run, const struct leaf_quantity *assignment, const char *what, const char *help)
{
	struct diag *diag;

	if (mark_known_mistake(run, assignment->at))
		return;
	diag = diag_add(run, &rule_console_value, assignment->at, "Akash Console can't read %s as %s",
			quoted(run, assignment->text), what);
	diag_help(run, diag, "%s", help);
}

void check_console_numbers(struct run *run, const struct sdl_compute *compute)
{
	struct js_value gpus = value_of(&compute->gpu.units), cpu = value_of(&compute->cpu.units);
	double size = cpu.number < 0 ? -cpu.number : cpu.number;
	bool is_whole = gpus.type != JS_NUMBER && !(gpus.type == JS_INTEGER && gpus.number - gpus.number != 0);

	if (!is_whole || (gpus.type == JS_TEXT && !is_bigint(gpus.text)))
		refuse(run, &compute->gpu.units, "a whole number", "write a whole number such as 1");
	// Such numbers print with an exponent in JavaScript.
	if ((cpu.type == JS_INTEGER || cpu.type == JS_NUMBER) && (size >= 1e21 || (size > 0 && size < 1e-6)))
		refuse(run, &compute->cpu.units, "an amount of CPU", "write a number of cores such as 0.5");
}
