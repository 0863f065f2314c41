// SPDX-License-Identifier: Apache-2.0
// In: a denomination. Out: facts about it, and its value in dollars.
#include "catalogue/providers.h"
#include "diag/settings.h"

static const struct known_denom *find(const struct known_denom *denoms, struct str denom)
{
	for (; denoms && denoms->denom; denoms++)
		if (str_is(denom, denoms->denom))
			return denoms;
	return NULL;
}

const struct known_denom *denom_find(struct str denom)
{
	return find(providers.denoms, denom);
}

double denom_usd(const struct settings *settings, struct str denom)
{
	const struct known_denom *own = find(settings->rates, denom), *known = own ? own : denom_find(denom);

	return known ? known->usd : 0;
}
