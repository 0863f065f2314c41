// SPDX-License-Identifier: Apache-2.0
// In: a program. Out: its options, its environment, and the port that it listens on.
#include "base/number.h"
#include "query/program.h"

bool program_option(const struct program *program, const char *const *names, struct shell_word *value)
{
	size_t first = program->start ? (size_t)(program->start - program->words.items) : 0;

	for (size_t i = first; names && i < program->words.n; i++)
		if (option_at(&program->words, i, names, value))
			return true;
	return false;
}

bool env_find(const struct sdl_service *service, const char *name, struct shell_word *value)
{
	size_t len = strlen(name);

	for (size_t i = service->env.n; i-- > 0;) {
		const struct leaf_str *item = &service->env.items[i];

		if (item->is_bad || item->text.len <= len || item->text.ptr[len] != '=' ||
		    !str_has_prefix(item->text, name))
			continue;
		*value = (struct shell_word){ str_slice(item->text, len + 1, item->text.len), item->at,
					      str_slice(item->text, 0, len), false };
		return true;
	}
	return false;
}

bool program_variable(const struct program *program, const char *const *names, struct shell_word *value)
{
	for (; names && *names; names++)
		if (env_find(program->service, *names, value))
			return true;
	return false;
}

static bool ends_so(const struct program *program, const char *suffix)
{
	for (size_t i = 0; i < program->words.n; i++)
		if (!program->words.items[i].variable.len && str_has_suffix(program->words.items[i].text, suffix))
			return true;
	return false;
}

bool is_any_given(const struct program *program, const char *const *names)
{
	struct shell_word value;

	for (; names && *names; names++) {
		const char *const one[] = { *names, NULL };

		if (**names == '*' && ends_so(program, *names + 1))
			return true;
		if (**names == '-' && program_option(program, one, &value))
			return true;
		if (strchr(*names, '=') && setting_find(program, one, &value))
			return true;
		if (env_find(program->service, *names, &value) && value.text.len > 0)
			return true;
	}
	return false;
}

static bool is_variable_set(const struct program *program, const char *setting, struct shell_word *where)
{
	const char *equals = strchr(setting, '=');

	for (size_t i = program->service->env.n; equals && i-- > 0;) {
		const struct leaf_str *item = &program->service->env.items[i];
		struct str name = { setting, (size_t)(equals - setting) }, value = item->text;

		if (item->is_bad || value.len <= name.len || value.ptr[name.len] != '=' ||
		    !str_eq(str_slice(value, 0, name.len), name))
			continue;
		value = str_slice(value, name.len + 1, value.len);
		*where = (struct shell_word){ item->text, item->at, name, false };
		return equals[1] == '*' ? value.len > 0 : str_is_nocase(value, equals + 1);
	}
	return false;
}

// "--auth none", "--auth=none", "--token=" without a value
static bool is_option_set(const struct program *program, const char *setting, struct shell_word *where)
{
	const char *blank = strchr(setting, ' ');
	struct str name = { setting, blank ? (size_t)(blank - setting) : strlen(setting) };

	for (size_t i = 0; i < program->words.n; i++) {
		const struct shell_word *word = &program->words.items[i];

		if (word->text.len < name.len || !str_eq(str_slice(word->text, 0, name.len), name))
			continue;
		*where = *word;
		if (word->text.len == name.len && !blank && !word->is_quote_next)
			return true;
		if (blank && word->text.len == name.len && i + 1 < program->words.n && str_is(word[1].text, blank + 1))
			return true;
		if (blank && word->text.len > name.len && word->text.ptr[name.len] == '=' &&
		    str_is(str_slice(word->text, name.len + 1, word->text.len), blank + 1))
			return true;
	}
	return false;
}

const char *setting_find(const struct program *program, const char *const *settings, struct shell_word *where)
{
	for (; settings && *settings; settings++)
		if (**settings == '-' ? is_option_set(program, *settings, where)
				      : is_variable_set(program, *settings, where))
			return *settings;
	return NULL;
}

bool port_of_text(struct str text, uint32_t *port)
{
	size_t from = text.len;
	uint64_t number;

	while (from > 0 && text.ptr[from - 1] >= '0' && text.ptr[from - 1] <= '9')
		from--;
	if (from == text.len || (from > 0 && text.ptr[from - 1] != ':'))
		return false;
	if (uint_from_str(str_slice(text, from, text.len), &number) != NUMBER_OK || number == 0 || number > 65535)
		return false;
	*port = (uint32_t)number;
	return true;
}

struct program_port program_port_of(const struct program *program)
{
	const struct known_program *known = program->known;
	struct program_port port = { known->port, { .at = NULL } };
	struct shell_word value;

	// An address may hold the port too.
	if (program_variable(program, known->port_variables, &value) && value.text.len > 0) {
		port.set = value;
		if (!port_of_text(value.text, &port.number))
			port.number = 0;
	}
	if (program_option(program, known->port_options, &value)) {
		port.set = value;
		if (!port_of_text(value.text, &port.number))
			port.number = 0;
	} else if (!port.set.at && program_variable(program, known->host_variables, &value) &&
		   port_of_text(value.text, &port.number)) {
		port.set = value;
	}
	return port;
}

bool is_global(const struct sdl_expose *expose)
{
	for (size_t i = 0; i < expose->n_to; i++)
		if (!expose->to[i]->global.is_bad && expose->to[i]->global.value)
			return true;
	return false;
}

uint32_t outer_port(const struct sdl_expose *expose)
{
	return expose->as.at && expose->as.value ? expose->as.value : expose->port.value;
}

const struct ynode *port_place(const struct sdl_expose *expose)
{
	return expose->port.at ? expose->port.at : first_key(expose->at);
}

const struct ynode *outer_place(const struct sdl_expose *expose)
{
	return expose->as.at ? expose->as.at : port_place(expose);
}

bool is_tcp(const struct sdl_expose *expose)
{
	return expose->proto.text.len == 0 || str_is_nocase(expose->proto.text, "tcp");
}

bool is_ingress(const struct sdl_expose *expose)
{
	return outer_port(expose) == 80 && is_global(expose) && is_tcp(expose);
}
