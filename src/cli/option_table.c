// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the commands and the options there are.
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
	ANY = 1023,
};

const struct command commands[] = {
	{ "check", "[FILE | DIR | -]...", "Checks SDL files: what is done when no command is named", command_check,
	  OUTPUT_FINDINGS, CHECK },
	{ "resources", "[FILE | DIR | -]...", "Shows what each deployment asks the network for", command_check,
	  OUTPUT_RESOURCES, RESOURCES },
	{ "match", "--providers INVENTORY [FILE | DIR | -]...", "Shows which providers could take each deployment",
	  command_check, OUTPUT_MATCHES, MATCH },
	{ "bids", "--bids FILE SDL", "Shows which bids on a deployment fit, best first, and why the others don't", command_check,
	  OUTPUT_BIDS, BIDS },
	{ "config", "[FILE]", "Shows the configuration in force, and where each value is from", command_config, OUTPUT_TEXT,
	  CONFIG },
	{ "lsp", "", "A language server for editors, on standard input and output", command_lsp, OUTPUT_HUMAN, LSP },
	{ "gpus", "[PATTERN]", "Lists the GPUs that an SDL can ask for", command_gpus, OUTPUT_TEXT, GPUS },
	{ "rules", "", "Lists the rules", command_rules, OUTPUT_TEXT, RULES },
	{ "explain", "RULE...", "Tells about a rule: what, why, a bad and a good example", command_explain, OUTPUT_HUMAN,
	  EXPLAIN },
	{ "debug", "tree | model FILE", "Prints what the parser or the model made of a file", command_debug, OUTPUT_HUMAN, DEBUG },
};

const size_t n_commands = sizeof(commands) / sizeof(commands[0]);

// Those of findings, which are more than other commands have.
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
	{ 'f', "format", OPTION_FORMAT, 0, "F[:FILE]", formats, CHECK | RESOURCES | MATCH | BIDS | RULES | GPUS | CONFIG,
	  "output format" },
	{ 'o', "output", OPTION_TEXT, AT(output), "FILE", NULL, ANY & ~LSP, "write to FILE, whole or not at all; \"-\" is standard output" },
	{ 0, "fail-on", OPTION_CHOICE, AT(fail_on), "LEVEL", levels, CHECK | CONFIG,
	  "the least severity that makes exit status 1: error (default), warning, info or never" },
	{ 0, "target", OPTION_CHOICE, AT(target), "TARGET", targets, CHECK | CONFIG | LSP,
	  "network (default), or console: what Akash Console rejects is an error" },
	{ 0, "enable", OPTION_LEVELS, LEVEL_ENABLE, "RULE", NULL, CHECK | CONFIG | LSP,
	  "turn rules on: names with commas, * and ?; may be given often" },
	{ 0, "disable", OPTION_LEVELS, LEVEL_DISABLE, "RULE", NULL, CHECK | CONFIG | LSP, "turn rules off, in the same way" },
	{ 0, "severity", OPTION_LEVELS, LEVEL_SET, "RULE=LEVEL", NULL, CHECK | CONFIG | LSP,
	  "give rules another level: error, warning, info or off" },
	{ 0, "fix", OPTION_FLAG, AT(wants_fix), NULL, NULL, CHECK,
	  "change the files: what can be put right in one way only; with \"-\" the text goes to standard output" },
	{ 0, "unsafe-fixes", OPTION_FLAG, AT(wants_unsafe_fixes), NULL, NULL, CHECK,
	  "the same, and also what may change what is deployed" },
	{ 0, "diff", OPTION_FLAG, AT(wants_diff), NULL, NULL, CHECK,
	  "change nothing, but show what --fix or --unsafe-fixes would change, for patch -p0" },
	{ 0, "baseline", OPTION_TEXT, AT(baseline), "FILE", NULL, CHECK, "what FILE knows is neither shown nor counted" },
	{ 0, "write-baseline", OPTION_TEXT, AT(write_baseline), "FILE", NULL, CHECK, "write all that is found now to FILE, for --baseline" },
	{ 0, "policy", OPTION_TEXT, AT(policy), "FILE", NULL, CHECK | BIDS | CONFIG | LSP, "an organisation's own limits, in JSON" },
	{ 0, "gpus", OPTION_TEXT, AT(gpus), "FILE", NULL, CHECK | RESOURCES | MATCH | BIDS | GPUS | CONFIG | LSP,
	  "a GPU catalogue in place of the built-in one: in this project's form, or the network's own gpus.json" },
	{ 0, "rate", OPTION_RATE, 0, "DENOM=USD", NULL, CHECK | RESOURCES | MATCH | BIDS | LSP,
	  "what 1,000,000 of a denomination other than uact are worth in US dollars; --unsafe-fixes converts prices in it to uact; repeatable" },
	{ 'c', "config", OPTION_TEXT, AT(config), "FILE", NULL, CHECK | RESOURCES | MATCH | BIDS | CONFIG | LSP,
	  "the configuration for all files; the default is the nearest .akashlint.yml upwards of each file" },
	{ 0, "no-config", OPTION_FLAG, AT(has_no_config), NULL, NULL, CHECK | RESOURCES | MATCH | BIDS | CONFIG | LSP, "read no configuration file" },
	{ 0, "no-inline", OPTION_FLAG, AT(has_no_inline), NULL, NULL, CHECK | CONFIG | LSP,
	  "comments of the form \"# akashlint: ignore[RULE]\" do not count" },
	{ 0, "strict", OPTION_FLAG, AT(is_strict), NULL, NULL, CHECK | CONFIG,
	  "for gates: the checked repository can't silence findings. Comments and excluded paths do not count, and a configuration file can only raise levels" },
	{ 0, "stdin-filename", OPTION_TEXT, AT(stdin_filename), "NAME", NULL, CHECK | RESOURCES | MATCH | BIDS,
	  "what to call standard input in the diagnostics" },
	{ 0, "providers", OPTION_PROVIDERS, 0, "FILE|DIR", NULL, CHECK | MATCH | BIDS | LSP,
	  "what providers have: their status, or what Akash Console or the chain tells of them, in JSON; \"-\" is standard input; "
	  "may be given often. With it, files are checked for GPUs that none of them has" },
	{ 0, "bids", OPTION_TEXT, AT(bids), "FILE", NULL, BIDS,
	  "the bids on the deployment, in JSON or YAML, as \"provider-services query market bid list\" or Akash Console's "
	  "/v1/bids gives them; \"-\" is standard input" },
	{ 0, "prices", OPTION_PRICES, 0, "FILE", NULL, CHECK | RESOURCES | MATCH | BIDS,
	  "present prices: what Akash Console's /v1/gpu-prices or /v1/market-data gives; repeatable" },
	{ 0, "dseq", OPTION_TEXT, AT(dseq), "N", NULL, BIDS, "judge the bids on this deployment; the default is the newest one" },
	{ 0, "order", OPTION_CHOICE, AT(order), "ORDER", orders, BIDS,
	  "price (default), or audited: audit and uptime of the provider before the price" },
	{ 0, "model", OPTION_TEXT, AT(model), "MODEL", NULL, BIDS, "accept only bids with this GPU model; * and ? may be in it" },
	{ 0, "audited", OPTION_FLAG, AT(is_audited_only), NULL, NULL, BIDS, "accept only bids of audited providers" },
	{ 0, "explain", OPTION_TEXT, AT(explained), "PROVIDER", NULL, MATCH | BIDS,
	  "show everything that rules out this provider" },
	{ 0, "timeout", OPTION_SECONDS, AT(timeout), "SECONDS", NULL, CHECK | RESOURCES | MATCH,
	  "the longest that one file may take; the default is 60" },
	{ 'j', "jobs", OPTION_NUMBER, AT(jobs), "N", NULL, CHECK | RESOURCES | MATCH,
	  "files checked side by side; the default is the number of processors" },
	{ 0, "color", OPTION_CHOICE, AT(color), "WHEN", colors, ANY & ~LSP, "auto (default), always or never" },
	{ 'q', "quiet", OPTION_FLAG, AT(is_quiet), NULL, NULL, CHECK, "errors only, no summary" },
	{ 0, "stdio", OPTION_FLAG, AT(is_stdio), NULL, NULL, LSP, "what some editors add; it is so in any case" },
	{ 0, "completions", OPTION_CHOICE, AT(completions), "SHELL", shells, CHECK,
	  "print what completes akashlint's options in a shell: bash, zsh or fish" },
	{ 0, "rules-manual", OPTION_FLAG, AT(wants_manual), NULL, NULL, CHECK, NULL },
	{ 'h', "help", OPTION_FLAG, AT(wants_help), NULL, NULL, ANY, "show this help" },
	{ 'V', "version", OPTION_FLAG, AT(wants_version), NULL, NULL, ANY, "show the version, and the releases that the built-in facts come from" },
};

const size_t n_options = sizeof(option_table) / sizeof(option_table[0]);
