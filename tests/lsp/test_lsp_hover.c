// SPDX-License-Identifier: Apache-2.0
// In: documents with a caret. Out: whether the text about what is there says what it should.
#include <check.h>

#include "lsp/session.h"

static const char markdown[] = "{'capabilities': {'textDocument': {'hover': {'contentFormat': ['markdown']}}}}";

static const char head[] =
	"version: \"2.0\"\nservices:\n  web:\n    image: nginx:1.27.4\n    expose:\n      - port: 80\n"
	"        to:\n          - global: true\n";

static const char *hover(struct session *session, const char *text)
{
	const json_t *answer;

	session_open(session, text);
	answer = session_ask(session, "textDocument/hover", NULL);
	return json_string_value(json_object_get(json_object_get(answer, "contents"), "value"));
}

// Fails the test unless it is all of this; NULL: nothing.
static void expect(const char *text, const char *expected)
{
	struct session session;
	const char *found;

	session_begin(&session, markdown);
	found = hover(&session, text);
	ck_assert_msg(found == expected || (found && expected && strcmp(found, expected) == 0),
		      "%s\nis about\n%s\nnot\n%s", text, found ? found : "nothing", expected ? expected : "nothing");
	session_end(&session);
}

// The same where it is a part of it.
static void expect_part(const char *params, const char *text, const char *expected)
{
	struct session session;
	const char *found;

	session_begin(&session, params);
	found = hover(&session, text);
	ck_assert_msg(found && strstr(found, expected), "%s\nis about\n%s\nwithout\n%s", text,
		      found ? found : "nothing", expected);
	session_end(&session);
}

#define RESOURCES "profiles:\n  compute:\n    small:\n      resources:\n"
#define MODEL                                                                                                          \
	RESOURCES "        gpu:\n          units: 1\n          attributes:\n            vendor:\n              "       \
		  "nvidia:\n"                                                                                          \
		  "                - model: "

START_TEST(test_gpu)
{
	expect(MODEL "a‸100\n",
	       "**a100**: NVIDIA GPU, in the catalogue of 2026-06-16\n- memory: 40Gi, 64Gi (sxm), 80Gi\n"
	       "- interface: pcie, sxm\n- architecture: ampere, compute capability 8.0\n- CUDA: 11.0 and newer\n"
	       "- also written `a10040g`, `a10040gb`, `a10064g`, `a10064gb`, `a10080g`, `a10080gb`, `a100pcie`, "
	       "`a100pcie40gb` and others");
	expect_part(markdown, MODEL "RTX-409‸0\n", "; near it: `rtx4090`");
	expect_part(markdown, MODEL "h‸1000\n", "; near it: `h100`");
	expect_part(markdown, MODEL "m‸i100\n", "`mi100` is a GPU of amd: an SDL can't request it");
	expect_part(markdown, MODEL "a100\n                  ram: 8‸0Gi\n",
		    "`80Gi` is 85899345920 bytes: 80 GiB, or 85.9 GB\n\n**a100**: 40Gi, 64Gi (sxm), 80Gi, pcie, sxm, "
		    "ampere");
}
END_TEST

START_TEST(test_amounts)
{
	expect(RESOURCES "        cpu:\n          units: 0‸.5\n",
	       "`0.5` is 500m: thousandths of a core\n- from 10m to 384");
	expect(RESOURCES "        memory:\n          size: ‸512Mi\n",
	       "`512Mi` is 536870912 bytes: 512 MiB, or 536.9 MB\n- from 1Mi to 2Ti");
	expect("profiles:\n  placement:\n    dc:\n      pricing:\n        small:\n          denom: uact\n          "
	       "amount: 1‸000\n",
	       "at most $0.59 per hour, $429.91 per month for each replica");
}
END_TEST

START_TEST(test_keys)
{
	expect(RESOURCES "        memory:\n          si‸ze: 1Gi\n",
	       "**size** (text, required)\n\nhow much, such as 512Mi\n- from 1Mi to 2Ti");
	expect("services:\n  web:\n    expose:\n      - port: 80\n        pro‸to: tcp\n",
	       "**proto** (text)\n\ntcp or udp; tcp if not given\n- one of `TCP`, `UDP`, `tcp`, `udp`");
	expect("services:\n  web:\n    expose:\n      - port: 80\n        http_options:\n          send_time‸out: 1\n",
	       "**send\\_timeout** (text or a whole number)\n\nhow long to wait while sending, such as 60s; a number without a "
	       "unit is milliseconds\n- 0 to 4294967295\n- default: 60s");
	expect("services:\n  web:\n    expose:\n      - port: 80\n        http_options:\n          send_timeout: 9‸0m\n",
	       "`90m` is 5400000 ms");
	expect(RESOURCES "        gpu:\n          attributes:\n            inter‸connect: []\n",
	       "**interconnect** (a list or a mapping)\n\na fast network between the GPUs of several nodes: \\[\\], or a "
	       "mapping with group; the placement needs the attribute capabilities/gpu-interconnect: \"true\"\n- keys below "
	       "it: `group`");
	expect("profiles:\n  placement:\n    dc:\n      attributes:\n        capabilities/gpu-inter‸connect: \"true\"\n",
	       "**capabilities/gpu-interconnect** (any value)\n\n\"true\": only providers with a fast network between GPUs; "
	       "an interconnect needs it");
	// The value of a key about which there is nothing of its own to say, also of one in a list.
	expect("services:\n  web:\n    args:\n      - se‸rve\n", "**args** (a list)\n\narguments of the command");
	// The key before a name is not the name.
	expect(RESOURCES "        storage:\n          - na‸me: data\nx: [",
	       "**name** (text)\n\nwhat services mount it by; default if not given");
	expect("services:\n  web:\n    nonsense:\n      a‸: b\n", NULL);
	expect("# serv‸ices\nservices:\n", NULL);
}
END_TEST

// In a text that is no YAML too: the bracket at its end is not closed.
START_TEST(test_names)
{
	expect("services:\n  w‸eb:\n    image: nginx:1\ndeployment:\n  web:\n    dc:\n      profile: small\n      "
	       "count: 2\nx: [",
	       "**service** `web`\n- image: `nginx:1`\n- deployed on `dc` with the compute profile `small`, count `2`");
	expect(RESOURCES
	       "        cpu:\n          units: 1\n        storage:\n          - size: 1Gi\n          - size: 2Gi\n"
	       "deployment:\n  web:\n    dc:\n      profile: ‸small\nx: [",
	       "**compute profile** `small`\n- CPU: `1`\n- storage: `1Gi`, `2Gi`");
	expect("profiles:\n  placement:\n    dc:\n      pricing:\n        small:\n          denom: uact\n          "
	       "amount: 5\n"
	       "deployment:\n  web:\n    d‸c:\nx: [",
	       "**placement** `dc`\n- price of `small`: `5` `uact`");
	expect("services:\n  web:\n    params:\n      storage:\n        da‸ta:\n          mount: /data\n" RESOURCES
	       "        storage:\n          - name: data\n            size: 1Gi\nx: [",
	       "**volume** `data`\n- size: `1Gi`\n- mounted at: `/data`");
	expect("endpoints:\n  mail:\n    kind: ip\nservices:\n  web:\n    expose:\n      - to:\n          - ip: "
	       "m‸ail\nx: [",
	       "**endpoint** `mail`\n- kind: `ip`\n- ports that it leads to: 1");
}
END_TEST

START_TEST(test_findings)
{
	char text[1024];
	struct session session;

	snprintf(text, sizeof(text), "%s    en‸vs: []\n", head);
	expect_part(
		markdown, text,
		"**misnamed-key**: error, rejected by Akash Console\n\nunknown key \"envs\": the network ignores it");
	expect_part(markdown, text,
		    "\\# akashlint: ignore\\[misnamed-key\\] and a reason. Everywhere: --disable "
		    "misnamed-key.\n\nMore: `akashlint explain misnamed-key`");
	expect_part(NULL, text, "\"akashlint explain misnamed-key\"");
	// The finding comes first, and the place is that of its span.
	expect_part(markdown, MODEL "rtx999‸9\n",
		    "explain gpu-model-unknown`\n\n---\n\n`rtx9999` is not in the GPU catalogue");
	session_begin(&session, markdown);
	session_open(&session, text);
	session_expect(session_ask(&session, "textDocument/hover", NULL),
		       "{'contents': {'kind': 'markdown'}, 'range': {'start': {'line': 8, 'character': 4}, "
		       "'end': {'line': 8, 'character': 8}}}");
	session_end(&session);
}
END_TEST

// Text of the document cannot leave its quotes, nor become markdown elsewhere.
START_TEST(test_escapes)
{
	expect("services:\n  web:\n    image: \"a``b`\"\ndeployment:\n  w‸eb:\nx: [",
	       "**service** `web`\n- image: ``` a``b` ```");
	expect("services:\n  \"a\tb\":\ndeployment:\n  \"a‸\tb\":\nx: [", "**service** `a\\tb`");
	expect_part(markdown, "version: \"2.0\"\nservices:\n  web:\n    \"<b‸>*x*\": 1\n    image: nginx:1.27.4\n",
		    "unknown key \"\\<b\\>\\*x\\*\"");
}
END_TEST

Suite *lsp_hover_suite(void)
{
	Suite *suite = suite_create("lsp_hover");
	TCase *tcase = tcase_create("core");

	tcase_add_test(tcase, test_gpu);
	tcase_add_test(tcase, test_amounts);
	tcase_add_test(tcase, test_keys);
	tcase_add_test(tcase, test_names);
	tcase_add_test(tcase, test_findings);
	tcase_add_test(tcase, test_escapes);
	suite_add_tcase(suite, tcase);
	return suite;
}
