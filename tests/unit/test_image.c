// SPDX-License-Identifier: Apache-2.0
// In: sdl/image. Out: whether it takes the names that container runtimes take, and cuts them in the same places.
#include <check.h>
#include <regex.h>

#include "base/arena.h"
#include "property.h"
#include "sdl/image.h"

Suite *image_suite(void);

// The grammar of image references as one pattern: path, tag and digest of a name without registry; the registry is
// what looks like a host.
#define COMPONENT "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*"
#define HOST "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*(:[0-9]+)?"
#define REST                                                                                                           \
	"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$"
#define PLAIN "^" COMPONENT "(/" COMPONENT ")*" REST
#define HOSTED "^" HOST "(/" COMPONENT ")+" REST

static const struct {
	const char *text, *registry, *path, *tag, *digest;
} good[] = {
	{ "nginx", "", "nginx", "", "" },
	{ "nginx:1.27.4", "", "nginx", "1.27.4", "" },
	{ "library/nginx", "", "library/nginx", "", "" },
	{ "docker.io/library/nginx:1", "docker.io", "library/nginx", "1", "" },
	{ "localhost/x", "localhost", "x", "", "" },
	{ "localhost:5000/x:y", "localhost:5000", "x", "y", "" },
	{ "localhost:5000", "", "localhost", "5000", "" },
	{ "Host/x", "Host", "x", "", "" },
	{ "ghcr.io/a/b/c:v1_2-3.4", "ghcr.io", "a/b/c", "v1_2-3.4", "" },
	{ "a__b/c---d.e:_", "", "a__b/c---d.e", "_", "" },
	{ "x@sha256:0123456789abcdef0123456789ABCDEF", "", "x", "", "sha256:0123456789abcdef0123456789ABCDEF" },
	{ "a/x:t@sha256:0123456789abcdef0123456789abcdef", "", "a/x", "t", "sha256:0123456789abcdef0123456789abcdef" },
};

static const char *const bad[] = {
	"",
	" nginx",
	"nginx ",
	"Nginx",
	"nginx:",
	"nginx:-1",
	"nginx:.1",
	"nginx@",
	"nginx@sha256:",
	"nginx@sha256:abc",
	"/nginx",
	"nginx/",
	"a//b",
	"a..b",
	"a._b",
	"a___b",
	"-a",
	"a-",
	"{{IMAGE}}",
	"$IMAGE",
	"https://ghcr.io/a/b",
	"ghcr.io:x/a",
	"ghcr.io:/a",
	"a..b.io/x",
	"a:b:c",
	"x@y@sha256:0123456789abcdef0123456789abcdef",
};

START_TEST(test_good)
{
	struct str text = str_of(good[_i].text);
	struct image image;

	ck_assert(image_parse(text, &image));
	ck_assert_msg(str_is(image.registry, good[_i].registry), "%s", good[_i].text);
	ck_assert_msg(str_is(image.path, good[_i].path), "%s", good[_i].text);
	ck_assert_msg(str_is(image.tag, good[_i].tag), "%s", good[_i].text);
	ck_assert_msg(str_is(image.digest, good[_i].digest), "%s", good[_i].text);
}
END_TEST

START_TEST(test_bad)
{
	struct image image;

	ck_assert_msg(!image_parse(str_of(bad[_i]), &image), "%s", bad[_i]);
	ck_assert(image.path.len == 0 && image.tag.len == 0 && image.registry.len == 0 && image.digest.len == 0);
	ck_assert(!image_is_of(&image, "docker.io/library/nginx"));
}
END_TEST

static bool is_host(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '.' || text[i] == ':' || (text[i] >= 'A' && text[i] <= 'Z'))
			return true;
	return len == strlen("localhost") && memcmp(text, "localhost", len) == 0;
}

static size_t put(char *out, size_t len, const char *piece)
{
	memcpy(out + len, piece, strlen(piece) + 1);
	return len + strlen(piece);
}

// Random characters seldom make a name, so that many are made of pieces.
static size_t random_name(uint64_t *state, char *out)
{
	static const char *const pieces[] = {
		"a",
		"b9",
		"nginx",
		"library",
		"/",
		"/",
		":",
		":",
		"@",
		".",
		"-",
		"_",
		"__",
		"A",
		"localhost",
		"ghcr.io",
		"5000",
		"sha256:",
		"0123456789abcdef0123456789abcdef",
		"sha256+b64:",
		" ",
		"1.27",
		"xn--",
		"\x01",
		"\xC3\xA9",
	};
	size_t len = 0;

	out[0] = '\0';
	for (uint64_t n = random_below(state, 9); n > 0; n--)
		len = put(out, len, pieces[random_below(state, COUNT_OF(pieces))]);
	return len;
}

START_TEST(test_against_grammar)
{
	uint64_t state = 21;
	regex_t plain, hosted;
	size_t n_taken = 0;

	ck_assert_int_eq(regcomp(&plain, PLAIN, REG_EXTENDED | REG_NOSUB), 0);
	ck_assert_int_eq(regcomp(&hosted, HOSTED, REG_EXTENDED | REG_NOSUB), 0);
	for (int i = 0; i < 60000; i++) {
		char text[400];
		size_t len = i % 2 ? random_name(&state, text) : random_text(&state, "ab.:/-_@1A", 8, text);
		const char *slash = strchr(text, '/'), *at = strchr(text, '@');
		bool has_host = slash && (!at || slash < at) && is_host(text, (size_t)(slash - text));
		bool want = regexec(has_host ? &hosted : &plain, text, 0, NULL, 0) == 0;
		struct image image;

		expect(image_parse((struct str){ text, len }, &image) == want, "\"%s\"", text);
		n_taken += want;
		if (!want)
			continue;
		expect(image.registry.len == (has_host ? (size_t)(slash - text) : 0), "\"%s\"", text);
		expect(image.registry.ptr == text, "\"%s\"", text);
		expect(image.registry.len + has_host + image.path.len + (image.tag.len ? 1 + image.tag.len : 0) +
				       (image.digest.len ? 1 + image.digest.len : 0) ==
			       len,
		       "\"%s\"", text);
	}
	ck_assert_uint_gt(n_taken, 3000);
	regfree(&plain);
	regfree(&hosted);
}
END_TEST

START_TEST(test_any_bytes)
{
	uint64_t state = 22;

	for (int i = 0; i < 60000; i++) {
		char text[40];
		size_t len = random_below(&state, sizeof(text)), at = 0;
		struct image image;
		struct str token;

		for (size_t k = 0; k < len; k++)
			text[k] = (char)random_next(&state);
		image_parse((struct str){ text, len }, &image);
		while (image_token((struct str){ text, len }, &at, &token))
			expect(token.len > 0 && token.ptr >= text && token.ptr + token.len <= text + len, "line %d",
			       __LINE__);
	}
	ck_assert(!image_parse((struct str){ "a\0b", 3 }, &(struct image){ 0 }));
	ck_assert(!image_parse((struct str){ "a:b\0c", 5 }, &(struct image){ 0 }));
}
END_TEST

START_TEST(test_repositories)
{
	static const char *const names[] = { "nginx", "library/nginx:1", "docker.io/nginx",
					     "docker.io/library/nginx@sha256:0123456789abcdef0123456789abcdef",
					     "index.docker.io/library/nginx" };
	static const char *const others[] = { "ghcr.io/nginx", "ghcr.io/library/nginx", "a/nginx",
					      "library/library/nginx", "nginx2" };
	struct image image;

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		ck_assert(image_parse(str_of(names[i]), &image));
		ck_assert_msg(image_is_of(&image, "docker.io/library/nginx"), "%s", names[i]);
	}
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		ck_assert(image_parse(str_of(others[i]), &image));
		ck_assert_msg(!image_is_of(&image, "docker.io/library/nginx"), "%s", others[i]);
	}
	ck_assert(image_parse(STR("nvcr.io/nvidia/cuda:12"), &image));
	ck_assert(image_is_of(&image, "nvcr.io/nvidia/cuda"));
	ck_assert(!image_is_of(&image, "docker.io/nvidia/cuda"));
}
END_TEST

START_TEST(test_tokens)
{
	static const char *const want[] = { "v0", "5", "2", "cu126", "Py3" };
	struct str token;
	size_t at = 0, n = 0;

	for (; image_token(STR("v0.5.2--cu126_Py3+"), &at, &token); n++)
		ck_assert(str_is(token, want[n]));
	ck_assert_uint_eq(n, COUNT_OF(want));
	ck_assert(image_has_token(STR("1-CPU"), "cpu"));
	ck_assert(!image_has_token(STR("1-cpux"), "cpu"));
}
END_TEST

Suite *image_suite(void)
{
	Suite *suite = suite_create("image");
	TCase *tcase = tcase_create("image");

	tcase_add_loop_test(tcase, test_good, 0, (int)COUNT_OF(good));
	tcase_add_loop_test(tcase, test_bad, 0, (int)COUNT_OF(bad));
	tcase_add_test(tcase, test_against_grammar);
	tcase_add_test(tcase, test_any_bytes);
	tcase_add_test(tcase, test_repositories);
	tcase_add_test(tcase, test_tokens);
	suite_add_tcase(suite, tcase);
	return suite;
}
