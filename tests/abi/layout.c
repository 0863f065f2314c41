// SPDX-License-Identifier: Apache-2.0
// In: the public header. Out: where members of its structs are, and the values of its constants, as a program sees
// them.
#include <akashlint.h>
#include <stdio.h>

#define MEMBER(type, member)                                                                                           \
	printf("member struct %s.%s %zu+%zu\n", #type, #member, offsetof(struct type, member),                         \
	       sizeof(((struct type *)NULL)->member))
#define SIZE(type) printf("size struct %s %zu\n", #type, sizeof(struct type))
#define VALUE(name) printf("constant %s %d\n", #name, (int)(name))

static void spans(void)
{
	// Those that stay as they are, so their sizes count too.
	SIZE(akashlint_text);
	MEMBER(akashlint_text, name);
	MEMBER(akashlint_text, text);
	MEMBER(akashlint_text, len);
	SIZE(akashlint_span);
	MEMBER(akashlint_span, start);
	MEMBER(akashlint_span, end);
	MEMBER(akashlint_span, line);
	MEMBER(akashlint_span, column);
	MEMBER(akashlint_span, end_line);
	MEMBER(akashlint_span, end_column);
	SIZE(akashlint_related);
	MEMBER(akashlint_related, span);
	MEMBER(akashlint_related, message);
	SIZE(akashlint_edit);
	MEMBER(akashlint_edit, span);
	MEMBER(akashlint_edit, text);
	MEMBER(akashlint_edit, len);
}

static void diagnostics(void)
{
	MEMBER(akashlint_fix, description);
	MEMBER(akashlint_fix, is_unsafe);
	MEMBER(akashlint_fix, edits);
	MEMBER(akashlint_fix, n_edits);
	MEMBER(akashlint_diagnostic, rule);
	MEMBER(akashlint_diagnostic, severity);
	MEMBER(akashlint_diagnostic, rejected_by);
	MEMBER(akashlint_diagnostic, span);
	MEMBER(akashlint_diagnostic, message);
	MEMBER(akashlint_diagnostic, label);
	MEMBER(akashlint_diagnostic, help);
	MEMBER(akashlint_diagnostic, path);
	MEMBER(akashlint_diagnostic, related);
	MEMBER(akashlint_diagnostic, n_related);
	MEMBER(akashlint_diagnostic, fix);
}

static void constants(void)
{
	VALUE(AKASHLINT_OK);
	VALUE(AKASHLINT_NO_MEMORY);
	VALUE(AKASHLINT_TOO_LARGE);
	VALUE(AKASHLINT_MEMORY_LIMIT);
	VALUE(AKASHLINT_TIME_LIMIT);
	VALUE(AKASHLINT_INVALID);
	VALUE(AKASHLINT_REJECTED);
	VALUE(AKASHLINT_NO_DATA);
	VALUE(AKASHLINT_TARGET_NETWORK);
	VALUE(AKASHLINT_TARGET_CONSOLE);
	VALUE(AKASHLINT_OFF);
	VALUE(AKASHLINT_INFO);
	VALUE(AKASHLINT_WARNING);
	VALUE(AKASHLINT_ERROR);
	VALUE(AKASHLINT_NEVER);
	VALUE(AKASHLINT_REJECTED_BY_NETWORK);
	VALUE(AKASHLINT_REJECTED_BY_CONSOLE);
	VALUE(AKASHLINT_REJECTED_BY_CHAIN);
	VALUE(AKASHLINT_FINDINGS);
	VALUE(AKASHLINT_RESOURCES);
	VALUE(AKASHLINT_MATCHES);
	VALUE(AKASHLINT_BIDS);
	VALUE(AKASHLINT_AUDITED_ONLY);
	VALUE(AKASHLINT_AUDITED_FIRST);
}

int main(void)
{
	spans();
	diagnostics();
	constants();
	return 0;
}
