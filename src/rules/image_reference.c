// SPDX-License-Identifier: Apache-2.0
// In: the image of a service. Out: findings where it is not the name of an image.
#include <string.h>

#include "catalogue/images.h"
#include "query/common.h"
#include "query/language_model.h"
#include "query/placeholder.h"
#include "sdl/image.h"

static void check_reference(struct run *run, const struct sdl_service *service);
static void check_placeholder(struct run *run, const struct sdl_service *service);

const struct rule rule_image_reference_invalid = {
	.id = "image-reference-invalid",
	.severity = SEVERITY_ERROR,
	.summary = "a text that is not the name of an image",
	.why = "The network accepts any text as an image, and the provider passes it to its container runtime, which pulls only registry/path:tag@digest: no spaces, no capitals in the path, one tag, no web address and no command. You pay for the lease, but the container never starts.",
	.fix = "Write the name of the image as you would after \"docker pull\", such as ghcr.io/acme/app:1.2.0.",
	.source = "github.com/distribution/reference regexp.go",
	.on = { .service = check_reference },
};

const struct rule rule_image_placeholder = {
	.id = "image-placeholder",
	.severity = SEVERITY_WARNING,
	.summary = "a placeholder in place of an image",
	.why = "Nothing replaces variables and placeholders in an SDL: the provider would pull an image of exactly this name. That is fine in a template, but not in a file that is deployed.",
	.fix = "Write the name of the image, or check the rendered file.",
	.source = "chain-sdk go/sdl/v2.go: an SDL has no variables",
	.on = { .service = check_placeholder },
};

// The image that is deployed, as text; "" where there is none, or its place was reported.
static struct str image_text(const struct sdl_service *service)
{
	return service->is_deployed && service->image.at && !service->image.is_bad ? service->image.text : STR("");
}

static bool has_upper(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z')
			return true;
	return false;
}

static bool is_host(struct str registry)
{
	return memchr(registry.ptr, '.', registry.len) || memchr(registry.ptr, ':', registry.len);
}

// A capital before the first slash makes it a registry, though no registry is called so.
static bool is_valid(struct str text, struct image *image)
{
	static const char sha256[] = "sha256:";
	enum { SHA256_DIGITS = 64 };

	if (!image_parse(text, image))
		return false;
	if (image->registry.len && has_upper(image->registry) && !is_host(image->registry))
		return false;
	return !str_has_prefix(image->digest, sha256) || image->digest.len == strlen(sha256) + SHA256_DIGITS;
}

static struct str lowered(struct run *run, struct str text)
{
	const struct image image = image_cut(text);
	char *lower = arena_strndup(run->arena, text.ptr, text.len);
	size_t end = (size_t)(image.path.ptr - text.ptr) + image.path.len;

	for (size_t i = 0; i < end; i++)
		lower[i] = lower[i] >= 'A' && lower[i] <= 'Z' ? (char)(lower[i] + ('a' - 'A')) : lower[i];
	return (struct str){ lower, text.len };
}

// The next word between spaces from *at on.
static bool next_word(struct str text, size_t *at, struct str *word)
{
	size_t start;

	while (*at < text.len && strchr(" \t\r\n", text.ptr[*at]))
		++*at;
	start = *at;
	while (*at < text.len && !strchr(" \t\r\n", text.ptr[*at]))
		++*at;
	*word = str_slice(text, start, *at);
	return word->len > 0;
}

// "80:80" is no image with a tag.
static bool has_letter(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
			return true;
	return false;
}

// "docker run --gpus all vllm/vllm-openai:v0.9.1 --model x": the first word that is surely an image.
static bool find_in_command(struct str text, struct str *found)
{
	struct image image;

	for (size_t at = 0; next_word(text, &at, found);)
		if (found->ptr[0] != '-' && is_valid(*found, &image) && has_letter(image.path) &&
		    (image.tag.len || image.registry.len || memchr(found->ptr, '/', found->len)))
			return true;
	return false;
}

// "docker run -p 80:80 --rm nginx": the first word that is neither an option nor its value.
static bool find_operand(struct str text, struct str *found)
{
	static const char *const switches[] = {
		"-d",       "-i",    "-t",           "-it", "-ti",     "-dit",      "-itd",          "--rm", "--init",
		"--detach", "--tty", "--privileged", "run", "--quiet", "container", "--interactive", "pull", NULL
	};
	struct image image;
	size_t at = 0;

	for (next_word(text, &at, found); next_word(text, &at, found);) {
		if (is_one_of(*found, switches) || (found->ptr[0] == '-' && memchr(found->ptr, '=', found->len)))
			continue;
		if (found->ptr[0] != '-')
			return is_valid(*found, &image);
		next_word(text, &at, found);
	}
	return false;
}

// "1.27", "v2", "latest".
static bool is_tag_like(struct str word)
{
	size_t first = word.len > 1 && word.ptr[0] == 'v';

	return str_is(word, "latest") || (word.ptr[first] >= '0' && word.ptr[first] <= '9');
}

// "nginx :1.27" and "nginx 1.27" are "nginx:1.27".
static struct str without_spaces(struct run *run, struct str text)
{
	struct str word;
	struct image image;
	bool has_tag = false;
	struct strbuf joined = strbuf_in(run->arena);

	for (size_t at = 0; next_word(text, &at, &word);) {
		const char *last = joined.len ? joined.text + joined.len - 1 : ":";

		if (!strchr(":/@", *last) && !strchr(":/@", word.ptr[0])) {
			struct str name = { joined.text, joined.len };

			if (has_tag || !is_tag_like(word) || !is_valid(name, &image) || image.tag.len)
				return STR("");
			has_tag = true;
			strbuf_putc(&joined, ':');
		}
		strbuf_add(&joined, word.ptr, word.len);
	}
	return (struct str){ joined.text, joined.len };
}

static size_t scheme_length(struct str text)
{
	for (size_t i = 0; i + 2 < text.len && text.ptr[i] != ' '; i++)
		if (memcmp(text.ptr + i, "://", 3) == 0)
			return i + 3;
	return 0;
}

// "https://hub.docker.com/r/vllm/vllm-openai" -> "vllm/vllm-openai".
static struct str without_address(struct str text)
{
	text = str_slice(text, scheme_length(text), text.len);
	for (const char *const *page = known_images.pages; *page; page++)
		if (str_has_prefix(text, *page))
			text = str_slice(text, strlen(*page), text.len);
	while (text.len && text.ptr[text.len - 1] == '/')
		text.len--;
	return text;
}

static bool begins_with_any(struct str text, const char *const *starts)
{
	for (; *starts; starts++)
		if (str_has_prefix(text, *starts))
			return true;
	return false;
}

static bool is_page(struct str text)
{
	return begins_with_any(text, known_images.pages) || begins_with_any(text, known_images.not_registries) ||
	       scheme_length(text) > 0;
}

static void help_name(struct run *run, struct diag *diag, struct str name)
{
	struct image image;

	if (!is_valid(name, &image) || begins_with_any(name, known_images.not_registries)) {
		diag_help(run, diag, "write the name of an image, such as ghcr.io/acme/app:1.2.0");
		return;
	}
	diag_help(run, diag, "write %s", escaped(run, name));
	if (diag->at->kind != YNODE_SCALAR || diag->at->span.start >= diag->at->span.end)
		return;
	// The name of an image needs no quotes.
	diag_fix(run, diag, arena_printf(run->arena, "write %s", escaped(run, name)), diag->at->span, name);
	diag->fix->is_unsafe = true;
}

static void report_spaces(struct run *run, const struct ynode *at, struct str text)
{
	struct diag *diag =
		diag_add(run, &rule_image_reference_invalid, at,
			 "%s is not the name of an image: it can't contain spaces, or a command", quoted(run, text));
	struct str joined = without_spaces(run, text), found;
	struct image image;
	bool is_command = str_has_prefix(text, "docker ") || str_has_prefix(text, "podman ");

	if ((is_command || !is_valid(joined, &image)) &&
	    (find_in_command(text, &found) || (is_command && find_operand(text, &found))))
		joined = found;
	help_name(run, diag, joined);
}

static void report_tags(struct run *run, const struct ynode *at, const struct image *image)
{
	struct diag *diag =
		diag_add(run, &rule_image_reference_invalid, at, "%s has two tags", quoted(run, image->text));
	const char *colon = memchr(image->tag.ptr, ':', image->tag.len);
	size_t name = (size_t)(image->tag.ptr - image->text.ptr);

	diag_help(run, diag, "write one of them: %s or %s%s",
		  escaped(run, str_slice(image->text, 0, (size_t)(colon - image->text.ptr))),
		  escaped(run, str_slice(image->text, 0, name)),
		  escaped(run, str_slice(image->tag, (size_t)(colon + 1 - image->tag.ptr), image->tag.len)));
}

static void report_other(struct run *run, const struct ynode *at, const struct image *image)
{
	struct diag *diag;

	if (image->digest.len) {
		diag = diag_add(run, &rule_image_reference_invalid, at, "%s is not the digest of an image",
				quoted(run, image->digest));
		diag_help(run, diag, "write \"sha256:\" and 64 hexadecimal digits, or a tag in place of the digest");
		return;
	}
	diag = diag_add(run, &rule_image_reference_invalid, at, "%s is not the name of an image",
			quoted(run, image->text));
	diag_help(run, diag, "write registry/path:tag, such as ghcr.io/acme/app:1.2.0");
}

// A provider can't reach a registry on the author's own machine.
static void check_registry(struct run *run, const struct ynode *at, const struct image *image)
{
	struct diag *diag;

	if (!image->registry.len || !begins_with_any(image->registry, known_images.own_machine))
		return;
	diag = diag_add(run, &rule_image_reference_invalid, at, "the registry %s is on your own machine or network",
			quoted(run, image->registry));
	diag_help(run, diag,
		  "push the image to a registry that providers can reach, and write its name: ghcr.io/you/app:1.0.0");
}

// "Qwen/Qwen3-8B"
static bool is_model(struct str text)
{
	return known_model_find(text) && !memchr(text.ptr, ':', text.len);
}

static void check_reference(struct run *run, const struct sdl_service *service)
{
	struct str text = image_text(service);
	const struct ynode *at = service->image.at;
	struct image image = image_cut(text), other;
	struct diag *diag;

	if (text.len == 0 || has_placeholder(text))
		return;
	if (is_valid(text, &other) && !begins_with_any(text, known_images.not_registries)) {
		check_registry(run, at, &other);
	} else if (is_page(text)) {
		diag = diag_add(run, &rule_image_reference_invalid, at, "%s is a web address, not the name of an image",
				quoted(run, text));
		help_name(run, diag, without_address(text));
	} else if (memchr(text.ptr, ' ', text.len)) {
		report_spaces(run, at, text);
	} else if (text.len > 2 && strchr("'\"", text.ptr[0]) && text.ptr[0] == text.ptr[text.len - 1]) {
		diag = diag_add(run, &rule_image_reference_invalid, at, "the name of an image can't contain quotes: %s",
				quoted(run, text));
		help_name(run, diag, str_slice(text, 1, text.len - 1));
	} else if (is_valid(lowered(run, text), &other) && is_model(text)) {
		diag = diag_add(run, &rule_image_reference_invalid, at,
				"%s is a language model, not the name of an image", quoted(run, text));
		diag_help(run, diag,
			  "write an image that serves it, such as vllm/vllm-openai:v0.10.2, and "
			  "args: [\"--model\", \"%s\"]",
			  escaped(run, text));
	} else if (is_valid(lowered(run, text), &other)) {
		diag = diag_add(run, &rule_image_reference_invalid, at,
				"the name of an image can't contain capitals: %s", quoted(run, text));
		help_name(run, diag, lowered(run, text));
	} else if (image.tag.len && memchr(image.tag.ptr, ':', image.tag.len)) {
		report_tags(run, at, &image);
	} else {
		report_other(run, at, &image);
	}
}

static void check_placeholder(struct run *run, const struct sdl_service *service)
{
	struct str text = image_text(service);
	struct diag *diag;

	if (text.len == 0 || !has_placeholder(text))
		return;
	diag = diag_add(run, &rule_image_placeholder, service->image.at,
			"%s is a placeholder, not the name of an image", quoted(run, text));
	diag_help(run, diag, "write the name of the image, or check the rendered file");
}
