// SPDX-License-Identifier: Apache-2.0
// In: texts of a service. Out: whether they are secrets, or stand for one.
#include "rules/secret.h"

#include "query/model_size.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

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
		if (str_eq_nocase(value, str_of(*password)))
			return true;
	return false;
}

static bool begins_so(struct str text, const char *word)
{
	size_t len = strlen(word);

	return text.len >= len && str_eq_nocase(str_slice(text, 0, len), str_of(word));
}

// "your-api-key", "YOURTOKEN", "my_secret_here"
static bool is_somebodys(struct str value)
{
	static const char *const owners[] = { "your", "my", "the", NULL };
	static const char *const things[] = { "key", "token", "secret", "password", "passwd", "here", NULL };
	bool is_owned = false, is_thing = false;

	for (const char *const *owner = owners; *owner; owner++)
		is_owned |= begins_so(value, *owner) && value.len > strlen(*owner) &&
			    (memchr("-_ ", value.ptr[strlen(*owner)], 3) || strcmp(*owner, "the") != 0);
	for (const char *const *thing = things; is_owned && *thing; thing++)
		is_thing |= has_part(value, str_of(*thing));
	return is_thing;
}

static bool is_one_sign(struct str value)
{
	for (size_t i = 1; i < value.len; i++)
		if (value.ptr[i] != value.ptr[0])
			return false;
	return value.len >= 3 && strchr("xX*", value.ptr[0]);
}

static bool is_between(struct str value, const char *open, const char *close)
{
	return value.len > strlen(open) + strlen(close) && str_has_prefix(value, open) &&
	       str_has_suffix(value, close) && !memchr(value.ptr + 1, '<', value.len - 1);
}

// What begins or ends as brackets and dashes do that hold a name to be replaced.
static bool is_marked(struct str value)
{
	return is_one_sign(value) || str_is(value, "...") || is_between(value, "{{", "}}") ||
	       is_between(value, "__", "__") || (is_between(value, "<", ">") && !memchr(value.ptr, '/', value.len));
}

bool is_unfilled(struct str value)
{
	static const char *const verbs[] = { "replace-", "replace_", "replaceme", "todo-",    "todo_",    "tbd-",
					     "fixme",    "insert-",  "insert_",   "put-your", "put_your", "enter-",
					     "enter_",   "paste-",   "paste_",    "hf_xxx",   "sk-xxx",   NULL };

	if (value.len < 3 || value.len > 80)
		return false;
	if (strchr("<{_.*xX", value.ptr[0]) && is_marked(value))
		return true;
	if (memchr(value.ptr, 'm', value.len) || memchr(value.ptr, 'M', value.len))
		for (const char *const *word = known_secrets.placeholder_words; *word; word++)
			if (has_part(value, str_of(*word)))
				return true;
	for (const char *const *verb = verbs; strchr("rtfiphseRTFIPHSE", value.ptr[0]) && *verb; verb++)
		if (begins_so(value, *verb))
			return true;
	return str_is(value, "hf_") ||
	       (strchr("ymtYMT", value.ptr[0]) && is_somebodys(value) && !memchr(value.ptr, '/', value.len));
}
