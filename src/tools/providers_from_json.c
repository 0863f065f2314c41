// SPDX-License-Identifier: Apache-2.0
// In: schemas/providers.json. Out: C source that defines `providers` (src/catalogue/providers.h). Runs at build time.
#include "tools/json_tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// "180Gi" -> bytes, "250m" -> millicpu. False: it is not an amount.
static int print_amount(const char *text)
{
	static const struct {
		const char *suffix;
		unsigned long long factor;
	} units[] = {
		{ "m", 1 }, { "Ki", 1ull << 10 }, { "Mi", 1ull << 20 }, { "Gi", 1ull << 30 }, { "Ti", 1ull << 40 },
	};
	char *end;
	unsigned long long amount = strtoull(text, &end, 10);

	for (size_t i = 0; end != text && i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(end, units[i].suffix) == 0)
			return printf("%lluu", amount * units[i].factor) > 0;
	return 0;
}

static void print_value(const json_t *value)
{
	char *text;

	if (json_is_string(value) && print_amount(json_string_value(value)))
		return;
	text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
	if (!text || json_is_array(value) || json_is_object(value))
		die("neither a number nor text:", text);
	printf("%s", text);
	free(text);
}

static void print_members(const json_t *object, const char *indent)
{
	const char *key;
	json_t *member;

	json_object_foreach((json_t *)object, key, member)
	{
		if (json_is_array(member) || key[0] == '$')
			continue;
		// One number is kept, so that an hour and a month never disagree.
		if (strcmp(key, "hours_per_month") == 0) {
			printf("%s.blocks_per_hour = %.15g / %.15g,\n", indent,
			       json_number_value(json_object_get(object, "blocks_per_month")),
			       json_number_value(member));
			continue;
		}
		printf("%s.%s = ", indent, key);
		if (json_is_object(member)) {
			printf("{\n");
			print_members(member, "\t\t");
			printf("%s}", indent);
		} else {
			print_value(member);
		}
		printf(",\n");
	}
}

static void print_denoms(const json_t *denoms)
{
	size_t i;
	json_t *denom;

	if (json_array_size(denoms) == 0)
		die("no", "denoms");
	printf("\t.denoms = (const struct known_denom[]){\n");
	json_array_foreach((json_t *)denoms, i, denom)
	{
		printf("\t\t{\n");
		print_members(denom, "\t\t\t");
		printf("\t\t},\n");
	}
	printf("\t\t{ 0 },\n\t},\n");
}

void c_from_json(const json_t *data, char **args)
{
	(void)args;
	printf("#include \"catalogue/providers.h\"\n\nconst struct providers providers = {\n");
	print_members(data, "\t");
	printf("\t.trial_blocked_models = ");
	print_list(json_object_get(data, "trial_blocked_models"));
	printf(",\n");
	print_denoms(json_object_get(data, "denoms"));
	printf("};\n");
}
