// SPDX-License-Identifier: Apache-2.0
// In: the name of a rule. Out: its examples, built in from examples/rules.
#include "report/examples.h"

#include <string.h>

static const struct {
	const char *name, *text;
	size_t len;
} files[] = {
#define EMBEDDED(name, text) { name, text, sizeof(text) - 1 },
#include "examples.inc"
#undef EMBEDDED
	{ NULL, NULL, 0 },
};

struct str example_of(const char *rule_id, enum example which)
{
	const char *ending = which == EXAMPLE_BAD ? ".bad.yml" : ".good.yml";
	size_t len = strlen(rule_id);

	for (size_t i = 0; files[i].name; i++)
		if (strncmp(files[i].name, rule_id, len) == 0 && strcmp(files[i].name + len, ending) == 0)
			return (struct str){ files[i].text, files[i].len };
	return STR("");
}
