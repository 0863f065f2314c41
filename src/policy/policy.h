// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: an organisation's own limits on what may be deployed: structs only.
#ifndef AKASHLINT_POLICY_POLICY_H
#define AKASHLINT_POLICY_POLICY_H

#include "base/json_reader.h"
#include "diag/settings.h"
#include "sdl/price.h"

// Texts with * and ?; `is_set` distinguishes an empty list from none.
struct policy_list {
	struct str *items;
	size_t n;
	bool is_set;
};

struct policy_number {
	double value;
	bool is_set;
};

// CPU in thousandths, sizes in bytes, else pieces.
struct policy_quantity {
	uint64_t value;
	struct str text; // as written
	bool is_set;
};

struct policy_price {
	struct str denom;
	struct amount amount;
	struct str text;
};

struct policy_rate {
	struct str denom;
	struct policy_number usd; // what one unit is worth; not set: it can't be known
};

struct policy_attribute {
	struct str key;
	struct policy_list values; // any of these; not set: any at all
};

struct policy_exception {
	struct str file, rule; // globs
	enum severity level;
	int until; // YYYYMMDD, the last day; 0: for ever
	struct str reason;
};

struct policy {
	struct str name;
	unsigned char *levels; // enum severity by index into all_rules: defaults, and the policy's own
	struct {
		struct policy_list vendors, interfaces, allow, deny;
		bool require_model, require_ram_when_ambiguous;
		struct policy_quantity min_vram, max_per_service, max_per_group, max_per_deployment;
		struct policy_quantity cpu_min, cpu_max, memory_min, memory_max; // per GPU
		struct policy_number memory_to_vram_min;
		struct policy_quantity shm_from_units, shm_per_gpu;
	} gpu;
	struct {
		struct policy_list architectures;
	} cpu;
	struct {
		struct policy_attribute *required;
		size_t n_required;
		struct policy_list forbidden, signed_by_any, signed_by_all, allowed_signers;
	} placement;
	struct {
		struct policy_list denoms;
		struct policy_price *max_per_block;
		size_t n_max_per_block;
		struct policy_number max_per_gpu_hour_usd, max_deployment_month_usd;
		struct policy_rate *rates;
		size_t n_rates;
	} pricing;
	struct {
		struct policy_list allow, deny, forbidden_tags;
		bool require_digest;
	} images;
	struct {
		struct policy_list classes;
		struct policy_quantity max_volumes, max_total;
	} storage;
	struct policy_quantity max_units_per_node; // for the rule gpu-units-over-node
	struct policy_exception *exceptions;
	size_t n_exceptions;
};

// Reads what a policy extends: `name` as written there, seen from the file `from`. False: *message says why not.
struct policy_loader {
	bool (*load)(void *context, const char *from, const char *name, const char **path, struct str *text,
		     const char **message);
	void *context;
};

// Longer files are no policies.
enum { POLICY_MAX_BYTES = 1024 * 1024 };

// `text` is that of the file `path`, both borrowed; all of *policy lives in the arena. False: *fault says what is
// wrong, in which file and where. Without a loader (NULL) it can extend no file.
bool policy_from_json(struct arena *arena, const struct policy_loader *loader, const char *path, struct str text,
		      struct policy *policy, struct json_fault *fault);
// The exceptions that hold for a file, one after another: *next is 0 to begin with. NULL: there are no more.
const struct policy_exception *policy_next_exception(const struct settings *settings, const char *name, size_t *next);
// Changes the levels, n_all_rules of them, by these.
void policy_except(const struct settings *settings, const char *name, unsigned char *levels);
bool policy_exception_is_for(const struct policy_exception *exception, const char *name);
// Whether its last day is not over.
bool policy_exception_holds(const struct settings *settings, const struct policy_exception *exception);
// Whether one of the list's globs is `text`.
bool policy_list_has(const struct policy_list *list, struct str text);

#endif
