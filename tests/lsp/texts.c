// SPDX-License-Identifier: Apache-2.0
// In: the text of a document. Out: what is offered for it, the text with edits made, or with bytes changed at random.
#include "lsp/texts.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/position.h"
#include "unit/property.h"
// clang-format off

const char odd_sdl[] =
	"# Größe: zählt 𝔸lles\nversion: \"2.0\"\nservices:\n"
	"  web: &web\n    image: nginx:1.27.4 # bürö\n    env: [\"A=1\", 'B=zwei', C=𝔸]\n"
	"    expose: [{port: 80, to: [{global: true, ip: &ip 'myip'}]}]\n"
	"    params: {storage: {data: {mount: /data}}}\n"
	"    dependencies:\n      - service: db\n"
	"  \"db\":\n    image: postgres:16.8\n    command:\n      - sh\n      - |-\n        echo a\n        # no comment\n"
	"    expose:\n      - port: 5432\n        to:\n          - service: 'web'\n"
	"    params:\n      storage:\n        data:\n          mount: /var\n"
	"endpoints:\n  myip: {kind: ip}\n"
	"profiles:\n  compute:\n    &p small: &small\n      resources:\n        cpu: {units: 1}\n        memory: {size: 1Gi}\n"
	"        storage:\n          - size: 1Gi\n          - {name: data, size: 2Gi, attributes: {persistent: true, class: "
	"beta2}}\n"
	"        gpu: {units: 2, attributes: {vendor: {nvidia: [{model: a100, ram: 80Gi}, {model: h100}]}}}\n"
	"    large:\n      <<: *small\n"
	"  placement:\n    'größer': &place\n      pricing: &pricing\n        *p : {denom: uact, amount: 10000}\n"
	"        large: &coin {denom: uact, amount: 20000}\n"
	"    other:\n      pricing:\n        <<: *pricing\n"
	"deployment:\n  web:\n    größer: {profile: *p, count: 1}\n"
	"  db:\n    other: &leaf\n      profile: \"large\"\n      count: 1\n";

const char faulty_sdl[] =
	"version: \"2.0\"\nservices:\n  web:\n    image: nginx\n    restart: always\n    env:\n      - |\n        1A=x\n"
	"        B\n      - A=1 # akashlint: ignore[env-*]\n    expose:\n      - port: 70000\n        prot: tcp\n"
	"        to: [{globl: true,\n          service: wbe}]\n"
	"profiles:\n  compute:\n    small:\n      resources:\n        cpu: {units: 0}\n        memory: {size: 512M}\n"
	"        storage: {size: \"1gb\"}\n        gpu:\n          units: \"1\"\n          attributes:\n            vendor:\n"
	"              nvidia:\n                - model: RTX-4090\n                  ram: 24\n                - model: a100\n"
	"                  ram: 80GB\n  placement:\n    # akashlint: ignore[gpu-any-model]\n    dc:\n      pricing:\n"
	"        smal:\n          denom: uakt\n          amount: \"1\"\ndeployment:\n  web:\n    dc:\n      profile: smal\n"
	"      count: 0\n";

const char takes_actions[] = "{'capabilities': {'textDocument': {'codeAction': {'codeActionLiteralSupport': {}}}}}";

const json_t *actions_of(struct session *session, const char *text, const char *only)
{
	char more[200], *params;
	const json_t *actions;

	snprintf(more, sizeof(more), ", 'context': {'diagnostics': []%s%s}", only ? ", 'only': " : "", only ? only : "");
	params = at_range(text, 0, strlen(text), more);
	actions = session_ask(session, "textDocument/codeAction", params);
	free(params);
	return actions;
}

const json_t *text_edits(const json_t *edit)
{
	const json_t *edits = json_object_get(json_object_get(edit, "changes"), session_uri);

	if (!edits)
		edits = json_object_get(json_array_get(json_object_get(edit, "documentChanges"), 0), "edits");
	expect(json_is_array(edits), "no WorkspaceEdit");
	return edits;
}

static uint32_t offset_of(const char *text, const json_t *position)
{
	struct client_position at = {
		(uint32_t)json_integer_value(json_object_get(position, "line")),
		(uint32_t)json_integer_value(json_object_get(position, "character")),
	};
	uint32_t offset = offset_from_position(str_of(text), at, ENCODING_UTF16);
	struct arena arena;
	struct source source;
	struct client_position back;

	arena_init(&arena);
	source_init(&source, &arena, "", text, (uint32_t)strlen(text));
	back = position_from_last(&(struct last_position){ 0 }, &source, offset, ENCODING_UTF16);
	expect(back.line == at.line && back.character == at.character, "no place in the text: %u:%u", at.line,
	       at.character);
	arena_clear(&arena);
	return offset;
}

// From the last to the first, which moves none of the others.
char *with_edits(const char *text, const json_t *edits)
{
	char *out = strdup(text);
	size_t i = json_array_size(edits), last = strlen(text);

	while (i-- > 0) {
		const json_t *edit = json_array_get(edits, i), *range = json_object_get(edit, "range");
		size_t start = offset_of(text, json_object_get(range, "start"));
		size_t end = offset_of(text, json_object_get(range, "end"));
		const char *new = json_string_value(json_object_get(edit, "newText"));
		char *next = malloc(strlen(out) + strlen(new) + 1);

		expect(start <= end && end <= last, "edits overlap");
		memcpy(next, out, start);
		strcpy(next + start, new);
		strcat(next, out + end);
		free(out);
		out = next;
		last = start;
	}
	return out;
}

static size_t boundary(const char *text, size_t at)
{
	while (((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

char *mutated(uint64_t *state, const char *text)
{
	static const char *const pieces[] = {
		"", "", "\n", " ", "  ", "- ", ": ", "{", "}", "[", "]", ", ", "&a ", "*a", "*p ", "<<: *small\n", "| ",
		">-\n", "'", "\"", "# x", "\r\n", "\t", "!!str ", "null", "data", "web", "small: {}\n", "ä", "𝔸", "~",
		"true", "# akashlint: ignore[unknown-key]", "akashlint: ignore-file[", "---\n", "\xEF\xBB\xBF",
	};
	char *out = strdup(text);

	for (uint64_t n = random_below(state, 4); n > 0; n--) {
		size_t len = strlen(out), at = boundary(out, random_below(state, len + 1));
		size_t cut = random_below(state, random_below(state, 6) ? 4 : 60);
		size_t end = boundary(out, at + cut < len ? at + cut : len);
		const char *piece = pieces[random_below(state, COUNT_OF(pieces))];
		char *next = malloc(len + strlen(piece) + 1);

		end = end < at ? at : end;
		sprintf(next, "%.*s%s%s", (int)at, out, piece, out + end);
		free(out);
		out = next;
	}
	return out;
}

static struct client_position position_of(const char *text, size_t offset)
{
	struct arena arena;
	struct source source;
	struct client_position at;

	arena_init(&arena);
	source_init(&source, &arena, "", text, (uint32_t)strlen(text));
	at = position_from_last(&(struct last_position){ 0 }, &source, (uint32_t)boundary(text, offset),
				ENCODING_UTF16);
	arena_clear(&arena);
	return at;
}

json_t *position_at(const char *text, size_t offset)
{
	struct client_position at = position_of(text, offset);

	return json_pack("{s:i, s:i}", "line", (int)at.line, "character", (int)at.character);
}

static int print_position(char *out, const char *text, size_t offset)
{
	struct client_position at = position_of(text, offset);

	return sprintf(out, "{'line': %u, 'character': %u}", at.line, at.character);
}

char *at_offset(const char *text, size_t offset, const char *more)
{
	char *out = malloc(200 + strlen(more)), *end = out;

	end += sprintf(end, "{'position': ");
	end += print_position(end, text, offset);
	sprintf(end, "%s}", more);
	return out;
}

char *at_range(const char *text, size_t start, size_t stop, const char *more)
{
	char *out = malloc(200 + strlen(more)), *end = out;

	end += sprintf(end, "{'range': {'start': ");
	end += print_position(end, text, start);
	end += sprintf(end, ", 'end': ");
	end += print_position(end, text, stop);
	sprintf(end, "}%s}", more);
	return out;
}

char *text_of_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, 65536);

	expect(file != NULL && text != NULL, "can't read %s", path);
	expect(fread(text, 1, 65535, file) < 65535, "%s is too large", path);
	fclose(file);
	return text;
}

void for_each_example(void (*check)(const char *text))
{
	glob_t found;

	expect(glob("examples/*.yml", 0, NULL, &found) == 0 && found.gl_pathc > 10, "no examples");
	for (size_t i = 0; i < found.gl_pathc; i++) {
		char *text = text_of_file(found.gl_pathv[i]);

		check(text);
		free(text);
	}
	globfree(&found);
}
