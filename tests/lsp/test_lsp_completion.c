// SPDX-License-Identifier: Apache-2.0
// In: documents, sound and half-written, with a caret. Out: whether what is offered there belongs there.
#include <check.h>

#include "base/arena.h"
#include "lsp/session.h"

static const char capable[] =
	"{'capabilities': {'textDocument': {'completion': {'completionItem': {'snippetSupport': true, "
	"'documentationFormat': ['markdown'], 'insertTextModeSupport': {'valueSet': [1, 2]}}}}}}";

#define COMPUTE "profiles:\n  compute:\n    small:\n      resources:\n"
#define VENDOR COMPUTE "        gpu:\n          attributes:\n            vendor:\n              nvidia:\n"
#define SERVICES "services:\n  web:\n    image: x:1\n  api:\n    image: y:1\n"

static const json_t *complete(struct session *session, const char *text)
{
	session_open(session, text);
	return session_ask(session, "textDocument/completion", NULL);
}

// Fails the test unless these labels are offered, in their order, and no other.
static void expect_with(const char *params, const char *text, const char *expected)
{
	struct session session;
	struct arena arena;
	struct strbuf labels;
	const json_t *items, *item;
	size_t i;

	session_begin(&session, params);
	arena_init(&arena);
	labels = strbuf_in(&arena);
	items = complete(&session, text);
	json_array_foreach(items, i, item)
		strbuf_printf(&labels, "%s%s", i ? " " : "", json_string_value(json_object_get(item, "label")));
	ck_assert_msg(strcmp(labels.text, expected) == 0, "%s\noffers \"%s\", not \"%s\"", text, labels.text, expected);
	arena_clear(&arena);
	session_end(&session);
}

static void expect(const char *text, const char *expected)
{
	expect_with(NULL, text, expected);
}

// What the item of that label does, in the first of which there is one.
static void expect_item(const char *params, const char *text, const char *label, const char *expected)
{
	struct session session;
	const json_t *items, *item, *found = NULL;
	size_t i;

	session_begin(&session, params);
	items = complete(&session, text);
	json_array_foreach(items, i, item) if (!found && strcmp(json_string_value(json_object_get(item, "label")),
								label) == 0) found = item;
	ck_assert_msg(found != NULL, "%s\ndoes not offer %s", text, label);
	session_expect(found, expected);
	session_end(&session);
}

START_TEST(test_keys)
{
	expect("version: \"2.0\"\n‸", "include services profiles deployment endpoints reclamation");
	expect("ver‸\nservices:\n", "version include profiles deployment endpoints reclamation");
	expect(SERVICES "    ‸\n", "command args env expose dependencies params credentials");
	expect("services:\n  web:\n    im‸age: x\n    env: []\n",
	       "image command args expose dependencies params credentials");
	expect("services:\n  web:\n    expose:\n      - port: 80\n        ‸\n", "as proto to accept http_options");
	expect("services:\n  web:\n    expose:\n    - port: 80\n      to:\n      - ‸\n", "service global ip");
	expect(COMPUTE "        ‸\n        gpu:\n", "cpu memory storage");
	expect(COMPUTE "        cpu:\n          units: 1\n          attributes:\n            ‸", "arch");
	expect(COMPUTE "        gpu:\n          attributes:\n            ‸", "vendor interconnect");
	expect(COMPUTE "        gpu:\n          attributes:\n            interconnect:\n              ‸", "group");
	expect("profiles:\n  placement:\n    a:\n      attributes:\n        ‸",
	       "capabilities/gpu-interconnect capabilities/gpu-interconnect/fabric/infiniband "
	       "capabilities/gpu-interconnect/fabric/roce");
	expect_item(NULL, COMPUTE "        gpu:\n          attributes:\n            ‸", "interconnect",
		    "{'textEdit': {'newText': 'interconnect: []'}}");
	expect_item(NULL, "profiles:\n  placement:\n    a:\n      attributes:\n        ‸",
		    "capabilities/gpu-interconnect", "{'textEdit': {'newText': 'capabilities/gpu-interconnect: '}}");
	// A volume may stand alone or in a list.
	expect(COMPUTE "        storage:\n          - size: 1Gi\n            ‸", "name attributes");
	expect("deployment:\n  web:\n    dc:\n      ‸\n", "profile count");
}
END_TEST

START_TEST(test_values)
{
	expect("version: ‸", "2.0 2.1");
	expect("services:\n  web:\n    expose:\n      - port: 80\n        proto: t‸cp\n", "tcp udp");
	expect("services:\n  web:\n    expose:\n      - to:\n          - global: ‸ # all\n", "true false");
	expect("services:\n  web:\n    params:\n      tee: ‸", "cpu cpu-gpu");
	expect("services:\n  web:\n    params:\n      permissions:\n        read:\n          - logs\n          - ‸",
	       "deployment logs events");
	expect("endpoints:\n  e:\n    kind: ‸", "ip");
	expect(COMPUTE "        storage:\n          attributes:\n            class: ‸",
	       "beta1 beta2 beta3 default ram");
	expect("profiles:\n  placement:\n    dc:\n      pricing:\n        a:\n          denom: ‸", "uact");
	expect(COMPUTE "        memory:\n          size: ‸", "512Mi 1Gi 2Gi 4Gi 8Gi 16Gi 32Gi");
	expect(COMPUTE "        cpu:\n          attributes:\n            arch: ‸", "amd64 arm64");
	expect(COMPUTE "        gpu:\n          attributes:\n            interconnect: ‸", "[]");
	expect(COMPUTE "        gpu:\n          attributes:\n            interconnect: {group: train}\n"
		       "    other:\n      resources:\n        gpu:\n          attributes:\n            interconnect:\n"
		       "              group: ‸",
	       "train");
	expect("profiles:\n  placement:\n    a:\n      attributes:\n        capabilities/gpu-interconnect: ‸", "true");
	expect("services:\n  web:\n    expose:\n      - port: 80\n        http_options:\n          read_timeout: ‸",
	       "30s 60s 5m 30m 1h");
	// Signers that the document has elsewhere.
	expect("profiles:\n  placement:\n    a:\n      signedBy:\n        anyOf:\n          - akash1abc\n"
	       "    b:\n      signedBy:\n        allOf:\n          - ‸",
	       "akash1abc");
}
END_TEST

START_TEST(test_gpus)
{
	expect(VENDOR "                - model: a100\n                  ram: ‸", "40Gi 64Gi 80Gi");
	expect(VENDOR "                - model: a100\n                  interface: pcie\n                  ram: ‸",
	       "40Gi 80Gi");
	expect(VENDOR "                - model: a100\n                  ram: 64Gi\n                  interface: ‸",
	       "sxm");
	expect(VENDOR "                - interface: ‸", "pcie sxm");
	expect(VENDOR "                - model: x\n                  ram: ‸", "");
	expect(VENDOR "                ‸", "model ram interface");
	expect_item(NULL, VENDOR "                - model: rtx4‸", "rtx4090",
		    "{'kind': 20, 'detail': '24Gi, pcie, ada', 'textEdit': {'newText': 'rtx4090', 'range': "
		    "{'start': {'line': 8, 'character': 25}, 'end': {'line': 8, 'character': 29}}}}");
	expect(COMPUTE "        gpu:\n          attributes:\n            vendor:\n              ‸", "nvidia");
}
END_TEST

// Each stands in a text that is no YAML, or misses what comes after.
START_TEST(test_names)
{
	expect(SERVICES "deployment:\n  web: {\n  x: 1\n  ‸", "api");
	expect(SERVICES "profiles:\n  placement:\n    dc:\n      pricing: {}\ndeployment:\n  web:\n    ‸\nx", "dc");
	expect(COMPUTE "    large:\n  placement:\n    dc:\n      pricing:\n        small: 5\n        ‸", "large");
	expect(COMPUTE "    large:\ndeployment:\n  web:\n    dc:\n      profile: \"‸\n", "small large");
	expect(SERVICES "    expose:\n      - to:\n          - service: ‸", "web api");
	expect("endpoints:\n  mine:\nservices:\n  web:\n    expose:\n      - to: [{ip: ‸}]\n", "mine");
	expect("services:\n  web:\n    params:\n      storage:\n        ‸\n" COMPUTE
	       "        storage:\n          - name: data\n          - name: shm\n",
	       "data shm");
	// What is named already, where it is to be defined.
	expect("deployment:\n  web:\n    dc:\n      profile: small\nservices:\n  ‸", "web");
	expect("deployment:\n  web:\n    dc:\n      profile: small\nprofiles:\n  compute:\n    ‸", "small");
	expect("services:\n  web:\n    params:\n      storage:\n        data:\n" COMPUTE
	       "        storage:\n          - name: ‸",
	       "data");
}
END_TEST

START_TEST(test_nothing)
{
	expect(SERVICES "# ‸", "");
	expect(SERVICES "  # ser‸", "");
	expect("services:\n  web:\n    image: x # ‸", "");
	expect("services:\n  web:\n    image: nginx ‸", "");
	expect("services:\n  web:\n    command: |\n      a\n      ‸\n      b\n", "");
	expect("services:\n  web:\n    command: >-\n      a\n\n      ‸", "");
	expect("services:\n  web:\n    args:\n      - |\n        a: ‸\n", "");
	expect("services:\n  web:\n    image: x\n      ‸", "");
	expect("services:\n  web:\n    image: x\n   ‸", ""); // between the columns
	expect("services:\n  web:\n    env:\n      - A=\"x\n        y: ‸\"\n", "");
	expect("services:\n---\nversion: ‸", "");
	expect("nonsense:\n  ‸", "");
	// There is a value already, or something that is none.
	expect("version: \"2.0\"\n  ‸", "");
	expect("version:\n  x: 1\n  ‸", "");
	expect("version: ‸ \"2.0\"", "");
	expect(COMPUTE "        gpu: {units: ‸ 1}", "");
	expect("services:\n  web:\n    env:\n      - ‸", "");
}
END_TEST

// What is not closed, tabs, line breaks, brackets.
START_TEST(test_syntax)
{
	expect("services:\r\n  web:\r\n    image: x\r\n    ‸\r\nprofiles:\r\n",
	       "command args env expose dependencies params credentials");
	expect("services:\n\tweb:\n\t\timage: x\n\t\t‸", "command args env expose dependencies params credentials");
	expect("\xEF\xBB\xBFversion: \"2.0\n‸", "include services profiles deployment endpoints reclamation");
	expect("{\"version\": \"2.0\", \"‸", "include services profiles deployment endpoints reclamation");
	expect("{\"services\": {\"web\": {‸}}}", "image command args env expose dependencies params credentials");
	expect(COMPUTE "        gpu: {units: 1, ‸\n", "attributes");
	expect(COMPUTE "        gpu: {attributes: {vendor: {nvidia: [{model: a100, ram: ‸}]}}}\n", "40Gi 64Gi 80Gi");
	expect(COMPUTE "        gpu: {attributes: {vendor: {nvidia: [{model: \"a100\n        memory:\n          ‸",
	       "size");
	expect("\"services\":\n  'web':\n    image: &a \"x\n    ‸",
	       "command args env expose dependencies params credentials");
	expect("services:\n  web:\n    image: \"x\n    env: [\"a\"]\n    ‸",
	       "command args expose dependencies params credentials");
	expect("services:\n  web: &w\n    ‸\n", "image command args env expose dependencies params credentials");
	expect("services:\n  web:\n    image:\n      x: [\n  api:\n    image: \"it's\n      long\"\n    ‸",
	       "command args env expose dependencies params credentials");
	expect("%YAML 1.1\n---\nversion: ‸\n", "2.0 2.1");
}
END_TEST

// The texts that take the place of what is there.
START_TEST(test_edits)
{
	expect_item(NULL, "version:‸", "2.0", "{'textEdit': {'newText': ' \\\"2.0\\\"'}}");
	expect_item(NULL, "version: \"2.‸\"", "2.0",
		    "{'textEdit': {'newText': '2.0', 'range': "
		    "{'start': {'line': 0, 'character': 10}, 'end': {'line': 0, 'character': 12}}}}");
	expect_item(NULL, "version: \"‸", "2.0", "{'textEdit': {'newText': '2.0\\\"'}}");
	expect_item(NULL, "services:\n  web:\n    im‸\n", "image",
		    "{'kind': 10, 'sortText': '000000', 'textEdit': {'newText': "
		    "'image: ', 'range': {'start': {'line': 2, 'character': 4}, 'end': {'line': 2, 'character': 6}}}}");
	expect_item(NULL, "services:\n  web:\n    im‸: x\n", "image", "{'textEdit': {'newText': 'image'}}");
	expect_item(NULL, "{\"ser‸\"}", "services",
		    "{'filterText': '\\\"services', 'textEdit': {'newText': '\\\"services\\\": ', "
		    "'range': {'start': {'line': 0, 'character': 1}, 'end': {'line': 0, 'character': 6}}}}");
	expect_item(NULL, "services:\n  web:\n    expose:\n      ‸", "port", "{'textEdit': {'newText': '- port: '}}");
	expect_item(NULL, "services:\n  web:\n    expose:\n      -‸", "port", "{'textEdit': {'newText': ' port: '}}");
	// The line below only where the client does not indent it once more.
	expect_item(NULL, "services:\n  web:\n    ‸", "params", "{'textEdit': {'newText': 'params:'}}");
	expect_item(capable, "services:\n  web:\n    ‸", "params",
		    "{'insertTextMode': 1, 'textEdit': "
		    "{'newText': 'params:\\n      '}}");
	expect_item(capable, "services:\n  web:\n    expose:\n      - ‸", "to",
		    "{'textEdit': {'newText': 'to:\\n          - '}}");
	// Names that YAML would take for something else.
	expect_item(NULL, SERVICES "  \"8080\":\ndeployment:\n  ‸", "8080",
		    "{'textEdit': {'newText': '\\\"8080\\\":'}}");
}
END_TEST

START_TEST(test_documentation)
{
	expect_item(NULL, VENDOR "                - model: ‸", "h100", "{'documentation': {'kind': 'plaintext'}}");
	expect_item(capable, SERVICES "deployment:\n  ‸", "web",
		    "{'kind': 18, 'detail': 'service', 'documentation': "
		    "{'kind': 'markdown', 'value': '**service** `web`\\n- image: `x:1`'}}");
	expect_item(capable, "‸", "version",
		    "{'detail': 'text, required', 'documentation': {'kind': 'markdown', 'value': "
		    "'**version** (text, required)\\n\\nthe version of the SDL: 2.0 or 2.1\\n- one of `2.0`, `2.1`'}}");
}
END_TEST

// The whole SDL that is offered for an empty document has no finding, and as a snippet stands for the same.
START_TEST(test_skeleton)
{
	struct session session;
	const json_t *item;

	expect_item(capable, "‸", "sdl", "{'kind': 15, 'insertTextFormat': 2}");
	session_begin(&session, NULL);
	item = json_array_get(complete(&session, "‸"), 0);
	session_open(&session, json_string_value(json_object_get(json_object_get(item, "textEdit"), "newText")));
	ck_assert_uint_eq(json_array_size(session_diagnostics(&session)), 0);
	session_end(&session);
}
END_TEST

START_TEST(test_other_documents)
{
	struct session session;

	session_begin(&session, NULL);
	session_tell(&session, "textDocument/didOpen",
		     "{'textDocument': {'uri': 'file:///x/a.yml', 'languageId': 'yaml', "
		     "'version': 1, 'text': 'on:\\n  '}}");
	session_expect(session_ask(&session, "textDocument/completion",
				   "{'textDocument': {'uri': 'file:///x/a.yml'}, "
				   "'position': {'line': 1, 'character': 2}}"),
		       "[]");
	// An empty one may become anything, an SDL too. Characters count as the client does it.
	session_tell(&session, "textDocument/didOpen",
		     "{'textDocument': {'uri': 'file:///x/b.yml', 'languageId': 'yaml', "
		     "'version': 1, 'text': '\\n'}}");
	session_expect(json_array_get(session_ask(&session, "textDocument/completion",
						  "{'textDocument': {'uri': "
						  "'file:///x/b.yml'}, 'position': {'line': 1, 'character': 0}}"),
				      1),
		       "{'label': 'version'}");
	session_open(&session, "deployment: {\"😀\": {dc: {x: 1, pro‸: 1}}}");
	session_expect(json_array_get(session_ask(&session, "textDocument/completion",
						  "{'position': {'line': 0, "
						  "'character': 34}}"),
				      0),
		       "{'label': 'profile', 'textEdit': {'range': {'start': {'character': 31}, "
		       "'end': {'character': 34}}}}");
	session_end(&session);
}
END_TEST

Suite *lsp_completion_suite(void)
{
	Suite *suite = suite_create("lsp_completion");
	TCase *tcase = tcase_create("core");

	tcase_add_test(tcase, test_keys);
	tcase_add_test(tcase, test_values);
	tcase_add_test(tcase, test_gpus);
	tcase_add_test(tcase, test_names);
	tcase_add_test(tcase, test_nothing);
	tcase_add_test(tcase, test_syntax);
	tcase_add_test(tcase, test_edits);
	tcase_add_test(tcase, test_documentation);
	tcase_add_test(tcase, test_skeleton);
	tcase_add_test(tcase, test_other_documents);
	suite_add_tcase(suite, tcase);
	return suite;
}
