// SPDX-License-Identifier: Apache-2.0
// In: the proxy's buffers in http_options. Out: findings about sizes that don't match, and about the
// key that they replaced.
#include "query/common.h"

static void check_pair(struct run *run, const struct sdl_expose *expose);
static void check_busy(struct run *run, const struct sdl_expose *expose);
static void check_old_key(struct run *run, const struct sdl_expose *expose);

const struct rule rule_http_proxy_buffers = {
	.id = "http-proxy-buffers",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "only one of buffers_number and buffers_size is set",
	.why = "The proxy has one setting for the number of buffers and their size. The network rejects one without the other; 0 counts as not set.",
	.fix = "Write both, for instance buffers_number: 8 and buffers_size: 16384, or neither.",
	.source = "chain-sdk go/sdl/sdl-input.schema.yaml @cd81db4a, ts/src/sdl/manifest/manifestUtils.ts",
	.on = { .expose = check_pair },
};

const struct rule rule_http_proxy_busy_buffers = {
	.id = "http-proxy-busy-buffers",
	.severity = SEVERITY_WARNING,
	.summary = "busy_buffers_size does not match the other buffers of the proxy",
	.why = "nginx, the providers' proxy, rejects a busy_buffers_size that is smaller than buffer_size or buffers_size, or larger than all buffers but one. The network accepts it, but the port can't be reached.",
	.fix = "Write a size from the larger of buffer_size and buffers_size up to (buffers_number - 1) times buffers_size.",
	.source = "nginx src/http/modules/ngx_http_proxy_module.c, ngx_http_proxy_merge_loc_conf",
	.on = { .expose = check_busy },
};

const struct rule rule_http_option_removed = {
	.id = "http-option-removed",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "proxy_buffer_size, which no longer has an effect",
	.why = "The key proxy_buffer_size was removed in July 2026: the network ignores it, whatever its value, and Akash "
	       "Console rejects the SDL.",
	.fix = "Write proxy: and under it buffer_size: with the same number.",
	.source = "akash-network/provider pull request 423",
	.on = { .expose = check_old_key },
};

static bool is_set(const struct leaf_u32 *assignment)
{
	return !assignment->is_bad && assignment->value > 0;
}

static void check_pair(struct run *run, const struct sdl_expose *expose)
{
	const struct sdl_http_proxy *proxy = &expose->http_options.proxy;
	bool has_number = is_set(&proxy->buffers_number), has_size = is_set(&proxy->buffers_size);
	const struct leaf_u32 *zero = has_number ? &proxy->buffers_size : &proxy->buffers_number;
	const char *set = has_number ? "buffers_number" : "buffers_size";
	const char *missing = has_number ? "buffers_size" : "buffers_number";
	struct diag *diag;

	if (!expose->service->is_deployed || has_number == has_size || zero->is_bad)
		return;
	diag = diag_add(run, &rule_http_proxy_buffers,
			zero->at     ? zero->at
			: has_number ? proxy->buffers_number.at
				     : proxy->buffers_size.at,
			zero->at ? "\"%s\" needs a \"%s\" above 0" : "\"%s\" needs \"%s\" as well", set, missing);
	diag_help(run, diag,
		  has_number ? "add buffers_size: with the size in bytes, such as 16384"
			     : "add buffers_number: with the number of buffers, such as 8");
}

static void report_busy(struct run *run, const struct leaf_u32 *busy, const char *bound, const struct leaf_u32 *other,
			const char *what, uint64_t limit)
{
	struct diag *diag = diag_add(run, &rule_http_proxy_busy_buffers, busy->at,
				     "\"busy_buffers_size\" must be %s %s, %llu, not %u", bound, what,
				     (unsigned long long)limit, (unsigned)busy->value);

	diag_related(run, diag, ynode_span(other->at), "set here");
	diag_help(run, diag, "write %llu, or change the other sizes", (unsigned long long)limit);
}

// nginx's own defaults are ignored: they differ from provider to provider.
static void check_busy(struct run *run, const struct sdl_expose *expose)
{
	const struct sdl_http_proxy *proxy = &expose->http_options.proxy;
	const struct leaf_u32 *busy = &proxy->busy_buffers_size, *number = &proxy->buffers_number;
	const struct leaf_u32 *size = &proxy->buffers_size, *header = &proxy->buffer_size;
	uint64_t most = number->value ? (uint64_t)(number->value - 1) * size->value : 0;

	if (!expose->service->is_deployed || !is_set(busy))
		return;
	if (is_set(header) && header->value >= size->value && busy->value < header->value)
		report_busy(run, busy, "at least", header, "buffer_size", header->value);
	else if (is_set(size) && busy->value < size->value)
		report_busy(run, busy, "at least", size, "buffers_size", size->value);
	else if (is_set(size) && is_set(number) && busy->value > most)
		report_busy(run, busy, "at most", number, "(buffers_number - 1) * buffers_size", most);
}

static void check_old_key(struct run *run, const struct sdl_expose *expose)
{
	const struct sdl_http_options *options = &expose->http_options;
	const struct ynode *key = options->old_buffer_key, *value;
	struct diag *diag;

	if (!key)
		return;
	diag = diag_add(run, &rule_http_option_removed, key, "\"proxy_buffer_size\" no longer has an effect");
	value = key->parent->items[key->index + 1];
	if (value->kind != YNODE_SCALAR || !value->is_plain || value->text.len == 0) {
		diag_help(run, diag, "write \"buffer_size\" under \"proxy\"");
		return;
	}
	diag_help(run, diag, "write \"proxy: {buffer_size: %s}\"", escaped(run, value->text));
	if (options->proxy.at || key->kind != YNODE_SCALAR || value->has_tag || value->anchor.len)
		return;
	diag_fix(run, diag, "move it to \"proxy\"", (struct span){ key->span.start, value->span.end },
		 str_of(arena_printf(run->arena, "proxy: {buffer_size: %.*s}", (int)value->text.len, value->text.ptr)));
	diag->fix->is_unsafe = true; // it then takes effect
}
