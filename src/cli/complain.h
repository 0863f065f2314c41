// SPDX-License-Identifier: Apache-2.0
// In: what could not be done. Out: a line on standard error.
#ifndef AKASHLINT_CLI_COMPLAIN_H
#define AKASHLINT_CLI_COMPLAIN_H

#include <stdbool.h>
#include <stddef.h>

// "akashlint: " and the message; text in it that comes from outside is escaped here.
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
// "akashlint: NAME: REASON" for a file; `error` is an errno.
void complain_errno(const char *name, int error);
// "FILE:LINE:COLUMN: REASON" of a JSON file. Always false.
struct json_fault;
bool complain_json(const char *path, const struct json_fault *fault);
// The end of a complaint about a word: what was probably meant, or nothing.
void complain_unknown(const char *what, const char *word, const char *const *known, size_t n_known);
// The same where that is known already, or NULL.
void complain_meant(const char *what, const char *word, const char *meant);
// Complaints go to `tell` too, without "akashlint: " and not escaped. NULL: no longer.
void complain_also(void (*tell)(void *context, const char *message), void *context);

#endif
