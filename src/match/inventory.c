// SPDX-License-Identifier: Apache-2.0
// In: parts of an inventory. Out: what follows from them.
#include "match/inventory.h"

#include "base/arena.h"

struct provider_attribute attribute_of(struct arena *arena, struct str key, struct str value)
{
	struct strbuf name = strbuf_in(arena);

	strbuf_printf(&name, "%zu ", key.len);
	strbuf_add(&name, key.ptr, key.len);
	strbuf_add(&name, value.ptr, value.len);
	return (struct provider_attribute){ key, value, { name.text, name.len } };
}

bool is_audited(const struct provider *provider)
{
	return provider && (provider->is_audited || provider->n_signatures > 0);
}
