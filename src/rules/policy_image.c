// SPDX-License-Identifier: Apache-2.0
// In: the images of services that are deployed, and the policy. Out: findings about where they are from and their tags.
#include <string.h>

#include "base/glob.h"
#include "rules/policy_common.h"

static void check_registry(struct run *run, const struct sdl_service *service);
static void check_tag(struct run *run, const struct sdl_service *service);

const struct rule rule_policy_image_registry = {
	.id = "policy-image-registry",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow images from there",
	.why = "The policy lists the registries and names that images may have, or may not. An image counts under its full name: nginx is docker.io/library/nginx.",
	.fix = "Use an image that the policy allows.",
	.source = "the policy given with --policy",
	.on = { .service = check_registry },
};

const struct rule rule_policy_image_tag = {
	.id = "policy-image-tag",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow this tag of an image, or wants a digest",
	.why = "The policy lists tags that may not be used, as they stand for another image from day to day, or wants every image to be named by its digest. An image without a tag has the tag latest.",
	.fix = "Name a version that stays what it is, or add the digest.",
	.source = "the policy given with --policy",
	.on = { .service = check_tag },
};

struct image {
	struct str name, tag, digest;
	bool is_sound;
};

static bool is_domain(struct str s)
{
	return memchr(s.ptr, '.', s.len) || memchr(s.ptr, ':', s.len) || str_is(s, "localhost");
}

static struct image image_of(struct run *run, const struct sdl_service *service)
{
	struct image image = { .is_sound = false };
	struct str text = service->image.text, rest;
	const char *at, *slash, *colon;

	if (!run->settings->policy || !service->is_deployed || service->image.is_bad || text.len == 0)
		return image;
	at = memchr(text.ptr, '@', text.len);
	if (at) {
		image.digest = str_slice(text, (size_t)(at - text.ptr) + 1, text.len);
		text.len = (size_t)(at - text.ptr);
	}
	rest = text;
	while ((slash = rest.len ? memchr(rest.ptr, '/', rest.len) : NULL))
		rest = str_slice(rest, (size_t)(slash - rest.ptr) + 1, rest.len);
	colon = rest.len ? memchr(rest.ptr, ':', rest.len) : NULL;
	if (colon) {
		image.tag = str_slice(rest, (size_t)(colon - rest.ptr) + 1, rest.len);
		text.len = (size_t)(colon - text.ptr);
	}
	slash = text.len ? memchr(text.ptr, '/', text.len) : NULL;
	image.is_sound = true;
	if (slash && is_domain(str_slice(text, 0, (size_t)(slash - text.ptr))))
		image.name = text;
	else
		image.name = str_of(arena_printf(run->arena, "docker.io/%s%.*s", slash ? "" : "library/", (int)text.len, text.ptr));
	return image;
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
	const struct image image = image_of(run, service);
	const struct policy *policy = run->settings->policy;
	const char *name;

	if (!image.is_sound)
		return;
	name = quoted(run, image.name);
	if (has_entry_for(&policy->images.deny, image.name))
		policy_help(run, report(run, &rule_policy_image_registry, service->image.at, "the policy forbids the image %s", name),
			    "it forbids", &policy->images.deny);
	else if (policy->images.allow.is_set && !has_entry_for(&policy->images.allow, image.name))
		policy_help(run, report(run, &rule_policy_image_registry, service->image.at, "the policy does not allow the image %s", name),
			    "it allows", &policy->images.allow);
}

static void check_tag(struct run *run, const struct sdl_service *service)
{
	const struct image image = image_of(run, service);
	const struct policy *policy = run->settings->policy;
	struct str tag = image.tag.len ? image.tag : STR("latest");

	if (!image.is_sound || image.digest.len)
		return;
	if (policy->images.require_digest)
		diag_help(run, report(run, &rule_policy_image_tag, service->image.at, "the policy wants images with a digest"),
			  "write @sha256: and the digest behind the name and its tag");
	else if (policy_list_has(&policy->images.forbidden_tags, tag))
		policy_help(run, report(run, &rule_policy_image_tag, service->image.at, image.tag.len ? "the policy forbids the tag %s" :
					"an image without a tag has the tag %s, which the policy forbids", quoted(run, tag)),
			    "name a version; it forbids", &policy->images.forbidden_tags);
}
