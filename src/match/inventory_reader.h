// SPDX-License-Identifier: Apache-2.0
// In: parts of an inventory in JSON. Out: their values, or what is wrong with them and where.
#ifndef AKASHLINT_MATCH_INVENTORY_READER_H
#define AKASHLINT_MATCH_INVENTORY_READER_H

#include "base/json_reader.h"
#include "base/table.h"
#include "match/inventory.h"
#include "match/kube_quantity.h"

struct inventory_reader {
	struct json_reader json;
	const char *name; // of the file
	struct inventory *inventory;
	struct table texts; // each once: the names of cards come a thousand times
};

// A value and the way to it. `value` is NULL where there is none, and where it is null.
struct member {
	const json_t *value;
	struct json_at at;
};

// Both always false.
bool inventory_fail(struct inventory_reader *reader, const struct member *member, const char *message);
bool inventory_expected(struct inventory_reader *reader, const struct member *member, const char *what);

// Under the first of the two names that is there; `other` may be NULL. The parent must outlive it.
struct member member_of(const struct member *object, const char *key, const char *other);
struct member item_of(const struct member *list, size_t index);
bool is_object(const struct member *member);
bool is_array(const struct member *member);

// A copy that outlives the JSON.
struct str kept_text(struct inventory_reader *reader, struct str text);
// Missing values are skipped without an error.
bool read_text(struct inventory_reader *reader, const struct member *member, struct str *out);
bool read_quantity(struct inventory_reader *reader, const struct member *member, struct kube_quantity *out);
bool read_texts(struct inventory_reader *reader, const struct member *list, struct str **items, size_t *n, size_t *cap);
bool check_list(struct inventory_reader *reader, const struct member *list);
bool check_object(struct inventory_reader *reader, const struct member *object);

typedef int64_t stock_unit(struct kube_quantity quantity);
// {allocatable, allocated}: what is left.
bool read_pair(struct inventory_reader *reader, const struct member *pair, stock_unit *unit, struct stock *out);
// One number, which is what is free.
bool read_free(struct inventory_reader *reader, const struct member *member, struct stock *out);

// Reports what else the object is; false if that is unknown.
bool refuse_other(struct inventory_reader *reader, const struct member *object);

// The forms. Each reads its keys of the object, and sets *is_known if it has any.
bool read_cluster(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		  bool *is_known);
bool read_metrics(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		  bool *is_known);
bool read_chain(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		bool *is_known);
bool read_standing(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		   bool *is_known);
bool read_console(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		  bool *is_known);

#endif
