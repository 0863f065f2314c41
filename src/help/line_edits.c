// SPDX-License-Identifier: Apache-2.0
// In: the lines around the place where the YAML parser stopped. Out: the edit that people would make there.
#include "help/line_edits.h"

#include <string.h>

#include "base/ascii.h"
#include "base/guard.h"
#include "diag/text_from_edits.h"
#include "sdl/key_place.h"
#include "yaml/tree_from_source.h"

// Up to FEW_ODDS an edit is believed though the parser stops once more, further down.
enum { USUAL_STEP = 2, FEW_ODDS = 3 };

static struct str line_body(const struct broken *broken, const struct text_line *line)
{
	struct str text = line_text(&broken->run->source, line);

	while (text.len && text.ptr[text.len - 1] == ' ')
		text.len--;
	return text;
}

uint32_t line_indent(const struct text_line *line)
{
	return line->text - line->span.start;
}

// Column of the first character behind the dashes of a list.
uint32_t line_key_column(const struct broken *broken, const struct text_line *line)
{
	struct str text = line_body(broken, line);
	size_t at = 0;

	while (at + 1 < text.len && text.ptr[at] == '-' && text.ptr[at + 1] == ' ')
		for (at++; at < text.len && text.ptr[at] == ' '; at++)
			;
	return line_indent(line) + (uint32_t)at;
}

struct str line_entry(const struct broken *broken, const struct text_line *line)
{
	struct str text = line_body(broken, line);

	return str_slice(text, line_key_column(broken, line) - line_indent(line), text.len);
}

static bool is_word_character(char c)
{
	return is_letter(c) || is_digit(c) || is_char_of(c, "_-.");
}

size_t entry_word_length(struct str text)
{
	size_t n = 0;

	while (n < text.len && is_word_character(text.ptr[n]))
		n++;
	return n;
}

static struct str word_of(struct str entry)
{
	return str_slice(entry, 0, entry_word_length(entry));
}

struct str part_as_edited(const struct broken *broken, struct arena *arena, const struct edit *edit, struct span part)
{
	struct edit within = { { edit->span.start - part.start, edit->span.end - part.start }, edit->text };
	const struct edit_list list = { &within, 1, 1 };

	return text_from_edits(arena, source_text(&broken->run->source, part), &list);
}

static void begin_edited(struct broken *broken, struct run *run, struct span part)
{
	struct str text = part_as_edited(broken, &broken->arena, &broken->tried.edit, part);

	*run = (struct run){ .arena = &broken->arena, .settings = broken->run->settings };
	source_init(&run->source, run->arena, broken->run->source.name, text.ptr, (uint32_t)text.len);
}

// The parser stopped before it was beyond the lines that were looked at. What it stops at later is another mistake.
static bool is_stopped(const struct broken *broken, const struct run *run, struct span part)
{
	uint32_t end = broken->near[broken->n_near - 1].span.end + (uint32_t)broken->tried.edit.text.len - part.start;

	return run->has_syntax_error && (run->diags.n == 0 || run->diags.items[0]->span.start <= end);
}

// Most edits leave the text broken, which the lines around show; what the file says is looked at where they don't.
static void try_guarded(void *context)
{
	struct broken *broken = context;
	struct edited_line *tried = &broken->tried;
	const struct span whole = { 0, broken->run->source.len };
	struct run run;

	begin_edited(broken, &run, broken->section);
	tree_from_source(&run);
	if (is_stopped(broken, &run, broken->section)) {
		tried->repair = NONE;
		return;
	}
	begin_edited(broken, &run, whole);
	broken->examine(&run);
	if (is_stopped(broken, &run, whole) || (run.has_syntax_error && tried->n_odds > FEW_ODDS))
		tried->repair = NONE;
	tried->n_errors = run.has_syntax_error ? DIAGS_MAX : 0;
	for (size_t i = 0; !run.has_syntax_error && i < run.diags.n; i++)
		tried->n_errors += run.diags.items[i]->severity == SEVERITY_ERROR;
}

// How unlikely an indentation is. A line is usually two spaces deeper than its parent, the siblings before it are
// right, it slipped by no more than that, and more likely by an odd number of spaces than by an even one.
static unsigned n_odds(const struct broken *broken, const struct text_line *line, uint32_t column)
{
	bool is_far = line_indent(line) > column + USUAL_STEP || column > line_indent(line) + USUAL_STEP;
	const unsigned least = (is_far ? 2 : 1) + (line_indent(line) % USUAL_STEP == 0 ? FEW_ODDS : 0U);
	struct str entry = line_entry(broken, line);
	unsigned n = 2;

	if (column == 0 && is_one_of(word_of(entry), network.sections))
		return 0;
	for (size_t i = 0; i < broken->n_levels; i++) {
		const struct text_line *level = &broken->levels[i];
		uint32_t at = line_indent(level);

		if (level->number >= line->number)
			break;
		// A key at the column of a dash.
		if (at == line_indent(line) && at < column && column == line_key_column(broken, level))
			return 0;
		if (at < column)
			n = at + USUAL_STEP == column ? 1 : 2;
		else if (at == column || line_key_column(broken, level) == column)
			return least + n - 1;
	}
	return column == 0 ? least : least + n;
}

// Where other mistakes are left their number says little: an edit may hide some of them in what nobody reads.
static bool is_better(const struct edited_line *a, const struct edited_line *b)
{
	int rank_a = (a->n_errors > 0) + (a->n_errors == DIAGS_MAX),
	    rank_b = (b->n_errors > 0) + (b->n_errors == DIAGS_MAX);

	if (rank_a != rank_b)
		return rank_a < rank_b;
	return a->n_odds != b->n_odds ? a->n_odds < b->n_odds : a->n_errors < b->n_errors;
}

static void try_edit(struct broken *broken, enum repair repair, const struct text_line *line, struct span span,
		     struct str text)
{
	struct edited_line *tried = &broken->tried, *best = &broken->best;

	tried->repair = repair;
	tried->line = *line;
	// A line that is added can hide what the one below it says.
	tried->n_odds = repair == INDENT       ? n_odds(broken, line, (uint32_t)text.len)
			: repair == ADD_PARENT ? FEW_ODDS + 1
					       : 0;
	tried->edit = (struct edit){ span, text };
	arena_guard_inner(&broken->arena, broken->run->arena, try_guarded, broken);
	arena_reset(&broken->arena);
	if (tried->repair == NONE)
		return;
	if (best->repair == NONE || is_better(tried, best))
		*best = *tried;
}

static void insert(struct broken *broken, enum repair repair, const struct text_line *line, uint32_t at,
		   const char *text)
{
	try_edit(broken, repair, line, (struct span){ at, at }, str_of(text));
}

// "services" -> "services:", "port 80" -> "port: 80", "port = 80" -> "port: 80".
static void try_colon(struct broken *broken, const struct text_line *line, const struct text_line *below)
{
	struct str text = line_entry(broken, line);
	size_t n = entry_word_length(text), to = n;
	uint32_t end = line->span.start + line_key_column(broken, line) + (uint32_t)n;

	if (n == 0 || (n < text.len && !strchr(" =;", text.ptr[n])))
		return;
	while (to < text.len && text.ptr[to] == ' ')
		to++;
	if (to < text.len && (text.ptr[to] == '=' || text.ptr[to] == ';') && is_sdl_key(str_slice(text, 0, n)))
		try_edit(broken, REPLACE_EQUALS, line, (struct span){ end, end + (uint32_t)(to + 1 - n) },
			 to + 1 < text.len && text.ptr[to + 1] != ' ' ? STR(": ") : STR(":"));
	else if (n == text.len ? below && line_indent(below) > line_indent(line)
			       : is_sdl_key(str_slice(text, 0, n)) && !memchr(text.ptr, ':', text.len))
		insert(broken, ADD_COLON, line, end, ":");
}

// "...", "TODO add the ports": words between the lines of the SDL.
static void try_comment(struct broken *broken, const struct text_line *line)
{
	struct str text = line_body(broken, line);
	size_t n_spaces = 0;

	for (size_t i = 0; i < text.len; i++)
		n_spaces += text.ptr[i] == ' ';
	if (str_has_prefix(text, "...") || (n_spaces > 1 && is_letter(text.ptr[0]) && !memchr(text.ptr, ':', text.len)))
		insert(broken, COMMENT_OUT, line, line->text, "# ");
}

// A key whose line is missing, as what is below it still stands where it did.
static void try_parent(struct broken *broken, const struct text_line *line, const struct text_line *above)
{
	static const char *const inner[] = { "compute", "placement", "resources", "attributes",
					     "pricing", "vendor",    NULL };
	uint32_t column = line_indent(line) - USUAL_STEP;
	struct str entry = above ? line_entry(broken, above) : STR("");

	if (!above || line_indent(line) < line_indent(above) + USUAL_STEP ||
	    (entry.len && entry.ptr[entry.len - 1] == ':' && column < line_indent(above) + USUAL_STEP))
		return;
	for (const char *const *name = column ? inner : network.sections; *name; name++)
		insert(broken, ADD_PARENT, line, line->span.start,
		       arena_printf(broken->run->arena, "%*s%s:\n", (int)column, "", *name));
}

// "-port: 80" -> "- port: 80".
static void try_dash(struct broken *broken, const struct text_line *line, const struct text_line *above)
{
	struct str text = line_body(broken, line), key = line_entry(broken, line),
		   first = above ? line_entry(broken, above) : STR("");
	bool is_below_item = above && line_body(broken, above).ptr[0] == '-';
	// Another key of the item above, unless the next item begins with the same one.
	bool is_inside =
		is_sdl_key(word_of(key)) && is_sdl_key(word_of(first)) && !str_eq(word_of(key), word_of(first));

	if (text.len > 1 && text.ptr[0] == '-' && text.ptr[1] != '-' && text.ptr[1] != ' ')
		insert(broken, ADD_SPACE, line, line->text + 1, " ");
	if (is_sdl_key(word_of(key)) && key.len < text.len)
		try_edit(broken, DROP_DASH, line,
			 (struct span){ line->text, line->text + (uint32_t)(text.len - key.len) }, STR(""));
	else if (is_below_item && !is_inside && line_indent(above) == line_indent(line))
		insert(broken, ADD_DASH, line, line->text, "- ");
}

static size_t digits(struct str text, size_t from)
{
	while (from < text.len && is_digit(text.ptr[from]))
		from++;
	return from;
}

// "- 8080:80" above keys of the same entry: Compose's way to write what is "port: 80" and "as: 8080" here.
static void try_ports(struct broken *broken, const struct text_line *line)
{
	struct str text = line_entry(broken, line);
	size_t outer = digits(text, 0), inner = digits(text, outer + 1);
	uint32_t column = line_key_column(broken, line), start = line->span.start + column;

	if (outer == 0 || inner <= outer + 1 || inner < text.len || text.ptr[outer] != ':' ||
	    column == line_indent(line))
		return;
	try_edit(broken, SPLIT_PORTS, line, (struct span){ start, start + (uint32_t)text.len },
		 str_of(arena_printf(broken->run->arena, "port: %.*s\n%*sas: %.*s", (int)(inner - outer - 1),
				     text.ptr + outer + 1, (int)column, "", (int)outer, text.ptr)));
}

// The value of a key or of an item, without the comment after it.
struct span line_value(const struct broken *broken, const struct text_line *line)
{
	struct str text = line_entry(broken, line);
	uint32_t start = line->span.start + line_key_column(broken, line);
	size_t key = entry_word_length(text), from = 0, to = text.len;

	if (key && key + 1 < text.len && text.ptr[key] == ':' && text.ptr[key + 1] == ' ')
		for (from = key + 1; from < text.len && text.ptr[from] == ' '; from++)
			;
	for (size_t i = from + 1; i < to; i++)
		if (text.ptr[i] == '#' && text.ptr[i - 1] == ' ')
			to = i;
	while (to > from && text.ptr[to - 1] == ' ')
		to--;
	return (struct span){ start + (uint32_t)from, start + (uint32_t)to };
}

// Whether a value begins with a sign that has another meaning in YAML.
bool has_odd_value(const struct broken *broken, const struct text_line *line)
{
	char first = broken->run->source.text[line_value(broken, line).start];

	return is_char_of(first, "@`%*&!");
}

void try_line_quotes(struct broken *broken, const struct text_line *line)
{
	struct span span = line_value(broken, line);
	struct str value = source_text(&broken->run->source, span);
	struct strbuf text;
	char quote;

	if (value.len == 0 || span.start == line->text)
		return;
	quote = value.ptr[0];
	if (quote == '"' || quote == '\'') {
		if (!memchr(value.ptr + 1, quote, value.len - 1))
			insert(broken, CLOSE_QUOTE, line, span.end, quote == '"' ? "\"" : "'");
		return;
	}
	if (strchr("|>[{", quote))
		return;
	quote = memchr(value.ptr, '"', value.len) || memchr(value.ptr, '\\', value.len) ? '\'' : '"';
	if (memchr(value.ptr, quote, value.len))
		return;
	text = strbuf_in(broken->run->arena);
	strbuf_putc(&text, quote);
	strbuf_add(&text, value.ptr, value.len);
	strbuf_putc(&text, quote);
	try_edit(broken, QUOTE, line, span, (struct str){ text.text, text.len });
}

// "nginx: 1.27" -> "nginx:1.27", where that is better than quotes.
static void try_joined(struct broken *broken, const struct text_line *line)
{
	struct span span = line_value(broken, line);
	struct str value = source_text(&broken->run->source, span);
	const char *space = value.len ? memchr(value.ptr, ' ', value.len) : NULL;
	size_t at = space ? (size_t)(space - value.ptr) : 0, end = at;

	while (end < value.len && value.ptr[end] == ' ')
		end++;
	if (at == 0 || value.ptr[at - 1] != ':' || memchr(value.ptr + end, ' ', value.len - end))
		return;
	try_edit(broken, DROP_SPACE, line, (struct span){ span.start + (uint32_t)at, span.start + (uint32_t)end },
		 STR(""));
}

// Between two items of a list in brackets.
static void try_comma(struct broken *broken, const struct text_line *line)
{
	const char *text = broken->run->source.text;
	uint32_t at = broken->stop;

	if (at <= line->text || at >= line->span.end)
		return;
	while (at > line->text && text[at - 1] == ' ')
		at--;
	if (at > line->text && at < broken->stop && !strchr(",[{:", text[at - 1]))
		insert(broken, ADD_COMMA, line, at, ",");
}

// `columns`: a bit for each that was tried.
static void try_column(struct broken *broken, const struct text_line *line, uint32_t column, uint32_t *columns)
{
	static const char spaces[] = "                               "; // 31

	if (column == line_indent(line) || column >= sizeof(spaces) || *columns & (uint32_t)1 << column)
		return;
	*columns |= (uint32_t)1 << column;
	try_edit(broken, INDENT, line, (struct span){ line->span.start, line->text }, (struct str){ spaces, column });
}

// Tries the columns of the lines that it may belong under, or next to.
static void try_columns(struct broken *broken, const struct text_line *line)
{
	uint32_t columns = 0;

	for (size_t i = broken->n_levels; i > 0; i--) {
		const struct text_line *level = &broken->levels[i - 1];

		if (level->number >= line->number)
			continue;
		try_column(broken, line, line_key_column(broken, level), &columns);
		try_column(broken, line, line_indent(level), &columns);
	}
	for (size_t i = 0; i < broken->n_near; i++)
		if (broken->near[i].number > line->number)
			try_column(broken, line, line_indent(&broken->near[i]), &columns);
}

void try_line_edits(struct broken *broken, size_t i_near)
{
	const struct text_line *line = &broken->near[i_near], *below = i_near + 1 < broken->n_near ? line + 1 : NULL,
			       *above = i_near ? line - 1 : NULL;

	try_colon(broken, line, below);
	try_dash(broken, line, above);
	try_ports(broken, line);
	try_line_quotes(broken, line);
	try_joined(broken, line);
	try_comma(broken, line);
	try_comment(broken, line);
	try_columns(broken, line);
	try_parent(broken, line, above);
}
