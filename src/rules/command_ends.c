// SPDX-License-Identifier: Apache-2.0
// In: the script of a service. Out: a finding if its last command goes to the background, so that the container ends.
#include "rules/command.h"

#include <string.h>

static void check_end(struct run *run, const struct sdl_service *service);

const struct rule rule_command_ends = {
	.id = "command-ends",
	.severity = SEVERITY_WARNING,
	.summary = "the last command of a script returns at once, and the container with it",
	.why = "A container lives as long as its first program. A script that ends with \"service ssh start\", or with \"&\", leaves its work in the background and ends; the container is then restarted again and again.",
	.fix = "Keep the program in the foreground as the last command: exec /usr/sbin/sshd -D, nginx -g \"daemon off;\", or wait.",
	.source = "docs.docker.com: run multiple services in a container",
	.on = { .service = check_end },
};

struct ending {
	const char *word, *instead;
};

static struct str trimmed(struct str text)
{
	while (text.len && memchr(" \t\r\n;", text.ptr[0], 5))
		text = str_slice(text, 1, text.len);
	while (text.len && memchr(" \t\r\n;", text.ptr[text.len - 1], 5))
		text.len--;
	return text;
}

// What comes after the last of "&&", "||", ";" and line breaks.
static struct str last_command(struct str script)
{
	size_t from;

	script = trimmed(script);
	for (from = script.len; from > 0; from--) {
		char c = script.ptr[from - 1];

		if (c == '\n' || c == ';' || (from > 1 && (c == '&' || c == '|') && script.ptr[from - 2] == c))
			break;
	}
	return trimmed(str_slice(script, from, script.len));
}

static bool is_in_background(struct str script)
{
	return script.len > 2 && script.ptr[script.len - 1] == '&' && !memchr("&>|", script.ptr[script.len - 2], 3);
}

static const char *foreground_of(struct str command)
{
	static const struct ending endings[] = {
		{ "ssh", "exec /usr/sbin/sshd -D" },
		{ "nginx", "exec nginx -g \"daemon off;\"" },
		{ "cron", "exec cron -f" },
		{ "pm2", "pm2-runtime instead of pm2" },
	};

	for (size_t i = 0; i < COUNT_OF(endings); i++)
		for (size_t j = 0; j + strlen(endings[i].word) <= command.len; j++)
			if (str_has_prefix(str_slice(command, j, command.len), endings[i].word))
				return endings[i].instead;
	return "sleep infinity";
}

enum { MAX_WORDS = 8 };

static size_t split(struct str text, struct str words[MAX_WORDS])
{
	size_t n = 0;

	for (size_t from = 0, to; n < MAX_WORDS && from < text.len; from = to + 1) {
		for (to = from; to < text.len && text.ptr[to] != ' ';)
			to++;
		if (to > from)
			words[n++] = str_slice(text, from, to);
	}
	return n;
}

static bool has_option(const struct str *words, size_t n, const char *option)
{
	for (size_t i = 1; i < n; i++)
		if (str_has_prefix(words[i], option))
			return true;
	return false;
}

// Whether the command hands its work to the background and returns.
static bool is_daemon(struct str command)
{
	static const char *const verbs[] = { "start", "restart", NULL };
	static const char *const prefixes[] = { "sudo", "exec", NULL };
	struct str list[MAX_WORDS], *words = list, name;
	size_t n = split(command, list);

	for (; n > 1 && is_one_of(words[0], prefixes); n--)
		words++;
	if (n == 0)
		return false;
	if (str_is(words[0], "service"))
		return n == 3 && is_one_of(words[2], verbs);
	if (str_has_prefix(words[0], "/etc/init.d/") || str_is(words[0], "apachectl") || str_is(words[0], "apache2ctl"))
		return n == 2 && is_one_of(words[1], verbs);
	if (str_is(words[0], "systemctl") || str_is(words[0], "pm2"))
		return n > 1 && is_one_of(words[1], verbs) && n < MAX_WORDS && !has_option(words, n, "--no-daemon");
	name = words[0];
	while (memchr(name.ptr, '/', name.len))
		name = str_slice(name, 1, name.len);
	if (str_is(name, "sshd"))
		return n < MAX_WORDS && !has_option(words, n, "-D") && !has_option(words, n, "-d") &&
		       !has_option(words, n, "-e");
	return (str_is(name, "nginx") || str_is(name, "cron")) && n == 1;
}

// A shell or an interpreter without a script waits for input, and ends if there is none.
static bool check_alone(struct run *run, const struct sdl_service *service)
{
	static const char *const idle[] = { "sh",     "bash", "/bin/sh", "/bin/bash", "/usr/bin/bash", "ash", "python3",
					    "python", "node", "irb",     NULL };
	const struct leaf_str *first = command_item(service, 0);
	struct diag *diag;

	if (service->command.n != 1 || service->args.n > 0 || service->args.is_bad || first->is_bad ||
	    !is_one_of(first->text, idle))
		return false;
	diag = diag_add(run, &rule_command_ends, first->at, "%s alone ends at once: it gets no input",
			quoted(run, first->text));
	diag_lacks(run, diag, "services.%s.args", key_text(run, service->entry.name));
	diag_help(run, diag, "give it a script, or write command: [\"sleep\", \"infinity\"] to log in later");
	return true;
}

static void check_end(struct run *run, const struct sdl_service *service)
{
	struct str script, last;
	size_t at;
	struct diag *diag;

	if (!service->is_deployed || check_alone(run, service) || !command_script(service, &at))
		return;
	script = trimmed(command_item(service, at)->text);
	if (is_in_background(script)) {
		diag = diag_add(
			run, &rule_command_ends, command_item(service, at)->at,
			"the script ends with \"&\": its last command goes to the background, and the container ends");
		diag_help(run, diag, "remove the last \"&\", or end the script with wait");
		return;
	}
	last = last_command(script);
	if (!is_daemon(last))
		return;
	diag = diag_add_part(run, &rule_command_ends, command_item(service, at)->at, last,
			     "%s returns at once, and the container ends with it", quoted(run, last));
	diag_help(run, diag, "end the script with %s", foreground_of(last));
}
