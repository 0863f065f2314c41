// SPDX-License-Identifier: Apache-2.0
// In: the value of `services`. Out: the services of the model.
#include "base/arena.h"
#include "sdl/sections.h"

static bool decode_http_proxy(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "buffering_disable", decode_bool, offsetof(struct sdl_http_proxy, buffering_disable) },
		{ "buffer_size", decode_u32, offsetof(struct sdl_http_proxy, buffer_size) },
		{ "buffers_number", decode_u32, offsetof(struct sdl_http_proxy, buffers_number) },
		{ "buffers_size", decode_u32, offsetof(struct sdl_http_proxy, buffers_size) },
		{ "busy_buffers_size", decode_u32, offsetof(struct sdl_http_proxy, busy_buffers_size) },
		{ "connect_timeout", decode_u32, offsetof(struct sdl_http_proxy, connect_timeout) },
	};
	struct sdl_http_proxy *proxy = out;

	proxy->at = at;
	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static void take_old_option(struct decoder *decoder, void *out, struct str name, const struct ynode *key,
			    const struct ynode *value)
{
	(void)decoder;
	(void)value;
	if (str_is(name, "proxy_buffer_size"))
		((struct sdl_http_options *)out)->old_buffer_key = key;
}

static bool decode_http_options(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "max_body_size", decode_u32, offsetof(struct sdl_http_options, max_body_size) },
		{ "read_timeout", decode_timeout, offsetof(struct sdl_http_options, read_timeout) },
		{ "send_timeout", decode_timeout, offsetof(struct sdl_http_options, send_timeout) },
		{ "next_tries", decode_u32, offsetof(struct sdl_http_options, next_tries) },
		{ "next_timeout", decode_u32, offsetof(struct sdl_http_options, next_timeout) },
		{ "next_cases", decode_str_list, offsetof(struct sdl_http_options, next_cases) },
		{ "proxy", decode_http_proxy, offsetof(struct sdl_http_options, proxy) },
	};
	struct sdl_http_options *options = out;

	options->at = at;
	return decode_fields_and_rest(decoder, node, at, fields, COUNT_OF(fields), out, take_old_option);
}

static bool decode_to(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "service", decode_str, offsetof(struct sdl_to, service) },
		{ "global", decode_bool, offsetof(struct sdl_to, global) },
		{ "http_options", decode_http_options, offsetof(struct sdl_to, http_options) },
		{ "ip", decode_str, offsetof(struct sdl_to, ip) },
	};
	struct sdl_to *to = out;

	to->at = at;
	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static bool decode_to_list(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_expose *expose = out;

	if (!decode_is_list(decoder, node, at)) {
		expose->is_to_bad = !ynode_is_null(node);
		return false;
	}
	for (uint32_t i = 0; i < node->n_items && !decoder->is_stopped; i++) {
		struct sdl_to *to = arena_zalloc(decoder->run->arena, sizeof(*to));

		to->expose = expose;
		if (decode(decoder, node->items[i], decode_to, to))
			ARENA_PUSH(decoder->run->arena, expose->to, expose->n_to, expose->cap_to) = to;
		else
			expose->is_to_bad |= !ynode_is_null(node->items[i]);
	}
	return true;
}

static bool decode_accept_items(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = { { "items", decode_str_list, 0 } };

	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static bool decode_accept(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	// The tag switches the type's own decoder off, and with it the short form.
	if (node->kind != YNODE_SCALAR && ynode_is_null(node))
		return decode_accept_items(decoder, node, at, out);
	return decode_anew(decoder->run, node, at, decode_str_list, out);
}

static bool decode_expose(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "port", decode_u32, offsetof(struct sdl_expose, port) },
		{ "as", decode_u32, offsetof(struct sdl_expose, as) },
		{ "proto", decode_str, offsetof(struct sdl_expose, proto) },
		{ "to", decode_to_list, 0 },
		{ "accept", decode_accept, offsetof(struct sdl_expose, accept) },
		{ "http_options", decode_http_options, offsetof(struct sdl_expose, http_options) },
	};
	struct sdl_expose *expose = out;

	expose->at = at;
	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static bool decode_expose_list(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_service *service = out;

	service->expose_at = at;
	if (!decode_is_list(decoder, node, at)) {
		service->is_expose_bad = !ynode_is_null(node);
		return false;
	}
	for (uint32_t i = 0; i < node->n_items && !decoder->is_stopped; i++) {
		struct sdl_expose *expose = arena_zalloc(decoder->run->arena, sizeof(*expose));

		expose->service = service;
		if (decode(decoder, node->items[i], decode_expose, expose))
			ARENA_PUSH(decoder->run->arena, service->expose, service->n_expose, service->cap_expose) =
				expose;
		else
			service->is_expose_bad |= !ynode_is_null(node->items[i]);
	}
	return true;
}

static bool decode_dependency(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = { { "service", decode_str, 0 } };

	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static bool decode_dependencies(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_list *list = out;

	if (!decode_is_list(decoder, node, at))
		return false;
	for (uint32_t i = 0; i < node->n_items && !decoder->is_stopped; i++) {
		struct leaf_str service = { 0 };

		if (decode(decoder, node->items[i], decode_dependency, &service))
			ARENA_PUSH(decoder->run->arena, list->items, list->n, list->cap) = service;
	}
	return true;
}

static bool decode_mount(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "mount", decode_str, offsetof(struct sdl_mount, mount) },
		{ "readOnly", decode_bool, offsetof(struct sdl_mount, read_only) },
	};

	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static bool decode_mounts(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_mount), decode_mount };

	return decode_map(decoder, node, at, &type, out);
}

static bool decode_permissions(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = { { "read", decode_str_list, 0 } };

	if (report_null_collection(decoder->run, node, at))
		return false;
	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static bool decode_params(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "storage", decode_mounts, offsetof(struct sdl_params, storage) },
		{ "permissions", decode_permissions, offsetof(struct sdl_params, permissions_read) },
		{ "tee", decode_str, offsetof(struct sdl_params, tee) },
	};
	struct sdl_params *params = out;

	params->key = ynode_key(at);
	if (decode_is_null(decoder, node, at))
		return false;
	params->at = at;
	params->is_bad = report_null_collection(decoder->run, node, at) ||
			 !decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
	return !params->is_bad;
}

static bool decode_credentials(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "host", decode_str, offsetof(struct sdl_credentials, host) },
		{ "email", decode_str, offsetof(struct sdl_credentials, email) },
		{ "username", decode_str, offsetof(struct sdl_credentials, username) },
		{ "password", decode_str, offsetof(struct sdl_credentials, password) },
	};
	struct sdl_credentials *credentials = out;

	if (decode_is_null(decoder, node, at))
		return false;
	credentials->at = at;
	credentials->is_bad = report_null_collection(decoder->run, node, at) ||
			      !decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
	return !credentials->is_bad;
}

static bool decode_service(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "image", decode_str, offsetof(struct sdl_service, image) },
		{ "command", decode_str_list, offsetof(struct sdl_service, command) },
		{ "args", decode_str_list, offsetof(struct sdl_service, args) },
		{ "env", decode_str_list, offsetof(struct sdl_service, env) },
		{ "expose", decode_expose_list, 0 },
		{ "dependencies", decode_dependencies, offsetof(struct sdl_service, dependencies) },
		{ "params", decode_params, offsetof(struct sdl_service, params) },
		{ "credentials", decode_credentials, offsetof(struct sdl_service, credentials) },
	};
	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

bool decode_services(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_service), decode_service };
	struct sdl *sdl = out;

	return decode_map(decoder, node, at, &type, &sdl->services);
}
