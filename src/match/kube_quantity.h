// SPDX-License-Identifier: Apache-2.0
// In: amounts as Kubernetes writes them. Out: exact numbers, down to a billionth.
#ifndef AKASHLINT_MATCH_KUBE_QUANTITY_H
#define AKASHLINT_MATCH_KUBE_QUANTITY_H

#include "base/str.h"

// whole + nano / 1e9; of -0.25 whole is -1 and nano 750000000.
struct kube_quantity {
	int64_t whole;
	uint32_t nano;
};

// "126", "12475m", "998Mi", "1.5e3", "-1"; units n u m k M G T P E and Ki to Ei. What is finer than a billionth is
// rounded away from zero, and what is larger than an int64 is cut to it.
bool kube_quantity_from_str(struct str text, struct kube_quantity *out);
struct kube_quantity kube_quantity_of(int64_t whole);
struct kube_quantity kube_quantity_sub(struct kube_quantity a, struct kube_quantity b);
// Both round away from zero, and stop at the ends of int64.
int64_t kube_quantity_value(struct kube_quantity quantity);
int64_t kube_quantity_milli(struct kube_quantity quantity);

#endif
