// SPDX-License-Identifier: Apache-2.0
// In: text that the YAML parser stopped at. Out: the mistake that the text itself shows.
#ifndef AKASHLINT_YAML_TEXT_CAUSE_H
#define AKASHLINT_YAML_TEXT_CAUSE_H

#include "diag/diag.h"

// Markers of a merge, Markdown, a template, another language, text around the SDL, a block text that lost its
// indentation: reports the one that made the parser stop at `offset`, in brackets or braces or outside of them; false
// if none did.
bool report_text_cause(struct run *run, uint32_t offset, bool is_flow);
// What another program or language has put into the lines: marks before each, "//", commas.
bool report_text_marks(struct run *run, uint32_t offset);
// "a Dockerfile" where the text is that, or NULL; `line` is its first one.
const char *other_language(const struct source *source, struct span *line);
// UTF-16 without a byte order mark.
bool is_utf16_like(const struct source *source);

#endif
