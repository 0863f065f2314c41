// SPDX-License-Identifier: Apache-2.0
// In: texts of a service. Out: whether they are secrets, or come from elsewhere.
#ifndef AKASHLINT_QUERY_SECRET_H
#define AKASHLINT_QUERY_SECRET_H

#include "catalogue/secrets.h"
#include "query/common.h"

// Characters that a secret may begin with: most texts go no further.
struct secret_starts {
	bool is_one[256];
};
struct secret_starts secret_starts(void);
// What the first secret of a text is ("a GitHub token"), and where it is; NULL: there is none.
const char *secret_find(const struct secret_starts *starts, struct str text, struct str *part);
// Whether a value comes from elsewhere: a secret of Akash Console, or a variable.
bool is_reference(struct str value);
// Whether a password is one of those that everybody tries first.
bool is_known_password(struct str value);

#endif
