// SPDX-License-Identifier: Apache-2.0
// In: calls of the program. Out: whether it writes what stands in tests/golden/NAME.txt.
//
// "make bless" writes those files anew: read the difference.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"

// A Compose file whose version is one of SDLs too.
#define OTHER_TOOL "version: \"2.0\"\nservices:\n  web: {image: nginx, build: .}\nvolumes:\n"

static const struct {
	const char *name;
	struct call call;
} cases[] = {
	{ "help", { .arguments = "--help" } },
	{ "help-check", { .arguments = "check --help" } },
	{ "help-rules", { .arguments = "rules -h" } },
	{ "help-explain", { .arguments = "explain --help" } },
	{ "version", { .arguments = "--version" } },
	{ "version-short", { .arguments = "-V" } },
	{ "debug-tree", { .arguments = "debug tree sample.yml" } },
	{ "debug-model", { .arguments = "debug model related.yml" } },
	{ "debug-nothing", { .arguments = "debug what sample.yml" } },
	{ "debug-broken", { .arguments = "debug tree syntax.yml" } },
	{ "sound", { .arguments = "sound.yml" } },
	{ "sample", { .arguments = "sample.yml" } },
	{ "sample-color", { .arguments = "--color=always sample.yml" } },
	{ "sample-json", { .arguments = "--format json sample.yml" } },
	{ "sample-quiet", { .arguments = "-q sample.yml" } },
	{ "sample-console", { .arguments = "--target console sample.yml" } },
	{ "same", { .arguments = "same.yml" } },
	{ "same-json", { .arguments = "-f json same.yml" } },
	{ "same-diff", { .arguments = "--diff --unsafe-fixes same.yml" } },
	{ "related", { .arguments = "related.yml" } },
	{ "related-json", { .arguments = "-fjson related.yml" } },
	{ "syntax", { .arguments = "syntax.yml" } },
	{ "display", { .arguments = "display.yml" } },
	{ "display-color", { .arguments = "--color always display.yml" } },
	{ "long-line", { .arguments = "long-line.yml" } },
	{ "several", { .arguments = "sound.yml sample.yml sample.yml" } },
	{ "missing", { .arguments = "missing.yml sound.yml" } },
	{ "missing-json", { .arguments = "-f json missing.yml sound.yml" } },
	{ "folder", { .arguments = "tree" } },
	{ "folder-json", { .arguments = "-f json tree/" } },
	{ "no-operand", { .arguments = "", .folder = "tests/cli/data/tree" } },
	{ "stdin", { .arguments = "-", .input = "version: 1\n" } },
	{ "stdin-filename", { .arguments = "--stdin-filename some/where.yml -", .input = "version: 1\n" } },
	{ "other-tool-json", { .arguments = "-f json -", .input = OTHER_TOOL } },
	{ "other-tool-warning", { .arguments = "-f json --severity not-an-sdl=warning -", .input = OTHER_TOOL } },
	{ "other-tool-off", { .arguments = "-f gcc --disable not-an-sdl -", .input = OTHER_TOOL } },
	{ "stdin-json", { .arguments = "-f json -", .input = "version: 1\n" } },
	{ "format-sarif", { .arguments = "-f sarif hostile.yml related.yml sound.yml sample.yml" } },
	{ "format-github", { .arguments = "-f github hostile.yml related.yml sound.yml sample.yml" } },
	{ "format-gitlab", { .arguments = "-f gitlab hostile.yml related.yml sound.yml sample.yml" } },
	{ "format-junit", { .arguments = "-f junit hostile.yml related.yml sound.yml sample.yml" } },
	{ "format-checkstyle", { .arguments = "-f checkstyle hostile.yml related.yml sound.yml sample.yml" } },
	{ "format-gcc", { .arguments = "-f gcc hostile.yml related.yml sound.yml sample.yml" } },
	{ "format-rdjsonl", { .arguments = "-f rdjsonl hostile.yml related.yml sound.yml sample.yml" } },
	{ "format-json", { .arguments = "-f json hostile.yml" } },
	{ "format-human", { .arguments = "hostile.yml" } },
	{ "two-formats", { .arguments = "-f json -f sarif sound.yml" } },
	{ "unknown-option", { .arguments = "--fromat json" } },
	{ "unknown-letter", { .arguments = "-qz" } },
	{ "unknown-format", { .arguments = "--format=jsno sound.yml" } },
	{ "unknown-level", { .arguments = "--fail-on nothing" } },
	{ "option-without-value", { .arguments = "sound.yml --output" } },
	{ "option-with-value", { .arguments = "--quiet=yes" } },
	{ "option-of-another-command", { .arguments = "rules --target console" } },
	{ "lsp-operand", { .arguments = "lsp sound.yml" } },
	{ "lsp-stdin", { .arguments = "lsp --policy -" } },
	{ "help-lsp", { .arguments = "lsp --help" } },
	{ "resources", { .arguments = "resources full.yml sound.yml" } },
	{ "resources-json", { .arguments = "resources -f json full.yml sound.yml" } },
	{ "raw-attributes", { .arguments = "resources raw-attributes.yml" } },
	{ "raw-attributes-json", { .arguments = "resources -f json raw-attributes.yml" } },
	{ "raw-attributes-policy",
	  { .arguments = "--policy raw-policy.json --disable console-yaml raw-attributes.yml" } },
	{ "resources-rejected", { .arguments = "resources sample.yml related.yml sound.yml" } },
	{ "resources-rejected-json", { .arguments = "resources --format=json related.yml" } },
	{ "help-resources", { .arguments = "resources --help" } },
	{ "help-gpus", { .arguments = "gpus --help" } },
	{ "gpus", { .arguments = "gpus" } },
	{ "gpus-color", { .arguments = "gpus --color always t4" } },
	{ "gpus-glob", { .arguments = "gpus RTX*90*" } },
	{ "gpus-alias", { .arguments = "gpus a6000" } },
	{ "gpus-json", { .arguments = "gpus -f json v100" } },
	{ "gpus-unknown", { .arguments = "gpus h10x" } },
	{ "gpus-unknown-json", { .arguments = "gpus -f json h10x" } },
	{ "gpus-amd", { .arguments = "gpus mi100" } },
	{ "gpus-two-patterns", { .arguments = "gpus a100 h100" } },
	{ "gpus-registry", { .arguments = "gpus --gpus registry.json" } },
	{ "gpus-own-file", { .arguments = "gpus --gpus catalogue.json" } },
	{ "gpus-bad-file", { .arguments = "gpus --gpus bad-catalogue.json" } },
	{ "gpus-missing-file", { .arguments = "--gpus missing.json sound.yml" } },
	{ "resources-gpus", { .arguments = "resources gpus.yml" } },
	{ "resources-rate", { .arguments = "resources --rate uakt=0.45 chain.yml" } },
	{ "resources-facts", { .arguments = "resources -f json --gpus catalogue.json gpus.yml" } },
	{ "planned", { .arguments = "planned.yml" } },
	{ "resources-chain", { .arguments = "resources chain.yml" } },
	{ "resources-registry", { .arguments = "resources --gpus registry.json gpus.yml" } },
	{ "chain", { .arguments = "chain.yml" } },
	{ "chain-json", { .arguments = "-f json chain.yml" } },
	{ "chain-sarif", { .arguments = "-f sarif chain.yml" } },
	{ "chain-github", { .arguments = "-f github chain.yml" } },
	{ "chain-console", { .arguments = "--target console chain.yml" } },
	{ "chain-rate", { .arguments = "--diff --unsafe-fixes --rate uakt=0.45 chain.yml" } },
	{ "match", { .arguments = "match --providers inventories gpus.yml sound.yml" } },
	{ "match-json", { .arguments = "match -f json --providers inventories/status.json gpus.yml sound.yml" } },
	{ "match-explain", { .arguments = "match --providers inventories --explain status gpus.yml" } },
	{ "match-explain-unknown", { .arguments = "match --providers inventories --explain statsu gpus.yml" } },
	{ "match-fits", { .arguments = "match --providers inventories/metrics.json sound.yml" } },
	{ "match-rejected", { .arguments = "match --providers inventories/status.json related.yml" } },
	{ "match-broken", { .arguments = "match --providers broken-inventory.json sound.yml" } },
	{ "match-syntax", { .arguments = "match --providers sound.yml sound.yml" } },
	{ "match-missing", { .arguments = "match --providers missing.json sound.yml" } },
	{ "match-nothing", { .arguments = "match sound.yml" } },
	{ "match-color", { .arguments = "match --color always --providers inventories gpus.yml" } },
	{ "match-advice-json", { .arguments = "match -f json --providers inventories/grpc.json gpus.yml" } },
	{ "match-several",
	  { .arguments = "match --providers inventories/grpc.json --providers inventories/status.json sound.yml",
	    .folder = "tests/cli/data" } },
	{ "match-stdin", { .arguments = "match --providers - sound.yml", .input = "{\"nodes\": []}" } },
	{ "match-list",
	  { .arguments = "match --providers - sound.yml",
	    .input = "[{\"nodes\": []}, {\"owner\": \"x\", \"attributes\": []}, {\"owner\": \"x\", \"nodes\": []}]" } },
	{ "match-stdin-twice", { .arguments = "match --providers - -", .input = "{\"nodes\": []}" } },
	{ "match-empty",
	  { .arguments = "match --providers inventories/grpc.json --providers - sound.yml", .input = "[]" } },
	{ "help-bids", { .arguments = "bids --help" } },
	{ "bids-json", { .arguments = "bids -f json --bids bids/web.json --providers bids/providers.json sound.yml" } },
	{ "bids-explain",
	  { .arguments =
		    "bids --bids bids/web.json --providers bids/providers.json --explain first.example.com sound.yml" } },
	{ "bids-explain-unknown", { .arguments = "bids --bids bids/web.json --explain akash1frist sound.yml" } },
	{ "bids-html", { .arguments = "bids -f html --bids bids/web.json --providers bids/providers.json sound.yml" } },
	{ "bids-audited",
	  { .arguments =
		    "bids --order audited --audited --bids bids/web.json --providers bids/providers.json sound.yml" } },
	{ "bids-color",
	  { .arguments = "bids --color always --bids bids/web.json --providers bids/providers.json sound.yml" } },
	{ "bids-other-version", { .arguments = "bids --bids bids/web.json gpus.yml" } },
	{ "bids-stdin",
	  { .arguments = "bids --bids - sound.yml",
	    .input =
		    "bids:\n- bid:\n    id: {provider: a, gseq: 1, oseq: 1, dseq: \"5\"}\n    state: open\n    price: {denom: uact, amount: 5}\n" } },
	{ "bids-none", { .arguments = "bids -f human --bids - sound.yml", .input = "{\"bids\": []}" } },
	{ "bids-wrong", { .arguments = "bids --bids bids/providers.json sound.yml" } },
	{ "bids-cut", { .arguments = "bids --bids - sound.yml", .input = "{\"bids\": [{\"bid\":" } },
	{ "bids-rejected", { .arguments = "bids --bids bids/web.json related.yml" } },
	{ "bids-two-files", { .arguments = "bids --bids bids/web.json sound.yml full.yml" } },
	{ "bids-folder", { .arguments = "bids --bids bids/web.json ." } },
	{ "bids-nothing", { .arguments = "bids sound.yml" } },
	{ "bids-dseq", { .arguments = "bids --bids bids/web.json --dseq x sound.yml" } },
	{ "bids-60",
	  { .arguments = "bids --bids bids/web.json --providers bids/providers.json sound.yml",
	    .environment = "COLUMNS",
	    .value = "60" } },
	{ "bids-80",
	  { .arguments = "bids --bids bids/web.json --providers bids/providers.json sound.yml",
	    .environment = "COLUMNS",
	    .value = "80" } },
	{ "bids-120",
	  { .arguments = "bids --bids bids/web.json --providers bids/providers.json sound.yml",
	    .environment = "COLUMNS",
	    .value = "120" } },
	{ "bids-200",
	  { .arguments = "bids --bids bids/web.json --providers bids/providers.json sound.yml",
	    .environment = "COLUMNS",
	    .value = "200" } },
	{ "bids-examples",
	  { .arguments =
		    "bids --bids bids/node.yml --providers bids/providers.json --prices bids/gpu-prices.json --model rtx* llm-one-gpu.yml",
	    .folder = "examples" } },
	{ "prices", { .arguments = "--prices prices.json price-below-offers.bad.yml", .folder = "examples/rules" } },
	{ "prices-resources",
	  { .arguments = "resources --prices prices.json price-below-offers.good.yml", .folder = "examples/rules" } },
	{ "prices-wrong", { .arguments = "resources --prices bids/web.json sound.yml" } },
	{ "resources-html", { .arguments = "resources -f html full.yml" } },
	{ "match-html", { .arguments = "match -f html --providers inventories gpus.yml" } },
	{ "html-of-check", { .arguments = "-f html sound.yml" } },
	{ "match-60",
	  { .arguments = "match --providers inventories gpus.yml sound.yml",
	    .environment = "COLUMNS",
	    .value = "60" } },
	{ "resources-60", { .arguments = "resources full.yml gpus.yml", .environment = "COLUMNS", .value = "60" } },
	{ "gpus-60", { .arguments = "gpus", .environment = "COLUMNS", .value = "60" } },
	{ "match-80",
	  { .arguments = "match --providers inventories gpus.yml sound.yml",
	    .environment = "COLUMNS",
	    .value = "80" } },
	{ "resources-80", { .arguments = "resources full.yml gpus.yml", .environment = "COLUMNS", .value = "80" } },
	{ "gpus-80", { .arguments = "gpus", .environment = "COLUMNS", .value = "80" } },
	{ "match-120",
	  { .arguments = "match --providers inventories gpus.yml sound.yml",
	    .environment = "COLUMNS",
	    .value = "120" } },
	{ "resources-120", { .arguments = "resources full.yml gpus.yml", .environment = "COLUMNS", .value = "120" } },
	{ "gpus-120", { .arguments = "gpus", .environment = "COLUMNS", .value = "120" } },
	{ "match-200",
	  { .arguments = "match --providers inventories gpus.yml sound.yml",
	    .environment = "COLUMNS",
	    .value = "200" } },
	{ "resources-200", { .arguments = "resources full.yml gpus.yml", .environment = "COLUMNS", .value = "200" } },
	{ "gpus-200", { .arguments = "gpus", .environment = "COLUMNS", .value = "200" } },
	{ "match-ascii",
	  { .arguments = "match --providers inventories gpus.yml", .environment = "LC_ALL", .value = "C" } },
	{ "resources-screening", { .arguments = "resources -f screening full.yml reclamation.yml related.yml" } },
	{ "match-screening", { .arguments = "match --providers screening.json reclamation.yml" } },
	{ "check-screening", { .arguments = "-f screening full.yml" } },
	{ "providers", { .arguments = "--providers inventories/grpc.json gpus.yml" } },
	{ "providers-json", { .arguments = "-f json --providers inventories/grpc.json gpus.yml" } },
	{ "providers-unknown", { .arguments = "-f gcc --providers inventories gpus.yml" } },
	{ "providers-broken", { .arguments = "--providers broken-inventory.json gpus.yml" } },
	{ "help-match", { .arguments = "match --help" } },
	{ "match-narrowed",
	  { .arguments = "match --providers sticky-narrowing-small-first.json sticky-narrowing.yml",
	    .folder = "examples/facts" } },
	{ "match-not-narrowed",
	  { .arguments = "match --providers sticky-narrowing-large-first.json sticky-narrowing.yml",
	    .folder = "examples/facts" } },
	{ "rate-without-denom", { .arguments = "resources --rate 0.45 gpus.yml" } },
	{ "rate-negative", { .arguments = "resources --rate uakt=-1 gpus.yml" } },
	{ "policy", { .arguments = "--policy policy.json .", .folder = "tests/cli/data/policy" } },
	{ "policy-json",
	  { .arguments = "-f json --policy policy.json bench/gpu.yml", .folder = "tests/cli/data/policy" } },
	{ "policy-levels",
	  { .arguments =
		    "--policy policy.json --disable policy-* --severity policy-gpu-?odel=info --enable policy-denom gpu.yml",
	    .folder = "tests/cli/data/policy" } },
	{ "policy-extends", { .arguments = "--policy policy/extends.json policy/gpu.yml" } },
	{ "policy-syntax", { .arguments = "--policy policy/syntax.json sound.yml" } },
	{ "policy-unknown-key", { .arguments = "--policy policy/unknown-key.json sound.yml" } },
	{ "policy-extends-broken", { .arguments = "--policy policy/extends-broken.json sound.yml" } },
	{ "policy-extends-missing", { .arguments = "--policy policy/extends-missing.json sound.yml" } },
	{ "policy-extends-itself", { .arguments = "--policy policy/extends-itself.json sound.yml" } },
	{ "policy-missing", { .arguments = "--policy policy/none.json sound.yml" } },
	{ "policy-of-another-command", { .arguments = "rules --policy policy/policy.json" } },
	{ "explain-policy", { .arguments = "explain policy-price" } },
	{ "levels", { .arguments = "--disable gpu-*,unknown-key --severity cpu-units-range=warning sample.yml" } },
	{ "levels-last-counts",
	  { .arguments = "--disable * --enable cpu-units-range --severity cpu-*=info sample.yml" } },
	{ "levels-unknown-rule", { .arguments = "--disable unknown-key,gpu-vendr-ignored sound.yml" } },
	{ "levels-unknown-glob", { .arguments = "--enable zzz-* sound.yml" } },
	{ "levels-without-level", { .arguments = "--severity gpu-vendor-ignored sound.yml" } },
	{ "levels-unknown-level", { .arguments = "--severity gpu-vendor-ignored=warn sound.yml" } },
	{ "levels-unknown-rule-with-level", { .arguments = "--severity gpu-vendr-ignored=off sound.yml" } },
	{ "diff", { .arguments = "--diff sample.yml" } },
	{ "diff-unsafe", { .arguments = "--diff --unsafe-fixes sample.yml sound.yml syntax.yml" } },
	{ "fix-stdin",
	  { .arguments = "--fix --stdin-filename some/where.yml -",
	    .input = "version: V2.0\nservices: {}\nprofiles: {}\ndeployment: {}\n" } },
	{ "baseline", { .arguments = "--baseline baseline.json --fail-on info sample.yml" } },
	{ "baseline-broken", { .arguments = "--baseline catalogue.json sound.yml" } },
	{ "inline", { .arguments = "inline.yml" } },
	{ "inline-json", { .arguments = "-f json inline.yml" } },
	{ "inline-sarif", { .arguments = "-f sarif inline.yml" } },
	{ "no-inline", { .arguments = "--no-inline -f gcc inline.yml" } },
	{ "inline-resources", { .arguments = "resources inline.yml" } },
	{ "help-config", { .arguments = "config --help" } },
	{ "config", { .arguments = "config web.yml", .folder = "tests/cli/data/config" } },
	{ "config-none", { .arguments = "config" } },
	{ "config-upwards",
	  { .arguments = "config --fail-on info --disable gpu-units-odd web.yml",
	    .folder = "tests/cli/data/config/bench" } },
	{ "config-of-check", { .arguments = "-f gcc ./config config/old/web.yml" } },
	{ "config-chosen",
	  { .arguments = "-f gcc --config config/.akashlint.yml config/bench/web.yml config-broken/web.yml" } },
	{ "config-off", { .arguments = "-f gcc --no-config config/web.yml" } },
	{ "config-broken", { .arguments = "-f gcc config-broken config/web.yml" } },
	{ "config-missing", { .arguments = "-c none.yml sound.yml" } },
	{ "config-contradiction", { .arguments = "-c none.yml --no-config sound.yml" } },
	{ "rules-operand", { .arguments = "rules gpu" } },
	{ "explain", { .arguments = "explain gpu-vendor-ignored" } },
	{ "explain-unknown", { .arguments = "explain gpu-vendor-ignord" } },
	{ "explain-nothing", { .arguments = "explain" } },
};

static char *transcript(const struct call *call)
{
	struct outcome outcome = run_program(call);
	size_t room = strlen(call->arguments) + outcome.out_len + strlen(outcome.err) + 200;
	char *text = malloc(room);

	ck_assert_ptr_nonnull(text);
	snprintf(text, room, "$ akashlint%s%s\n%s%s%s[exit status %d]\n", *call->arguments ? " " : "", call->arguments,
		 outcome.out, *outcome.err ? "[standard error]\n" : "", outcome.err, outcome.status);
	outcome_clear(&outcome);
	return text;
}

// The line in which they differ says enough.
static void check_same(const char *name, const char *got, const char *expected)
{
	size_t same = 0, line = 1, start = 0;

	for (; got[same] && got[same] == expected[same]; same++) {
		if (got[same] != '\n')
			continue;
		line++;
		start = same + 1;
	}
	ck_assert_msg(got[same] == expected[same], "tests/golden/%s, line %zu\nexpected: %.*s\ngot:      %.*s", name,
		      line, (int)strcspn(expected + start, "\n"), expected + start, (int)strcspn(got + start, "\n"),
		      got + start);
}

START_TEST(test_golden)
{
	char name[64], *got = transcript(&cases[_i].call), *expected;

	snprintf(name, sizeof(name), "%s.txt", cases[_i].name);
	if (getenv("AKASHLINT_BLESS"))
		write_file("tests/golden", name, got);
	expected = read_whole("tests/golden", name);
	ck_assert_msg(expected != NULL, "no tests/golden/%s: run \"make bless\"", name);
	check_same(name, got, expected);
	free(expected);
	free(got);
}
END_TEST

Suite *golden_suite(void)
{
	Suite *suite = suite_create("golden");
	TCase *tcase = tcase_create("golden");

	tcase_add_loop_test(tcase, test_golden, 0, sizeof(cases) / sizeof(cases[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
