// SPDX-License-Identifier: Apache-2.0
// In: rules. Out: their entries in a SARIF report.
#include <string.h>

#include "base/arena.h"
#include "report/escape.h"
#include "report/sarif.h"

const char *sarif_level(enum severity severity)
{
	return severity == SEVERITY_INFO ? "note" : severity_name(severity);
}

json_t *sarif_put_message(struct json *json, json_t *object, const char *key, const char *text)
{
	json_t *message = json_put_object(json, object, key);

	json_put_text(json, message, "text", str_of(sarif_text(json->arena, text)));
	return message;
}

static void add_markdown(struct strbuf *out, const char *heading, const char *text)
{
	if (!text)
		return;
	strbuf_printf(out, "%s**%s:** ", out->len ? "\n\n" : "", heading);
	for (; *text; text++) {
		if (strchr("\\`*_<>[]|~", *text))
			strbuf_putc(out, '\\');
		strbuf_putc(out, *text);
	}
}

static void put_help(struct json *json, json_t *object, const struct rule *rule)
{
	const char *why = rule->why ? rule->why : rule->summary;
	json_t *help;
	struct strbuf markdown = strbuf_in(json->arena);

	help = sarif_put_message(json, object, "help",
				 rule->fix ? arena_printf(json->arena, "%s\n%s", why, rule->fix) : why);
	add_markdown(&markdown, "Why", why);
	add_markdown(&markdown, "How to fix it", rule->fix);
	add_markdown(&markdown, "Source", rule->source);
	strbuf_printf(&markdown, "\n\n`akashlint explain %s` shows examples.", rule->id);
	json_put_text(json, help, "markdown", str_of(sarif_text(json->arena, markdown.text)));
}

// The first word of the name is the subject.
static void push_tags(struct json *json, json_t *properties, const struct rule *rule)
{
	json_t *tags = json_put_array(json, properties, "tags");

	json_push_text(json, tags, (struct str){ rule->id, strcspn(rule->id, "-") });
	if (rule->rejected_by & REJECTED_BY_NETWORK)
		json_push_text(json, tags, STR("rejected-by-network"));
	if (rule->rejected_by & REJECTED_BY_CONSOLE)
		json_push_text(json, tags, STR("rejected-by-console"));
	if (rule->rejected_by & REJECTED_BY_CHAIN)
		json_push_text(json, tags, STR("rejected-by-chain"));
}

void sarif_push_rule(struct json *json, json_t *rules, const struct rule *rule)
{
	static const char *const problems[] = {
		[SEVERITY_INFO] = "recommendation",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	json_t *item = json_push_object(json, rules), *part;

	json_put_text(json, item, "id", str_of(rule->id));
	sarif_put_message(json, item, "shortDescription", rule->summary);
	sarif_put_message(json, item, "fullDescription", rule->why ? rule->why : rule->summary);
	put_help(json, item, rule);
	part = json_put_object(json, item, "defaultConfiguration");
	json_put_text(json, part, "level", str_of(sarif_level(rule->severity)));
	part = json_put_object(json, item, "properties");
	push_tags(json, part, rule);
	json_put_text(json, part, "precision", rule->rejected_by ? STR("very-high") : STR("high"));
	json_put_text(json, part, "problem.severity", str_of(problems[rule->severity]));
}
