// SPDX-License-Identifier: Apache-2.0
// In: a service that runs a known program. Out: findings if the world can use it without a login, or with a known one.
#include "query/placeholder.h"
#include "query/program.h"
#include "query/secret.h"

static void check_open(struct run *run, const struct sdl_service *service);
static void check_password(struct run *run, const struct sdl_service *service);
static void check_api(struct run *run, const struct sdl_service *service);

const struct rule rule_open_to_world = {
	.id = "open-to-world",
	.severity = SEVERITY_WARNING,
	.summary = "a database, shell or dashboard that anyone on the internet can use without a login",
	.why = "global: true opens the port to the whole internet, and providers' addresses are scanned all day. A database without a password is read and deleted, and a notebook or shell without one runs strangers' commands.",
	.fix = "Open the port only to the service that uses it (to: - service: NAME), or set a password.",
	.source = "the images' pages; schemas/programs.json",
	.on = { .service = check_open },
};

const struct rule rule_known_password = {
	.id = "known-password",
	.severity = SEVERITY_WARNING,
	.summary = "a program that is open to the world with a well-known password",
	.why = "global: true opens the port to the whole internet. Passwords such as \"postgres\" or \"minioadmin\" are tried within minutes.",
	.fix = "Set a long random password, or open the port only to the service that uses it.",
	.source = "the images' pages; schemas/programs.json, schemas/secrets.json",
	.on = { .service = check_password },
};

const struct rule rule_api_without_key = {
	.id = "api-without-key",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "an API or a GPU tool that is open to the world without a key",
	.why = "global: true opens the port to the whole internet. Whoever finds it can use the GPU that you pay for, and with Ollama or ComfyUI load and delete models as well.",
	.fix = "Set an API key where the program has one, or put a service in front that asks for a login.",
	.source = "the programs' manuals; schemas/programs.json",
	.on = { .service = check_api },
};

static bool is_kind(const struct known_program *known, const char *const *kinds)
{
	return is_one_of(str_of(known->kind), kinds);
}

static const char *const guarded_kinds[] = { "database", "shell", "dashboard", NULL };

// The entry through which the world comes to the program; NULL: none, or not known.
static const struct sdl_expose *door_of(const struct program *program)
{
	const struct sdl_service *service = program->service;
	uint32_t port = program->known->door_port ? program->known->door_port : program_port_of(program).number;

	for (size_t i = 0; i < service->n_expose; i++) {
		const struct sdl_expose *expose = service->expose[i];
		bool is_door = expose->port.value == port;

		for (const unsigned *other = program->known->more_ports; !program->known->door_port && other && *other;
		     other++)
			is_door |= expose->port.value == *other;
		if (is_door && is_global(expose))
			return expose;
	}
	return NULL;
}

// Where nothing but the program itself decides, its version must be known.
static bool is_open_by_default(const struct program *program)
{
	const struct known_program *known = program->known;

	return known->is_open && !is_any_given(program, known->login) && !has_hidden_options(&program->words) &&
	       (!known->open_until || (program->version && program->version < known->open_until * 1000000));
}

static void report_open(struct run *run, const struct rule *rule, const struct program *program,
			const struct sdl_expose *door, const char *setting, const struct shell_word *where)
{
	const struct known_program *known = program->known;
	struct diag *diag;

	if (setting)
		diag = diag_add_part(run, rule, where->at, where->text,
				     "%s is open to anyone on the internet: \"%s\" turns its login off", known->name,
				     setting);
	else
		diag = diag_add(run, rule, port_place(door), "%s is open to anyone on the internet, without a login",
				known->name);
	for (size_t i = 0; i < door->n_to; i++)
		if (door->to[i]->global.value)
			diag_related(run, diag, ynode_span(door->to[i]->global.at), "open to the world");
	if (setting)
		diag_help(run, diag,
			  "remove it and set a password, or open the port to another service only: - service: NAME");
	else if (known->login && known->login[0])
		diag_help(run, diag, "set %s, or open the port to another service only: - service: NAME",
			  known->login[0]);
	else
		diag_help(run, diag, "open the port to another service only: - service: NAME");
}

static void check_kinds(struct run *run, const struct sdl_service *service, const struct rule *rule,
			const char *const *kinds, bool is_setting_needed)
{
	struct program *program = known_program_of(run, service);
	const struct sdl_expose *door = program ? door_of(program) : NULL;
	struct shell_word where;
	const char *setting;

	if (!door || !is_kind(program->known, kinds))
		return;
	setting = setting_find(program, program->known->opens, &where);
	// "--auth none": the value is what is wrong.
	if (setting && strchr(setting, ' ') && !memchr(where.text.ptr, '=', where.text.len))
		program_option(program,
			       (const char *const[]){ arena_strndup(run->arena, where.text.ptr, where.text.len), NULL },
			       &where);
	if (setting || (!is_setting_needed && is_open_by_default(program)))
		report_open(run, rule, program, door, setting, &where);
}

// An option that gives away more than others are meant to have: the keys of a node's accounts, for instance.
static void check_danger(struct run *run, const struct sdl_service *service)
{
	struct program *program = known_program_of(run, service);
	const struct known_program *known = program ? program->known : NULL;
	const char *const options[] = { known ? known->danger_option : NULL, NULL };
	struct shell_word value;
	struct diag *diag;

	if (!known || !known->danger_option || !door_of(program) || !program_option(program, options, &value))
		return;
	for (const char *const *part = known->danger_parts; part && *part; part++) {
		if (!has_part(value.text, str_of(*part)))
			continue;
		diag = diag_add_part(run, &rule_open_to_world, value.at, value.text,
				     "%s gives \"%s\" to anyone on the internet", known->name, *part);
		diag_related(run, diag, ynode_span(port_place(door_of(program))), "open to the world");
		diag_help(run, diag, "remove %s from %s", *part, known->danger_option);
		return;
	}
}

static void check_open(struct run *run, const struct sdl_service *service)
{
	static const char *const apps[] = { "app", NULL };

	check_kinds(run, service, &rule_open_to_world, guarded_kinds, false);
	check_kinds(run, service, &rule_open_to_world, apps, true);
	check_danger(run, service);
}

static void check_api(struct run *run, const struct sdl_service *service)
{
	static const char *const kinds[] = { "api", "tool", NULL };

	check_kinds(run, service, &rule_api_without_key, kinds, false);
}

// "root:root" for chpasswd
static bool find_chpasswd(const struct program *program, struct shell_word *where)
{
	if (!is_mentioned(program, STR("chpasswd")))
		return false;
	for (size_t i = 0; i < program->words.n; i++) {
		struct str text = program->words.items[i].text;
		const char *colon = memchr(text.ptr, ':', text.len);
		size_t at = colon ? (size_t)(colon - text.ptr) + 1 : text.len;

		*where = program->words.items[i];
		if (at > 1 && at < text.len && is_known_password(str_slice(text, at, text.len)))
			return true;
	}
	return false;
}

// "neo4j/password"
static struct str password_in(struct str value)
{
	const char *slash = value.len ? memchr(value.ptr, '/', value.len) : NULL;

	return slash ? str_slice(value, (size_t)(slash - value.ptr) + 1, value.len) : value;
}

static bool find_password(const struct program *program, struct shell_word *where)
{
	const struct known_program *known = program->known;

	if (program_variable(program, known->password_variables, where) ||
	    program_option(program, known->password_options, where)) {
		where->text = password_in(where->text);
		return is_known_password(where->text) || is_placeholder(where->text);
	}
	return strcmp(known->name, "sshd") == 0 && find_chpasswd(program, where);
}

static bool is_default_password(const struct program *program)
{
	struct shell_word value;

	return program->known->default_password && !program->start &&
	       !program_variable(program, program->known->password_variables, &value) &&
	       !is_any_given(program, program->known->password_files);
}

static void check_password(struct run *run, const struct sdl_service *service)
{
	struct program *program = known_program_of(run, service);
	const struct sdl_expose *door = NULL;
	struct shell_word where = { .at = NULL };
	struct diag *diag;

	for (size_t i = 0; program && !door && i < service->n_expose; i++)
		door = is_global(service->expose[i]) ? service->expose[i] : NULL;
	if (!door)
		return;
	if (find_password(program, &where))
		diag = diag_add_part(run, &rule_known_password, where.at, where.text,
				     "%s is open to the world, with a well-known password", program->known->name);
	else if (is_default_password(program))
		diag = diag_add(run, &rule_known_password, service->image.at,
				"%s is open to the world with its default password, %s", program->known->name,
				program->known->default_password);
	else
		return;
	diag_related(run, diag, ynode_span(port_place(door)), "open to the world");
	if (where.variable.len || where.at)
		diag_help(run, diag,
			  "set a long random password, or open the port to another service only: - service: NAME");
	else
		diag_help(run, diag, "set %s to a long random password", program->known->password_variables[0]);
}
