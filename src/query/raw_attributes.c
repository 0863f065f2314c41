// SPDX-License-Identifier: Apache-2.0
// In: a list of attributes that is tagged !!null. Out: findings about the keys in it.
#include "query/common.h"

void check_raw_attributes(struct run *run, const struct raw_list *list)
{
	struct table keys = { 0 };

	for (size_t i = 0; i < list->n; i++) {
		const struct sdl_raw_attribute *attribute = list->items[i];
		const struct ynode *at = attribute->key.at ? attribute->key.at : attribute->at;
		void **first = table_put(run->arena, &keys, attribute->key.text);
		struct diag *diag;

		if (!attribute->key.is_bad && !is_attribute_key(attribute->key.text))
			diag = diag_add(run, &rule_yaml_tag, at, "%s can't be the key of an attribute",
					quoted(run, attribute->key.text));
		else if (*first)
			diag = diag_add(run, &rule_yaml_tag, at, "duplicate attribute %s",
					quoted(run, attribute->key.text));
		else
			diag = NULL;
		*first = (void *)attribute;
		if (diag)
			diag_help(run, diag, "remove the tag !!null, which turns this list into bare attributes");
	}
}
