// SPDX-License-Identifier: Apache-2.0
// In: bids that were judged. Out: the same by group, the best first, whatever the order of the file.
#include <stdlib.h>

#include "bids/judge_steps.h"

// Below this uptime a provider comes after others with the same price.
static const double least_uptime = 0.99;

static bool is_unknown(const struct judged_bid *bid)
{
	return bid->is_offer_unknown || bid->is_gpu_unknown;
}

static bool is_often_down(const struct judged_bid *bid)
{
	return bid->provider && bid->provider->has_uptime && bid->provider->uptime < least_uptime;
}

static int by_audit(const struct judged_bid *a, const struct judged_bid *b)
{
	if (is_audited(a->provider) != is_audited(b->provider))
		return is_audited(a->provider) ? -1 : 1;
	return is_often_down(a) - is_often_down(b);
}

// Only these are compared; the rest makes the order independent of the file's.
static int by_address(const struct judged_bid *a, const struct judged_bid *b)
{
	int order = str_cmp(a->bid->provider, b->bid->provider);

	if (order || a->bid->oseq != b->bid->oseq)
		return order ? order : a->bid->oseq < b->bid->oseq ? -1 : 1;
	return number_cmp(a->bid->created_at, b->bid->created_at);
}

static int by_price(const struct judged_bid *a, const struct judged_bid *b)
{
	int order = is_unknown(a) - is_unknown(b);

	return order ? order : amount_cmp(&a->bid->amount, &b->bid->amount);
}

static int compare(const struct judged_bid *a, const struct judged_bid *b, bool is_by_audit)
{
	int order;

	if (a->bid->gseq != b->bid->gseq)
		return a->bid->gseq < b->bid->gseq ? -1 : 1;
	if (a->n_reasons == 0 && b->n_reasons == 0) {
		order = is_by_audit ? by_audit(a, b) : by_price(a, b);
		order = order ? order : is_by_audit ? by_price(a, b) : by_audit(a, b);
		order = order ? order : by_address(a, b);
		if (order)
			return order;
	} else if (!a->n_reasons != !b->n_reasons) {
		return a->n_reasons ? 1 : -1;
	}
	// They lie in one array, in the order of the file.
	return a->bid < b->bid ? -1 : a->bid > b->bid;
}

static int by_rank(const void *a, const void *b)
{
	return compare(a, b, false);
}

static int by_rank_of_audit(const void *a, const void *b)
{
	return compare(a, b, true);
}

void bids_rank(struct judged_bids *all, const struct bid_choice *choice)
{
	qsort(all->items, all->n, sizeof(*all->items), choice->is_by_audit ? by_rank_of_audit : by_rank);
	for (size_t i = 0; i < all->n; i++) {
		struct judged_bid *bid = &all->items[i];
		bool is_first = i == 0 || all->items[i - 1].bid->gseq != bid->bid->gseq;

		if (bid->n_reasons == 0)
			bid->rank = is_first ? 1 : all->items[i - 1].rank + 1;
	}
}
