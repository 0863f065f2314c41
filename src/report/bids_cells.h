// SPDX-License-Identifier: Apache-2.0
// In: a judged bid. Out: the text of its table cells, escaped.
#ifndef AKASHLINT_REPORT_BIDS_CELLS_H
#define AKASHLINT_REPORT_BIDS_CELLS_H

#include "bids/judged_bids.h"

// Its name where an inventory has one, else its address; "?" without either.
struct str bid_name(const struct judged_bid *bid);
const char *bid_gpus_cell(struct arena *arena, const struct judged_bid *bid);
// In dollars; where their worth is not known, the amount for a block.
const char *bid_hour_cell(struct arena *arena, const struct judged_bid *bid);
const char *bid_month_cell(struct arena *arena, const struct judged_bid *bid);
const char *bid_share_cell(struct arena *arena, const struct judged_bid *bid);
const char *bid_notice_cell(struct arena *arena, const struct judged_bid *bid);
// "eu-west, audited": what an inventory has of its provider.
const char *bid_standing_cell(struct arena *arena, const struct judged_bid *bid);
// The first few reasons, and only one where that is all there is to say: another deployment, or not open.
const char *bid_reasons_text(struct arena *arena, const struct judged_bid *bid);
// All notes, and what the bid leaves open.
const char *bid_notes_text(struct arena *arena, const struct judged_bid *bid);
// The command that accepts it; NULL if its names are not safe in a shell.
const char *bid_lease_command(struct arena *arena, const struct judged_bid *bid);
// Group by group, those of the SDL in its order; bids on groups that it does not have come as well, with `group` NULL.
struct bids_walk {
	size_t next_bid, next_group;
	const struct judged_group *group;
	const struct judged_bid *bids;
	size_t n;
};
bool bids_next(const struct judged_bids *all, struct bids_walk *walk);
// What holds for all of them, for the end of a report; ends with NULL.
const char *const *bids_remarks(struct arena *arena, const struct judged_bids *all);

#endif
