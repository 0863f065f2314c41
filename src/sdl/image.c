// SPDX-License-Identifier: Apache-2.0
// In: the image of a service as text. Out: its registry, path, tag and digest.
#include "sdl/image.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"

enum { MAX_NAME = 255, MAX_TAG = 128, MIN_DIGEST_HEX = 32 };

static bool is_lower_or_digit(char c)
{
	return is_lower(c) || is_digit(c);
}

static bool is_alnum(char c)
{
	return is_letter(c) || is_digit(c);
}

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Where `c` is in s[from..], or s.len.
static size_t find(struct str s, size_t from, char c)
{
	const char *found = from < s.len ? memchr(s.ptr + from, c, s.len - from) : NULL;

	return found ? (size_t)(found - s.ptr) : s.len;
}

static size_t find_last(struct str s, char c)
{
	for (size_t i = s.len; i-- > 0;)
		if (s.ptr[i] == c)
			return i;
	return s.len;
}

// [a-z0-9]+ joined by ".", "_", "__" or any number of "-".
static bool is_path_component(struct str s)
{
	size_t run = 0;

	if (s.len == 0 || !is_lower_or_digit(s.ptr[0]) || !is_lower_or_digit(s.ptr[s.len - 1]))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (is_lower_or_digit(c)) {
			run = 0;
			continue;
		}
		if (c != '.' && c != '_' && c != '-')
			return false;
		run++;
		if (run > 1 && (c != s.ptr[i - 1] || c == '.' || (c == '_' && run > 2)))
			return false;
	}
	return true;
}

static bool is_path(struct str s)
{
	for (size_t from = 0, to; from <= s.len; from = to + 1) {
		to = find(s, from, '/');
		if (!is_path_component(str_slice(s, from, to)))
			return false;
	}
	return true;
}

static bool is_registry(struct str s)
{
	size_t colon = find(s, 0, ':');

	for (size_t i = colon + 1; i < s.len; i++)
		if (!is_digit(s.ptr[i]))
			return false;
	if (colon + 1 == s.len)
		return false;
	for (size_t from = 0, to; from <= colon; from = to + 1) {
		to = find(str_slice(s, 0, colon), from, '.');
		if (to == from || !is_alnum(s.ptr[from]) || !is_alnum(s.ptr[to - 1]))
			return false;
		for (size_t i = from; i < to; i++)
			if (!is_alnum(s.ptr[i]) && s.ptr[i] != '-')
				return false;
	}
	return true;
}

static bool is_tag(struct str s)
{
	if (s.len == 0 || s.len > MAX_TAG || s.ptr[0] == '.' || s.ptr[0] == '-')
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is_alnum(s.ptr[i]) && !strchr("_.-", s.ptr[i]))
			return false;
	return memchr(s.ptr, '\0', s.len) == NULL;
}

// "sha256:" and hexadecimal digits.
static bool is_digest(struct str s)
{
	size_t colon = find(s, 0, ':');
	bool is_start = true;

	if (colon == s.len || s.len - colon - 1 < MIN_DIGEST_HEX)
		return false;
	for (size_t i = 0; i < colon; i++) {
		char c = s.ptr[i];
		bool is_mark = c == '-' || c == '_' || c == '+' || c == '.';

		if (is_start ? !is_alnum(c) || is_digit(c) : !is_alnum(c) && !is_mark)
			return false;
		is_start = is_mark;
	}
	for (size_t i = colon + 1; i < s.len; i++)
		if (!is_hex(s.ptr[i]))
			return false;
	return !is_start;
}

// What comes before the first slash is a registry if it looks like a host.
static size_t registry_end(struct str name)
{
	size_t slash = find(name, 0, '/');
	struct str first = str_slice(name, 0, slash);
	bool has_upper = false;

	if (slash == name.len)
		return 0;
	for (size_t i = 0; i < first.len; i++)
		has_upper |= is_upper(first.ptr[i]);
	return has_upper || find(first, 0, '.') < first.len || find(first, 0, ':') < first.len ||
			       str_is(first, "localhost")
		       ? slash
		       : 0;
}

struct image image_cut(struct str text)
{
	size_t at = find(text, 0, '@'), slash, colon, host;
	struct str name = str_slice(text, 0, at);
	struct image image = { .text = text };

	slash = find_last(name, '/');
	colon = find(name, slash < name.len ? slash : 0, ':');
	image.digest = str_slice(text, at < text.len ? at + 1 : at, text.len);
	image.tag = str_slice(name, colon < name.len ? colon + 1 : colon, name.len);
	name = str_slice(name, 0, colon);
	host = registry_end(name);
	image.registry = str_slice(name, 0, host);
	image.path = str_slice(name, host ? host + 1 : 0, name.len);
	return image;
}

static struct str name_of(const struct image *image)
{
	return (struct str){ image->text.ptr, (size_t)(image->path.ptr - image->text.ptr) + image->path.len };
}

// What comes before a tag and a digest ends with a mark for it, be the tag or digest empty.
static bool has_tag(const struct image *image)
{
	return image->tag.ptr > image->path.ptr + image->path.len;
}

static bool has_digest(const struct image *image)
{
	return image->digest.ptr > image->tag.ptr + image->tag.len;
}

bool image_parse(struct str text, struct image *out)
{
	const struct image image = image_cut(text);

	*out = (struct image){ .text = text };
	if ((image.registry.len && !is_registry(image.registry)) || !is_path(image.path))
		return false;
	if (name_of(&image).len > MAX_NAME)
		return false;
	if ((has_tag(&image) && !is_tag(image.tag)) || (has_digest(&image) && !is_digest(image.digest)))
		return false;
	*out = image;
	return true;
}

static bool is_docker_hub(struct str registry)
{
	return registry.len == 0 || str_is(registry, "docker.io") || str_is(registry, "index.docker.io");
}

struct str image_full_name(struct arena *arena, const struct image *image)
{
	bool has_folder = find(image->path, 0, '/') < image->path.len;

	if (!is_docker_hub(image->registry))
		return name_of(image);
	return str_of(arena_printf(arena, "docker.io/%s%.*s", has_folder ? "" : "library/", (int)image->path.len,
				   image->path.ptr));
}

bool image_is_of(const struct image *image, const char *repository)
{
	struct str whole = str_of(repository), path = image->path, host, rest;
	size_t slash;

	// Most are told apart by their end.
	if (path.len == 0 || path.len >= whole.len || !str_eq(str_slice(whole, whole.len - path.len, whole.len), path))
		return false;
	slash = find(whole, 0, '/');
	if (slash == whole.len)
		return false;
	host = str_slice(whole, 0, slash);
	rest = str_slice(whole, slash + 1, whole.len);
	if (str_is(host, "docker.io")) {
		if (!is_docker_hub(image->registry))
			return false;
		if (str_has_prefix(rest, "library/") && find(path, 0, '/') == path.len)
			rest = str_slice(rest, strlen("library/"), rest.len);
	} else if (!str_eq(image->registry, host)) {
		return false;
	}
	return str_eq(path, rest);
}

static bool is_between_tokens(char c)
{
	return c == '.' || c == '-' || c == '_' || c == '+' || c == '/';
}

bool image_token(struct str text, size_t *at, struct str *token)
{
	size_t from = *at, to;

	while (from < text.len && is_between_tokens(text.ptr[from]))
		from++;
	for (to = from; to < text.len && !is_between_tokens(text.ptr[to]);)
		to++;
	*token = str_slice(text, from, to);
	*at = to;
	return to > from;
}

bool image_has_token(struct str text, const char *token)
{
	struct str each;

	for (size_t at = 0; image_token(text, &at, &each);)
		if (str_is_nocase(each, token))
			return true;
	return false;
}
