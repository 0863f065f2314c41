// SPDX-License-Identifier: Apache-2.0
// In: a value. Out: whether it stands for one that is still to be filled in.
#ifndef AKASHLINT_RULES_PLACEHOLDER_H
#define AKASHLINT_RULES_PLACEHOLDER_H

#include "base/str.h"

// "${IMAGE}", "{{ .Values.image }}", "<your-image>", "YOUR_USER/app", "%IMAGE%".
bool is_placeholder(struct str text);

#endif
