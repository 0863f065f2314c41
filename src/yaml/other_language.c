// SPDX-License-Identifier: Apache-2.0
// In: the text of a file. Out: whether it is of another language than YAML, or of another encoding.
#include <string.h>

#include "yaml/lines.h"
#include "yaml/text_cause.h"

static struct text_line first_line(const struct source *source)
{
	struct text_line line = { 0 };
	struct line_walk walk;

	line_walk_init(&walk, source);
	while (line_walk_next(&walk, &line)) {
		struct str text = line_text(source, &line);

		if (text.len && (text.ptr[0] != '#' || str_has_prefix(text, "#!")) && !str_has_prefix(text, "//"))
			return line;
	}
	return (struct text_line){ 0 };
}

// resource "akash_deployment" "web" {
static bool is_hcl(struct str text)
{
	static const char *const blocks[] = { "resource", "data",   "provider",  "variable", "module",
					      "output",   "locals", "terraform", "job" };
	size_t n = 0;

	for (size_t i = 0; i < COUNT_OF(blocks) && n == 0; i++)
		if (str_has_prefix(text, blocks[i]))
			n = strlen(blocks[i]);
	if (n == 0 || n == text.len || !strchr(" \"{", text.ptr[n]) || text.ptr[text.len - 1] != '{')
		return false;
	return !memchr(text.ptr, ':', text.len);
}

static bool is_dockerfile(struct str text)
{
	return str_has_prefix(text, "FROM ") && !memchr(text.ptr + 5, ' ', text.len - 5);
}

const char *other_language(const struct source *source, struct span *first)
{
	const struct text_line line = first_line(source);
	struct str text = line.number ? line_text(source, &line) : STR("");

	*first = (struct span){ line.text, line.span.end };
	if (is_hcl(text))
		return "Terraform or HCL";
	if (str_is_nocase(str_slice(text, 0, text.len < 9 ? text.len : 9), "<!doctype") ||
	    str_has_prefix(text, "<html") || str_has_prefix(text, "<HTML"))
		return "HTML, a web page";
	if (str_has_prefix(text, "<?xml"))
		return "XML";
	if (str_has_prefix(text, "#!/") && line.number == 1)
		return "a script";
	return is_dockerfile(text) ? "a Dockerfile" : NULL;
}

bool is_utf16_like(const struct source *source)
{
	enum { LOOKED_AT = 64 };
	uint32_t n = source->len < LOOKED_AT ? source->len & ~1u : LOOKED_AT, n_even = 0, n_odd = 0;

	for (uint32_t i = 0; i < n; i += 2) {
		n_even += source->text[i] == '\0';
		n_odd += source->text[i + 1] == '\0';
	}
	return n >= 8 && ((n_even == 0 && n_odd * 4 > n) || (n_odd == 0 && n_even * 4 > n));
}
