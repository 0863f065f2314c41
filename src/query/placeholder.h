// SPDX-License-Identifier: Apache-2.0
// In: a value. Out: whether it stands for one that is still to be filled in.
#ifndef AKASHLINT_QUERY_PLACEHOLDER_H
#define AKASHLINT_QUERY_PLACEHOLDER_H

#include "base/str.h"

// In the name of an image or a GPU: "${IMAGE}", "{{ .Values.image }}", "<your-image>", "YOUR_USER/app", "%IMAGE%".
bool has_placeholder(struct str name);
// Whether the whole value of a variable is one: "<your token>", "changeme", "xxx", "my-api-key".
bool is_placeholder(struct str value);

#endif
