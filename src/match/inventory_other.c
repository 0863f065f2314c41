// SPDX-License-Identifier: Apache-2.0
// In: JSON that is not an inventory. Out: what it is instead, and which file to use.
#include "base/arena.h"
#include "match/inventory_reader.h"

enum { MAX_KEYS = 2 };

// Answers of the same services that are easily mistaken for an inventory.
static const struct {
	const char *keys[MAX_KEYS]; // all of them
	const char *message;
} forms[] = {
	{ { "bids", NULL }, "these are bids: compare them with \"akashlint bids --bids FILE\"" },
	{ { "bid", NULL }, "these are bids: compare them with \"akashlint bids --bids FILE\"" },
	{ { "requirements", "resources" },
	  "this is a request for bid screening: post it to /v1/bid-screening of Akash Console's API, and pass "
	  "the answer here" },
	{ { "totalGpus", "leasedGpus" },
	  "this is /v1/gpu-breakdown, which lacks the memory and interface of GPUs: use /v1/gpu or /v1/providers" },
	{ { "total_gpus", "leased_gpus" },
	  "this is /v1/gpu-breakdown, which lacks the memory and interface of GPUs: use /v1/gpu or /v1/providers" },
	{ { "displayName", "models" },
	  "this is /v1/gpu-models, which lists GPUs but not who has them: use /v1/gpu or /v1/providers" },
	{ { "marketCap", "price" },
	  "this is /v1/market-data, the price of AKT: pass it to --prices, and /v1/providers here" },
	{ { "files", NULL }, "this is the report of \"akashlint resources\", not an inventory" },
	{ { "matches", "advice" }, "this is the report of \"akashlint match\", not an inventory" },
};

static bool has_all(const struct member *object, const char *const *keys)
{
	for (size_t i = 0; i < MAX_KEYS && keys[i]; i++)
		if (!json_object_get(object->value, keys[i]))
			return false;
	return true;
}

// Akash Console's {"error", "message"}, or {"code", "message"} from a node's REST address.
static bool is_error(const struct member *object)
{
	return json_is_string(json_object_get(object->value, "message")) &&
	       (json_is_string(json_object_get(object->value, "error")) ||
		json_is_integer(json_object_get(object->value, "code")));
}

bool refuse_other(struct inventory_reader *reader, const struct member *object)
{
	const struct member message = member_of(object, "message", NULL);
	struct str text = STR("");

	if (is_error(object) && read_text(reader, &message, &text))
		return !inventory_fail(reader, object,
				       arena_printf(reader->json.arena,
						    "this is an error message from a server: \"%s\"",
						    escaped_text(reader->json.arena, text)));
	for (size_t i = 0; i < COUNT_OF(forms); i++)
		if (has_all(object, forms[i].keys))
			return !inventory_fail(reader, object, forms[i].message);
	return false;
}
