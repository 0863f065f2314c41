// SPDX-License-Identifier: Apache-2.0
// In: bids as text. Out: what they are judged to be, for a test to look at.
#ifndef TESTS_UNIT_BID_FIXTURE_H
#define TESTS_UNIT_BID_FIXTURE_H

#include "bids/judge.h"
#include "unit/fixture.h"

// examples/llm-one-gpu.yml, linted. Call the first two in each test.
extern struct fixture bid_fixture;
void bid_fixture_begin(void);
void bid_fixture_end(void);
// Used for the bids judged after it.
void use_inventory(const char *text);
// Fails the test where the text has no bids.
struct bid_list read_bids(struct str text);
struct judged_bids judge_bids(const struct bid_list *list);
// A line on what a bid is judged to be, without its notice, which older forms do not have.
void print_bid(struct strbuf *out, const struct judged_bid *bid);

#endif
