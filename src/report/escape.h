// SPDX-License-Identifier: Apache-2.0
// In: any text. Out: the same text escaped for a format, so that it can't inject anything.
#ifndef AKASHLINT_REPORT_ESCAPE_H
#define AKASHLINT_REPORT_ESCAPE_H

#include "base/str.h"

// GitHub's workflow commands: "::error PROPERTY=VALUE,...::DATA". What is not printable is escaped as in a message.
void add_command_data(struct strbuf *out, const char *text);
void add_command_value(struct strbuf *out, const char *text);
// XML 1.0, in an attribute or between tags. What XML can't hold becomes U+FFFD.
void add_xml(struct strbuf *out, const char *text);
// SARIF's messages, where braces hold arguments and brackets begin links.
const char *sarif_text(struct arena *arena, const char *text);
// GitHub's runner obeys "##[command]" anywhere in a line, whatever the format, and that of Azure Pipelines
// "##vso[command]". Finished text from `from` on gets `instead` for the "##" of each.
void disarm(struct strbuf *out, size_t from, const char *instead);
// Whether a runner would obey a part of a text that can't be changed: these, and lines that begin with "::". It ends
// with a NUL.
bool has_command(struct str text);

#define DISARMED_TEXT "#\\x23"
#define DISARMED_JSON "#\\u0023"

#endif
