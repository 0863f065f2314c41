// SPDX-License-Identifier: Apache-2.0
// In: texts of a service. Out: whether they are secrets, or come from elsewhere.
#include "query/secret.h"

#include "base/ascii.h"
#include "query/common.h"

static bool is_word(char c)
{
	return is_letter(c) || is_digit(c) || c == '_' || c == '-';
}

static bool is_of_set(char c, const char *set)
{
	switch (set[0]) {
	case 'l':
		return is_letter(c) || is_digit(c);
	case 'u':
		return (c >= 'A' && c <= 'Z') || is_digit(c);
	case 'h':
		return is_digit(c) || (c >= 'a' && c <= 'f');
	case 'd':
		return is_word(c) || c == '.' || c == '=';
	case 'b':
		return is_word(c) || c == '+' || c == '/' || c == '=';
	default:
		return is_word(c);
	}
}

// "ghp_xxxxxxxx…" is an example of one.
static bool is_varied(struct str text)
{
	uint64_t seen[4] = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		n += !(seen[c / 64] >> c % 64 & 1);
		seen[c / 64] |= UINT64_C(1) << c % 64;
	}
	return n >= 8;
}

// So much of a text without an end is looked at to tell whether it is a secret.
enum { MAX_BODY = 300 };

static bool is_kind(struct str text, const struct secret_kind *kind, size_t *len)
{
	size_t prefix = strlen(kind->prefix), end = prefix, most = kind->most ? kind->most + 1 : MAX_BODY;
	struct str body;

	if (!str_has_prefix(text, kind->prefix))
		return false;
	while (end < text.len && end - prefix < most && is_of_set(text.ptr[end], kind->chars))
		end++;
	body = str_slice(text, prefix, end);
	if (body.len < kind->least || (kind->most && body.len > kind->most) || !is_varied(body) ||
	    (kind->has && !has_part(body, str_of(kind->has))))
		return false;
	while (end < text.len && is_of_set(text.ptr[end], kind->chars))
		end++;
	*len = end;
	return true;
}

// A bot of Telegram: digits, ":A" and 34 more.
static bool is_telegram(struct str text, size_t colon, struct str *part)
{
	size_t from = colon, to = colon + 1;

	while (from > 0 && is_digit(text.ptr[from - 1]))
		from--;
	while (to < text.len && is_word(text.ptr[to]))
		to++;
	*part = str_slice(text, from, to);
	return colon - from >= 8 && colon - from <= 16 && to - colon == 36 && text.ptr[colon + 1] == 'A' &&
	       is_varied(*part);
}

static bool is_private_key(struct str text, struct str *part)
{
	size_t end = 0;

	while (end + 10 < text.len && end < 120 && !str_has_prefix(str_slice(text, end, text.len), "PRIVATE KEY"))
		end++;
	*part = text;
	return str_has_prefix(str_slice(text, end, text.len), "PRIVATE KEY");
}

static const char *kind_at(struct str rest, struct str *part)
{
	size_t len;

	for (const struct secret_kind *kind = known_secrets.secrets; kind->what; kind++)
		if (kind->prefix[0] == rest.ptr[0] && is_kind(rest, kind, &len)) {
			*part = str_slice(rest, 0, len);
			return kind->what;
		}
	return NULL;
}

struct secret_starts secret_starts(void)
{
	struct secret_starts starts = { { [':'] = true, ['-'] = true } };

	for (const struct secret_kind *kind = known_secrets.secrets; kind->what; kind++)
		starts.is_one[(unsigned char)kind->prefix[0]] = true;
	return starts;
}

const char *secret_find(const struct secret_starts *starts, struct str text, struct str *part)
{
	// None is as short as this.
	if (text.len < 16)
		return NULL;
	for (size_t i = 0; i < text.len; i++) {
		struct str rest;
		const char *what;

		if (!starts->is_one[(unsigned char)text.ptr[i]])
			continue;
		rest = str_slice(text, i, text.len);
		if (text.ptr[i] == ':' && is_telegram(text, i, part))
			return "a token of a Telegram bot";
		if (text.ptr[i] == '-' && str_has_prefix(rest, "-----BEGIN ") && is_private_key(rest, part))
			return "a private key";
		what = i > 0 && is_word(text.ptr[i - 1]) ? NULL : kind_at(rest, part);
		if (what)
			return what;
	}
	return NULL;
}

bool is_reference(struct str value)
{
	return value.len == 0 || str_has_prefix(value, "ac-secret://") || value.ptr[0] == '$';
}

bool is_known_password(struct str value)
{
	for (const char *const *password = known_secrets.passwords; *password; password++)
		if (str_is_nocase(value, *password))
			return true;
	return false;
}
