// SPDX-License-Identifier: Apache-2.0
// In: the rules. Out: a JSON array of them.
#include "base/arena.h"
#include "diag/settings.h"
#include "report/docs_from_rules.h"
#include "report/json.h"

void rules_json(struct arena *arena, struct strbuf *out, const bool *is_shown)
{
	struct json json;

	json_begin(&json, arena, json_array);
	for (size_t i = 0; i < n_all_rules; i++) {
		const struct rule *rule = all_rules[i];
		json_t *item = !is_shown || is_shown[i] ? json_push(&json, json.root, json_object()) : NULL;

		if (!item)
			continue;
		json_put_text(&json, item, "id", str_of(rule->id));
		json_put_text(&json, item, "severity", str_of(severity_name(rule->severity)));
		json_put_text(&json, item, "default", str_of(rule_default_level(rule) == SEVERITY_OFF ? "off" : "on"));
		json_put_rejected_by(&json, item, rule->rejected_by);
		json_put_text(&json, item, "summary", str_of(rule->summary));
	}
	json_write(&json, out);
}
