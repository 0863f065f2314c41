// SPDX-License-Identifier: Apache-2.0
// akashlint: checks Akash SDL files as the network does, and points to every mistake.
//
// The library never prints, never exits and keeps no global state: it may be used
// from many threads at once. All text it hands out is UTF-8,
// NUL-terminated, and belongs to the object it was asked of.
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
	AKASHLINT_TOO_LARGE, // more than 64 MiB of text
};

enum akashlint_target {
	AKASHLINT_TARGET_NETWORK, // deployed with the command line client
	AKASHLINT_TARGET_CONSOLE, // what only Akash Console rejects is an error too
};

enum akashlint_severity {
	AKASHLINT_INFO = 1,
	AKASHLINT_WARNING,
	AKASHLINT_ERROR,
};

// Flags: who rejects the SDL for it.
enum {
	AKASHLINT_REJECTED_BY_NETWORK = 1, // the network's Go SDK, so the client and every provider
	AKASHLINT_REJECTED_BY_CONSOLE = 2, // Akash Console's TypeScript SDK
	AKASHLINT_REJECTED_BY_CHAIN = 4,   // the node, when the deployment is created; the network's parser accepts it
};

struct akashlint;
struct akashlint_result;

struct akashlint_diagnostic {
	const char *rule; // "gpu-vendor-ignored"
	enum akashlint_severity severity;
	unsigned rejected_by;          // AKASHLINT_REJECTED_BY_*
	uint32_t start, end;           // bytes of the text, half open
	uint32_t line, column;         // 1-based; columns count Unicode code points
	uint32_t end_line, end_column; // of `end`: exclusive
	const char *message;           // one line; text from the input in it is escaped
	const char *help;              // what to do, or NULL
	const char *path;              // "services.web.image", or NULL
};

// The version of the library that runs, which may be newer than the header's: "0.1.0".
AKASHLINT_API const char *akashlint_version(void);
AKASHLINT_API const char *akashlint_strerror(enum akashlint_status status);

// NULL when there is no memory. Freed with akashlint_free, which takes NULL too.
AKASHLINT_API struct akashlint *akashlint_new(void);
AKASHLINT_API void akashlint_free(struct akashlint *linter);
AKASHLINT_API void akashlint_set_target(struct akashlint *linter, enum akashlint_target target);

// Checks one SDL. `name` and `text` are not needed after the call. On AKASHLINT_OK `*result` is the
// caller's to free with akashlint_result_free; otherwise it is NULL. One linter may serve several
// threads as long as none of them changes it.
AKASHLINT_API enum akashlint_status akashlint_check(const struct akashlint *linter, const char *name, const char *text,
						    size_t len, struct akashlint_result **result);
AKASHLINT_API void akashlint_result_free(struct akashlint_result *result);

AKASHLINT_API size_t akashlint_result_count(const struct akashlint_result *result);
// Diagnostics are in the order of the text. `index` must be less than the count; the strings in
// `*diagnostic` live as long as the result.
AKASHLINT_API void akashlint_result_get(const struct akashlint_result *result, size_t index,
					struct akashlint_diagnostic *diagnostic);
// Whether the network's own parser would take the SDL.
AKASHLINT_API bool akashlint_result_is_accepted(const struct akashlint_result *result);

#ifdef __cplusplus
}
#endif

#endif
