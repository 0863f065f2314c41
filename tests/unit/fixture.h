// SPDX-License-Identifier: Apache-2.0
// In: an SDL as text. Out: a run of the whole pipeline over it, for a test to look at.
#ifndef TESTS_UNIT_FIXTURE_H
#define TESTS_UNIT_FIXTURE_H

#include "base/arena.h"
#include "base/json_reader.h"
#include "diag/diag.h"

// A small SDL with which nothing is wrong.
extern const char sound_sdl[];
// It with one part replaced, in the arena. Fails the test when it has no such part.
const char *sound_sdl_with(struct arena *arena, const char *before, const char *after);

struct fixture {
	struct arena arena;
	struct run run;
};

// Fails the test when memory runs out. fixture_clear is due.
void fixture_lint(struct fixture *fixture, struct str text);
// With a rule that may be off unless it is enabled.
void fixture_lint_enabled(struct fixture *fixture, struct str text, const struct rule *enabled);
void fixture_clear(struct fixture *fixture);
bool fixture_has(const struct fixture *fixture, const char *rule_id);
// REJECTED_BY_* of all findings.
unsigned fixture_rejected_by(const struct fixture *fixture);
// What may be asked of any result: spans in the text and in order, messages of one printable line.
void fixture_check_invariants(struct fixture *fixture);
// Its place and all its words, places and edits, in a line each.
void print_diag(struct strbuf *out, struct run *run, const struct diag *diag);
// Lints a text that the network accepts: the rule finds this part of it, or nothing where `part` is NULL.
void fixture_check_rule(const char *text, const char *rule_id, const char *part);
// A text of JSON, and what is wrong with it where.
struct bad_json {
	const char *text;
	unsigned line, column;
	const char *message; // part of it
};
void fixture_check_fault(const struct bad_json *bad, const struct json_fault *fault);
// The whole file; belongs to the arena. Fails the test when it can't be read.
struct str fixture_read(struct arena *arena, const char *path);

#endif
