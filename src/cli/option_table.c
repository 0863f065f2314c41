// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the commands and the options there are.
#include <string.h>

#include "base/edit_distance.h"
#include "cli/commands.h"

enum {
	CHECK = 1,
	RESOURCES = 2,
	RULES = 4,
	EXPLAIN = 8,
	GPUS = 16,
	CONFIG = 32,
	MATCH = 64,
	LSP = 128,
	DEBUG = 256,
	BIDS = 512,
	HELP = 1024,
	ANY = 2047,
};

const struct command commands[] = {
	{ "check", "[FILE | DIR | -]...", "Checks SDL files (the default command)", command_check, OUTPUT_FINDINGS,
	  CHECK },
	{ "resources", "[FILE | DIR | -]...", "Shows what each deployment requests, and its price ceiling",
	  command_check, OUTPUT_RESOURCES, RESOURCES },
	{ "match", "--providers INVENTORY [FILE | DIR | -]...", "Shows which providers can run each deployment",
	  command_check, OUTPUT_MATCHES, MATCH },
	{ "bids", "--bids FILE SDL", "Shows which bids fit a deployment, best first, and why others don't",
	  command_check, OUTPUT_BIDS, BIDS },
	{ "config", "[FILE]", "Shows the effective configuration, and where each value comes from", command_config,
	  OUTPUT_TEXT, CONFIG },
	{ "lsp", "", "Runs the language server for editors (on stdin and stdout)", command_lsp, OUTPUT_HUMAN, LSP },
	{ "gpus", "[PATTERN]", "Lists the GPUs that an SDL can request", command_gpus, OUTPUT_TEXT, GPUS },
	{ "rules", "[PATTERN]...", "Lists the rules, or those that match a PATTERN such as \"gpu-*\"", command_rules,
	  OUTPUT_TEXT, RULES },
	{ "explain", "RULE...", "Explains rules: what they find, why, and how to fix it", command_explain, OUTPUT_HUMAN,
	  EXPLAIN },
	{ "help", "[COMMAND]", "Shows this help, or that of a command", command_help, OUTPUT_HUMAN, HELP },
	{ "debug", "tree | model FILE", "Dumps the parse tree or the model of a file", command_debug, OUTPUT_HUMAN,
	  DEBUG },
};

const size_t n_commands = sizeof(commands) / sizeof(commands[0]);

// Formats for findings; other commands have fewer.
#define ROW(name) { #name, 0 },
static const struct choice formats[] = { REPORT_FORMATS(ROW){ NULL, 0 } };
#undef ROW

static const struct choice levels[] = {
	{ "error", FAIL_ON_ERROR },
	{ "warning", FAIL_ON_WARNING },
	{ "info", FAIL_ON_INFO },
	{ "never", FAIL_ON_NEVER },
	{ NULL, 0 },
};

static const struct choice targets[] = { { "network", TARGET_NETWORK }, { "console", TARGET_CONSOLE }, { NULL, 0 } };

static const struct choice colors[] = {
	{ "auto", COLOR_AUTO },
	{ "always", COLOR_ALWAYS },
	{ "never", COLOR_NEVER },
	{ NULL, 0 },
};

static const struct choice orders[] = { { "price", ORDER_PRICE }, { "audited", ORDER_AUDITED }, { NULL, 0 } };

static const struct choice shells[] = {
	{ "bash", COMPLETIONS_BASH },
	{ "zsh", COMPLETIONS_ZSH },
	{ "fish", COMPLETIONS_FISH },
	{ NULL, 0 },
};

#define AT(member) offsetof(struct options, member)

const struct option option_table[] = {
	{ 'f', "format", OPTION_FORMAT, 0, "F[:FILE]", formats,
	  CHECK | RESOURCES | MATCH | BIDS | RULES | GPUS | CONFIG, "output format" },
	{ 'o', "output", OPTION_TEXT, AT(output), "FILE", NULL, ANY & ~LSP,
	  "write to FILE, whole or not at all; \"-\" is standard output" },
	{ 0, "fail-on", OPTION_CHOICE, AT(fail_on), "LEVEL", levels, CHECK | CONFIG,
	  "lowest severity that makes the exit status 1: error (default), warning, info or never" },
	{ 0, "target", OPTION_CHOICE, AT(target), "TARGET", targets, CHECK | CONFIG | LSP,
	  "network (default), or console: report what Akash Console rejects as an error" },
	{ 0, "enable", OPTION_LEVELS, LEVEL_ENABLE, "RULE", NULL, CHECK | CONFIG | LSP,
	  "enable rules: names or globs, separated by commas; repeatable" },
	{ 0, "disable", OPTION_LEVELS, LEVEL_DISABLE, "RULE", NULL, CHECK | CONFIG | LSP,
	  "disable rules, in the same way; repeatable" },
	{ 0, "severity", OPTION_LEVELS, LEVEL_SET, "RULE=LEVEL", NULL, CHECK | CONFIG | LSP,
	  "set the level of rules: error, warning, info or off; repeatable" },
	{ 0, "select", OPTION_LEVELS, LEVEL_SELECT, "RULE", NULL, CHECK | CONFIG | LSP,
	  "disable all other rules; repeatable" },
	{ 0, "fix", OPTION_FLAG, AT(wants_fix), NULL, NULL, CHECK,
	  "fix, in place, what has only one possible fix; with \"-\" the fixed text goes to standard output" },
	{ 0, "unsafe-fixes", OPTION_FLAG, AT(wants_unsafe_fixes), NULL, NULL, CHECK,
	  "also apply fixes that may change what is deployed" },
	{ 0, "diff", OPTION_FLAG, AT(wants_diff), NULL, NULL, CHECK,
	  "change no file, but print what --fix or --unsafe-fixes would change as a unified diff, for patch -p0" },
	{ 0, "baseline", OPTION_TEXT, AT(baseline), "FILE", NULL, CHECK, "hide findings recorded in FILE" },
	{ 0, "write-baseline", OPTION_TEXT, AT(write_baseline), "FILE", NULL, CHECK,
	  "record all current findings in FILE, for --baseline" },
	{ 0, "policy", OPTION_TEXT, AT(policy), "FILE", NULL, CHECK | BIDS | CONFIG | LSP,
	  "your organisation's own limits, in JSON" },
	{ 0, "gpus", OPTION_TEXT, AT(gpus), "FILE", NULL, CHECK | RESOURCES | MATCH | BIDS | GPUS | CONFIG | LSP,
	  "GPU catalogue to use instead of the built-in one: gpu-catalogue.json, or the network's own gpus.json" },
	{ 0, "rate", OPTION_RATE, 0, "DENOM=USD", NULL, CHECK | RESOURCES | MATCH | BIDS | LSP,
	  "value of 1,000,000 units of a denomination other than uact, in US dollars; lets --unsafe-fixes convert prices to uact; repeatable" },
	{ 'c', "config", OPTION_TEXT, AT(config), "FILE", NULL, CHECK | RESOURCES | MATCH | BIDS | CONFIG | LSP,
	  "configuration for all files; the default is the nearest .akashlint.yml in the file's folder or a parent folder" },
	{ 0, "no-config", OPTION_FLAG, AT(has_no_config), NULL, NULL, CHECK | RESOURCES | MATCH | BIDS | CONFIG | LSP,
	  "ignore configuration files" },
	{ 0, "no-inline", OPTION_FLAG, AT(has_no_inline), NULL, NULL, CHECK | CONFIG | LSP,
	  "ignore comments of the form \"# akashlint: ignore[RULE]\"" },
	{ 0, "strict", OPTION_FLAG, AT(is_strict), NULL, NULL, CHECK | CONFIG,
	  "for CI gates: the checked repository can't silence findings. Comments and excluded paths are ignored, and a configuration file can only raise levels" },
	{ 0, "stdin-filename", OPTION_TEXT, AT(stdin_filename), "NAME", NULL, CHECK | RESOURCES | MATCH | BIDS,
	  "name shown for standard input" },
	{ 0, "providers", OPTION_PROVIDERS, 0, "FILE|DIR", NULL, CHECK | MATCH | BIDS | LSP,
	  "provider inventories, in JSON: from the providers themselves, Akash Console or the chain; \"-\" is standard input; "
	  "repeatable. Also warns about GPUs that none of these providers has" },
	{ 0, "bids", OPTION_TEXT, AT(bids), "FILE", NULL, BIDS,
	  "the bids on the deployment, in JSON or YAML, from \"provider-services query market bid list\" or Akash Console's "
	  "/v1/bids; \"-\" is standard input" },
	{ 0, "prices", OPTION_PRICES, 0, "FILE", NULL, CHECK | RESOURCES | MATCH | BIDS,
	  "current prices, from Akash Console's /v1/gpu-prices or /v1/market-data; repeatable" },
	{ 0, "dseq", OPTION_TEXT, AT(dseq), "N", NULL, BIDS,
	  "number of the deployment whose bids to judge; the default is the newest one" },
	{ 0, "order", OPTION_CHOICE, AT(order), "ORDER", orders, BIDS,
	  "what ranks bids first: price (default), or audited (audits and uptime of the provider)" },
	{ 0, "model", OPTION_TEXT, AT(model), "MODEL", NULL, BIDS,
	  "accept only bids with this GPU model; may contain * and ?" },
	{ 0, "audited", OPTION_FLAG, AT(is_audited_only), NULL, NULL, BIDS, "accept only bids of audited providers" },
	{ 0, "explain", OPTION_TEXT, AT(explained), "PROVIDER", NULL, MATCH | BIDS,
	  "show every reason that rules out this provider" },
	{ 0, "allow-empty", OPTION_FLAG, AT(allows_empty), NULL, NULL, CHECK | RESOURCES | MATCH,
	  "accept folders without any SDL" },
	{ 0, "show-files", OPTION_FLAG, AT(shows_files), NULL, NULL, CHECK,
	  "list the files that would be checked, and those that are skipped and why; check nothing" },
	{ 0, "statistics", OPTION_FLAG, AT(wants_statistics), NULL, NULL, CHECK,
	  "show the number of findings for each rule instead of the findings" },
	{ 0, "timeout", OPTION_SECONDS, AT(timeout), "SECONDS", NULL, CHECK | RESOURCES | MATCH | BIDS | LSP,
	  "time limit for each file or request (default: 60)" },
	{ 'j', "jobs", OPTION_NUMBER, AT(jobs), "N", NULL, CHECK | RESOURCES | MATCH,
	  "number of files checked in parallel (default: one per CPU)" },
	{ 0, "color", OPTION_CHOICE, AT(color), "WHEN", colors, ANY & ~LSP, "auto (default), always or never" },
	{ 'q', "quiet", OPTION_FLAG, AT(is_quiet), NULL, NULL, CHECK, "show errors only, and no summary" },
	{ 0, "stdio", OPTION_FLAG, AT(is_stdio), NULL, NULL, LSP,
	  "accepted for editors that pass it; always the case" },
	{ 0, "clientProcessId", OPTION_TEXT, AT(client_process), "N", NULL, LSP,
	  "accepted for editors that pass it; the server ends when its standard input does" },
	{ 0, "completions", OPTION_CHOICE, AT(completions), "SHELL", shells, CHECK,
	  "print the completion script for a shell: bash, zsh or fish" },
	{ 0, "rules-manual", OPTION_FLAG, AT(wants_manual), NULL, NULL, CHECK, NULL },
	{ 'h', "help", OPTION_FLAG, AT(wants_help), NULL, NULL, ANY, "show this help" },
	{ 'V', "version", OPTION_FLAG, AT(wants_version), NULL, NULL, ANY,
	  "show the version, and the releases that the built-in facts come from" },
};

const size_t n_options = sizeof(option_table) / sizeof(option_table[0]);

const struct command *command_named(const char *name)
{
	for (size_t i = 0; i < n_commands; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

const char *nearest_command(const char *name)
{
	const char *names[COUNT_OF(commands)];

	for (size_t i = 0; i < n_commands; i++)
		names[i] = commands[i].name;
	return nearest(str_of(name), names, n_commands);
}
