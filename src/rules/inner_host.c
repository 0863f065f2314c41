// SPDX-License-Identifier: Apache-2.0
// In: the services of a placement. Out: findings where one of them calls another by a name or a port that is not there.
//
// The provider gives a service a name inside for the ports that are open to another service, or that its HTTP proxy
// serves. The port inside is the outer one. Whom to: names makes no difference: all containers of a lease may talk.
#include "query/host_ref.h"

static void check_hosts(struct run *run, const struct sdl_group *group);
static void check_ports(struct run *run, const struct sdl_group *group);

const struct rule rule_inner_host_unknown = {
	.id = "inner-host-unknown",
	.severity = SEVERITY_WARNING,
	.summary = "another service is addressed by a wrong name",
	.why = "Each service is its own container: localhost is that container, and other services are reached by their names in this file. A name without a dot that is not the name of a service leads nowhere.",
	.fix = "Write the name of the service.",
	.source = "provider cluster/kube/builder/service.go",
	.on = { .group = check_hosts },
};

const struct rule rule_inner_port_unreachable = {
	.id = "inner-port-unreachable",
	.severity = SEVERITY_WARNING,
	.summary = "another service is addressed at a port that is not open inside the deployment",
	.why = "Inside the deployment a service is reached by its name, at the ports that to: opens to another service and at the external port 80. The number is that of as:, inside too. A service that exposes nothing has no name, and a port that is only open to the world can't be reached by it.",
	.fix = "Add - service: with the name of the calling service under to: of the port, and use the number after as:.",
	.source = "provider cluster/kube/builder/service.go: Any, ports; cluster/kube/client.go",
	.on = { .group = check_ports },
};

// One port of one service.
struct inner_port {
	bool is_inside;
	const struct sdl_expose *global; // it is open to the world only
	const struct sdl_expose *inner;  // it is the port of the container, and has another number outside
};

// What a group has inside: services by name, those that have a port to themselves by its number, and the ports.
struct inside {
	const struct sdl_group *group;
	bool is_filled; // only for those who ask
	struct table by_name, by_port, ports;
};

// A port of a service, or of any (NULL).
struct port_key {
	const struct sdl_service *service;
	uint64_t port;
};

static struct str key_of(struct run *run, const struct sdl_service *service, uint32_t port)
{
	struct port_key *key = arena_alloc(run->arena, sizeof(*key));

	*key = (struct port_key){ service, port };
	return (struct str){ (const char *)key, sizeof(*key) };
}

static void add_port(struct run *run, struct inside *inside, uint32_t port, struct sdl_service *service)
{
	static const struct sdl_service several;
	void **slot = table_put(run->arena, &inside->by_port, key_of(run, NULL, port));

	// With two, the meant one is unknown.
	*slot = *slot && *slot != service ? (void *)&several : service;
}

static struct inner_port *port_put(struct run *run, struct inside *inside, const struct sdl_service *service,
				   uint32_t port)
{
	void **slot = table_put(run->arena, &inside->ports, key_of(run, service, port));

	if (!*slot)
		*slot = arena_zalloc(run->arena, sizeof(struct inner_port));
	return *slot;
}

static bool is_ready(const struct sdl_service *service)
{
	for (size_t i = 0; i < service->n_expose; i++)
		if (service->expose[i]->is_to_bad || service->expose[i]->n_to == 0 || service->expose[i]->port.is_bad ||
		    service->expose[i]->as.is_bad)
			return false;
	return !service->entry.is_bad && !service->is_expose_bad;
}

static bool is_inside(const struct sdl_expose *expose)
{
	for (size_t i = 0; i < expose->n_to; i++)
		if (!expose->to[i]->global.value)
			return true;
	return is_ingress(expose);
}

static void add_expose(struct run *run, struct inside *inside, struct sdl_service *service,
		       const struct sdl_expose *expose)
{
	struct inner_port *port = port_put(run, inside, service, outer_port(expose));

	port->is_inside |= is_inside(expose);
	if (!is_inside(expose))
		port->global = expose;
	add_port(run, inside, outer_port(expose), service);
	if (expose->port.value == outer_port(expose))
		return;
	port_put(run, inside, service, expose->port.value)->inner = expose;
	add_port(run, inside, expose->port.value, service);
}

static void find_inside(struct run *run, struct inside *inside)
{
	const struct sdl_group *group = inside->group;

	if (inside->is_filled)
		return;
	inside->is_filled = true;
	for (size_t i = 0; i < group->n_assignments; i++) {
		struct sdl_service *service = group->assignments[i]->service;

		if (!service || !is_ready(service))
			continue;
		*table_put(run->arena, &inside->by_name, service->entry.name) = service;
		for (size_t j = 0; j < service->n_expose; j++)
			add_expose(run, inside, service, service->expose[j]);
	}
}

static const struct sdl_service *service_at(struct run *run, const struct inside *inside, uint32_t port)
{
	const struct sdl_service *service = port ? table_get(&inside->by_port, key_of(run, NULL, port)) : NULL;

	return service && service->entry.name.len ? service : NULL;
}

static const char *ports_text(struct run *run, const struct sdl_service *service)
{
	const char *text = "";

	for (size_t i = 0, n = 0; i < service->n_expose && n < 4; i++)
		if (is_inside(service->expose[i]))
			text = arena_printf(run->arena, "%s%s%u", text, n++ ? ", " : "",
					    outer_port(service->expose[i]));
	return text;
}

static void report_port(struct run *run, const struct shell_word *where, const struct sdl_service *service,
			uint32_t number, const struct inner_port *port)
{
	const char *there = ports_text(run, service);
	struct diag *diag = diag_add_part(run, &rule_inner_port_unreachable, where->at, where->text,
					  "the service %s has no port %u inside the deployment%s%s",
					  quoted(run, service->entry.name), number, *there ? ", only " : "", there);

	if (port && port->inner) {
		diag_related(run, diag, ynode_span(port->inner->as.at), "inside it is %u too", outer_port(port->inner));
		diag_help(run, diag, "write %s:%u, or remove as:", escaped(run, service->entry.name),
			  outer_port(port->inner));
	} else {
		diag_help(run, diag, "expose port: %u of %s as well, or use one that it has", number,
			  quoted(run, service->entry.name));
	}
}

static void check_named(struct run *run, const struct inside *inside, const struct shell_word *where,
			const struct sdl_service *caller, const struct sdl_service *service, uint32_t number)
{
	const struct inner_port *port = number ? table_get(&inside->ports, key_of(run, service, number)) : NULL;
	struct diag *diag;

	if (service->n_expose == 0) {
		diag = diag_add_part(run, &rule_inner_port_unreachable, where->at, where->text,
				     "the service %s exposes no port, so it has no name inside the deployment",
				     quoted(run, service->entry.name));
		diag_related(run, diag, ynode_span(service->entry.key), "the service");
		diag_help(run, diag, "add expose: with port:%s and to: with - service: %s",
			  number ? arena_printf(run->arena, " %u", number) : "", escaped(run, caller->entry.name));
	} else if (port && !port->is_inside && port->global) {
		diag = diag_add_part(run, &rule_inner_port_unreachable, where->at, where->text,
				     "port %u of %s is only open to the world, not inside the deployment", number,
				     quoted(run, service->entry.name));
		diag_related(run, diag, ynode_span(port_place(port->global)), "the port");
		diag_help(run, diag, "add \"- service: %s\" to its to:", escaped(run, caller->entry.name));
	} else if (number && !(port && port->is_inside)) {
		report_port(run, where, service, number, port);
	}
}

static bool is_localhost(struct str host)
{
	return str_is(host, "localhost") || str_is(host, "127.0.0.1");
}

// Whether the caller itself may listen there; that it does not expose the port is known.
static bool is_own_port(struct run *run, const struct sdl_service *caller, uint32_t port)
{
	struct program *program = known_program_of(run, caller);

	return program && program_port_of(program).number == port;
}

// A name that is none, or localhost, with a port that one other service has.
static void check_stranger(struct run *run, const struct inside *inside, const struct shell_word *where,
			   const struct sdl_service *caller, const struct host_ref *ref)
{
	const struct sdl_service *other = service_at(run, inside, ref->port);
	struct diag *diag;

	if (!other || other == caller || !ref->is_certain || is_own_port(run, caller, ref->port))
		return;
	if (!is_localhost(ref->host) && !where->variable.len)
		return;
	diag = diag_add_part(run, &rule_inner_host_unknown, where->at, where->text,
			     is_localhost(ref->host) ? "%s is this container, and port %u is that of the service %s"
						     : "no service is called %s, and port %u is that of the service %s",
			     quoted(run, ref->host), ref->port, quoted(run, other->entry.name));
	diag_related(run, diag, ynode_span(other->entry.key), "the service");
	diag_help(run, diag, "write %s instead of %s", escaped(run, other->entry.name), escaped(run, ref->host));
}

// One walk over what the services call.
struct walk {
	struct inside inside;
	const struct sdl_service *caller;
	bool is_of_ports; // look at those that are named, or at the others
};

static void check_ref(struct run *run, struct walk *walk, struct shell_word where, const struct host_ref *ref)
{
	const struct sdl_service *service;

	// No service has a dot in its name.
	if (memchr(ref->host.ptr, '.', ref->host.len) && !is_localhost(ref->host))
		return;
	find_inside(run, &walk->inside);
	service = table_get(&walk->inside.by_name, ref->host);
	where.text = ref->host;
	if (service && service != walk->caller && walk->is_of_ports)
		check_named(run, &walk->inside, &where, walk->caller, service, ref->port);
	else if (!service && !walk->is_of_ports)
		check_stranger(run, &walk->inside, &where, walk->caller, ref);
}

static void check_env(struct run *run, struct walk *walk)
{
	const struct leaf_list *env = &walk->caller->env;
	struct table names = { 0 };

	for (size_t i = 0; i < env->n; i++) {
		struct host_ref ref = { 0 };
		struct shell_word word;

		if (env->items[i].is_bad || !env_split(&env->items[i], &word))
			continue;
		if (host_ref_of_variable(run->arena, env, &names, &word, &ref)) {
			check_ref(run, walk, word, &ref);
			continue;
		}
		for (size_t at = 0; host_ref_next(word.text, &at, &ref);)
			check_ref(run, walk, word, &ref);
	}
}

static void check_command(struct run *run, struct walk *walk)
{
	struct program *program = program_of(run, walk->caller);

	for (size_t i = 0; program && i < program->words.n; i++) {
		const struct shell_word *word = &program->words.items[i];
		struct host_ref ref = { 0 };

		for (size_t at = 0; !word->variable.len && host_ref_next(word->text, &at, &ref);)
			check_ref(run, walk, *word, &ref);
	}
}

static void check_group(struct run *run, const struct sdl_group *group, bool is_of_ports)
{
	struct walk walk = { .inside.group = group, .is_of_ports = is_of_ports };

	if (group->n_assignments < 2)
		return;
	for (size_t i = 0; i < group->n_assignments; i++) {
		walk.caller = group->assignments[i]->service;
		if (!walk.caller || !is_ready(walk.caller))
			continue;
		check_env(run, &walk);
		check_command(run, &walk);
	}
}

static void check_hosts(struct run *run, const struct sdl_group *group)
{
	check_group(run, group, false);
}

static void check_ports(struct run *run, const struct sdl_group *group)
{
	check_group(run, group, true);
}
