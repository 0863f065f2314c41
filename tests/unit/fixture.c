// SPDX-License-Identifier: Apache-2.0
// In: an SDL as text. Out: a run of the whole pipeline over it, for a test to look at.
#include "unit/fixture.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/guard.h"
#include "base/utf8.h"
#include "diag/levels.h"
#include "lint.h"

const char sound_sdl[] = "version: \"2.0\"\n"
			 "services:\n"
			 "  web:\n"
			 "    image: nginx:1.27.4\n"
			 "    expose:\n"
			 "      - port: 80\n"
			 "        to:\n"
			 "          - global: true\n"
			 "profiles:\n"
			 "  compute:\n"
			 "    web:\n"
			 "      resources:\n"
			 "        cpu:\n"
			 "          units: 0.5\n"
			 "        memory:\n"
			 "          size: 512Mi\n"
			 "        storage:\n"
			 "          size: 1Gi\n"
			 "  placement:\n"
			 "    anywhere:\n"
			 "      pricing:\n"
			 "        web:\n"
			 "          denom: uact\n"
			 "          amount: 1000\n"
			 "deployment:\n"
			 "  web:\n"
			 "    anywhere:\n"
			 "      profile: web\n"
			 "      count: 1\n";

const char *sound_sdl_with(struct arena *arena, const char *before, const char *after)
{
	const char *at = strstr(sound_sdl, before);

	ck_assert_ptr_nonnull(at);
	return arena_printf(arena, "%.*s%s%s", (int)(at - sound_sdl), sound_sdl, after, at + strlen(before));
}

struct job {
	struct fixture *fixture;
	struct str text;
	const struct rule *enabled; // or NULL
};

static const struct settings *settings_with(struct arena *arena, const struct rule *enabled)
{
	struct settings *settings = arena_alloc(arena, sizeof(*settings));
	unsigned char *levels = arena_alloc(arena, n_all_rules);

	levels_init(levels);
	levels_change(levels, str_of(enabled->id), LEVEL_ENABLE, SEVERITY_OFF);
	*settings = default_settings;
	settings->levels = levels;
	return settings;
}

static void work(void *context)
{
	struct job *job = context;
	struct arena *arena = &job->fixture->arena;

	lint(&job->fixture->run, arena, job->enabled ? settings_with(arena, job->enabled) : &default_settings,
	     "test.yml", job->text);
}

void fixture_lint_enabled(struct fixture *fixture, struct str text, const struct rule *enabled)
{
	struct job job = { fixture, text, enabled };

	arena_init(&fixture->arena);
	ck_assert(arena_guard(&fixture->arena, work, &job));
}

void fixture_lint(struct fixture *fixture, struct str text)
{
	fixture_lint_enabled(fixture, text, NULL);
}

void fixture_clear(struct fixture *fixture)
{
	arena_clear(&fixture->arena);
}

unsigned fixture_rejected_by(const struct fixture *fixture)
{
	unsigned rejected_by = 0;

	for (size_t i = 0; i < fixture->run.diags.n; i++)
		rejected_by |= fixture->run.diags.items[i]->rejected_by;
	return rejected_by;
}

bool fixture_has(const struct fixture *fixture, const char *rule_id)
{
	for (size_t i = 0; i < fixture->run.diags.n; i++)
		if (strcmp(fixture->run.diags.items[i]->rule->id, rule_id) == 0)
			return true;
	return false;
}

static void check_text(const char *text)
{
	size_t len = strlen(text), step;

	for (size_t i = 0; i < len; i += step) {
		uint32_t c;

		step = utf8_decode(text + i, len - i, &c);
		ck_assert_msg(step > 0 && !utf8_is_unprintable(c), "not printable at %zu: %s", i, text);
	}
}

static void check_span(const struct fixture *fixture, struct span span)
{
	ck_assert_uint_le(span.start, span.end);
	ck_assert_uint_le(span.end, fixture->run.source.len);
}

static void check_diag(const struct fixture *fixture, const struct diag *diag)
{
	check_span(fixture, diag->span);
	check_text(diag->message);
	ck_assert(diag->message[0]);
	ck_assert(diag->severity >= SEVERITY_INFO && diag->severity <= SEVERITY_ERROR);
	if (diag->help)
		check_text(diag->help);
	if (diag->label)
		check_text(diag->label);
	for (const struct related *related = diag->related; related; related = related->next) {
		check_span(fixture, related->span);
		check_text(related->message);
	}
	for (size_t i = 0; diag->fix && i < diag->fix->n_edits; i++)
		check_span(fixture, diag->fix->edits[i].span);
}

void fixture_check_invariants(struct fixture *fixture)
{
	const struct diags *diags = &fixture->run.diags;

	for (size_t i = 0; i < diags->n; i++) {
		check_diag(fixture, diags->items[i]);
		if (i > 0)
			ck_assert_uint_le(diags->items[i - 1]->span.start, diags->items[i]->span.start);
	}
}

void fixture_check_rule(const char *text, const char *rule_id, const char *part)
{
	struct fixture fixture;
	bool is_found = false;

	fixture_lint(&fixture, str_of(text));
	fixture_check_invariants(&fixture);
	ck_assert_msg(!fixture.run.is_rejected, "%s", text);
	for (size_t i = 0; i < fixture.run.diags.n; i++) {
		const struct diag *diag = fixture.run.diags.items[i];

		if (strcmp(diag->rule->id, rule_id) != 0)
			continue;
		ck_assert_msg(part != NULL, "%s\n%s: %s", text, rule_id, diag->message);
		ck_assert_msg(str_is(source_text(&fixture.run.source, diag->span), part), "%s\n%s at %.*s", text,
			      rule_id, (int)(diag->span.end - diag->span.start), text + diag->span.start);
		is_found = true;
	}
	ck_assert_msg(is_found == (part != NULL), "%s\n%s", text, rule_id);
	fixture_clear(&fixture);
}

void fixture_check_fault(const struct bad_json *bad, const struct json_fault *fault)
{
	ck_assert_msg(strstr(fault->message, bad->message) != NULL, "%s\n%s", bad->text, fault->message);
	ck_assert_msg(fault->place.line == bad->line && fault->place.column == bad->column, "%s\n%u:%u: %s", bad->text,
		      fault->place.line, fault->place.column, fault->message);
}

struct str fixture_read(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	struct strbuf text;
	char piece[4096];
	size_t n;

	ck_assert_msg(file != NULL, "can't open %s", path);
	text = strbuf_in(arena);
	while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
		strbuf_add(&text, piece, n);
	fclose(file);
	return (struct str){ text.text, text.len };
}

static void put_place(struct strbuf *out, struct run *run, struct span span)
{
	struct position start = source_position(&run->source, span.start),
			end = source_position(&run->source, span.end);

	strbuf_printf(out, "%u:%u-%u:%u ", (unsigned)start.line, (unsigned)start.column, (unsigned)end.line,
		      (unsigned)end.column);
}

static void put_fix(struct strbuf *out, struct run *run, const struct fix *fix)
{
	strbuf_printf(out, "\t\t%s: %s\n", fix->is_unsafe ? "unsafe fix" : "fix", fix->description);
	for (size_t i = 0; i < fix->n_edits; i++) {
		strbuf_puts(out, "\t\t\t");
		put_place(out, run, fix->edits[i].span);
		strbuf_putc(out, '"');
		strbuf_add_escaped(out, fix->edits[i].text);
		strbuf_puts(out, "\"\n");
	}
}

void print_diag(struct strbuf *out, struct run *run, const struct diag *diag)
{
	static const char *const severities[] = { "off", "info", "warning", "error" };

	strbuf_putc(out, '\t');
	put_place(out, run, diag->span);
	strbuf_printf(out, "%s %s %x: %s\n", severities[diag->severity], diag->rule->id, diag->rejected_by,
		      diag->message);
	if (diag->label)
		strbuf_printf(out, "\t\tlabel: %s\n", diag->label);
	for (const struct related *related = diag->related; related; related = related->next) {
		strbuf_puts(out, "\t\t");
		put_place(out, run, related->span);
		strbuf_printf(out, "%s\n", related->message);
	}
	if (diag->help)
		strbuf_printf(out, "\t\thelp: %s\n", diag->help);
	if (diag->fix)
		put_fix(out, run, diag->fix);
}
