// SPDX-License-Identifier: Apache-2.0
// In: values as people paste them. Out: whether they are understood, and what is said to write instead.
#include <check.h>
#include <string.h>

#include "base/arena.h"
#include "query/placeholder.h"
#include "sdl/meant_number.h"
#include "unit/fixture.h"

static const struct {
	const char *text, *number, *rest; // number NULL: none
} numbers[] = {
	{ "8", "8", "" },
	{ "8 cores", "8", "cores" },
	{ "1x", "1", "x" },
	{ "0,5", "0.5", "" },
	{ "1,5Gi", "1.5", "Gi" },
	{ "100,000", "100000", "" },
	{ "1 000 000", "1000000", "" },
	{ "1_000", "1000", "" },
	{ "0,500", "0.500", "" },
	{ "1,50", "1.50", "" },
	{ "$1.20", "1.20", "" },
	{ "€ 3", "3", "" },
	{ "5000uact", "5000", "uact" },
	{ " 7 ", "7", "" },
	{ "1.", "1", "." },
	{ "1234,567", "1234.567", "" },
	{ "", NULL, NULL },
	{ "$", NULL, NULL },
	{ "x1", NULL, NULL },
	{ "-1", NULL, NULL },
};

START_TEST(test_number)
{
	struct arena arena;
	struct strbuf number;
	struct str rest;
	bool is_number;

	arena_init(&arena);
	number = strbuf_in(&arena);
	is_number = number_meant(str_of(numbers[_i].text), &number, &rest);
	ck_assert_int_eq(is_number, numbers[_i].number != NULL);
	if (is_number) {
		ck_assert_str_eq(number.text, numbers[_i].number);
		ck_assert_uint_eq(rest.len, strlen(numbers[_i].rest));
		ck_assert(str_is(rest, numbers[_i].rest));
	}
	arena_clear(&arena);
}
END_TEST

START_TEST(test_placeholder)
{
	static const char *const yes[] = {
		"${IMAGE}", "$IMAGE",       "$(IMAGE)",     "a/${B}:1",      "{{ .Values.image }}",
		"{% x %}",  "<your-image>", "your-image:1", "YOUR_USER/app", "yourname/app",
		"%IMAGE%",  "CHANGEME"
	};
	static const char *const no[] = { "",     "nginx",      "ghcr.io/acme/app:1.2.0", "yours/app", "a$", "a<b",
					  "100%", "example/app" };

	for (size_t i = 0; i < COUNT_OF(yes); i++)
		ck_assert_msg(has_placeholder(str_of(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < COUNT_OF(no); i++)
		ck_assert_msg(!has_placeholder(str_of(no[i])), "%s", no[i]);
}
END_TEST

static const struct {
	const char *before, *after; // parts of the sound SDL, and what is there instead
	const char *rule, *help;    // rule NULL: nothing is found
} values[] = {
	{ "image: nginx:1.27.4", "image: https://hub.docker.com/r/vllm/vllm-openai", "image-reference-invalid",
	  "write vllm/vllm-openai" },
	{ "image: nginx:1.27.4", "image: docker run -d -p 80:80 nginx:1.27.4", "image-reference-invalid",
	  "write nginx:1.27.4" },
	{ "image: nginx:1.27.4", "image: \"nginx :1.27.4\"", "image-reference-invalid", "write nginx:1.27.4" },
	{ "image: nginx:1.27.4", "image: docker run --rm -p 80:80 nginx", "image-reference-invalid", "write nginx" },
	{ "image: nginx:1.27.4", "image: nginx 1.27.4", "image-reference-invalid", "write nginx:1.27.4" },
	{ "image: nginx:1.27.4", "image: a web server", "image-reference-invalid",
	  "write the name of an image, such as ghcr.io/acme/app:1.2.0" },
	{ "image: nginx:1.27.4", "image: https://github.com/acme/app", "image-reference-invalid",
	  "write the name of an image, such as ghcr.io/acme/app:1.2.0" },
	{ "image: nginx:1.27.4", "image: localhost:5000/app:1", "image-reference-invalid",
	  "push the image to a registry that providers can reach, and write its name: ghcr.io/you/app:1.0.0" },
	{ "image: nginx:1.27.4", "image: Qwen/Qwen3-8B", "image-reference-invalid",
	  "write an image that serves it, such as vllm/vllm-openai:v0.10.2, and args: [\"--model\", "
	  "\"Qwen/Qwen3-8B\"]" },
	{ "image: nginx:1.27.4", "image: \"'nginx:1'\"", "image-reference-invalid", "write nginx:1" },
	{ "amount: 1000", "amount: 1000;", "price-amount-invalid", "write 1000" },
	{ "amount: 1000", "amount: 1e4", "price-amount-invalid", "write 10000" },
	{ "amount: 1000", "amount: 10k", "price-amount-invalid", "write 10000" },
	{ "size: 512Mi", "size: 1024", "memory-size-range",
	  "write 1024Mi or 1024Gi: a number without a unit counts bytes" },
	{ "units: 0.5", "units = 2", "cpu-missing", "write \"units: 2\": YAML has no \"=\"" },
	{ "image: nginx:1.27.4", "image: \"nginx:1.27.4\",", "yaml-syntax", "remove the comma" },
	{ "services:", "// all\nservices:", "yaml-syntax", "write \"#\" instead" },
	{ "pricing:", "pricing", "yaml-syntax", "write \"pricing:\"" },
	{ "image: nginx:1.27.4", "image: nginx 1.27", "image-reference-invalid", "write nginx:1.27" },
	{ "image: nginx:1.27.4", "image: nginx latest", "image-reference-invalid", "write nginx:latest" },
	{ "image: nginx:1.27.4", "image: Acme/Web:Beta", "image-reference-invalid", "write acme/web:Beta" },
	{ "image: nginx:1.27.4", "image: caddy:2.9:latest", "image-reference-invalid",
	  "write one of them: caddy:2.9 or caddy:latest" },
	{ "image: nginx:1.27.4", "image: caddy@sha256:0a1b", "image-reference-invalid",
	  "write \"sha256:\" and 64 hexadecimal digits, or a tag in place of the digest" },
	{ "image: nginx:1.27.4", "image: ghcr.io/YOUR_USER/App:1", "image-placeholder",
	  "write the name of the image, or check the rendered file" },
	{ "image: nginx:1.27.4",
	  "image: registry.example.org:5000/a/b_c:1@sha256:"
	  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
	  NULL, NULL },
	{ "port: 80", "port: 8080:80", "wrong-type",
	  "write \"port: 80\", the port in the container, and next to it \"as: 8080\"" },
	{ "port: 80", "port: 80/tcp", "wrong-type", "write \"port: 80\", and next to it \"proto: tcp\"" },
	{ "port: 80", "port: https", "wrong-type", "write 443" },
	{ "port: 80", "port: 8000-8003", "wrong-type",
	  "write a separate entry for each port from 8000 to 8003, beginning with \"- port: 8000\"" },
	{ "port: 80", "port: 1:2:3", "wrong-type", NULL },
	{ "    expose:", "    env:\n      - MODE=a: b\n    expose:", "wrong-type", "write \"- \"MODE=a: b\"\"" },
	{ "units: 0.5", "units: 2 vCPU", "cpu-units-invalid", "write 2" },
	{ "units: 0.5", "units: 8000", "cpu-units-range",
	  "write 8, or 8000m for thousandths: units counts whole cores" },
	{ "size: 512Mi", "size: 1,5Gi", "memory-size-invalid", "write 1.5Gi" },
	{ "size: 512Mi", "size: 4GB", "memory-size-invalid",
	  "write 4Gi: Akash Console accepts \"GB\", the command line and providers do not" },
	{ "amount: 1000", "amount: 100,000", "price-amount-invalid", "write 100000" },
	{ "amount: 1000", "amount: 500uact", "price-amount-invalid",
	  "write 500: the denomination belongs in \"denom\"" },
	{ "    image:", "    command: python -m app\n    image:", "wrong-type",
	  "write \"command: [\"python\", \"-m\", \"app\"]\"" },
	{ "    image:", "    command: a | b\n    image:", "wrong-type",
	  "write \"command: [\"sh\", \"-c\", \"a | b\"]\"" },
	{ "    image:", "    command: [sh, -c]\n    args: |\n      echo hi\n    image:", "wrong-type",
	  "write \"args: [\"echo hi\"]\"" },
	{ "    image:", "    args: |\n      a b\n      c\n    image:", "wrong-type",
	  "write \"- |\" below \"args:\", and indent the text below that" },
	// prices in one value, and in each other's
	{ "denom: uact\n          amount: 1000", "amount: 1000uact", "price-amount-invalid",
	  "write amount: 1000 and, on a line of its own, denom: uact" },
	{ "denom: uact\n          amount: 1000", "denom: 1000\n          amount: uact", "price-denom-invalid",
	  "write denom: uact and amount: 1000" },
	{ "        web:\n          denom", "        - denom", "wrong-type",
	  "write the name of the profile instead of \"-\", followed by \":\"" },
	// a list of names, and a list without its spaces
	{ "      pricing:", "      attributes:\n        - key: host\n          value: akash\n      pricing:",
	  "wrong-type", "write \"host: akash\"" },
	{ "  web:\n    image", "  - name: web\n    image", "wrong-type", "write \"web:\" instead of \"- name: web\"" },
	{ "    expose:", "    env:\n      -A=b\n    expose:", "wrong-type", "write a space after the dash: \"- A=b\"" },
	{ "    expose:", "    env:\n      -A=b\n      -C=d\n    expose:", "wrong-type",
	  "write a space after each dash: \"- A=b\"" },
	{ "    expose:", "    env:\n      * A=b\n    expose:", "yaml-syntax", "write \"-\" instead" },
	{ "    expose:", "    env:\n      - A:b\n    expose:", "env-name-invalid",
	  "write A=, with \"=\" in place of the \":\"" },
	{ "    expose:", "    env:\n      - 'it's'\n    expose:", "yaml-syntax", "use double quotes: \"it's\"" },
	{ "    expose:", "    <!-- ports -->\n    expose:", "yaml-syntax", "write \"#\" instead" },
	{ "version: \"2.0\"", "version: &quot;2.0&quot;", "yaml-syntax", "write \"" },
	// text between the lines, and around them
	{ "    expose:", "    env:\n      - A=b\n      ...\n    expose:", "yaml-syntax",
	  "remove it, or write \"# \" before it to make it a comment" },
	{ "    expose:", "    env:\n      - A=b\n      TODO add more\n    expose:", "yaml-syntax",
	  "remove it, or write \"# \" before it to make it a comment" },
	// characters in the middle of a word
	{ "uact",
	  "u\xd0\xb0"
	  "ct",
	  "lookalike-character", "write \"a\"" },
	{ "nginx:", "nginx\xef\xbc\x9a", "lookalike-character", "write \":\"" },
	{ "true", "tru\xd0\xb5", "lookalike-character", "write \"e\"" },
	{ "uact",
	  "ua\xe2\x80\x8b"
	  "ct",
	  "lookalike-character", "remove it" },
	// names and lists
	{ "    anywhere:\n      profile: web\n      count: 1",
	  "    placement: anywhere\n    profile: web\n    count: 1", "wrong-type",
	  "write \"anywhere:\" instead of \"placement: anywhere\", and indent the keys next to it under it" },
	{ "          size: 1Gi", "          data:\n            size: 1Gi", "misplaced-key",
	  "write \"- name: data\", and next to it the keys that are under it now" },
	{ "- global: true", "- public: true", "misnamed-key", "write \"global\"" },
	{ "        storage:", "        gpu: {nvidia: a100}\n        storage:", "gpu-unknown-field",
	  "write \"units: 1\" and \"attributes: {vendor: {nvidia: [{model: a100}]}}\"" },
	// ports, images, numbers
	{ "port: 80\n        to:\n          - global: true", "\"8080:80\"", "wrong-type",
	  "write \"- {port: 80, as: 8080, to: [{global: true}]}\"" },
	{ "        to:", "      - port: 443\n        port: 8443\n        to:", "yaml-duplicate-key",
	  "keep one of them, or write \"- port:\" to begin another item" },
	{ "image: nginx:1.27.4", "image: {repository: nginx, tag: 1.27.4}", "wrong-type",
	  "write one value: \"image: nginx:1.27.4\"" },
	{ "count: 1", "count: one", "wrong-type", "write a whole number such as 1" },
	{ "        to:", "        http_options: {max_body_size: 100MB}\n        to:", "wrong-type", "write 104857600" },
	{ "        storage:", "        gpu: a100\n        storage:", "gpu-scalar-ignored",
	  "write \"gpu: {units: 1, attributes: {vendor: {nvidia: [{model: a100}]}}}\"" },
};

START_TEST(test_value)
{
	const char *at = strstr(sound_sdl, values[_i].before);
	struct fixture fixture;
	struct arena arena;
	const char *help;

	ck_assert_ptr_nonnull(at);
	arena_init(&arena);
	fixture_lint(&fixture, str_of(arena_printf(&arena, "%.*s%s%s", (int)(at - sound_sdl), sound_sdl,
						   values[_i].after, at + strlen(values[_i].before))));
	fixture_check_invariants(&fixture);
	ck_assert_uint_eq(fixture.run.diags.n, values[_i].rule ? 1 : 0);
	if (values[_i].rule) {
		ck_assert_str_eq(fixture.run.diags.items[0]->rule->id, values[_i].rule);
		help = fixture.run.diags.items[0]->help;
		ck_assert_str_eq(help ? help : "", values[_i].help ? values[_i].help : "");
	}
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

// All of an SDL where it is not read: below a key, as a text, in quotes.
START_TEST(test_around)
{
	static const struct {
		const char *before, *margin, *after, *rule, *message;
	} arounds[] = {
		{ "sdl:\n", "  ", "", "sdl-unknown-section",
		  "\"sdl\" is above the whole SDL, which must begin in the first column" },
		{ "manifest: |\n", "  ", "", "sdl-unknown-section",
		  "\"manifest\" is above the whole SDL, which must begin in the first column" },
		{ "'", "\n", "'\n", "sdl-empty", "the whole SDL is one text in quotes" },
	};
	struct fixture fixture;
	struct strbuf text;
	struct arena arena;

	arena_init(&arena);
	text = strbuf_in(&arena);
	strbuf_puts(&text, arounds[_i].before);
	for (const char *line = sound_sdl; *line; line += strcspn(line, "\n") + 1)
		strbuf_printf(&text, "%s%.*s\n", arounds[_i].margin, (int)strcspn(line, "\n"), line);
	strbuf_puts(&text, arounds[_i].after);
	fixture_lint(&fixture, (struct str){ text.text, text.len });
	fixture_check_invariants(&fixture);
	ck_assert_uint_eq(fixture.run.diags.n, 1);
	ck_assert_str_eq(fixture.run.diags.items[0]->rule->id, arounds[_i].rule);
	ck_assert_str_eq(fixture.run.diags.items[0]->message, arounds[_i].message);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

Suite *pasted_suite(void)
{
	Suite *suite = suite_create("pasted");
	TCase *tcase = tcase_create("core");

	tcase_add_loop_test(tcase, test_number, 0, COUNT_OF(numbers));
	tcase_add_test(tcase, test_placeholder);
	tcase_add_loop_test(tcase, test_value, 0, COUNT_OF(values));
	tcase_add_loop_test(tcase, test_around, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
