// SPDX-License-Identifier: Apache-2.0
// In: things that are often equal. Out: whether they end up where Go's sort.Sort (1.26) puts them.
#include <check.h>

#include "base/go_sort.h"
#include "base/str.h"

struct thing {
	uint32_t key, place;
};

static bool is_less(const void *items, size_t a, size_t b)
{
	return ((const struct thing *)items)[a].key < ((const struct thing *)items)[b].key;
}

static void swap(void *items, size_t a, size_t b)
{
	struct thing *things = items, thing = things[a];

	things[a] = things[b];
	things[b] = thing;
}

// The hash of the places, as a Go program has printed it.
static const struct {
	uint32_t n, n_keys, hash;
} sorted_by_go[] = {
	{ 12, 3, 1774679926u }, { 13, 3, 3837965908u }, { 40, 5, 880918690u },
	{ 60, 2, 2894902816u }, { 200, 7, 346616168u }, { 2000, 3, 3017991360u },
};

START_TEST(test_equal_things)
{
	static struct thing things[2000];
	uint32_t n = sorted_by_go[_i].n, random = 1, hash = 0;

	for (uint32_t i = 0; i < n; i++) {
		random = random * 1664525 + 1013904223;
		things[i] = (struct thing){ (random >> 16) % sorted_by_go[_i].n_keys, i };
	}
	go_sort(&(struct go_sort){ things, is_less, swap }, n);
	for (uint32_t i = 0; i < n; i++)
		hash = hash * 31 + things[i].place;
	ck_assert_uint_eq(hash, sorted_by_go[_i].hash);
}
END_TEST

// Equal things keep their order, whatever their number.
START_TEST(test_stable)
{
	enum { MOST = 300 };
	struct thing things[MOST];
	uint32_t random = 1;

	for (uint32_t n = 0; n <= MOST; n++) {
		for (uint32_t i = 0; i < n; i++) {
			random = random * 1664525 + 1013904223;
			things[i] = (struct thing){ (random >> 16) % (1 + n / 4), i };
		}
		go_sort_stable(&(struct go_sort){ things, is_less, swap }, n);
		for (uint32_t i = 1; i < n; i++)
			ck_assert(things[i - 1].key < things[i].key ||
				  (things[i - 1].key == things[i].key && things[i - 1].place < things[i].place));
	}
}
END_TEST

Suite *go_sort_suite(void)
{
	Suite *suite = suite_create("go_sort");
	TCase *tcase = tcase_create("go_sort");

	tcase_add_loop_test(tcase, test_equal_things, 0, (int)COUNT_OF(sorted_by_go));
	tcase_add_test(tcase, test_stable);
	suite_add_tcase(suite, tcase);
	return suite;
}
