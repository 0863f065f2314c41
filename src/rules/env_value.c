// SPDX-License-Identifier: Apache-2.0
// In: the environment and the command of a service. Out: findings about secrets, and placeholders.
#include "query/host_ref.h"
#include "query/placeholder.h"
#include "query/secret.h"

static void check_secrets(struct run *run, const struct sdl_service *service);
static void check_names(struct run *run, const struct sdl_service *service);
static void check_placeholders(struct run *run, const struct sdl_service *service);
static void check_empty(struct run *run, const struct sdl_service *service);
static void check_expansion(struct run *run, const struct sdl_service *service);

#define WHY_SECRET                                                                                                     \
	"The value goes to the provider, not on the chain. But the file is kept and shared, and whoever reads it can use the secret."
#define FIX_SECRET                                                                                                     \
	"In Akash Console, store it as a secret and write ac-secret://NAME. Elsewhere, put the value in from your own store just before you send the manifest. Revoke a secret that was shared."

const struct rule rule_secret_in_clear_text = {
	.id = "secret-in-clear-text",
	.severity = SEVERITY_INFO,
	.summary = "a secret in clear text",
	.why = WHY_SECRET,
	.fix = FIX_SECRET,
	.source = "gitleaks config/gitleaks.toml; schemas/secrets.json",
	.on = { .service = check_secrets },
};

const struct rule rule_password_in_clear_text = {
	.id = "password-in-clear-text",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a variable for a password or key has its value in clear text",
	.why = WHY_SECRET,
	.fix = FIX_SECRET,
	.source = "names of variables: schemas/secrets.json",
	.on = { .service = check_names },
};

const struct rule rule_placeholder_value = {
	.id = "placeholder-value",
	.severity = SEVERITY_INFO,
	.summary = "a placeholder value that was not replaced",
	.why = "The value looks like a placeholder from an example. The program gets it as is.",
	.fix = "Write the real value, or remove the variable.",
	.source = "schemas/secrets.json",
	.on = { .service = check_placeholders },
};

const struct rule rule_env_without_value = {
	.id = "env-without-value",
	.severity = SEVERITY_INFO,
	.summary = "an environment variable without a value",
	.why = "docker run takes the value of such a variable from your shell. A provider has no such shell: it sets the variable to an empty value.",
	.fix = "Write NAME=value, or NAME= if it should be empty.",
	.source = "provider cluster/kube/builder/workload.go",
	.on = { .service = check_empty },
};

const struct rule rule_env_not_expanded = {
	.id = "env-not-expanded",
	.severity = SEVERITY_INFO,
	.summary = "${NAME} in the value of a variable, which is not expanded",
	.why = "The program gets the value as written: no shell reads it. Kubernetes expands only $(NAME), with variables that are above it in the list.",
	.fix = "Write $(NAME), or the value itself.",
	.source = "kubernetes.io: define dependent environment variables; provider cluster/kube/builder/workload.go",
	.on = { .service = check_expansion },
};

static void help_secret(struct run *run, struct diag *diag)
{
	diag_help(
		run, diag,
		"in Akash Console store it as a secret and write ac-secret://NAME; elsewhere add it just before you send the manifest");
}

// Names the kind of the secret, never its text, and hides it where the line is shown.
static void report_secret(struct run *run, const struct rule *rule, const struct shell_word *where, struct str part,
			  const char *what)
{
	struct diag *diag;

	if (where->variable.len)
		diag = diag_add_part(run, rule, where->at, part, "%s is %s in clear text",
				     escaped(run, where->variable), what);
	else
		diag = diag_add_part(run, rule, where->at, part, "%s in clear text, in the command", what);
	source_hide(&run->source, diag->span);
	help_secret(run, diag);
}

static bool is_all_hex(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("0123456789abcdefABCDEF", text.ptr[i]))
			return false;
	return true;
}

static size_t count_words(struct str text)
{
	size_t n = 0, len = 0;

	for (size_t i = 0; i <= text.len; i++) {
		bool is_end = i == text.len || text.ptr[i] == ' ';

		if (!is_end && (text.ptr[i] < 'a' || text.ptr[i] > 'z'))
			return 0;
		if (is_end && len > 0 && (len < 3 || len > 8))
			return 0;
		n += is_end && len > 0;
		len = is_end ? 0 : len + 1;
	}
	return n;
}

// Secrets without a mark of their own, which the name of the variable gives away.
static const char *kind_by_name(const struct shell_word *word)
{
	struct str value = word->text;

	if (has_part(word->variable, STR("SECRET_ACCESS_KEY")) && value.len == 40 && !memchr(value.ptr, ' ', 40))
		return "an AWS key";
	if (str_has_prefix(value, "0x"))
		value = str_slice(value, 2, value.len);
	if (value.len == 64 && is_all_hex(value) && has_part(word->variable, STR("PRIVATE_KEY")))
		return "a private key";
	if (value.len > 36 &&
	    (has_part(word->variable, STR("MNEMONIC")) || has_part(word->variable, STR("SEED")) ||
	     has_part(word->variable, STR("PHRASE"))) &&
	    count_words(word->text) >= 12)
		return "the seed phrase of a wallet";
	return NULL;
}

// A password in an address, unless it is of this deployment: a name without a dot is none that others reach.
static bool find_url_password(struct str text, struct str *password)
{
	struct host_ref ref;

	for (size_t at = 0; host_ref_next(text, &at, &ref);) {
		if (!ref.has_password || ref.password.len < 6 || is_reference(ref.password) ||
		    is_placeholder(ref.password) || memchr(ref.password.ptr, '$', ref.password.len) ||
		    memchr(ref.password.ptr, '{', ref.password.len) || !memchr(ref.host.ptr, '.', ref.host.len) ||
		    str_is(ref.host, "127.0.0.1"))
			continue;
		*password = ref.password;
		return true;
	}
	return false;
}

static void check_text(struct run *run, const struct secret_starts *starts, const struct shell_word *word)
{
	struct str part;
	const char *what = secret_find(starts, word->text, &part);

	if (!what && word->variable.len) {
		what = kind_by_name(word);
		part = word->text;
	}
	if (!what && memchr(word->text.ptr, '@', word->text.len) && find_url_password(word->text, &part))
		what = "a password in a URL";
	if (what)
		report_secret(run, &rule_secret_in_clear_text, word, part, what);
}

static void check_secrets(struct run *run, const struct sdl_service *service)
{
	const struct leaf_list *lists[] = { &service->command, &service->args };
	const struct secret_starts starts = secret_starts();
	struct shell_word word;

	for (size_t i = 0; service->is_deployed && i < service->env.n; i++)
		if (!service->env.items[i].is_bad && env_split(&service->env.items[i], &word) &&
		    !is_reference(word.text))
			check_text(run, &starts, &word);
	for (size_t k = 0; service->is_deployed && k < COUNT_OF(lists); k++)
		for (size_t i = 0; i < lists[k]->n; i++)
			if (!lists[k]->items[i].is_bad)
				check_text(run, &starts,
					   &(struct shell_word){
						   lists[k]->items[i].text, lists[k]->items[i].at, { "", 0 }, false });
}

static bool is_secret_name(struct str name)
{
	for (const char *const *end = known_secrets.secret_variables; *end; end++) {
		size_t len = strlen(*end);

		if (name.len >= len && str_is_nocase(str_slice(name, name.len - len, name.len), *end))
			return true;
	}
	return false;
}

static void check_names(struct run *run, const struct sdl_service *service)
{
	const struct secret_starts starts = secret_starts();
	struct shell_word word;
	struct str part;

	for (size_t i = 0; service->is_deployed && i < service->env.n; i++) {
		if (service->env.items[i].is_bad || !env_split(&service->env.items[i], &word) ||
		    !is_secret_name(word.variable))
			continue;
		if (word.text.len < 8 || word.text.ptr[0] == '/' || is_reference(word.text) ||
		    is_placeholder(word.text) || is_known_password(word.text) ||
		    memchr(word.text.ptr, ' ', word.text.len) || secret_find(&starts, word.text, &part))
			continue;
		report_secret(run, &rule_password_in_clear_text, &word, word.text, "a password or key");
	}
}

// A template that is not filled in gives one finding, with at most this many of the other places.
enum { MAX_RELATED = 10 };

static const char *others_text(struct run *run, size_t n)
{
	return n == 0 ? "" : arena_printf(run->arena, " (and %zu more of this service)", n);
}

// Another rule reports it if it is the password of something that is open to the world.
static bool is_open_password(struct run *run, const struct sdl_service *service, struct str variable)
{
	struct program *program = known_program_of(run, service);
	bool is_open = false;

	for (size_t i = 0; i < service->n_expose; i++)
		is_open |= is_global(service->expose[i]);
	return is_open && program && program->known->password_variables &&
	       is_one_of(variable, program->known->password_variables);
}

static void check_placeholders(struct run *run, const struct sdl_service *service)
{
	struct shell_word words[MAX_RELATED + 1], word;
	size_t n = 0;
	struct diag *diag;

	for (size_t i = 0; service->is_deployed && i < service->env.n; i++) {
		if (service->env.items[i].is_bad || !env_split(&service->env.items[i], &word) ||
		    !is_placeholder(word.text) || is_open_password(run, service, word.variable))
			continue;
		if (n <= MAX_RELATED)
			words[n] = word;
		n++;
	}
	if (n == 0)
		return;
	diag = diag_add_part(run, &rule_placeholder_value, words[0].at, words[0].text,
			     "%s still has the placeholder %s%s", escaped(run, words[0].variable),
			     quoted(run, words[0].text), others_text(run, n - 1));
	for (size_t i = 1; i < n && i <= MAX_RELATED; i++)
		diag_related(run, diag, ynode_span(words[i].at), "another one");
	diag_help(run, diag, "write the value, or remove %s", escaped(run, words[0].variable));
}

static void check_empty(struct run *run, const struct sdl_service *service)
{
	for (size_t i = 0; service->is_deployed && i < service->env.n; i++) {
		const struct leaf_str *item = &service->env.items[i];
		struct shell_word word;
		struct diag *diag;

		if (item->is_bad || env_split(item, &word) || !is_env_name(item->text))
			continue;
		diag = diag_add(run, &rule_env_without_value, item->at,
				"%s has no value: the provider sets it to an empty one", quoted(run, item->text));
		diag_help(run, diag, "write %s=value, or %s= if it should be empty", escaped(run, item->text),
			  escaped(run, item->text));
	}
}

// "${NAME}", or an empty text.
static struct str find_expansion(struct str value)
{
	for (size_t at = 0, end; at + 2 < value.len; at++) {
		if (value.ptr[at] != '$' || value.ptr[at + 1] != '{' || (at > 0 && value.ptr[at - 1] == '$'))
			continue;
		for (end = at + 2; end < value.len && value.ptr[end] != '}';)
			end++;
		return str_slice(value, end < value.len ? at : value.len, end < value.len ? end + 1 : value.len);
	}
	return str_slice(value, value.len, value.len);
}

static void check_expansion(struct run *run, const struct sdl_service *service)
{
	struct str parts[MAX_RELATED + 1], part;
	const struct ynode *at[MAX_RELATED + 1];
	size_t n = 0;
	struct shell_word word;
	struct diag *diag;

	for (size_t i = 0; service->is_deployed && i < service->env.n; i++) {
		if (service->env.items[i].is_bad || !env_split(&service->env.items[i], &word))
			continue;
		part = find_expansion(word.text);
		if (part.len == 0)
			continue;
		if (n <= MAX_RELATED) {
			parts[n] = part;
			at[n] = word.at;
		}
		n++;
	}
	if (n == 0)
		return;
	diag = diag_add_part(run, &rule_env_not_expanded, at[0], parts[0],
			     "%s is not expanded: the program gets it as written%s", quoted(run, parts[0]),
			     others_text(run, n - 1));
	for (size_t i = 1; i < n && i <= MAX_RELATED; i++)
		diag_related(run, diag, ynode_span(at[i]), "another one");
	diag_help(run, diag, "write $(%s), with that variable above this one, or the value itself",
		  escaped(run, str_slice(parts[0], 2, parts[0].len - 1)));
}
