// SPDX-License-Identifier: Apache-2.0
// In: options, and perhaps a file. Out: the command "config": its effective settings, and where each comes from.
#include "base/arena.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/effective_settings.h"
#include "cli/style.h"
#include "report/columns.h"
#include "report/json.h"

struct telling {
	struct arena *arena;
	const struct effective_settings *effective;
	const char *file; // NULL: any in the current folder
	const struct settings *settings;
	struct origin *origins; // of the rules' levels
};

struct value {
	const char *name, *text; // text NULL: there is none
	struct origin origin;
};

enum { N_VALUES = 5 };

static struct origin origin_of(const struct telling *telling, bool is_option, const char *option, uint32_t line)
{
	if (is_option)
		return (struct origin){ ORIGIN_OPTION, option, 0 };
	if (line)
		return (struct origin){ ORIGIN_CONFIG, telling->effective->file->path, line };
	return (struct origin){ .kind = ORIGIN_DEFAULT };
}

static void values_of(const struct telling *telling, struct value values[N_VALUES])
{
	static const struct config nothing = { .n_paths = 0 };
	static const char *const fail_on[] = { "", "info", "warning", "error", "never" };
	const struct effective_settings *effective = telling->effective;
	const struct options *options = effective->options;
	const struct config *config = effective->file ? &effective->file->config : &nothing;

	values[0] = (struct value){ "target", effective->settings.is_for_console ? "console" : "network",
				    origin_of(telling, options->target, "--target", config->is_for_console.line) };
	values[1] = (struct value){ "fail-on", fail_on[effective->fail_on],
				    origin_of(telling, options->fail_on, "--fail-on", config->fail_on.line) };
	values[2] = (struct value){ "policy", effective->policy,
				    origin_of(telling, options->policy, "--policy", config->policy.line) };
	values[3] = (struct value){ "gpus", effective->gpus,
				    origin_of(telling, options->gpus, "--gpus", config->gpus.line) };
	values[4] = (struct value){ "inline", options->has_no_inline ? "no" : "yes",
				    origin_of(telling, options->has_no_inline, "--no-inline", 0) };
}

static const char *origin_text(const struct telling *telling, const struct origin *origin)
{
	if (origin->kind == ORIGIN_DEFAULT)
		return "default";
	if (origin->line)
		return arena_printf(telling->arena, "%s:%u", escaped_text(telling->arena, str_of(origin->name)),
				    (unsigned)origin->line);
	return escaped_text(telling->arena, str_of(origin->name));
}

static void add_row(const struct telling *telling, struct columns *table, const char *name, const char *text,
		    const struct origin *origin)
{
	struct row *row = columns_add(table);

	row->cells[0] = name;
	row->cells[1] = text;
	row->cells[2] = origin_text(telling, origin);
}

static const struct config_globs *exclude_of(const struct telling *telling)
{
	return telling->effective->file ? &telling->effective->file->config.exclude : NULL;
}

static void add_settings(const struct telling *telling, struct strbuf *out, const struct style *style)
{
	static const struct column columns[] = { { "SETTING", false }, { "VALUE", false }, { "FROM", false } };
	struct columns table = { .arena = telling->arena, .columns = columns, .n_columns = COUNT_OF(columns) };
	const struct config_globs *exclude = exclude_of(telling);
	struct value values[N_VALUES];

	values_of(telling, values);
	for (size_t i = 0; i < N_VALUES; i++)
		add_row(telling, &table, values[i].name,
			values[i].text ? escaped_text(telling->arena, str_of(values[i].text)) : "-", &values[i].origin);
	for (size_t i = 0; exclude && i < exclude->n; i++) {
		struct origin origin = origin_of(telling, false, NULL, exclude->line);

		add_row(telling, &table, "exclude", escaped_text(telling->arena, exclude->items[i]), &origin);
	}
	columns_to_text(out, &table, 0, style);
}

static enum severity level_of(const struct telling *telling, size_t i)
{
	return (enum severity)telling->settings->levels[i];
}

static void add_rules(const struct telling *telling, struct strbuf *out, const struct style *style)
{
	static const struct column columns[] = { { "RULE", false }, { "LEVEL", false }, { "FROM", false } };
	struct columns table = { .arena = telling->arena, .columns = columns, .n_columns = COUNT_OF(columns) };

	for (size_t i = 0; i < n_all_rules; i++)
		if (telling->origins[i].kind != ORIGIN_DEFAULT)
			add_row(telling, &table, all_rules[i]->id, severity_name(level_of(telling, i)),
				&telling->origins[i]);
	strbuf_putc(out, '\n');
	if (table.n_rows)
		columns_to_text(out, &table, 0, style);
	else
		strbuf_puts(out, "all rules have their default level\n");
}

static void tell_human(const struct telling *telling, struct strbuf *out, const struct style *style)
{
	const struct config_file *file = telling->effective->file;

	if (telling->file)
		strbuf_printf(out, "file: %s\n", escaped_text(telling->arena, str_of(telling->file)));
	strbuf_printf(out, "configuration: %s\n\n", file ? escaped_text(telling->arena, str_of(file->path)) : "none");
	add_settings(telling, out, style);
	add_rules(telling, out, style);
}

static void put_origin(struct json *json, json_t *object, const struct origin *origin)
{
	static const char *const kinds[] = { [ORIGIN_DEFAULT] = "default",
					     [ORIGIN_POLICY] = "policy",
					     [ORIGIN_CONFIG] = "config",
					     [ORIGIN_OPTION] = "option" };
	json_t *from = json_put(json, object, "from", json_object());

	json_put_text(json, from, "kind", str_of(kinds[origin->kind]));
	if (origin->kind == ORIGIN_OPTION)
		json_put_text(json, from, "option", str_of(origin->name));
	else if (origin->name)
		json_put_text(json, from, "file", str_of(origin->name));
	if (origin->line)
		json_put_number(json, from, "line", origin->line);
}

static void put_text_or_null(struct json *json, json_t *object, const char *key, const char *text)
{
	if (text)
		json_put_text(json, object, key, str_of(text));
	else
		json_put(json, object, key, json_null());
}

static void put_settings(const struct telling *telling, struct json *json)
{
	json_t *settings = json_put(json, json->root, "settings", json_object()), *item, *list;
	const struct config_globs *exclude = exclude_of(telling);
	struct origin origin = origin_of(telling, false, NULL, exclude ? exclude->line : 0);
	struct value values[N_VALUES];

	values_of(telling, values);
	for (size_t i = 0; i < N_VALUES; i++) {
		item = json_put(json, settings, values[i].name, json_object());
		put_text_or_null(json, item, "value", values[i].text);
		put_origin(json, item, &values[i].origin);
	}
	item = json_put(json, settings, "exclude", json_object());
	list = json_put(json, item, "value", json_array());
	for (size_t i = 0; exclude && i < exclude->n; i++)
		json_push_text(json, list, exclude->items[i]);
	put_origin(json, item, &origin);
}

static void tell_json(const struct telling *telling, struct strbuf *out)
{
	const struct config_file *file = telling->effective->file;
	struct json json;
	json_t *rules;

	json_begin(&json, telling->arena, json_object);
	put_text_or_null(&json, json.root, "file", telling->file);
	put_text_or_null(&json, json.root, "config", file ? file->path : NULL);
	put_settings(telling, &json);
	rules = json_put(&json, json.root, "rules", json_array());
	for (size_t i = 0; i < n_all_rules; i++) {
		json_t *rule = json_push(&json, rules, json_object());

		json_put_text(&json, rule, "rule", str_of(all_rules[i]->id));
		json_put_text(&json, rule, "level", str_of(severity_name(level_of(telling, i))));
		put_origin(&json, rule, &telling->origins[i]);
	}
	json_write(&json, out);
}

static int tell_config(const struct options *options, struct arena *arena, struct strbuf *out)
{
	const char *name = options->n_operands ? options->operands[0] : "";
	struct telling telling = { .arena = arena, .file = options->n_operands ? name : NULL };
	const struct style style = style_in(options, options->output);
	struct file_settings effective;
	struct settings_cache all;

	if (options->n_operands > 1) {
		complain("\"akashlint config\" takes one file, but got \"%s\" too", options->operands[1]);
		return EXIT_TROUBLE;
	}
	if (!effective_settings_init(&all, arena, options))
		return EXIT_TROUBLE;
	effective = effective_settings_of(&all, name);
	if (!effective.all)
		return EXIT_TROUBLE;
	telling.effective = effective.all;
	telling.origins = arena_alloc(arena, n_all_rules * sizeof(*telling.origins));
	telling.settings = settings_of_file(arena, &effective, name, telling.origins);
	if (options->is_json)
		tell_json(&telling, out);
	else
		tell_human(&telling, out, &style);
	return EXIT_CLEAN;
}

int command_config(const struct options *options)
{
	return run_text_command(options, tell_config);
}
