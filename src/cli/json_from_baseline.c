// SPDX-License-Identifier: Apache-2.0
// In: known findings. Out: the file that --baseline reads.
#include <stdlib.h>
#include <string.h>

#include "akashlint.h"
#include "base/arena.h"
#include "cli/baseline.h"
#include "report/json.h"

static int by_name(const void *a, const void *b)
{
	const struct known *x = *(struct known *const *)a, *y = *(struct known *const *)b;
	int order = strcmp(x->file, y->file);

	order = order ? order : strcmp(x->path, y->path);
	order = order ? order : strcmp(x->rule, y->rule);
	return order ? order : strcmp(x->hash, y->hash);
}

void json_from_baseline(struct baseline *baseline, struct strbuf *out)
{
	struct json json;
	json_t *findings;

	if (baseline->n)
		qsort(baseline->items, baseline->n, sizeof(*baseline->items), by_name);
	json_begin(&json, baseline->arena, json_object);
	json_put_text(&json, json.root, "tool", STR("akashlint"));
	json_put_number(&json, json.root, "version", baseline->version);
	findings = json_put(&json, json.root, "findings", json_array());
	for (size_t i = 0; i < baseline->n; i++) {
		const struct known *known = baseline->items[i];
		json_t *item = json_push(&json, findings, json_object());

		json_put_text(&json, item, "file", str_of(known->file));
		json_put_text(&json, item, "path", str_of(known->path));
		json_put_text(&json, item, "rule", str_of(known->rule));
		json_put_text(&json, item, "hash", str_of(known->hash));
		json_put_number(&json, item, "count", known->n);
	}
	json_write(&json, out);
}
