// SPDX-License-Identifier: Apache-2.0
// In: the images of services that are deployed, and the policy. Out: findings about where they are from and their tags.
#include <string.h>

#include "base/glob.h"
#include "query/policy_common.h"
#include "sdl/image.h"

static void check_registry(struct run *run, const struct sdl_service *service);
static void check_tag(struct run *run, const struct sdl_service *service);

const struct rule rule_policy_image_registry = {
	.id = "policy-image-registry",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "an image that the policy does not allow",
	.why = "The policy lists allowed or forbidden registries and image names. It compares full names: nginx and docker.io/nginx are docker.io/library/nginx.",
	.fix = "Use an image that the policy allows.",
	.source = "the policy given with --policy",
	.on = { .service = check_registry },
};

const struct rule rule_policy_image_tag = {
	.id = "policy-image-tag",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "an image tag that the policy does not allow, or a missing digest",
	.why = "The policy forbids tags that change their image from day to day, or requires a digest for every image. An image without a tag has the tag latest.",
	.fix = "Use a fixed version, or add the digest.",
	.source = "the policy given with --policy",
	.on = { .service = check_tag },
};

// False where there is none to look at. What is not an image name is checked too: it is unknown
// what will be put in its place.
static bool get_image(const struct run *run, const struct sdl_service *service, struct image *image)
{
	if (!run->settings->policy || !service->is_deployed || service->image.is_bad || service->image.text.len == 0)
		return false;
	*image = image_cut(service->image.text);
	return true;
}

// A glob of the whole name, or its beginning up to a "/".
static bool is_entry_for(struct str entry, struct str name)
{
	if (memchr(entry.ptr, '*', entry.len) || memchr(entry.ptr, '?', entry.len))
		return glob_matches(entry, name);
	if (entry.len > name.len || memcmp(entry.ptr, name.ptr, entry.len) != 0)
		return false;
	return entry.len == name.len || entry.ptr[entry.len - 1] == '/' || name.ptr[entry.len] == '/';
}

static bool has_entry_for(const struct policy_list *list, struct str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (is_entry_for(list->items[i], name))
			return true;
	return false;
}

static void check_registry(struct run *run, const struct sdl_service *service)
{
	const struct policy *policy = run->settings->policy;
	struct image image;
	struct str name;
	const char *shown;

	if (!get_image(run, service, &image))
		return;
	name = image_full_name(run->arena, &image);
	shown = quoted(run, name);
	if (has_entry_for(&policy->images.deny, name))
		policy_help(run,
			    diag_add(run, &rule_policy_image_registry, service->image.at,
				     "the policy forbids the image %s", shown),
			    "it forbids", &policy->images.deny);
	else if (policy->images.allow.is_set && !has_entry_for(&policy->images.allow, name))
		policy_help(run,
			    diag_add(run, &rule_policy_image_registry, service->image.at,
				     "the policy does not allow the image %s", shown),
			    "it allows", &policy->images.allow);
}

static void check_tag(struct run *run, const struct sdl_service *service)
{
	const struct policy *policy = run->settings->policy;
	struct image image;
	struct str tag;

	if (!get_image(run, service, &image) || image.digest.len)
		return;
	tag = image.tag.len ? image.tag : STR("latest");
	if (policy->images.require_digest)
		diag_help(
			run,
			diag_add(run, &rule_policy_image_tag, service->image.at, "the policy requires an image digest"),
			"write @sha256: and the digest after the name and its tag");
	else if (policy_list_has(&policy->images.forbidden_tags, tag))
		policy_help(run,
			    diag_add(run, &rule_policy_image_tag, service->image.at,
				     image.tag.len ? "the policy forbids the tag %s"
						   : "an image without a tag has the tag %s, which the policy forbids",
				     quoted(run, tag)),
			    "name a version; it forbids", &policy->images.forbidden_tags);
}
