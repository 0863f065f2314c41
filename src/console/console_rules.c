// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules of Akash Console's SDK, and how its findings join those of the network.
#include "console/console_rules.h"

#include "base/arena.h"

const struct rule rule_console_conflict = {
	.id = "console-conflict",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "two keys that Akash Console does not allow together",
	.why = "The network accepts or ignores it. Akash Console checks the SDL against a stricter schema first, and does not deploy it.",
	.fix = "Follow the message. If you deploy only from the command line, disable this rule.",
	.source = "chain-sdk ts/src/sdl/validateSDL; go/sdl/sdl-input.schema.yaml",
};

const struct rule rule_console_editor_merge = {
	.id = "console-editor-merge",
	.severity = SEVERITY_INFO,
	.is_for_console = true,
	.summary = "a merge key (<<), which Akash Console's web editor rejects",
	.why = "Akash Console reads an SDL with two libraries. The one that deploys merges <<. The one in its web editor treats "
	       "<< as an ordinary key, and rejects the SDL: additional property \"<<\".",
	.fix = "Write the merged entries out, or deploy without the editor.",
	.source = "console apps/deploy-web, which parses the editor's text with the yaml package",
};

const struct rule rule_console_mount = {
	.id = "console-mount",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a persistent volume without the mount that Akash Console requires",
	.why = "Akash Console requires a mount in params.storage, under the volume's name, for every persistent volume in each service that runs on the profile. The network is less strict, but you would pay for a volume that is never used.",
	.fix = "Give the volume a name, and add params.storage with that name and mount: to the service.",
	.source = "chain-sdk ts/src/sdl/validateSDL/validateSDL.ts",
};

const struct rule rule_console_required = {
	.id = "console-required",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a missing key that Akash Console requires",
	.why = "The key is optional for the network. Akash Console checks the SDL against a stricter schema first, and does not deploy it without the key.",
	.fix = "Add the key.",
	.source = "chain-sdk go/sdl/sdl-input.schema.yaml",
};

const struct rule rule_console_size = {
	.id = "console-size",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a size that Akash Console can't read",
	.why = "Akash Console reads a size as digits and dots followed by letters. The network also accepts numbers "
	       "without a unit and with an exponent.",
	.fix = "Write digits and a unit, such as 512Mi.",
	.source = "chain-sdk ts/src/sdl/sizes.ts",
};

const struct rule rule_console_type = {
	.id = "console-type",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a value of a type that Akash Console rejects",
	.why = "The network converts the value, or ignores it. Akash Console checks types against a stricter schema first (a version must be text, not a number), and does not deploy the SDL.",
	.fix = "Write a value of the type in the message: text in quotes, numbers without.",
	.source = "chain-sdk go/sdl/sdl-input.schema.yaml",
};

const struct rule rule_console_value = {
	.id = "console-value",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a value that Akash Console does not allow",
	.why = "The network accepts or ignores it. Akash Console checks the SDL against a stricter schema first, and does not deploy it.",
	.fix = "Write one of the values that the message names.",
	.source = "chain-sdk go/sdl/sdl-input.schema.yaml",
};

const struct rule rule_console_yaml = {
	.id = "console-yaml",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "YAML that Akash Console can't parse",
	.why = "Akash Console parses YAML with a different library. It rejects tags that it does not support, duplicate keys and invalid merge keys even in parts that the network ignores, and more than 100 levels.",
	.fix = "Follow the message; an SDL needs no tags.",
	.source = "js-yaml lib/loader.js",
};

const struct rule rule_service_not_deployed = {
	.id = "service-not-deployed",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a service that is not deployed",
	.why = "The network ignores a service that is not deployed: it never runs, and its mistakes go unnoticed. Akash Console rejects the SDL.",
	.fix = "Add the service to deployment, or remove it.",
	.source = "chain-sdk ts/src/sdl/validateSDL/validateSDL.ts",
};

// What was found at one place.
struct found {
	struct diag *last;      // earlier ones are linked to it
	struct diag *marked[2]; // what mark_place saw as the last one, of those that are rejected and of the others
	bool is_marked[2];      // and whether there was any
};

// NULL where nothing is found so far.
static struct found *found_at(struct run *run, const struct span *span)
{
	for (; run->n_indexed < run->diags.n; run->n_indexed++) {
		struct diag *diag = run->diags.items[run->n_indexed];
		struct str place = { (const char *)&diag->span, sizeof(diag->span) };
		void **slot = table_put(run->arena, &run->by_place, place);
		struct found *found = *slot ? *slot : arena_zalloc(run->arena, sizeof(*found));

		diag->before_here = found->last;
		found->last = diag;
		*slot = found;
	}
	return table_get(&run->by_place, (struct str){ (const char *)span, sizeof(*span) });
}

// Many ask about one place: each finding there is looked at once.
static bool mark_place(struct run *run, struct found *found, bool is_rejected)
{
	for (struct diag *diag = found->last; diag != found->marked[is_rejected]; diag = diag->before_here) {
		if ((diag->rejected_by != 0) != is_rejected || (!is_rejected && diag->severity < SEVERITY_WARNING))
			continue;
		diag_reject(run, diag, REJECTED_BY_CONSOLE);
		found->is_marked[is_rejected] = true;
	}
	found->marked[is_rejected] = found->last;
	return found->is_marked[is_rejected];
}

bool mark_known_mistake(struct run *run, const struct ynode *at)
{
	struct span span = ynode_span(at);
	struct found *found = found_at(run, &span);

	return found && (mark_place(run, found, true) || mark_place(run, found, false));
}

bool mark_known_stray(struct run *run, const struct ynode *key)
{
	struct span span = ynode_span(key);

	const struct found *found = found_at(run, &span);

	for (const struct diag *diag = found ? found->last : NULL; diag; diag = diag->before_here)
		if (diag->lacks)
			return false;
	return mark_known_mistake(run, key);
}

bool mark_mistakes_inside(struct run *run, const struct ynode *at)
{
	bool is_found = false;

	for (size_t i = 0; i < run->diags.n; i++) {
		struct diag *diag = run->diags.items[i];

		if (!(diag->rejected_by & REJECTED_BY_NETWORK) || diag->span.start < at->span.start ||
		    diag->span.end > at->span.end)
			continue;
		diag_reject(run, diag, REJECTED_BY_CONSOLE);
		is_found = true;
	}
	return is_found;
}
