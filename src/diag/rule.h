// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: what a rule is: its name, its texts (written once, here) and where it hooks in.
#ifndef AKASHLINT_DIAG_RULE_H
#define AKASHLINT_DIAG_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct run;
struct sdl;
struct sdl_service;
struct sdl_expose;
struct sdl_to;
struct sdl_endpoint;
struct sdl_compute;
struct sdl_volume;
struct sdl_gpu;
struct sdl_gpu_model;
struct sdl_placement;
struct sdl_price;
struct sdl_assignment;
struct sdl_group;

enum severity { SEVERITY_OFF, SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

// Who refuses it: the network's parser, Akash Console's SDK, the chain when the deployment is created. A fact
// apart from the severity.
enum { REJECTED_BY_NETWORK = 1, REJECTED_BY_CONSOLE = 2, REJECTED_BY_CHAIN = 4, REJECTED_BY_ALL = 7 };

// A constant; its file in src/rules/ holds the hooks it uses. Texts are plain English, full
// sentences, without a line break; `akashlint explain`, the man page and reports show them.
struct rule {
	const char *id;            // kebab-case, subject first: "gpu-vendor-ignored"
	enum severity severity;    // of its findings, unless configured otherwise
	unsigned rejected_by;      // REJECTED_BY_*: what its findings carry at least
	bool is_pedantic;          // off unless it is enabled
	bool needs_providers;      // off without inventories of providers
	bool is_for_console;       // off unless the SDL is for Akash Console
	bool is_unreadable;        // the file can't be read: stays on where only other rules are selected
	bool needs_prices;         // off without current GPU prices
	const char *summary;       // one line, lower case: what is wrong
	const char *why;           // what the network or the provider does with it, and what it costs
	const char *fix;           // what to write instead
	const struct rule *unless; // silent where that rule is on, which says as much; or NULL
	const char *source;        // where the rule is from: file of the network's SDK, or a document
	struct {
		void (*sdl)(struct run *, const struct sdl *);
		void (*service)(struct run *, const struct sdl_service *);
		void (*expose)(struct run *, const struct sdl_expose *);
		void (*to)(struct run *, const struct sdl_to *);
		void (*endpoint)(struct run *, const struct sdl_endpoint *);
		void (*compute)(struct run *, const struct sdl_compute *);
		void (*volume)(struct run *, const struct sdl_volume *);
		void (*gpu)(struct run *, const struct sdl_gpu *);
		void (*gpu_model)(struct run *, const struct sdl_gpu_model *);
		void (*placement)(struct run *, const struct sdl_placement *);
		void (*price)(struct run *, const struct sdl_price *);
		void (*assignment)(struct run *, const struct sdl_assignment *); // deployment.SERVICE.PLACEMENT
		void (*group)(struct run *, const struct sdl_group *);           // what one placement requests
		// Last, of an SDL that the network accepts.
		void (*accepted)(struct run *, const struct sdl *);
	} on;
};

// Every rule, in byte order of its id; made from the code by the Makefile.
extern const struct rule *const all_rules[];
extern const size_t n_all_rules;

// NULL when there is none of that name.
const struct rule *rule_by_id(const char *id);
// The id that was probably meant, or NULL.
const char *nearest_rule(struct str id);
size_t rule_index(const struct rule *rule); // into all_rules
const char *severity_name(enum severity severity);

#endif
