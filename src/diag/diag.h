// SPDX-License-Identifier: Apache-2.0
// In: findings of the stages. Out: the list of a file's diagnostics, each once, in the order of the text.
#ifndef AKASHLINT_DIAG_DIAG_H
#define AKASHLINT_DIAG_DIAG_H

#include <stdarg.h>

#include "base/table.h"
#include "diag/settings.h"
#include "source/source.h"

struct ynode;
struct regexes;
struct workload;
struct program;

// More than this per file and kind (rejected or not) are counted and no longer kept.
enum { DIAGS_MAX = 1000 };

struct related {
	struct span span;
	const char *message;
	struct related *next;
};

struct edit {
	struct span span; // replaced by
	struct str text;
};

struct fix {
	const char *description;
	bool is_unsafe; // may change what is deployed
	struct edit *edits;
	size_t n_edits;
};

// A comment in the file that says not to show a finding.
struct suppression {
	struct span span;  // of that part of the comment
	struct str reason; // "" if none is given
};

// A place of the SDL as the keys from the root, joined by dots; "*" stands for any key or item.
struct key_path {
	const char *keys;
	bool is_far; // meant for it from afar: the mappings around it may be missing all the same
	struct key_path *next;
};

struct diag {
	const struct rule *rule;
	enum severity severity;
	unsigned rejected_by; // REJECTED_BY_*
	struct span span;
	const struct ynode *at; // NULL when the tree has no node for it
	const char *message;    // one line; input in it is escaped already
	size_t n_same;          // of other entries of its list, which it speaks for too
	const char *label;      // a few words under the caret, or NULL
	const char *help;       // or NULL
	struct related *related;
	struct fix *fix;
	const struct suppression *suppression; // NULL: it is shown
	// What depends on what (diag/consequence.h).
	struct key_path *supplies, *lacks;
	struct span covers;
	uint32_t order;           // of being found: breaks ties
	struct diag *before_here; // what was found earlier with the same span, once that was asked for
};

struct diags {
	struct diag **items;
	size_t n, cap;
	size_t n_added[2][SEVERITY_ERROR + 1]; // those that nobody rejects, then the others, by severity
	size_t n_dropped;                      // beyond DIAGS_MAX of these
};

// What one analysed document consists of; all of it lives in the arena.
struct run {
	struct arena *arena;
	const struct settings *settings;
	struct source source;
	struct diags diags;
	struct diags suppressed;         // findings that comments of the file silence: neither shown nor counted
	size_t n_silenced;               // findings that its configuration silences
	const struct ynode *root;        // NULL: nothing to look at
	struct sdl *sdl;                 // NULL: the same
	uint64_t n_alias_visits;         // while decoding
	const struct ynode *outer_alias; // the outermost of those being followed meanwhile, or NULL
	struct table by_place;           // findings by their span, of the first n_indexed
	size_t n_indexed;
	struct regexes *regexes;   // NULL until one is needed
	struct workload *workload; // what rules found out about the assignment that was looked at last, or NULL
	struct table programs;     // what services run, by their names, and the one that was looked at last
	struct program *program;
	bool is_rejected;        // by the network, whatever is shown of it
	bool has_syntax_error;   // nothing after it is known
	bool has_text_cause;     // the finding about it says what the text is: prose, a template, a conflict, …
	bool has_later_document; // only the first counts for the network
	bool has_tag;            // on a node that the network reads
	bool is_odd;             // deep, read after repairs, or with text over several lines in brackets
};

// Forgets all but the first `n`, which must be from before the file was read.
void diags_forget(struct diags *diags, size_t n);
// Whether another finding of the rule would only be counted. Findings of one severity leave room for those of others.
bool diags_are_full(const struct run *run, const struct rule *rule);
// Adds a finding, unless its rule is off; returns it, so that help, label, related places and fixes can be added.
struct diag *diag_add_span(struct run *run, const struct rule *rule, struct span span, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
struct diag *diag_add_vspan(struct run *run, const struct rule *rule, struct span span, const char *format,
			    va_list args) __attribute__((format(printf, 4, 0)));
void diag_help(struct run *run, struct diag *diag, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_label(struct run *run, struct diag *diag, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_related(struct run *run, struct diag *diag, struct span span, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
// One edit that replaces `span`; `text` is copied, each "\n" as a line break of the file. The fix is safe: it
// repairs what is rejected or has no effect in the only possible way, or keeps what is deployed. Others
// are marked as unsafe by the caller.
void diag_fix(struct run *run, struct diag *diag, const char *description, struct span span, struct str text);
// The same with several edits, which are kept as they are.
void diag_fix_all(struct run *run, struct diag *diag, const char *description, struct edit *edits, size_t n);
void diag_reject(struct run *run, struct diag *diag, unsigned rejected_by);
// Takes a mark back: a warning is enough where nobody else rejects it.
void diag_accept(struct diag *diag, unsigned rejected_by);
// Sorts by place and drops what was found twice.
void diags_finish(struct diags *diags);
// Input as it may stand in a message: escaped, and cut after 60 characters. `quoted` adds "".
const char *escaped(struct run *run, struct str value);
const char *quoted(struct run *run, struct str value);

#endif
