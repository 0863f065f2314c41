// SPDX-License-Identifier: Apache-2.0
// In: the environment of a service with a GPU. Out: findings about variables that hide or name GPUs.
#include <string.h>

#include "base/ascii.h"
#include "base/number.h"
#include "query/workload.h"

static void check_range(struct run *run, const struct sdl_assignment *assignment);
static void check_override(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_visible_devices_out_of_range = {
	.id = "visible-devices-out-of-range",
	.severity = SEVERITY_WARNING,
	.summary = "CUDA_VISIBLE_DEVICES names GPUs that the container does not have, or hides some",
	.why = "A container sees its GPUs as 0, 1, 2 and so on, as many as its profile has units. CUDA stops at the first number without a GPU, and hides all GPUs that are not listed: you pay for them while they stay idle.",
	.fix = "Remove the variable: a container sees its own GPUs, and no others.",
	.source = "NVIDIA CUDA C++ programming guide, environment variables",
	.on = { .assignment = check_range },
};

const struct rule rule_nvidia_visible_devices_override = {
	.id = "nvidia-visible-devices-override",
	.severity = SEVERITY_INFO,
	.summary = "NVIDIA_VISIBLE_DEVICES, which the provider sets",
	.why = "The provider uses this variable, or a mount in its place, to give the container its GPUs. Your own value has no effect at best; at worst the container gets no GPU, or is rejected.",
	.fix = "Remove the variable.",
	.source = "NVIDIA device plugin for Kubernetes, device list strategy",
	.on = { .assignment = check_override },
};

static struct str unquoted(struct str text)
{
	text = str_trim(text);
	if (text.len >= 2 && text.ptr[0] == text.ptr[text.len - 1] && (text.ptr[0] == '"' || text.ptr[0] == '\''))
		text = str_slice(text, 1, text.len - 1);
	return text;
}

// Value of NAME=value.
static bool variable_is(struct str item, const char *name, struct str *value)
{
	size_t len = strlen(name);

	if (!str_has_prefix(item, name) || item.len == len || item.ptr[len] != '=')
		return false;
	*value = unquoted(str_slice(item, len + 1, item.len));
	return true;
}

struct devices {
	size_t n;
	struct str wrong; // the first that is not there
	bool is_known;    // a list of numbers
};

static struct devices devices_of(struct str value, uint64_t units)
{
	struct devices devices = { .is_known = true };

	if (str_is(value, "-1") || value.len == 0)
		return devices;
	for (size_t from = 0, to; from <= value.len && devices.is_known; from = to + 1) {
		struct str item;
		uint64_t index;

		for (to = from; to < value.len && value.ptr[to] != ',';)
			to++;
		item = str_trim(str_slice(value, from, to));
		devices.is_known = uint_from_str(item, &index) == NUMBER_OK;
		if (devices.is_known && index >= units && !devices.wrong.ptr)
			devices.wrong = item;
		devices.n++;
	}
	return devices;
}

static void check_devices(struct run *run, const struct workload *workload, const struct ynode *at, struct str value,
			  const char *name, bool is_whole)
{
	struct devices devices = devices_of(value, workload->units);
	unsigned long long units = workload->units;
	struct diag *diag;

	if (!devices.is_known)
		return;
	if (devices.wrong.ptr && units == 1)
		diag = diag_add_part(run, &rule_visible_devices_out_of_range, at, devices.wrong,
				     "%s names the GPU %s, but a replica has only the GPU 0", name,
				     escaped(run, devices.wrong));
	else if (devices.wrong.ptr)
		diag = diag_add_part(run, &rule_visible_devices_out_of_range, at, devices.wrong,
				     "%s names the GPU %s, but a replica has the GPUs 0 to %llu", name,
				     escaped(run, devices.wrong), units - 1);
	else if (is_whole && devices.n == 0)
		diag = diag_add_part(run, &rule_visible_devices_out_of_range, at, value,
				     "%s hides every GPU of the replica", name);
	else if (is_whole && devices.n < units)
		diag = diag_add_part(run, &rule_visible_devices_out_of_range, at, value,
				     "%s hides %llu of the %llu GPUs of a replica", name, units - devices.n, units);
	else
		return;
	if (workload->gpu->units.at)
		diag_related(run, diag, ynode_span(workload->gpu->units.at), "the GPUs of the profile");
	diag_help(run, diag, "remove %s: a container sees its own GPUs only", name);
}

static void check_range(struct run *run, const struct sdl_assignment *assignment)
{
	static const char *const names[] = { "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES", NULL };
	struct workload *workload = gpu_workload_of(run, assignment);

	if (!workload)
		return;
	for (const char *const *name = names; *name; name++) {
		const struct leaf_list *env = &workload->service->env;
		struct str value;

		for (size_t i = 0; i < env->n; i++)
			if (!env->items[i].is_bad && variable_is(env->items[i].text, *name, &value))
				check_devices(run, workload, env->items[i].at, value, *name, true);
		// A script may give each of its programs some of them.
		for (size_t i = 0; i < workload->words.n; i++) {
			const struct shell_word *word = &workload->words.items[i];

			if (!word->variable.len && variable_is(word->text, *name, &value) && value.len)
				check_devices(run, workload, word->at, value, *name, false);
		}
	}
}

// The line of an item of a list, if it has one to itself and is not the only item.
static bool item_line(const struct run *run, const struct ynode *item, struct span *line)
{
	const struct source *source = &run->source;
	const char *text = source->text;
	const struct ynode *list = item->parent;
	uint32_t end = source_line_end(source, item->span.start);
	struct span span = item->span;

	if (!list || list->kind != YNODE_SEQUENCE || list->is_flow || list->n_items < 2)
		return false;
	if (item->kind != YNODE_SCALAR || item->anchor.len)
		return false;
	while (span.start > 0 && (text[span.start - 1] == ' ' || text[span.start - 1] == '\t'))
		span.start--;
	if (span.start == 0 || text[span.start - 1] != '-')
		return false;
	for (span.start--; span.start > 0 && text[span.start - 1] == ' ';)
		span.start--;
	while (span.end < end && is_space(text[span.end]))
		span.end++;
	if (span.start != source_line_start(source, item->span.start) || span.end != end || end == source->len)
		return false;
	span.end = source_next_line(source, end);
	*line = span;
	return true;
}

static void check_override(struct run *run, const struct sdl_assignment *assignment)
{
	static const char *const words[] = { "all", "none", "void", NULL };
	struct workload *workload = gpu_workload_of(run, assignment);

	if (!workload)
		return;
	for (size_t i = 0; i < workload->service->env.n; i++) {
		const struct leaf_str *item = &workload->service->env.items[i];
		struct str value;
		struct span line;
		struct diag *diag;

		if (item->is_bad || !variable_is(item->text, "NVIDIA_VISIBLE_DEVICES", &value) ||
		    !is_one_of(value, words))
			continue;
		diag = diag_add(run, &rule_nvidia_visible_devices_override, item->at,
				"the provider chooses the container's GPUs, not NVIDIA_VISIBLE_DEVICES");
		diag_help(run, diag, "remove it");
		if (item_line(run, item->at, &line))
			diag_fix(run, diag, "remove the variable", line, STR(""));
		if (diag->fix)
			diag->fix->is_unsafe = true; // the container gets another environment
	}
}
