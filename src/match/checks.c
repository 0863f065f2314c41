// SPDX-License-Identifier: Apache-2.0
// In: what was found out about a provider. Out: the checks it passes, does not pass, or may pass.
#include "match/checks.h"

#define BIT(check) (1U << (check))

static const struct {
	const char *name, *label;
} checks[N_CHECKS] = {
	[CHECK_ONLINE] = { "online", "up" },
	[CHECK_ATTRIBUTES] = { "attributes", "attr" },
	[CHECK_VOLUMES] = { "volumes", "vol" },
	[CHECK_SIGNATURES] = { "signatures", "sign" },
	[CHECK_NOTICE] = { "notice", "note" },
	[CHECK_IPS] = { "IP addresses", "IP" },
	[CHECK_INTERCONNECT] = { "interconnect", "net" },
	[CHECK_CPU] = { "CPU", "CPU" },
	[CHECK_GPU] = { "GPUs", "GPU" },
	[CHECK_MEMORY] = { "memory", "mem" },
	[CHECK_STORAGE] = { "storage", "disk" },
	[CHECK_NODES] = { "nodes", "node" },
};

static const struct {
	const char *requirement;
	enum provider_check check;
} requirements[] = {
	{ "online", CHECK_ONLINE },
	{ "attributes", CHECK_ATTRIBUTES },
	{ "capabilities", CHECK_ATTRIBUTES },
	{ "volumes", CHECK_VOLUMES },
	{ "signed-by", CHECK_SIGNATURES },
	{ "reclamation", CHECK_NOTICE },
	{ "leased-ip", CHECK_IPS },
	{ "gpu-interconnect", CHECK_INTERCONNECT },
	{ "cpu", CHECK_CPU },
	{ "cpu-arch", CHECK_CPU },
	{ "gpu", CHECK_GPU },
	{ "memory", CHECK_MEMORY },
	{ "storage", CHECK_STORAGE },
	{ "nodes", CHECK_NODES },
	{ "node-order", CHECK_NODES },
};

static const struct {
	const char *unknown, *words;
	unsigned checks;
} unknowns[] = {
	{ "attributes", "attributes", BIT(CHECK_ATTRIBUTES) },
	{ "signatures", "signatures", BIT(CHECK_SIGNATURES) },
	{ "reclamation", "notice", BIT(CHECK_NOTICE) },
	{ "leased-ips", "leased IP addresses", BIT(CHECK_IPS) },
	{ "nodes", "nodes", BIT(CHECK_NODES) },
	{ "gpu-models", "GPU models", BIT(CHECK_GPU) },
	{ "gpu-models-of-nodes", "which node has which GPUs", BIT(CHECK_GPU) },
	{ "storage-classes", "storage classes", BIT(CHECK_STORAGE) },
	{ "gpu-interconnect", "interconnect", BIT(CHECK_INTERCONNECT) },
};

const char *check_name(enum provider_check check)
{
	return checks[check].name;
}

const char *check_label(enum provider_check check)
{
	return checks[check].label;
}

unsigned check_bit(const char *requirement)
{
	for (size_t i = 0; i < COUNT_OF(requirements); i++)
		if (strcmp(requirements[i].requirement, requirement) == 0)
			return BIT(requirements[i].check);
	return 0;
}

static unsigned failed_checks(const struct match *match)
{
	unsigned failed = 0;

	for (size_t i = 0; i < match->n_reasons; i++) {
		failed |= match->reasons[i].checks;
		if (match->reasons[i].node)
			break;
	}
	return failed;
}

enum verdict match_verdict_of(const struct match *match, enum provider_check check)
{
	if (failed_checks(match) & BIT(check))
		return VERDICT_FAILS;
	for (size_t i = 0; i < match->n_unknown; i++)
		for (size_t j = 0; j < COUNT_OF(unknowns); j++)
			if ((unknowns[j].checks & BIT(check)) && strcmp(unknowns[j].unknown, match->unknown[i]) == 0)
				return VERDICT_UNKNOWN;
	return VERDICT_FITS;
}

enum verdict match_verdict(const struct match *match)
{
	return !match->fits ? VERDICT_FAILS : match->n_unknown ? VERDICT_UNKNOWN : VERDICT_FITS;
}

enum provider_check match_stopped_at(const struct match *match)
{
	unsigned stopped = match->fits ? 0 : check_bit(match->reasons[0].requirement);
	enum provider_check check = CHECK_ONLINE;

	while (check < N_CHECKS && stopped != BIT(check))
		check++;
	return check;
}

void add_unknown_words(struct strbuf *out, const struct match *match)
{
	for (size_t i = 0; i < match->n_unknown; i++)
		for (size_t j = 0; j < COUNT_OF(unknowns); j++)
			if (strcmp(unknowns[j].unknown, match->unknown[i]) == 0)
				strbuf_printf(out, "%s%s", i ? ", " : "", unknowns[j].words);
}
