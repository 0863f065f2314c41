// SPDX-License-Identifier: Apache-2.0
// In: what "akashlint match" and "akashlint bids" report. Out: which providers fit, and which bids, and why others don't.
import { bar, count, empty, h, quoted } from "./dom.js";
import { usd } from "./resources.js";

// The checks in the order that the command makes them, and the requirements of each.
const CHECKS = [
	["Online", ["online"]],
	["Attributes", ["attributes", "capabilities", "volumes", "signed-by", "reclamation", "leased-ip", "cpu-arch",
		"gpu-interconnect"]],
	["GPUs", ["gpu"]],
	["CPU and memory", ["cpu", "memory"]],
	["Storage", ["storage"]],
	["Nodes", ["nodes", "node-order"]],
];

function reasons(list) {
	const [first, ...others] = list.map(({ node, message }) => [node && h("strong", {}, `${node}: `), ...quoted(message)]);
	if (!first) return null;
	return [h("div", {}, first), others.length > 0 && h("details", {}, h("summary", {}, `${others.length} more`),
		h("ul", {}, others.map((other) => h("li", {}, other))))];
}

const MARKS = { fits: ["✓", "fits"], unknown: ["?", "may fit"], fails: ["✗", "does not fit"] };

function mark(kind) {
	const [sign, text] = MARKS[kind];
	return h(`span.mark.${kind}`, {}, h("span", { "aria-hidden": "true" }, sign), h("span.visually-hidden", {}, text));
}

const kindOf = (match) => !match.fits ? "fails" : match.unknown.length ? "unknown" : "fits";

function funnel(matches) {
	let left = matches;
	const rows = [["Listed", left.length]];
	for (const [name, requirements] of CHECKS) {
		const before = left.length;
		left = left.filter(({ reasons: list }) => !list.some(({ requirement }) => requirements.includes(requirement)));
		if (left.length !== before || name === "Online") rows.push([name, left.length]);
	}
	return h("section.prices", {}, h("h4", {}, "Providers left after each check"), h("dl", {}, rows.map(([name, n]) => [
		h("dt", {}, name),
		h("dd", {}, bar([{ share: n / matches.length, kind: "ceiling" }], `${name}: ${n}`), h("span.amount", {}, String(n))),
	])));
}

function advice({ message, fitting, would_fit: wouldFit, providers, line, ...place }, on) {
	return h("div.advice", {}, h("p", {}, h("strong", {}, "The change that would help most: "), quoted(message)),
		h("p", {}, `${wouldFit} of ${providers} would fit, instead of ${fitting}. `,
			h("button.plain", { type: "button", click: () => on.go({ line, ...place }) }, `Go to line ${line}`)));
}

export function renderMatch(report, on) {
	if (!report.matches?.length)
		return [empty("No provider to compare", "Either the network rejects the SDL, or the inventory lists no provider.")];
	const order = ["fits", "unknown", "fails"];
	return [...new Set(report.matches.map(({ group }) => group))].map((group) => {
		const matches = report.matches.filter((match) => match.group === group);
		const sorted = order.flatMap((kind) => matches.filter((match) => kindOf(match) === kind));
		const n = matches.filter(({ fits }) => fits).length;
		return h("section.group", {},
			h("h3", {}, h("small", {}, "Placement "), group, h("small", {}, ` ${n} of ${count(matches.length, "provider")} fit`)),
			report.advice.filter((each) => each.group === group).map((each) => advice(each, on)),
			funnel(matches),
			h("div.wide", { tabindex: "0", role: "region", "aria-label": `Providers for ${group}` }, h("table", {},
				h("thead", {}, h("tr", {}, ["Fits", "Provider", "Why"].map((head) => h("th", { scope: "col" }, head)))),
				h("tbody", {}, sorted.map((match) => h("tr", {},
					h("td", {}, mark(kindOf(match))), h("th", { scope: "row" }, match.provider), h("td", {}, match.predicted && h("p", {}, "Akash Console predicts a bid."), match.fits
						? match.unknown.length ? `not in the inventory: ${match.unknown.join(", ").replaceAll("-", " ")}` : "everything fits"
						: reasons(match.reasons))))))));
	});
}

const gpuText = (gpus) => gpus.map(({ units, model, ram, interface: link }) =>
	[`${units} ×`, model ?? "any GPU", ram, link].filter(Boolean).join(" ")).join(", ");

function bidRow(bid) {
	const share = bid.price.of_ceiling;
	const notes = [...bid.notes, bid.notice && `${bid.notice} notice`, ...bid.unknown.map((what) => `unknown: ${what}`)];
	return h("tr", {}, h("td.number", {}, bid.rank === null ? mark("fails") : String(bid.rank)),
		h("th", { scope: "row" },
			bid.name ?? h("span.address", { title: bid.provider }, bid.provider), h("small", {}, gpuText(bid.gpus)),
			bid.name && h("small.address", { title: bid.provider }, bid.provider)),
		h("td.number", {}, usd(bid.price.usd_per_month),
			bid.price.usd_per_hour && h("small", {}, `${usd(bid.price.usd_per_hour)} per hour`)),
		h("td.number", {}, share == null ? "–" : [h("span", {}, `${Math.round(share * 100)}%`),
			bar([{ share, kind: share > 1 ? "over" : "ceiling" }], "")]),
		h("td.notes", {}, bid.reasons.length ? reasons(bid.reasons) : notes.filter(Boolean).join("; ") || "–"));
}

export function renderBids(report) {
	if (!report.bids?.length)
		return [empty("No bids to compare", "Either the network rejects the SDL, or the file lists no bid on this deployment.")];
	const heads = [["#", true], ["Provider and GPUs"], ["Per month", true], ["Of ceiling", true], ["Notes"]];
	const fitting = report.bids.filter(({ fits }) => fits).length;
	return [
		h("h3", {}, `${fitting} of ${count(report.bids.length, "bid")} fit`, report.dseq && h("small", {}, ` deployment ${report.dseq}`)),
		report.is_other_version && h("p.note", {},
			"Every open bid differs from the SDL in the same size: these bids may be for another version of it."),
		report.has_more && h("p.note", {}, "The list of bids goes on, on another page."),
		h("div.wide", { tabindex: "0", role: "region", "aria-label": "Bids" }, h("table", {},
			h("thead", {}, h("tr", {}, heads.map(([head, right]) => h(right ? "th.number" : "th", { scope: "col" }, head)))),
			h("tbody", {}, report.bids.map(bidRow)))),
	];
}
