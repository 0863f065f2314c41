// SPDX-License-Identifier: Apache-2.0
// In: an SDL that begins every line at the first column. Out: one finding that says so, in place of one for each line.
#include "rules/text_causes.h"
#include "yaml/lines.h"

const struct rule rule_indentation_lost = {
	.id = "indentation-lost",
	.severity = SEVERITY_ERROR,
	.summary = "every line begins at the first column",
	.why = "Only the indentation shows what belongs to which key. A chat, a form or a web page may remove the spaces at the beginning of lines: then all keys are at the top level, where only the sections of an SDL may be.",
	.fix = "Copy the file again from where it is indented, or indent what belongs under each key.",
	.source = "yaml.org/spec/1.2.2 6.1",
};

// A file with fewer lines may be meant so.
enum { LEAST_LINES = 8, LEAST_SECTIONS = 2 };

static bool is_section(struct str text)
{
	return text.len > 1 && text.ptr[text.len - 1] == ':' &&
	       is_one_of(str_slice(text, 0, text.len - 1), network.sections);
}

bool name_lost_indent(struct run *run)
{
	size_t n_lines = 0, n_sections = 0;
	struct span first = { 0, 0 };
	struct text_line line;
	struct line_walk walk;
	struct diag *diag;

	if (!run->is_rejected)
		return false;
	line_walk_init(&walk, &run->source);
	while (line_walk_next(&walk, &line)) {
		struct str text = line_text(&run->source, &line);

		if (text.len == 0 || text.ptr[0] == '#')
			continue;
		if (line.text > line.span.start || (unsigned char)text.ptr[0] >= 0x80)
			return false; // also for spaces of other kinds
		n_lines++;
		n_sections += is_section(text);
		if (n_sections && !is_section(text) && first.end == 0)
			first = (struct span){ line.text, line.span.end };
	}
	if (n_lines < LEAST_LINES || n_sections < LEAST_SECTIONS || first.end == 0)
		return false;
	diag = diag_add_span(run, &rule_indentation_lost, first, "every line of the file begins at the first column");
	diag_help(run, diag, "copy the file again with its indentation: what belongs to a key is indented under it");
	if (diag->severity != SEVERITY_OFF)
		diags_absorb_all(run, diag);
	return true;
}
