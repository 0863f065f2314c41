// SPDX-License-Identifier: Apache-2.0
// In: command and args of a service. Out: findings where the program gets something else than intended.
//
// There is no shell between the SDL and the container: each item is one argument, the first of command the program.
#include "query/program.h"
#include "rules/command.h"

static void check_operator(struct run *run, const struct sdl_service *service);
static void check_flags(struct run *run, const struct sdl_service *service);
static void check_program(struct run *run, const struct sdl_service *service);
static void check_texts(struct run *run, const struct sdl_service *service);

const struct rule rule_command_shell_operator = {
	.id = "command-shell-operator",
	.severity = SEVERITY_WARNING,
	.summary = "a shell operator in a command that no shell runs",
	.why = "The items of command and args are passed to the program as they are: \"&&\", \"|\" or \">\" becomes one more argument, and what follows it never runs.",
	.fix = "Run a shell with one script: command: [\"sh\", \"-c\", \"first && second\"].",
	.source = "kubernetes.io: define a command and arguments for a container",
	.on = { .service = check_operator },
};

const struct rule rule_command_several_flags = {
	.id = "command-several-flags",
	.severity = SEVERITY_WARNING,
	.summary = "an option with its value, or several options, in one item",
	.why = "Each item is one argument. A program that gets \"--port 8000\" as one argument has no option of that name, and stops.",
	.fix = "Give each option and each value its own item, or write --option=value.",
	.source = "kubernetes.io: define a command and arguments for a container",
	.on = { .service = check_flags },
};

const struct rule rule_command_program_with_spaces = {
	.id = "command-program-with-spaces",
	.severity = SEVERITY_WARNING,
	.summary = "a program and its arguments in one item",
	.why = "The first item of command is the name of the program, spaces included. No image has a program called \"python app.py\", so the container does not start.",
	.fix = "Give the program and each argument its own item, or run a shell: command: [\"sh\", \"-c\", \"python app.py\"].",
	.source = "kubernetes.io: define a command and arguments for a container",
	.on = { .service = check_program },
};

const struct rule rule_shell_several_texts = {
	.id = "shell-several-texts",
	.severity = SEVERITY_WARNING,
	.summary = "a script for sh -c in several items",
	.why = "sh -c runs only the first item after -c. Further items become $0, $1 and so on, and don't run.",
	.fix = "Write the whole script as one item after -c.",
	.source = "POSIX, sh: the option -c",
	.on = { .service = check_texts },
};

static bool is_shell(struct str program)
{
	static const char *const shells[] = { "sh", "bash", "ash", "dash", "zsh", "ksh", NULL };
	size_t from = program.len;

	while (from > 0 && program.ptr[from - 1] != '/')
		from--;
	return is_one_of(str_slice(program, from, program.len), shells);
}

const struct leaf_str *command_item(const struct sdl_service *service, size_t i)
{
	const struct leaf_list *command = &service->command, *args = &service->args;

	if (i < command->n)
		return &command->items[i];
	return i - command->n < args->n ? &args->items[i - command->n] : NULL;
}

bool command_script(const struct sdl_service *service, size_t *script)
{
	const struct leaf_str *item = command_item(service, 0);

	if (!item || service->command.is_bad || service->args.is_bad || !is_shell(item->text))
		return false;
	for (*script = 1; (item = command_item(service, *script)) != NULL; ++*script) {
		if (item->text.len < 2 || item->text.ptr[0] != '-' || str_has_prefix(item->text, "--"))
			return false;
		if (item->text.ptr[item->text.len - 1] == 'c') {
			++*script;
			return command_item(service, *script) != NULL;
		}
	}
	return false;
}

static bool is_valid(const struct sdl_service *service)
{
	return service->is_deployed && !service->command.is_bad && !service->args.is_bad;
}

static void check_operator(struct run *run, const struct sdl_service *service)
{
	static const char *const operators[] = {
		"&&", "||", ";", "|", ">", ">>", "<", "2>&1", "&", "2>/dev/null", NULL
	};
	const struct leaf_str *item;
	size_t script;
	struct diag *diag;

	if (!is_valid(service) || command_script(service, &script))
		return;
	for (size_t i = 1; (item = command_item(service, i)) != NULL; i++) {
		if (!is_one_of(item->text, operators))
			continue;
		diag = diag_add(run, &rule_command_shell_operator, item->at,
				"no shell runs this command: %s is an argument of %s", quoted(run, item->text),
				service->command.n ? quoted(run, command_item(service, 0)->text) : "the program");
		diag_help(run, diag,
			  "run a shell with the whole line as one item: command: [\"sh\", \"-c\", \"… %s …\"]",
			  escaped(run, item->text));
		return;
	}
}

// Where a space is in an option that has no "=" before it; 0: none. After an option of one dash it may be prose.
static size_t space_in_option(struct str text)
{
	size_t space = 0;

	if (text.len < 4 || text.ptr[0] != '-' || text.ptr[1] == ' ')
		return 0;
	for (size_t i = 2; i < text.len && !space; i++) {
		if (text.ptr[i] == '=')
			return 0;
		if (text.ptr[i] == ' ' || text.ptr[i] == '\n')
			space = i;
	}
	if (text.ptr[1] == '-' || !space)
		return space;
	for (size_t i = space; i + 2 < text.len; i++)
		if (text.ptr[i] == ' ' && text.ptr[i + 1] == '-' && text.ptr[i + 2] != ' ')
			return space;
	return 0;
}

static void check_flags(struct run *run, const struct sdl_service *service)
{
	const struct program *program = known_program_of(run, service);
	const struct leaf_str *item;
	size_t script;
	struct diag *diag;

	if (!is_valid(service) || command_script(service, &script) || (program && program->known->splits_options))
		return;
	for (size_t i = 0; (item = command_item(service, i)) != NULL; i++) {
		size_t space = space_in_option(item->text);

		// Spaces at the end are a typo that a program may well accept.
		if (space == 0 || space + 1 >= item->text.len)
			continue;
		diag = diag_add(run, &rule_command_several_flags, item->at,
				"%s is one argument, spaces included: the program finds no such option",
				quoted(run, item->text));
		diag_help(run, diag, "split it at the spaces, one item each: - %s, - \"%s\"",
			  escaped(run, str_slice(item->text, 0, space)),
			  escaped(run, str_slice(item->text, space + 1, item->text.len)));
		return;
	}
}

static void check_program(struct run *run, const struct sdl_service *service)
{
	const struct leaf_str *first = service->command.n > 0 ? &service->command.items[0] : NULL;
	struct diag *diag;

	if (!is_valid(service) || !first || !memchr(first->text.ptr, ' ', first->text.len))
		return;
	diag = diag_add(run, &rule_command_program_with_spaces, first->at,
			"%s is the name of one program, spaces included", quoted(run, first->text));
	diag_help(run, diag, "split it into one item for each word, or run a shell: command: [\"sh\", \"-c\", …]");
}

// "$@", "$1", "${0}": the script takes what follows it.
static bool has_parameters(struct str script)
{
	for (size_t i = 0; i + 1 < script.len; i++) {
		char next = script.ptr[i] == '$' ? script.ptr[i + 1] : '\0';

		if (next == '{' && i + 2 < script.len)
			next = script.ptr[i + 2];
		if (next == '@' || next == '*' || next == '#' || (next >= '0' && next <= '9'))
			return true;
	}
	return false;
}

static void check_texts(struct run *run, const struct sdl_service *service)
{
	const struct leaf_str *item;
	struct diag *diag;
	size_t script;

	if (!is_valid(service) || !command_script(service, &script) ||
	    has_parameters(command_item(service, script)->text))
		return;
	for (size_t i = script + 1; (item = command_item(service, i)) != NULL; i++) {
		if (item->text.len == 0)
			continue;
		diag = diag_add(run, &rule_shell_several_texts, item->at,
				"sh -c runs only the first item after -c: %s becomes $%zu", quoted(run, item->text),
				i - script - 1);
		diag_related(run, diag, ynode_span(command_item(service, script)->at), "the script");
		diag_help(run, diag, "write the whole line as one item after -c: \"%s %s …\"",
			  escaped(run, command_item(service, script)->text), escaped(run, item->text));
		return;
	}
}
