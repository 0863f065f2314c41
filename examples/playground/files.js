// SPDX-License-Identifier: Apache-2.0
// In: examples of the repository. Out: the files of the page: what each is for, a sample of it, and which one a dropped file is.
import bids from "../bids/node.json";
import prices from "../bids/gpu-prices.json";
import broken from "../broken.yml";
import llm from "../llm-one-gpu.yml";
import policy from "../policies/ml-team.json";
import providers from "./providers.json";

export const SDL = "deploy.yml";
export const DATA = ["providers.json", "prices.json", "bids.json"];

const config = `# What is deployed from here goes through Akash Console, too.
target: console
rules:
  # Levels of rules by name or glob: error, warning, info or "off".
  image-*: warning
`;

export const FILES = {
	[SDL]: { tab: "SDL", sample: broken },
	".akashlint.yml": { tab: "Configuration", sample: config,
		about: "Levels of rules, and the target, as in a repository's .akashlint.yml." },
	"policy.json": { tab: "Policy", sample: policy, about: "Your organisation's own limits on GPUs, prices, images and placements." },
	"providers.json": { tab: "Providers", sample: providers,
		about: "Inventories from Akash Console's /v1/providers, the chain or a provider. The Match tab shows who can run the SDL." },
	"prices.json": { tab: "Prices", sample: prices,
		about: "Current GPU prices, from Akash Console's /v1/gpu-prices. They are shown under Resources, Match and Bids." },
	"bids.json": { tab: "Bids", sample: bids,
		about: "From provider-services query market bid list or Akash Console's /v1/bids. The Bids tab ranks them." },
};

// Everything at once: an SDL, and data to compare it with.
export const TOUR = { [SDL]: llm, "providers.json": providers, "prices.json": prices, "bids.json": bids };

export function fileFor(name, active) {
	const kinds = [[/akashlint.*\.ya?ml$/i, ".akashlint.yml"], [/polic/i, "policy.json"], [/provider|inventor/i, "providers.json"],
		[/price|market/i, "prices.json"], [/bid/i, "bids.json"]];
	const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
	if (kind && (kind === ".akashlint.yml" || /\.(json|ya?ml)$/i.test(name))) return kind;
	return /\.json$/i.test(name) && active !== SDL ? active : SDL;
}
