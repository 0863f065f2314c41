// SPDX-License-Identifier: Apache-2.0
// In: an inventory of many kinds of cards. Out: whether no more of them are tried than are worth it.
#include <check.h>

#include "match/change_list.h"
#include "match/inventory.h"
#include "unit/fixture.h"

Suite *changes_suite(void);

static struct fixture fixture;

static void tear_down(void)
{
	fixture_clear(&fixture);
}

// 20 models on a node, and one card without a name.
static const char *many_cards(struct arena *arena)
{
	struct strbuf out;

	out = strbuf_in(arena);
	strbuf_puts(&out,
		    "{\"nodes\": [{\"resources\": {\"gpu\": {\"quantity\": {\"allocatable\": \"21\"}, \"info\": [");
	strbuf_puts(&out, "{\"vendor\": \"nvidia\", \"name\": \"\", \"memory_size\": \"80Gi\"}");
	for (int i = 0; i < 20; i++)
		strbuf_printf(&out, ", {\"vendor\": \"nvidia\", \"name\": \"x%d\", \"memory_size\": \"80Gi\"}", i);
	strbuf_puts(&out, "]}}}]}");
	return out.text;
}

START_TEST(test_models)
{
	enum { MOST = 16 };
	struct inventory inventory = { 0 };
	struct resources resources;
	struct change_list list;
	struct json_fault error;
	struct demand demand;
	struct arena arena;
	size_t n = 0;

	arena_init(&arena);
	fixture_lint(&fixture, fixture_read(&arena, "examples/llm-one-gpu.yml"));
	resources = resources_from_sdl(&arena, fixture.run.sdl);
	demand = demand_from_group(&arena, resources.groups[0]);
	ck_assert(inventory_from_json(&arena, str_of(many_cards(&arena)), "x", &inventory, &error));
	list = change_list(&arena, &demand, &inventory);
	for (size_t i = 0; i < list.n; i++)
		if (list.items[i].kind == CHANGE_MODEL) {
			ck_assert_str_eq(arena_printf(&arena, "%.*s", (int)list.items[i].to.len, list.items[i].to.ptr),
					 arena_printf(&arena, "x%zu", n));
			n++;
		}
	ck_assert_uint_eq(n, MOST);
	arena_clear(&arena);
}
END_TEST

Suite *changes_suite(void)
{
	Suite *suite = suite_create("changes");
	TCase *tcase = tcase_create("changes");

	tcase_add_checked_fixture(tcase, NULL, tear_down);
	tcase_add_test(tcase, test_models);
	suite_add_tcase(suite, tcase);
	return suite;
}
