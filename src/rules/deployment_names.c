// SPDX-License-Identifier: Apache-2.0
// In: deployment.SERVICE.PLACEMENT. Out: findings about undefined names there.
#include "query/common.h"

static void check_profile(struct run *run, const struct sdl_assignment *assignment);
static void check_placement(struct run *run, const struct sdl_assignment *assignment);
static void check_service(struct run *run, const struct sdl_assignment *assignment);
static void check_pricing(struct run *run, const struct sdl_assignment *assignment);
static void check_name(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_deployment_profile_unknown = {
	.id = "deployment-profile-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployment names a compute profile that does not exist",
	.why = "Each entry of deployment names the compute profile that its service runs on. The network rejects a name that is not under profiles.compute.",
	.fix = "Define the profile under profiles.compute, or correct the name.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .assignment = check_profile },
};

const struct rule rule_deployment_placement_unknown = {
	.id = "deployment-placement-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployment names a placement that does not exist",
	.why = "Under each service, deployment has the names of placements. The network rejects a name that is not under profiles.placement.",
	.fix = "Define the placement under profiles.placement, or correct the name.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .assignment = check_placement },
};

const struct rule rule_deployment_service_unknown = {
	.id = "deployment-service-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployment names a service that does not exist",
	.why = "The keys of deployment are names of services. The network rejects a name that is not under services.",
	.fix = "Define the service under services, or correct the name.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .assignment = check_service },
};

const struct rule rule_deployment_pricing_missing = {
	.id = "deployment-pricing-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a placement has no price for the profile that is deployed there",
	.why = "Each placement needs a price for every compute profile that is deployed there: an entry under pricing with the name of the profile. The network rejects a deployment without one.",
	.fix = "Add the profile to the pricing of the placement, with denom and amount.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .assignment = check_pricing },
};

const struct rule rule_deployment_placement_unnamed = {
	.id = "deployment-placement-unnamed",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a placement has an empty name",
	.why = "The placement's name becomes the name of the group on the chain, which must not be empty.",
	.fix = "Give the placement a name.",
	.source = "chain-sdk go/node/deployment/v1beta4/groupspec.go",
	.on = { .assignment = check_name },
};

// An undefined name is reported once, at the first place that needs it.
static bool is_first(const struct sdl_assignment *assignment)
{
	return assignment->deployment->assignments.items[0] == &assignment->entry && assignment->deployment->is_first;
}

// Akash Console goes through the services, and never comes to a deployment without one.
static void reject(struct run *run, struct diag *diag, const struct sdl_assignment *assignment)
{
	if (assignment->service)
		diag_reject(run, diag, REJECTED_BY_CONSOLE);
}

static void check_profile(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_map *computes = &run->sdl->computes;
	const struct ynode *at = assignment->profile.at ? assignment->profile.at : assignment->entry.key;
	struct diag *diag;

	if (assignment->compute || computes->is_bad || assignment->profile.is_bad ||
	    (!run->sdl->profiles_key && is_section_misspelt(run->sdl, "profiles")) ||
	    (computes->n == 0 && assignment->profile.text.len > 0 && !is_first(assignment)))
		return;
	if (assignment->profile.text.len == 0) {
		diag = diag_add(run, &rule_deployment_profile_unknown, at, "no compute profile for %s on %s",
				quoted(run, assignment->deployment->entry.name), quoted(run, assignment->entry.name));
		diag_help(run, diag, "add profile: with a name from profiles.compute");
	} else if (computes->n > 0) {
		diag = diag_add(run, &rule_deployment_profile_unknown, at, "there is no compute profile %s",
				quoted(run, assignment->profile.text));
		if (!suggest_entry(run, diag, assignment->profile.text, computes, at))
			diag_help(run, diag, "define it under profiles.compute");
		if (diag->fix && assignment->price)
			diag->fix->is_unsafe = true; // pricing calls it so too: it may be the profile that is misspelt
	} else {
		diag = diag_add(run, &rule_deployment_profile_unknown, at,
				"there is no compute profile %s: none is defined",
				quoted(run, assignment->profile.text));
		diag_help(run, diag, "define it under profiles.compute");
	}
	if (assignment->profile.text.len == 0)
		diag_lacks(run, diag, "%s.profile", node_place(run, assignment->entry.key));
	else
		diag_lacks(run, diag, "profiles.compute.%s", key_text(run, assignment->profile.text));
	reject(run, diag, assignment);
}

// The placement above and the service below it.
static bool is_swapped(const struct sdl *sdl, const struct sdl_assignment *assignment)
{
	return !assignment->service && !assignment->placement && sdl_map_find(&sdl->services, assignment->entry.name) &&
	       sdl_map_find(&sdl->placements, assignment->deployment->entry.name);
}

static void check_placement(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_map *placements = &run->sdl->placements;
	struct diag *diag;

	if (assignment->placement || placements->is_bad || !run->sdl->profiles_key ||
	    is_swapped(run->sdl, assignment) || (placements->n == 0 && !is_first(assignment)))
		return; // without profiles, the missing compute profile is enough
	diag = diag_add(run, &rule_deployment_placement_unknown, assignment->entry.key, "there is no placement %s%s",
			quoted(run, assignment->entry.name), placements->n == 0 ? ": none is defined" : "");
	if (!suggest_entry(run, diag, assignment->entry.name, placements, assignment->entry.key))
		diag_help(run, diag, "define it under profiles.placement");
	diag_lacks(run, diag, "profiles.placement.%s", key_text(run, assignment->entry.name));
	reject(run, diag, assignment);
}

static void check_service(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_entry *deployment = &assignment->deployment->entry;
	const struct sdl_map *services = &run->sdl->services;
	const struct ynode *at = services->n ? deployment->key : assignment->entry.key;
	struct diag *diag;

	if (assignment->service || services->is_bad ||
	    (!run->sdl->services_key && is_section_misspelt(run->sdl, "services")) ||
	    assignment->deployment->assignments.items[0] != &assignment->entry ||
	    (services->n == 0 && !is_first(assignment)))
		return;
	diag = diag_add(run, &rule_deployment_service_unknown, at, "there is no service %s%s",
			quoted(run, deployment->name), services->n == 0 ? ": none is defined" : "");
	if (is_swapped(run->sdl, assignment))
		diag_help(run, diag, "write the service first: \"%s:\", and under it the placement \"%s:\"",
			  escaped(run, assignment->entry.name), escaped(run, deployment->name));
	else if (!suggest_entry(run, diag, deployment->name, services, at))
		diag_help(run, diag, "define it under services");
	diag_lacks(run, diag, "services.%s", key_text(run, deployment->name));
	if (diag->fix)
		diag->fix->is_unsafe = true; // or it is the service that is misspelt, and others call it by this name
}

// A price of the placement for an undefined profile: it has the name of the service, or is the only one.
static const struct sdl_entry *price_meant(const struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_map *pricing = &assignment->placement->pricing;
	const struct sdl_entry *only = NULL;
	size_t n = 0;

	for (size_t i = 0; i < pricing->n; i++) {
		if (sdl_map_find(&run->sdl->computes, pricing->items[i]->name))
			continue;
		if (str_eq(pricing->items[i]->name, assignment->deployment->entry.name))
			return pricing->items[i];
		only = pricing->items[i];
		n++;
	}
	return n == 1 ? only : NULL;
}

static void help_renamed(struct run *run, struct diag *diag, const struct sdl_assignment *assignment,
			 const struct sdl_entry *other)
{
	const char *profile = escaped(run, assignment->profile.text), *name = quoted(run, other->name);

	if (str_eq(other->name, assignment->deployment->entry.name))
		diag_help(run, diag, "write \"%s\": prices are listed by profile, and %s is the name of the service",
			  profile, name);
	else
		diag_help(run, diag, "did you mean \"%s\"? there is no profile %s", profile, name);
	fix_scalar(run, diag, arena_printf(run->arena, "write \"%s\"", profile), other->key, assignment->profile.text);
	if (diag->fix)
		diag->fix->is_unsafe = true; // or it is the price of something else
}

static void check_pricing(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_placement *placement = assignment->placement;
	const struct sdl_entry *other;
	const struct ynode *at;
	struct diag *diag;

	if (assignment->price || !assignment->compute || !placement || placement->entry.is_bad ||
	    placement->pricing.is_bad)
		return;
	other = price_meant(run, assignment);
	at = other ? other->key : placement->pricing.at ? ynode_key(placement->pricing.at) : NULL;
	if (!at)
		at = ynode_is_null(placement->entry.at) ? placement->entry.key : assignment->entry.key;
	diag = diag_add(run, &rule_deployment_pricing_missing, at, "the placement %s has no price for the profile %s",
			quoted(run, assignment->entry.name), quoted(run, assignment->profile.text));
	if (assignment->profile.at)
		diag_related(run, diag, ynode_span(assignment->profile.at), "deployed here");
	diag_lacks(run, diag, "profiles.placement.%s.pricing.%s", key_text(run, assignment->entry.name),
		   key_text(run, assignment->profile.text));
	if (!placement->pricing.at && !ynode_is_null(placement->entry.at))
		diag_supplies(run, diag, "%s.pricing", node_place(run, placement->entry.key));
	if (other)
		help_renamed(run, diag, assignment, other);
	else if (!placement->pricing.at)
		diag_help(run, diag, "write \"pricing: {%s: {denom: uact, amount: 10000}}\" below \"%s:\"",
			  escaped(run, assignment->profile.text), escaped(run, assignment->entry.name));
	else
		diag_help(run, diag,
			  "write \"%s:\" under its \"pricing:\", and under that \"denom: uact\" and \"amount:\"",
			  escaped(run, assignment->profile.text));
	reject(run, diag, assignment);
}

static void check_name(struct run *run, const struct sdl_assignment *assignment)
{
	struct diag *diag;

	if (assignment->entry.name.len > 0)
		return;
	diag = diag_add(run, &rule_deployment_placement_unnamed,
			assignment->placement ? assignment->placement->entry.key : assignment->entry.key,
			"a placement needs a name");
	diag_help(run, diag, "write a name, here and in deployment");
}
