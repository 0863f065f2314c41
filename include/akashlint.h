// SPDX-License-Identifier: Apache-2.0
// akashlint: checks Akash SDL files as the network does, and points to every mistake.
//
// The library never prints, never exits, opens no file and keeps no global state: different linters and results may be
// used in different threads at once. All text it hands out is UTF-8 and NUL-terminated, belongs to the object it was
// asked of, and lives as long. Text that it takes is copied. akashlint(3) has an example.
//
// What can be added without breaking a program: functions, constants, and members at the end of the structs that
// are handed out by pointer. Those structs are made by the library alone: don't copy them, or take their size.
#ifndef AKASHLINT_H
#define AKASHLINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define AKASHLINT_API __attribute__((visibility("default")))
#else
#define AKASHLINT_API
#endif

// The only place that has the version.
#define AKASHLINT_VERSION_MAJOR 0
#define AKASHLINT_VERSION_MINOR 1
#define AKASHLINT_VERSION_PATCH 0
#define AKASHLINT_VERSION "0.1.0"

// What kept the library from doing its work. A mistake in an SDL is a diagnostic, never a status.
enum akashlint_status {
	AKASHLINT_OK = 0,
	AKASHLINT_NO_MEMORY,
	AKASHLINT_TOO_LARGE,    // more than 64 MiB of text
	AKASHLINT_MEMORY_LIMIT, // it needs more than akashlint_set_limits allows
	AKASHLINT_TIME_LIMIT,   // it takes longer
	AKASHLINT_INVALID,      // an argument or data can't be used: akashlint_error says why
	AKASHLINT_REJECTED,     // the network rejects the SDL, so there is nothing to deploy
	AKASHLINT_NO_DATA,      // no providers to match, or no bids to judge
};

enum akashlint_target {
	AKASHLINT_TARGET_NETWORK, // deployed with the command line client
	AKASHLINT_TARGET_CONSOLE, // what only Akash Console rejects is an error too
};

enum akashlint_severity {
	AKASHLINT_OFF,
	AKASHLINT_INFO,
	AKASHLINT_WARNING,
	AKASHLINT_ERROR,
	AKASHLINT_NEVER, // for akashlint_set_fail_on
};

// Flags: who rejects the SDL for it.
enum {
	AKASHLINT_REJECTED_BY_NETWORK = 1, // the network's Go SDK, so the client and every provider
	AKASHLINT_REJECTED_BY_CONSOLE = 2, // Akash Console's TypeScript SDK
	AKASHLINT_REJECTED_BY_CHAIN = 4,   // the node, when the deployment is created; the network's parser accepts it
};

struct akashlint;
struct akashlint_result;
struct akashlint_file;

// A file's contents. This struct, _span, _related and _edit stay as they are.
struct akashlint_text {
	const char *name; // shown in messages, and what other names are relative to
	const char *text;
	size_t len;
};

struct akashlint_span {
	uint32_t start, end;           // bytes of the text, half open
	uint32_t line, column;         // of `start`, 1-based; columns count Unicode code points
	uint32_t end_line, end_column; // of `end`: exclusive
};

struct akashlint_related {
	struct akashlint_span span;
	const char *message;
};

struct akashlint_edit {
	struct akashlint_span span; // replaced by
	const char *text;
	size_t len;
};

struct akashlint_fix {
	const char *description;
	bool is_unsafe; // it may change what is deployed
	const struct akashlint_edit *edits;
	size_t n_edits; // all of them make the fix
};

struct akashlint_diagnostic {
	const char *rule; // "gpu-vendor-ignored"
	enum akashlint_severity severity;
	unsigned rejected_by; // AKASHLINT_REJECTED_BY_*
	struct akashlint_span span;
	const char *message; // one line; text from the input in it is escaped
	const char *label;   // a few words about the span, or NULL
	const char *help;    // what to do, or NULL
	const char *path;    // "services.web.image", or NULL
	const struct akashlint_related *related;
	size_t n_related;
	const struct akashlint_fix *fix; // or NULL
};

// The version of the library that runs, which may be newer than the header's: "0.1.0".
AKASHLINT_API const char *akashlint_version(void);
AKASHLINT_API const char *akashlint_strerror(enum akashlint_status status);

// The rules, from index 0 on, by name; NULL after the last.
AKASHLINT_API const char *akashlint_rule(size_t index);
// What it finds, why that matters, and what to write instead; NULL if there is no such rule.
AKASHLINT_API const char *akashlint_rule_summary(const char *rule);
AKASHLINT_API const char *akashlint_rule_why(const char *rule);
AKASHLINT_API const char *akashlint_rule_fix(const char *rule);

// A linter has what holds for all checks. Threads may share one as long as none of them changes it.
// NULL when there is no memory. Freed with akashlint_free, after its results; it takes NULL too.
AKASHLINT_API struct akashlint *akashlint_new(void);
AKASHLINT_API void akashlint_free(struct akashlint *linter);

// The functions that return a status change nothing unless it is AKASHLINT_OK. Results keep what they were made with.
// What is replaced is only freed with the linter: for data that changes often make a new one each time.

// Why the last of these calls did not succeed, such as "policy.json:3:14: expected a number"; one line for
// each fault. Until the next call; never NULL.
AKASHLINT_API const char *akashlint_error(const struct akashlint *linter);

// Called for a file that a configuration or a policy names: puts its text into `file` with akashlint_file_put, and
// returns NULL; or returns why not, in text that is copied. "team.json" in "repo/.akashlint.yml" is asked for as
// "repo/team.json". Decide here what may be read: a name may be absolute, or lead out with "..". Without a
// reader no file is read.
typedef const char *akashlint_reader(void *context, const char *name, struct akashlint_file *file);
AKASHLINT_API void akashlint_set_reader(struct akashlint *linter, akashlint_reader *reader, void *context);
// The text is copied.
AKASHLINT_API void akashlint_file_put(struct akashlint_file *file, const char *text, size_t len);

// Data in the form of the command's files; NULL takes it back. What the functions further down set overrides the
// configuration, which overrides the policy. A policy or catalogue that was set keeps a configuration from reading its
// own.
AKASHLINT_API enum akashlint_status akashlint_set_config(struct akashlint *linter, const struct akashlint_text *config);
AKASHLINT_API enum akashlint_status akashlint_set_policy(struct akashlint *linter, const struct akashlint_text *policy);
AKASHLINT_API enum akashlint_status akashlint_set_gpus(struct akashlint *linter,
						       const struct akashlint_text *catalogue);
// Provider inventories, and current prices: all `n` texts together.
AKASHLINT_API enum akashlint_status akashlint_set_providers(struct akashlint *linter,
							    const struct akashlint_text *inventories, size_t n);
AKASHLINT_API enum akashlint_status akashlint_set_prices(struct akashlint *linter, const struct akashlint_text *prices,
							 size_t n);
// What 1,000,000 units of a denomination are worth in US dollars.
AKASHLINT_API enum akashlint_status akashlint_set_rate(struct akashlint *linter, const char *denom, double usd);

// For rules of a name, or that match a glob such as "gpu-*". Later calls win.
AKASHLINT_API enum akashlint_status akashlint_set_level(struct akashlint *linter, const char *rules,
							enum akashlint_severity level);
// At their own level: rules that are off unless enabled.
AKASHLINT_API enum akashlint_status akashlint_enable(struct akashlint *linter, const char *rules);
// Turns all others off, but for those selected before or set by the functions above.
AKASHLINT_API enum akashlint_status akashlint_select(struct akashlint *linter, const char *rules);
// For gates: neither comments of an SDL nor a configuration can silence findings; it can only raise levels. The
// catalogue that it names is not read: call this first.
AKASHLINT_API enum akashlint_status akashlint_set_strict(struct akashlint *linter, bool is_strict);

AKASHLINT_API void akashlint_set_target(struct akashlint *linter, enum akashlint_target target);
// The least severity for which akashlint_result_has_failed is true: AKASHLINT_ERROR unless set.
AKASHLINT_API void akashlint_set_fail_on(struct akashlint *linter, enum akashlint_severity severity);
// Whether comments such as "# akashlint: ignore[RULE]" count; they do unless set.
AKASHLINT_API void akashlint_set_inline(struct akashlint *linter, bool has_inline);
// Whether diagnostics have fixes; they do unless set. Each is tried first, which takes longer than all the rest.
AKASHLINT_API void akashlint_set_fixes(struct akashlint *linter, bool has_fixes);
// For each check, and each report or fix afterwards: bytes that it may take, the text included, and milliseconds.
// 0: no limit, the default. An SDL of some kilobytes takes a megabyte and a few milliseconds.
AKASHLINT_API void akashlint_set_limits(struct akashlint *linter, size_t bytes, unsigned milliseconds);

// Whether the configuration excludes the file or folder, which is seen from where the configuration's own name is.
AKASHLINT_API bool akashlint_is_excluded(const struct akashlint *linter, const char *name);

// Checks one SDL. `name` (NULL: "-") is shown in reports, and is what a configuration's paths match. On AKASHLINT_OK
// `*result` is the caller's to free with akashlint_result_free; otherwise it is NULL. Statuses: NO_MEMORY,
// TOO_LARGE, MEMORY_LIMIT, TIME_LIMIT.
AKASHLINT_API enum akashlint_status akashlint_check(const struct akashlint *linter, const char *name, const char *text,
						    size_t len, struct akashlint_result **result);
// The linter must still be there. Takes NULL too.
AKASHLINT_API void akashlint_result_free(struct akashlint_result *result);

AKASHLINT_API size_t akashlint_result_count(const struct akashlint_result *result);
// Diagnostics are in the order of the text; NULL from the count on.
AKASHLINT_API const struct akashlint_diagnostic *akashlint_result_get(const struct akashlint_result *result,
								      size_t index);
// Found beyond the first 1000 that somebody rejects, and the first 1000 others.
AKASHLINT_API size_t akashlint_result_n_dropped(const struct akashlint_result *result);
// Whether the network's own parser would take the SDL.
AKASHLINT_API bool akashlint_result_is_accepted(const struct akashlint_result *result);
// Whether something was found that is at least as severe as akashlint_set_fail_on, or the configuration, says.
AKASHLINT_API bool akashlint_result_has_failed(const struct akashlint_result *result);

// The functions below make texts of a result, one thread at a time. After NO_MEMORY, MEMORY_LIMIT or TIME_LIMIT its
// diagnostics stay, and they all return that status.

// Why the last of them returned AKASHLINT_INVALID. Never NULL.
AKASHLINT_API const char *akashlint_result_error(const struct akashlint_result *result);

// The text with its safe fixes made, and with `takes_unsafe` the others, as --fix has it: each is checked, and dropped
// if it does not help. `*text` is the fixed text, `*len` its length and `*n_fixed` the number of fixes; the last two
// may be NULL. A text in UTF-16 stays as it is.
AKASHLINT_API enum akashlint_status akashlint_result_fix(struct akashlint_result *result, bool takes_unsafe,
							 const char **text, size_t *len, size_t *n_fixed);
// The same as a unified diff, for patch -p0; "" if nothing changes.
AKASHLINT_API enum akashlint_status akashlint_result_diff(struct akashlint_result *result, bool takes_unsafe,
							  const char **diff);

enum akashlint_report {
	AKASHLINT_FINDINGS,  // human, json, sarif, github, gitlab, junit, checkstyle, gcc, rdjsonl
	AKASHLINT_RESOURCES, // human, json, html, screening
	AKASHLINT_MATCHES,   // human, json, html: needs akashlint_set_providers
	AKASHLINT_BIDS,      // human, json, html: needs akashlint_result_set_bids
};

// What the command writes for one file, to the letter; schemas/ describes its JSON. `*text` is NULL unless the status
// is AKASHLINT_OK. Statuses also: INVALID for a format that there is not; REJECTED and NO_DATA for all but findings.
AKASHLINT_API enum akashlint_status akashlint_result_report(struct akashlint_result *result,
							    enum akashlint_report report, const char *format,
							    const char **text);

// Flags for bids.
enum {
	AKASHLINT_AUDITED_ONLY = 1,  // other bids don't fit
	AKASHLINT_AUDITED_FIRST = 2, // audits and uptime rank before the price
};

// The bids on the SDL, in JSON or YAML, and which of them to judge: those on deployment `dseq` (NULL: the newest) with
// GPUs that match `model` (NULL: any).
AKASHLINT_API enum akashlint_status akashlint_result_set_bids(struct akashlint_result *result,
							      const struct akashlint_text *bids, const char *dseq,
							      const char *model, unsigned flags);

#ifdef __cplusplus
}
#endif

#endif
