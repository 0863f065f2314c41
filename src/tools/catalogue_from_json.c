// SPDX-License-Identifier: Apache-2.0
// In: schemas/gpu-catalogue.json. Out: C source that defines `builtin_catalogue` (src/catalogue/catalogue.h).
// Runs at build time.
#include "tools/json_tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	if (!text || strpbrk(text, "\"\\\n"))
		die("not plain text:", key);
	return text;
}

static size_t print_variants(const json_t *card)
{
	const json_t *variants = json_object_get(card, "variants"), *variant;
	unsigned last_memory = 0;
	size_t i;

	printf("(const struct gpu_variant[]){ ");
	json_array_foreach((json_t *)variants, i, variant)
	{
		const char *memory = text_of(variant, "memory"), *interface = text_of(variant, "interface");
		unsigned gi = (unsigned)atoi(memory);

		if (!strstr(memory, "Gi") || gi < last_memory)
			die("memory is not in Gi, or not in order:", memory);
		last_memory = gi;
		printf("{ %u, \"%s\" }, ", gi, interface);
	}
	printf("}, %zu, ", json_array_size(variants));
	return json_array_size(variants);
}

static void print_cards(const json_t *cards, const json_t *architectures)
{
	const char *name, *last = "";
	json_t *card;

	json_object_foreach((json_t *)cards, name, card)
	{
		const char *architecture = text_of(card, "architecture");
		const json_t *facts = json_object_get(architectures, architecture);

		if (strcmp(last, name) >= 0)
			die("not in order:", name);
		last = name;
		printf("\t{ \"%s\", ", name);
		if (print_variants(card) == 0)
			die("no variants:", name);
		printf("\"%s\", %u, %u, %u },\n", architecture, version_of(json_object_get(card, "compute_capability")),
		       version_of(json_object_get(facts, "cuda_min")),
		       (unsigned)json_integer_value(json_object_get(facts, "cuda_max_major")));
	}
}

static void print_others(const json_t *vendors)
{
	const char *vendor, *name;
	json_t *cards, *card;

	json_object_foreach((json_t *)vendors, vendor, cards) json_object_foreach(cards, name, card)
	{
		printf("\t{ \"%s\", { \"%s\", ", vendor, name);
		print_variants(card);
		printf("\"\", 0, 0, 0 } },\n");
	}
}

static void print_aliases(const json_t *aliases, const json_t *cards)
{
	const char *alias, *last = "";
	json_t *names, *name;
	size_t i;

	json_object_foreach((json_t *)aliases, alias, names)
	{
		if (strcmp(last, alias) >= 0 || json_object_get(cards, alias))
			die("not in order, or a card's own name:", alias);
		last = alias;
		printf("\t{ \"%s\", (const char *const[]){ ", alias);
		json_array_foreach(names, i, name)
		{
			if (!json_object_get(cards, json_string_value(name)))
				die("an alias of an unknown card:", alias);
			printf("\"%s\", ", json_string_value(name));
		}
		printf("0 } },\n");
	}
}

static size_t n_others(const json_t *vendors)
{
	const char *vendor;
	json_t *cards;
	size_t n = 0;

	json_object_foreach((json_t *)vendors, vendor, cards) n += json_object_size(cards);
	return n;
}

void c_from_json(const json_t *data, char **args)
{
	const json_t *cards = json_object_get(data, "cards"), *others = json_object_get(data, "not_requestable");
	const json_t *aliases = json_object_get(data, "aliases");

	(void)args;
	printf("#include \"catalogue/catalogue.h\"\n\nstatic const struct gpu_card cards[] = {\n");
	print_cards(cards, json_object_get(data, "architectures"));
	printf("};\n\nstatic const struct gpu_other others[] = {\n");
	print_others(others);
	printf("};\n\nstatic const struct gpu_alias aliases[] = {\n");
	print_aliases(aliases, cards);
	printf("};\n\nconst struct gpu_catalogue builtin_catalogue = {\n"
	       "\t.source = \"%s\",\n\t.date = \"%s\",\n\t.cards = cards,\n\t.n_cards = %zu,\n"
	       "\t.aliases = aliases,\n\t.n_aliases = %zu,\n\t.others = others,\n\t.n_others = %zu,\n};\n",
	       text_of(data, "source"), text_of(data, "date"), json_object_size(cards), json_object_size(aliases),
	       n_others(others));
}
