// SPDX-License-Identifier: Apache-2.0
// In: a service. Out: the program that it runs, as far as its image, command and environment say.
#include "query/program.h"

static struct str repository_of(struct run *run, const struct image *image)
{
	struct str name = image->path.len ? image_full_name(run->arena, image) : (struct str){ "", 0 };

	if (str_has_prefix(name, "docker.io/library/"))
		return str_slice(name, strlen("docker.io/library/"), name.len);
	return str_has_prefix(name, "docker.io/") ? str_slice(name, strlen("docker.io/"), name.len) : name;
}

static bool is_repository(struct str repository, const char *pattern)
{
	size_t len = strlen(pattern);

	if (len > 2 && pattern[len - 1] == '*')
		return repository.len >= len && memcmp(repository.ptr, pattern, len - 1) == 0;
	return str_is(repository, pattern);
}

bool is_repository_of(const struct program *program, const char *const *list)
{
	char first = program->repository.len ? program->repository.ptr[0] : '\0';

	for (; first && list && *list; list++)
		if (**list == first && is_repository(program->repository, *list))
			return true;
	return false;
}

bool has_tag_word(const struct program *program, const char *const *list)
{
	for (; list && *list; list++)
		if (image_has_token(program->image.tag, *list))
			return true;
	return false;
}

uint32_t version_number(struct str text)
{
	uint32_t parts[3] = { 0 }, n = 0;
	size_t i = text.len && (text.ptr[0] == 'v' || text.ptr[0] == 'V');

	for (; n < COUNT_OF(parts); n++, i++) {
		size_t from = i;

		for (; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && i - from < 4; i++)
			parts[n] = parts[n] * 10 + (uint32_t)(text.ptr[i] - '0');
		if (i == from || parts[n] > 999)
			return n ? parts[0] * 1000000 + (n > 1 ? parts[1] : 0) * 1000 : 0;
		if (i == text.len || text.ptr[i] != '.') {
			n++;
			break;
		}
	}
	return parts[0] * 1000000 + parts[1] * 1000 + parts[2];
}

milli_version milli_version_of(const char *text)
{
	uint32_t version = version_number(str_of(text));

	return MILLI_VERSION(version / 1000000, version / 1000 % 1000);
}

bool is_version_within(uint32_t version, const char *since, const char *until)
{
	return (!since || version >= version_number(str_of(since))) &&
	       (!until || version < version_number(str_of(until)));
}

bool is_mentioned(const struct program *program, struct str text)
{
	for (size_t i = 0; i < program->words.n; i++)
		if (has_part(program->words.items[i].text, text))
			return true;
	return false;
}

// Whether the word is this one; an entrypoint may have a path.
static bool is_named(struct str word, struct str name)
{
	return word.len >= name.len && word.ptr[word.len - 1] == name.ptr[name.len - 1] &&
	       str_eq(str_slice(word, word.len - name.len, word.len), name) &&
	       (word.len == name.len || word.ptr[word.len - name.len - 1] == '/');
}

// How many options may stand between a program and its subcommand: "flask --app shop run".
enum { MAX_BETWEEN = 5 };

// Whether what the program is to do, if the command names that too, follows soon after it.
static bool is_followed_by(const struct shell_words *words, size_t i, const char *subcommand)
{
	for (size_t j = i + 1; j < words->n && j <= i + MAX_BETWEEN && !words->items[j].variable.len; j++)
		if (str_is(words->items[j].text, subcommand))
			return true;
	return !*subcommand;
}

// Installing a program, or looking for it, does not start it.
static bool is_argument(const struct program *program, size_t i)
{
	static const char *const before[] = { "install", "add",   "-y",      "-p",   "which", "command", "-v",
					      "echo",    "pkill", "killall", "kill", "pgrep", "exists",  NULL };

	return i > 0 && is_one_of(program->words.items[i - 1].text, before);
}

// Some commands are common words, which mean the program only with a second word.
static bool is_meant(const struct program *program, const struct known_program *known)
{
	return !known->word || is_mentioned(program, str_of(known->word)) ||
	       has_part(program->image.path, str_of(known->word));
}

// Words of the command, which come before those of the environment, and the characters that they end with.
struct starts {
	size_t n;
	bool is_end[256];
};

static struct starts starts_of(const struct shell_words *words)
{
	struct starts starts = { 0 };

	for (; starts.n < words->n && !words->items[starts.n].variable.len; starts.n++) {
		struct str word = words->items[starts.n].text;

		starts.is_end[(unsigned char)word.ptr[word.len - 1]] = true;
	}
	return starts;
}

static const struct shell_word *find_start(const struct program *program, const struct known_program *known,
					   const struct starts *starts)
{
	for (const char *const *command = known->commands; command && *command; command++) {
		struct str name = { *command, strcspn(*command, " ") };
		const char *subcommand = name.ptr[name.len] ? name.ptr + name.len + 1 : "";
		size_t n = starts->is_end[(unsigned char)name.ptr[name.len - 1]] ? starts->n : 0;

		for (size_t i = 0; i < n; i++)
			if (is_named(program->words.items[i].text, name) && !is_argument(program, i) &&
			    is_followed_by(&program->words, i, subcommand) && is_meant(program, known))
				return &program->words.items[i];
	}
	return NULL;
}

static bool has_own_program(const struct sdl_service *service)
{
	static const char *const others[] = { "sh",   "bash",   "/bin/sh", "/bin/bash", "sleep",
					      "tail", "python", "python3", "node",      NULL };

	return service->command.n > 0 || (service->args.n > 0 && is_one_of(service->args.items[0].text, others));
}

static const struct known_program *find_image(const struct program *program)
{
	for (const struct known_program *known = known_programs.programs; program->repository.len && known->name;
	     known++)
		if (is_repository_of(program, known->images) &&
		    (!known->tag_word || image_has_token(program->image.tag, known->tag_word)))
			return known;
	return NULL;
}

// NULL too where the command starts several.
static const struct known_program *find_command(struct program *program, const struct starts *starts)
{
	const struct known_program *found = NULL;

	for (const struct known_program *known = known_programs.programs; known->name; known++) {
		const struct shell_word *start = known->commands ? find_start(program, known, starts) : NULL;

		if (!start)
			continue;
		if (found && strcmp(found->name, known->name) != 0)
			return NULL;
		found = known;
		program->start = start;
	}
	return found;
}

static void find_known(struct program *program)
{
	const struct known_program *of_image = find_image(program);
	const struct starts starts = starts_of(&program->words);

	if (of_image && starts.n > 0)
		program->start = find_start(program, of_image, &starts);
	if (of_image && (program->start || !has_own_program(program->service)))
		program->known = of_image;
	else if (starts.n > 0)
		program->known = find_command(program, &starts);
}

static struct program *program_new(struct run *run, const struct sdl_service *service)
{
	struct program *program = arena_zalloc(run->arena, sizeof(*program));

	program->service = service;
	if (service->image.at && !service->image.is_bad)
		image_parse(service->image.text, &program->image);
	program->repository = repository_of(run, &program->image);
	program->version = version_number(program->image.tag);
	shell_words_of_service(run, service, &program->words);
	find_known(program);
	return program;
}

struct program *program_of(struct run *run, const struct sdl_service *service)
{
	void **slot;

	if (!service || service->entry.is_bad || !service->is_deployed)
		return NULL;
	if (run->program && run->program->service == service)
		return run->program;
	slot = table_put(run->arena, &run->programs, service->entry.name);
	if (!*slot)
		*slot = program_new(run, service);
	run->program = *slot;
	return run->program;
}

struct program *known_program_of(struct run *run, const struct sdl_service *service)
{
	struct program *program = program_of(run, service);

	return program && program->known ? program : NULL;
}
