// SPDX-License-Identifier: Apache-2.0
// In: a service that runs a known program. Out: findings if nothing listens where it is exposed.
#include "query/program.h"

static void check_port(struct run *run, const struct sdl_service *service);
static void check_host(struct run *run, const struct sdl_service *service);
static void check_variable(struct run *run, const struct sdl_service *service);
static void check_raw(struct run *run, const struct sdl_service *service);

const struct rule rule_port_not_listening = {
	.id = "port-not-listening",
	.severity = SEVERITY_WARNING,
	.summary = "the program listens on a different port from the one that is exposed",
	.why = "port: is the port that the program listens on inside the container; as: is the external one. If nothing listens on port:, each request ends with \"connection refused\" or \"bad gateway\". 3000:8080 of docker run is port: 8080 and as: 3000 here.",
	.fix = "Write the port that the program listens on after port:, and the external one after as:.",
	.source = "the images' pages; provider cluster/kube/builder/service.go; schemas/programs.json",
	.on = { .service = check_port },
};

const struct rule rule_listens_on_loopback = {
	.id = "listens-on-loopback",
	.severity = SEVERITY_WARNING,
	.summary = "the program listens on 127.0.0.1, which nobody outside its container reaches",
	.why = "127.0.0.1 is the container itself. Requests come in on another address, so a program that listens only there can't be reached. SGLang, uvicorn, Flask, Vite and others listen there unless an option says otherwise.",
	.fix = "Let the program listen on all addresses, with --host 0.0.0.0 or a similar option.",
	.source = "the programs' manuals; schemas/programs.json",
	.on = { .service = check_host },
};

const struct rule rule_port_variable_differs = {
	.id = "port-variable-differs",
	.severity = SEVERITY_INFO,
	.summary = "the environment variable PORT names a port that is not exposed",
	.why = "Many programs listen on the port that PORT names. If the service exposes only other ports, nobody may reach them.",
	.fix = "Expose the port that PORT names, or set PORT to the one that is exposed.",
	.source = "a habit of many programs and platforms",
	.on = { .service = check_variable },
};

const struct rule rule_port_80_not_http = {
	.id = "port-80-not-http",
	.severity = SEVERITY_WARNING,
	.summary = "a program that does not speak HTTP, on the external port 80",
	.why = "A global TCP port with the external port 80 goes through the provider's HTTP proxy, which passes only HTTP. Other protocols need a different external port; the provider then maps it to a random one.",
	.fix = "Remove as: 80, or write the program's own port there.",
	.source = "chain-sdk go/manifest/v2beta3/serviceexpose.go, IsIngress",
	.on = { .service = check_raw },
};

static bool is_exposed(const struct sdl_service *service, uint32_t port)
{
	for (size_t i = 0; i < service->n_expose; i++)
		if (service->expose[i]->port.value == port)
			return true;
	return false;
}

static bool has_valid_ports(const struct sdl_service *service)
{
	for (size_t i = 0; i < service->n_expose; i++)
		if (service->expose[i]->port.is_bad || !service->expose[i]->port.value ||
		    service->expose[i]->port.value > 65535)
			return false;
	return service->n_expose > 0 && !service->is_expose_bad;
}

// "--port=8000" and "http://+:8000/" name a port as well as "8000" does.
static bool has_number(struct str text, uint32_t port)
{
	for (size_t i = 0; i < text.len; i++) {
		uint64_t number = 0;

		for (; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
			number = number > port ? number : number * 10 + (uint64_t)(text.ptr[i] - '0');
		if (number == port)
			return true;
	}
	return false;
}

// Whether the program, or another part of the container, may listen on a port that is exposed.
static bool may_listen(const struct program *program)
{
	const struct known_program *known = program->known;

	for (size_t i = 0; i < program->service->n_expose; i++) {
		uint32_t port = program->service->expose[i]->port.value;

		for (const unsigned *other = known->more_ports; other && *other; other++)
			if (*other == port)
				return true;
		for (size_t k = 0; k < program->words.n; k++)
			if (has_number(program->words.items[k].text, port))
				return true;
	}
	return false;
}

static void check_port(struct run *run, const struct sdl_service *service)
{
	struct program *program = known_program_of(run, service);
	struct program_port port;
	const struct sdl_expose *first;
	struct diag *diag;

	if (!program || !has_valid_ports(service))
		return;
	port = program_port_of(program);
	if (port.number == 0 || is_exposed(service, port.number) || may_listen(program))
		return;
	// What another image installs may be set up in ways that can't be seen.
	if (!is_repository_of(program, program->known->images) && !port.set.at)
		return;
	first = service->expose[0];
	// A web server may have a configuration that adds ports; that of plain HTTP is told by what leads to it.
	if (strcmp(program->known->kind, "web") == 0 && (service->n_expose > 1 || !is_ingress(first)))
		return;
	diag = diag_add(run, &rule_port_not_listening, first->port.at, "nothing listens on port %u: %s listens on %u",
			first->port.value, program->known->name, port.number);
	if (port.set.at)
		diag_related(run, diag, ynode_span(port.set.at), "the port of the program");
	if (outer_port(first) == first->port.value)
		diag_help(run, diag, "write port: %u and as: %u", port.number, first->port.value);
	else
		diag_help(run, diag, "write port: %u", port.number);
}

static bool is_loopback(struct str host)
{
	return str_has_prefix(host, "127.0.0.1") || str_has_prefix(host, "localhost") ||
	       str_has_prefix(host, "[::1]") || str_is(host, "::1");
}

// Whether the program listens on the loopback only. *where is what says so; `at` is NULL where that is its default.
static bool find_loopback(const struct program *program, struct shell_word *where)
{
	const struct known_program *known = program->known;

	if (program_option(program, known->host_options, where) ||
	    program_variable(program, known->host_variables, where))
		return is_loopback(where->text);
	where->at = NULL;
	return known->is_loopback && program->start && !is_mentioned(program, STR("0.0.0.0")) &&
	       !is_mentioned(program, STR("::")) && !has_hidden_options(&program->words);
}

static const struct ynode *exposed_at(const struct sdl_service *service, uint32_t port)
{
	size_t i = 0;

	while (service->expose[i]->port.value != port)
		i++;
	return service->expose[i]->port.at;
}

// A program that is not a known one, with the loopback and an exposed port in its options.
static void check_unknown(struct run *run, const struct program *program)
{
	static const char *const hosts[] = { "--host",         "--bind",           "--listen", "--address",
					     "--bind-address", "--listen-address", "--addr",   NULL };
	static const char *const ports[] = { "--port", "-p", NULL };
	struct shell_word host, port;
	uint32_t number;
	struct diag *diag;

	if (!program_option(program, hosts, &host) || !is_loopback(host.text))
		return;
	if (!port_of_text(host.text, &number) &&
	    (!program_option(program, ports, &port) || !port_of_text(port.text, &number)))
		return;
	if (!is_exposed(program->service, number))
		return;
	diag = diag_add_part(run, &rule_listens_on_loopback, host.at, host.text,
			     "the program listens only inside its container: %s can't be reached from outside",
			     quoted(run, host.text));
	diag_related(run, diag, ynode_span(exposed_at(program->service, number)), "the port that is exposed");
	diag_help(run, diag, "write 0.0.0.0 instead of the loopback address");
}

static void check_host(struct run *run, const struct sdl_service *service)
{
	struct program *program = program_of(run, service);
	const char *name, *const *option;
	struct program_port port;
	struct shell_word where;
	struct diag *diag;

	if (!program || !has_valid_ports(service))
		return;
	if (!program->known) {
		check_unknown(run, program);
		return;
	}
	name = program->known->name;
	port = program_port_of(program);
	if (port.number == 0 || !is_exposed(service, port.number) || !find_loopback(program, &where))
		return;
	option = program->known->host_options;
	if (where.at) {
		diag = diag_add_part(run, &rule_listens_on_loopback, where.at, where.text,
				     "%s listens only inside its container: %s can't be reached from outside", name,
				     quoted(run, where.text));
		diag_related(run, diag, ynode_span(exposed_at(service, port.number)), "the port that is exposed");
	} else {
		diag = diag_add(run, &rule_listens_on_loopback, exposed_at(service, port.number),
				"port %u can't be reached: %s listens on 127.0.0.1 unless its command says otherwise",
				port.number, name);
		diag_related(run, diag, ynode_span(program->start->at), "%s is started here", name);
	}
	if (where.at && where.variable.len)
		diag_help(run, diag, "write 0.0.0.0 instead of %s", quoted(run, where.text));
	else if (option)
		diag_help(run, diag, "add %s%s to its arguments", *option,
			  strcmp(*option, "--listen") == 0 ? "" : " 0.0.0.0");
	else
		diag_help(run, diag, "let it listen on 0.0.0.0:%u", port.number);
}

static void check_variable(struct run *run, const struct sdl_service *service)
{
	struct program *program = program_of(run, service);
	struct shell_word value;
	uint32_t port;
	struct diag *diag;

	if (!program || program->known || !has_valid_ports(service) || !env_find(service, "PORT", &value) ||
	    !port_of_text(value.text, &port) || is_exposed(service, port))
		return;
	diag = diag_add(run, &rule_port_variable_differs, value.at, "PORT is %u, but the service exposes only %s%u",
			port, service->n_expose > 1 ? "others, such as " : "", service->expose[0]->port.value);
	diag_related(run, diag, ynode_span(service->expose[0]->port.at), "the port that is exposed");
	diag_help(run, diag, "write port: %u, if the program listens there", port);
}

static void check_raw(struct run *run, const struct sdl_service *service)
{
	struct program *program = known_program_of(run, service);
	uint32_t port;

	if (!program || !program->known->is_raw)
		return;
	port = program_port_of(program).number;
	for (size_t i = 0; i < service->n_expose; i++) {
		const struct sdl_expose *expose = service->expose[i];
		struct diag *diag;

		if (expose->port.value != port || !is_ingress(expose))
			continue;
		diag = diag_add(run, &rule_port_80_not_http, outer_place(expose),
				"external port 80 is an HTTP proxy, which does not pass %s", program->known->name);
		diag_help(run, diag, "write as: %u", port);
	}
}
