// SPDX-License-Identifier: Apache-2.0
// In: lists of GPU models. Out: whether each mistake is said once, with the cure that fits it.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "diag/rule.h"
#include "unit/fixture.h"

static const char before[] = "version: \"2.0\"\n"
			     "services: {web: {image: nginx:1.27.4, expose: [{port: 80, to: [{global: true}]}]}}\n"
			     "profiles:\n"
			     "  compute:\n"
			     "    web:\n"
			     "      resources:\n"
			     "        cpu: {units: 4}\n"
			     "        memory: {size: 64Gi}\n"
			     "        storage: {size: 50Gi}\n"
			     "        gpu:\n"
			     "          units: 1\n"
			     "          attributes:\n"
			     "            vendor:\n"
			     "              nvidia:\n";
static const char after[] = "  placement: {anywhere: {pricing: {web: {denom: uact, amount: 100000}}}}\n"
			    "deployment: {web: {anywhere: {profile: web, count: 1}}}\n";

// Rules of this subject only: what others say of the same SDL is tested with them.
static bool is_looked_at(const struct rule *rule)
{
	static const char *const prefixes[] = { "gpu-model-",     "gpu-ram-",      "gpu-interface-",
						"gpu-variant-",   "gpu-wildcard-", "gpu-list-",
						"gpu-duplicate-", "console-",      "unknown-key" };

	for (size_t i = 0; i < COUNT_OF(prefixes); i++)
		if (strncmp(rule->id, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	return false;
}

enum { TEXT_SIZE = 4096, FOUND_SIZE = 512 };

// In `found`: the rules that found something, in order, with a space between.
static void lint_list(struct fixture *fixture, const char *list, char text[TEXT_SIZE], char found[FOUND_SIZE])
{
	snprintf(text, TEXT_SIZE, "%s%s%s", before, list, after);
	fixture_lint(fixture, str_of(text));
	fixture_check_invariants(fixture);
	found[0] = '\0';
	for (size_t i = 0; i < fixture->run.diags.n; i++) {
		const struct diag *diag = fixture->run.diags.items[i];

		if (is_looked_at(diag->rule))
			snprintf(found + strlen(found), FOUND_SIZE - strlen(found), "%s%s", found[0] ? " " : "",
				 diag->rule->id);
	}
}

static const struct diag *first_diag(const struct fixture *fixture)
{
	for (size_t i = 0; i < fixture->run.diags.n; i++)
		if (is_looked_at(fixture->run.diags.items[i]->rule))
			return fixture->run.diags.items[i];
	return NULL;
}

#define ENTRY "                - "
#define NEXT "\n                  "

static const struct {
	const char *list, *found;
} lists[] = {
	{ ENTRY "model: rtx4090\n", "" },
	{ ENTRY "model: \"*\"\n", "" },
	{ "", "" },
	// one mistake, one finding
	{ ENTRY "modle: a100\n", "gpu-model-unknown-key" },
	{ ENTRY "{model: a100, vram: 80Gi}\n", "gpu-model-unknown-key" },
	{ ENTRY "{model: a100, ram: 80}\n", "gpu-ram-truncated" },
	{ ENTRY "{model: a100, ram: \"0\"}\n", "gpu-ram-truncated" },
	{ ENTRY "{model: a100, ram: 80GB}\n", "gpu-ram-syntax" },
	{ ENTRY "{model: k80, ram: 48Gi, interface: sxm}\n", "gpu-model-unknown" },
	{ ENTRY "model: 4090\n", "gpu-model-unknown" },
	{ ENTRY "model: rtx 4090\n", "gpu-model-key-invalid" },
	{ ENTRY "{model: \"*\", ram: 24Gi}\n", "gpu-model-key-invalid" },
	{ ENTRY "model: \"\"\n", "gpu-model-empty" },
	{ ENTRY "model:\n", "gpu-model-empty" },
	{ ENTRY "\n", "gpu-model-empty" },
	{ ENTRY "ram: 24Gi\n", "gpu-model-empty" },
	{ ENTRY "model: a100\n" ENTRY "model: a100\n", "gpu-duplicate-model-entry" },
	{ ENTRY "{model: a100, ram: 40Gi}\n" ENTRY "{model: a100, ram: 80Gi}\n" ENTRY "model: a100\n",
	  "gpu-variant-shadowed" },
	{ ENTRY "model: a100\n" ENTRY "model: \"*\"\n", "gpu-wildcard-mixed" },
	{ ENTRY "model: nope\n" ENTRY "model: \"*\"\n", "gpu-model-unknown" },
	{ ENTRY "{model: h200, ram: 80Gi, interface: pcie}\n",
	  "gpu-ram-unknown-variant gpu-interface-unknown-variant" },
	{ ENTRY "{model: v100, ram: 16Gi, interface: pcie}\n", "gpu-variant-combination-unknown" },
	{ ENTRY "{model: v100, interface: pcie}\n", "" },
	{ ENTRY "{model: v100, interface: sxm}\n", "gpu-model-ambiguous-vram" },
	{ ENTRY "model: a100\n" ENTRY "model: h100\n", "gpu-model-ambiguous-vram" },
	{ ENTRY "model: a100\n" ENTRY "{model: h100, ram: 80Gi}\n", "gpu-ram-inconsistent" },
	{ ENTRY "model: a100\n" ENTRY "model: rtx5090\n", "" },
	{ ENTRY "model: h100\n" ENTRY "model: t4\n", "" }, // gpu-list-vram-spread is off
	{ ENTRY "model: h100\n" ENTRY "model: rtx5090\n", "" },
};

START_TEST(test_findings)
{
	struct fixture fixture;
	char text[TEXT_SIZE], found[FOUND_SIZE];

	lint_list(&fixture, lists[_i].list, text, found);
	ck_assert_msg(strcmp(found, lists[_i].found) == 0, "%s found \"%s\", not \"%s\"", lists[_i].list, found,
		      lists[_i].found);
	fixture_clear(&fixture);
}
END_TEST

// What the help ends with, and what the fix makes of the list (NULL: there is none).
static const struct {
	const char *list, *help, *fixed;
	bool is_unsafe;
} cures[] = {
	{ ENTRY "model: RTX-4090\n", "write rtx4090", ENTRY "model: rtx4090\n", false },
	{ ENTRY "model: \"NVIDIA-A100\" # x\n", "write a100", ENTRY "model: \"a100\" # x\n", false },
	{ ENTRY "model: RTX-4090\n" ENTRY "model: rtx4090\n", "rtx4090 is listed already", NULL, false },
	{ ENTRY "model: a6000\n", "did you mean \"rtxa6000\"?", ENTRY "model: rtxa6000\n", true },
	{ ENTRY "model: 4090\n", "did you mean \"rtx4090\"?", ENTRY "model: rtx4090\n", true },
	{ ENTRY "model: rxt4090\n", "did you mean \"rtx4090\"?", ENTRY "model: rtx4090\n", true },
	{ ENTRY "model: gtx4090\n", "did you mean \"rtx4090\"?", ENTRY "model: rtx4090\n", true },
	{ ENTRY "model: a100-80gb\n", "with \"ram: 80Gi\"?", ENTRY "model: a100" NEXT "ram: 80Gi\n", true },
	{ ENTRY "{model: 'h100-sxm5'}\n", "with \"interface: sxm\"?", ENTRY "{model: h100, interface: sxm}\n", true },
	{ ENTRY "model: a100sxm480gb\n", "and \"interface: sxm\"?",
	  ENTRY "model: a100" NEXT "ram: 80Gi" NEXT "interface: sxm\n", true },
	{ ENTRY "{model: a100-80gb, ram: 80Gi}\n", "with \"ram: 80Gi\"?", ENTRY "{model: a100, ram: 80Gi}\n", true },
	{ ENTRY "{model: a100-80gb, ram: 40Gi}\n", "with \"ram: 80Gi\"?", NULL, false },
	{ ENTRY "model: rtx4090-24gb\n", "did you mean \"rtx4090\"?", ENTRY "model: rtx4090\n", true },
	{ ENTRY "model: h200-pcie\n", "did you mean \"h200nvl\"?", ENTRY "model: h200nvl\n", true },
	{ ENTRY "model: a100-80gb\n" ENTRY "model: a100\n", "\"a100\" is listed already", NULL, false },
	{ ENTRY "model: pro6000\n", "did you mean pro6000se, pro6000we or pro6000mq?", NULL, false },
	// another number, or a family of one letter, is another card
	{ ENTRY "model: a10\n", "the nearest to its 24Gi: write a5000 or rtx3090", NULL, false },
	{ ENTRY "model: l40\n", "the nearest to its 48Gi: write rtxa6000 or a40", NULL, false },
	{ ENTRY "model: a4000\n", "write rtx4080, rtx4060ti or rtx4000ada", NULL, false },
	{ ENTRY "model: rtxa4000\n", "write rtx4080, rtx4060ti or rtx4000ada", NULL, false },
	{ ENTRY "model: nvidia-l4\n", "the nearest to its 24Gi: write rtx4090, a5000 or rtx3090", NULL, false },
	{ ENTRY "model: mi300x\n", "which can't be requested; the nearest NVIDIA card to its 192Gi is h200", NULL,
	  false },
	{ ENTRY "model: tx9999\n", "shows them", NULL, false },
	{ ENTRY "model: a100-48gb\n", "\"model: a100\" with ram: 40Gi, ram: 64Gi or ram: 80Gi", NULL, false },
	{ ENTRY "model: a100-80gb-40gb\n", "\"model: a100\" with ram: 40Gi, ram: 64Gi or ram: 80Gi", NULL, false },
	{ ENTRY "model: a100-sxm-pcie\n", "\"akashlint gpus a100\" shows its interfaces", NULL, false },
	{ ENTRY "model: a100-80gb-80gb\n", "\"ram: 80Gi\"?", ENTRY "model: a100" NEXT "ram: 80Gi\n", true },
	{ ENTRY "{model: l40s, ram: 48Gi}\n", "the nearest to its 48Gi: write rtxa6000 or a40", NULL, false },
	{ ENTRY "model: l40s-48gb\n", "the nearest to its 48Gi: write rtxa6000 or a40", NULL, false },
	{ ENTRY "model: mi100\n", "which an SDL can't request: remove it", NULL, false },
	{ ENTRY "model: rtx50*\n", "rtx5000, rtx5070, rtx5080, rtx5090 and rtx5090m",
	  ENTRY "model: rtx5000\n" ENTRY "model: rtx5070\n" ENTRY "model: rtx5080\n" ENTRY "model: rtx5090\n" ENTRY
		"model: rtx5090m\n",
	  true },
	{ ENTRY "{model: rtx50*}\n", "rtx5090 and rtx5090m", NULL, false },
	{ ENTRY "model: xyz*\n", "shows them", NULL, false },
	{ ENTRY "model: a100/80Gi\n", "write model: a100 with ram: 80Gi", ENTRY "model: a100" NEXT "ram: 80Gi\n",
	  false },
	{ ENTRY "model: a100/ram/80Gi/interface/sxm\n", "with ram: 80Gi and interface: sxm",
	  ENTRY "model: a100" NEXT "ram: 80Gi" NEXT "interface: sxm\n", false },
	{ ENTRY "model: a100/sxm/80Gi\n", "with ram: 80Gi and interface: sxm",
	  ENTRY "model: a100" NEXT "ram: 80Gi" NEXT "interface: sxm\n", true },
	{ ENTRY "model: a100-80gb\n" ENTRY "model: a100/ram/80Gi\n", "with \"ram: 80Gi\"?", NULL, false },
	{ ENTRY "{model: a100-80gb, ram: }\n", "with \"ram: 80Gi\"?", NULL, false },
	{ ENTRY "model: RTX-4090\n" ENTRY "model: h100\n", "write rtx4090",
	  ENTRY "model: rtx4090\n" ENTRY "model: h100\n", true },
	{ ENTRY "model: nvidia/a100\n", "write model: a100", ENTRY "model: a100\n", false },
	{ ENTRY "model: a100/x\n", "as ram: and interface:", NULL, false },
	{ ENTRY "{model: a100, ram: 80}\n", "write 80Gi", ENTRY "{model: a100, ram: 80Gi}\n", false },
	{ ENTRY "{model: a100, ram: 80}\n" ENTRY "model: h100\n", "write 80Gi",
	  ENTRY "{model: a100, ram: 80Gi}\n" ENTRY "model: h100\n", true },
	{ ENTRY "{model: a100, ram: 81}\n", "40Gi, 64Gi or 80Gi", NULL, false },
	{ ENTRY "{model: a100, ram: 80}\n" ENTRY "{model: a100, ram: 80Gi}\n", "write 80Gi", NULL, false },
	{ ENTRY "{model: a100, ram: 48Gi}\n", "write 64Gi", ENTRY "{model: a100, ram: 64Gi}\n", true },
	{ ENTRY "{model: a100, ram: 96Gi}\n", "name a model with more", NULL, false },
	{ ENTRY "{model: h200, interface: pcie}\n", "or model: h200nvl, which has pcie",
	  ENTRY "{model: h200, interface: sxm}\n", true },
	{ ENTRY "{modle: a100}\n", "write \"model\"", ENTRY "{model: a100}\n", true },
	{ ENTRY "model: h100\n                  vram: 80Gi\n", "write \"ram\"",
	  ENTRY "model: h100\n                  ram: 80Gi\n", true },
	{ ENTRY "{model: h100, vram: 80Gi, memory: 80Gi}\n", "write \"ram\"", NULL, false },
	{ ENTRY "{name: \"*\"}\n", "write \"model\"", NULL, false },
	{ ENTRY "{model: h100, memory: 80GB}\n", "write \"ram\"", NULL, false },
	{ ENTRY "{model: h100, type: SXM5}\n", "write \"interface\"", NULL, false },
	{ ENTRY "{model: h100, count: 2}\n", "write \"units:\", at the column of \"attributes:\"", NULL, false },
};

static void check_fixed(const char *text, const struct diag *diag, const char *list)
{
	char fixed[TEXT_SIZE], expected[TEXT_SIZE];
	const struct edit *edit = &diag->fix->edits[0];

	ck_assert_uint_eq(diag->fix->n_edits, 1);
	snprintf(fixed, sizeof(fixed), "%.*s%.*s%s", (int)edit->span.start, text, (int)edit->text.len, edit->text.ptr,
		 text + edit->span.end);
	snprintf(expected, sizeof(expected), "%s%s%s", before, list, after);
	ck_assert_str_eq(fixed, expected);
}

START_TEST(test_cures)
{
	struct fixture fixture;
	char text[TEXT_SIZE], found[FOUND_SIZE];
	const struct diag *diag;

	lint_list(&fixture, cures[_i].list, text, found);
	diag = first_diag(&fixture);
	ck_assert_msg(diag != NULL, "nothing found in %s", cures[_i].list);
	ck_assert_msg(diag->help && str_has_suffix(str_of(diag->help), cures[_i].help), "%s: %s", cures[_i].list,
		      diag->help);
	ck_assert_msg(!diag->fix == !cures[_i].fixed, "%s", cures[_i].list);
	if (diag->fix) {
		check_fixed(text, diag, cures[_i].fixed);
		ck_assert_msg(diag->fix->is_unsafe == cures[_i].is_unsafe, "%s", cures[_i].list);
	}
	fixture_clear(&fixture);
}
END_TEST

// What a pedantic rule makes of a list; NULL: it has nothing to say.
static const struct {
	const char *rule, *list, *fixed;
} removals[] = {
	{ "gpu-ram-redundant", ENTRY "model: h100\n                  ram: 80Gi\n", ENTRY "model: h100\n" },
	{ "gpu-ram-redundant", ENTRY "ram: 80Gi\n                  model: h100\n", ENTRY "model: h100\n" },
	{ "gpu-ram-redundant", ENTRY "{model: h100, ram: 80Gi}\n", ENTRY "{model: h100}\n" },
	{ "gpu-ram-redundant", ENTRY "{ram: 80Gi, model: h100}\n", ENTRY "{model: h100}\n" },
	{ "gpu-interface-redundant", ENTRY "{model: t4, interface: \"pcie\", ram: 16Gi}\n",
	  ENTRY "{model: t4, ram: 16Gi}\n" },
	{ "gpu-ram-redundant", ENTRY "{model: a100, ram: 80Gi}\n", NULL },
	{ "gpu-interface-redundant", ENTRY "{model: a100, interface: sxm}\n", NULL },
	{ "gpu-ram-is-exact", ENTRY "{model: a100, ram: 80Gi}\n", NULL },
	{ "gpu-any-model", ENTRY "model: a100\n", NULL },
};

START_TEST(test_removals)
{
	struct fixture fixture;
	char text[TEXT_SIZE];
	const struct diag *diag = NULL;

	snprintf(text, sizeof(text), "%s%s%s", before, removals[_i].list, after);
	fixture_lint_enabled(&fixture, str_of(text), rule_by_id(removals[_i].rule));
	for (size_t i = 0; i < fixture.run.diags.n; i++)
		if (strcmp(fixture.run.diags.items[i]->rule->id, removals[_i].rule) == 0)
			diag = fixture.run.diags.items[i];
	ck_assert_msg(!diag == !removals[_i].fixed, "%s", removals[_i].list);
	if (diag && diag->fix)
		check_fixed(text, diag, removals[_i].fixed);
	fixture_clear(&fixture);
}
END_TEST

// The label that says so is there only when no entry is of use.
START_TEST(test_hopeless)
{
	static const struct {
		const char *list, *label;
	} cases[] = {
		{ ENTRY "model: k80\n", "no provider can bid" },
		{ ENTRY "model: k80\n" ENTRY "{model: h100, ram: 40Gi}\n", "no provider can bid" },
		{ ENTRY "model: k80\n" ENTRY "model: h100\n", NULL },
		{ ENTRY "model: k80\n" ENTRY "{model: h100, ram: 80GB}\n", NULL },
		{ ENTRY "\n", "this requests any NVIDIA GPU" },
		{ ENTRY "\n" ENTRY "model: h100\n", NULL },
		{ ENTRY "model: a100/80Gi\n", "no provider can read this request" },
		{ ENTRY "model: a100/ram/80Gi\n", NULL },
	};
	struct fixture fixture;
	char text[TEXT_SIZE], found[FOUND_SIZE];
	const struct diag *diag;

	lint_list(&fixture, cases[_i].list, text, found);
	diag = first_diag(&fixture);
	ck_assert_ptr_nonnull(diag);
	ck_assert_msg(!diag->label == !cases[_i].label, "%s", cases[_i].list);
	if (diag->label)
		ck_assert_str_eq(diag->label, cases[_i].label);
	fixture_clear(&fixture);
}
END_TEST

Suite *gpu_models_suite(void)
{
	Suite *suite = suite_create("gpu_models");
	TCase *tcase = tcase_create("gpu_models");

	tcase_add_loop_test(tcase, test_findings, 0, (int)COUNT_OF(lists));
	tcase_add_loop_test(tcase, test_cures, 0, (int)COUNT_OF(cures));
	tcase_add_loop_test(tcase, test_removals, 0, (int)COUNT_OF(removals));
	tcase_add_loop_test(tcase, test_hopeless, 0, 8);
	suite_add_tcase(suite, tcase);
	return suite;
}
