// SPDX-License-Identifier: Apache-2.0
// In: the texts of rules, and the facts in schemas/. Out: whether the numbers in them are those of the facts.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "catalogue/providers.h"
#include "diag/rule.h"
#include "sdl/network.h"
#include "sdl/quantity.h"

enum kind { PLAIN, CPU, CORES, BYTES, HOURS };

static const struct {
	const char *rule;
	enum kind kind;
	const uint64_t *fact;
} cases[] = {
	{ "cpu-units-range", CPU, &network.unit.cpu_millicpu.min },
	{ "cpu-units-range", CPU, &network.unit.cpu_millicpu.max },
	{ "memory-size-range", BYTES, &network.unit.memory_bytes.min },
	{ "memory-size-range", BYTES, &network.unit.memory_bytes.max },
	{ "storage-size-range", BYTES, &network.unit.storage_bytes.min },
	{ "storage-size-range", BYTES, &network.unit.storage_bytes.max },
	{ "gpu-units-over-limit", PLAIN, &network.unit.gpu_units.max },
	{ "group-cpu-range", CORES, &network.group.cpu_millicpu.max },
	{ "group-memory-range", BYTES, &network.group.memory_bytes.max },
	{ "gpu-group-over-limit", PLAIN, &network.group.gpu_units.max },
	{ "expose-port-range", PLAIN, &network.expose.port.min },
	{ "expose-port-range", PLAIN, &network.expose.port.max },
	{ "http-options-range", PLAIN, &network.expose.max_body_size.max },
	{ "http-options-range", PLAIN, &network.expose.read_timeout.max },
	{ "http-options-range", PLAIN, &network.expose.send_timeout.max },
	{ "reclamation-window-range", HOURS, &network.reclamation.window_seconds.min },
	{ "reclamation-window-range", HOURS, &network.reclamation.window_seconds.max },
	{ "gpu-memory-tiny", BYTES, &providers.memory_per_gpu_min },
	{ "gpu-host-memory-unlikely", BYTES, &providers.memory_per_gpu_max },
	{ "gpu-host-memory-unlikely", BYTES, &providers.host_memory_max },
};

static const struct {
	const char *rule;
	enum kind kind;
	const uint32_t *fact;
} small[] = {
	{ "gpu-units-over-node", PLAIN, &providers.max_gpus_per_node },
	{ "volumes-over-provider-limit", PLAIN, &providers.max_volumes },
	{ "gpu-cpu-starved", CPU, &providers.cpu_per_gpu_min },
};

static void check_text(const char *id, enum kind kind, uint64_t fact)
{
	const struct rule *rule = rule_by_id(id);
	struct arena arena;
	struct strbuf text;

	ck_assert_msg(rule != NULL, "there is no rule %s", id);
	arena_init(&arena);
	text = strbuf_in(&arena);
	if (kind == BYTES && fact >= (uint64_t)1 << 40 && fact % ((uint64_t)1 << 40))
		strbuf_printf(&text, "%lluGi", (unsigned long long)(fact >> 30));
	else if (kind == BYTES)
		bytes_to_text(&text, fact);
	else if (kind == CPU)
		cpu_to_text(&text, fact);
	else if (kind == HOURS)
		strbuf_printf(&text, "%lluh", (unsigned long long)fact / 3600);
	else
		strbuf_printf(&text, "%llu", (unsigned long long)(kind == CORES ? fact / 1000 : fact));
	ck_assert_msg(strstr(rule->why, text.text) || strstr(rule->fix, text.text), "%s: nothing of %s in \"%s %s\"",
		      id, text.text, rule->why, rule->fix);
	arena_clear(&arena);
}

START_TEST(test_numbers)
{
	check_text(cases[_i].rule, cases[_i].kind, *cases[_i].fact);
}
END_TEST

START_TEST(test_small_numbers)
{
	check_text(small[_i].rule, small[_i].kind, *small[_i].fact);
}
END_TEST

Suite *prose_suite(void)
{
	Suite *suite = suite_create("prose");
	TCase *tcase = tcase_create("prose");

	tcase_add_loop_test(tcase, test_numbers, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_loop_test(tcase, test_small_numbers, 0, sizeof(small) / sizeof(small[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
