// SPDX-License-Identifier: Apache-2.0
// In: the findings of files, and those of an earlier time. Out: which of them are known.
#include "cli/baseline.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "os/file.h"
#include "os/path.h"
#include "yaml/node.h"

// The folder of the file at `path`, without a slash at its end; NULL if it does not exist.
static const char *absolute_folder(struct arena *arena, const char *path)
{
	const char *folder = path_folder(arena, path), *absolute = os_real_path(arena, *folder ? folder : ".");
	size_t len = absolute ? strlen(absolute) : 0;

	return len && absolute[len - 1] == '/' ? arena_strndup(arena, absolute, len - 1) : absolute;
}

// "/a/b" seen from "/a/c" is "../b". Both are absolute.
static const char *seen_from(struct arena *arena, const char *from, const char *path)
{
	size_t same = 0;
	struct strbuf out;

	if (from[0] != path[0] && from[0] != '\0')
		return path; // on another drive
	for (size_t i = 0; (from[i] == path[i] || from[i] == '\0') && path[i]; i++) {
		if (path[i] == '/' && (from[i] == '/' || from[i] == '\0'))
			same = i;
		if (from[i] == '\0')
			break;
	}
	out = strbuf_in(arena);
	for (const char *up = from + (strlen(from) > same ? same : strlen(from)); *up; up++)
		if (*up == '/')
			strbuf_puts(&out, "../");
	strbuf_puts(&out, path + same + 1);
	return out.text;
}

void baseline_init(struct baseline *baseline, struct arena *arena, const char *path)
{
	*baseline = (struct baseline){
		.arena = arena,
		.version = BASELINE_VERSION,
		.folder = absolute_folder(arena, path),
	};
}

// Whatever name a person used for it.
static const char *name_of(const struct baseline *baseline, struct arena *arena, const char *name)
{
	const char *folder;

	if (strcmp(name, "-") == 0 || !baseline->folder)
		return name;
	folder = absolute_folder(arena, name);
	return folder ? seen_from(arena, baseline->folder, arena_printf(arena, "%s/%s", folder, path_name(name)))
		      : name;
}

// However it is quoted. Only scalars have a value to hash; for others the path is enough.
static struct str value_of(struct run *run, const struct diag *diag)
{
	return diag->at ? diag->at->text : source_text(&run->source, diag->span);
}

static const char *hash_of(struct arena *arena, struct str text)
{
	return arena_printf(arena, "%016" PRIx64, hash_bytes(HASH_START, text.ptr, text.len));
}

// No part of it holds a NUL.
static struct str key_of(struct arena *arena, const struct known *known)
{
	const char *const parts[] = { known->file, known->rule, known->path, known->hash };
	struct strbuf key = strbuf_in(arena);

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		strbuf_add(&key, parts[i], strlen(parts[i]) + 1);
	return (struct str){ key.text, key.len };
}

static const char *copy(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

struct known *baseline_entry(struct baseline *baseline, const struct known *like)
{
	struct arena *arena = baseline->arena;
	void **slot = table_put(arena, &baseline->by_key, key_of(arena, like));
	struct known *known = *slot;

	if (known)
		return known;
	*slot = known = arena_zalloc(arena, sizeof(*known));
	*known = (struct known){ copy(arena, like->file), copy(arena, like->rule), copy(arena, like->path),
				 copy(arena, like->hash), 0 };
	ARENA_PUSH(arena, baseline->items, baseline->n, baseline->cap) = known;
	return known;
}

static struct known known_from_diag(const struct baseline *baseline, struct run *run, const char *file,
				    const struct diag *diag)
{
	const char *path = diag->at ? ynode_path(run->arena, diag->at) : NULL;
	struct str hashed = baseline->version == 1 ? str_of(diag->message) : value_of(run, diag);

	return (struct known){ file, diag->rule->id, path ? path : "", hash_of(run->arena, hashed), 0 };
}

size_t baseline_take(struct baseline *baseline, struct run *run)
{
	const char *file = name_of(baseline, run->arena, run->source.name);
	struct diags *diags = &run->diags;
	size_t kept = 0, n_taken;

	for (size_t i = 0; i < diags->n; i++) {
		const struct known like = known_from_diag(baseline, run, file, diags->items[i]);
		struct known *known = table_get(&baseline->by_key, key_of(run->arena, &like));

		if (known && known->n > 0)
			known->n--;
		else
			diags->items[kept++] = diags->items[i];
	}
	n_taken = diags->n - kept;
	diags->n = kept;
	return n_taken;
}

void baseline_add(struct baseline *baseline, struct run *run)
{
	const char *file = name_of(baseline, run->arena, run->source.name);

	for (size_t i = 0; i < run->diags.n; i++) {
		const struct known like = known_from_diag(baseline, run, file, run->diags.items[i]);

		baseline_entry(baseline, &like)->n++;
	}
}
