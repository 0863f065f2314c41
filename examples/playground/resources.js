// SPDX-License-Identifier: Apache-2.0
// In: what "akashlint resources" reports. Out: tables and bars of resources, GPUs and prices.
import { bar, count, empty, h } from "./dom.js";

const PARTS = { cpu: "CPU", memory: "Memory", storage: "Storage", gpu: "GPUs", network: "Ports and addresses" };

export function usd(text, digits) {
	if (text == null) return "–";
	const amount = Number(text);
	const places = digits ?? (amount !== 0 && amount < 0.1 ? 5 : 2);
	return `$${amount.toLocaleString("en-US", { minimumFractionDigits: Math.min(2, places), maximumFractionDigits: places })}`;
}

export function bytes(amount) {
	const units = ["B", "Ki", "Mi", "Gi", "Ti", "Pi"];
	let at = 0;
	for (; amount >= 1024 && at < units.length - 1; at++) amount /= 1024;
	return `${Number(amount.toFixed(2))}${units[at]}`;
}

const sum = (list, of) => list.reduce((total, each) => total + of(each), 0);
const cores = (milli) => Number((milli / 1000).toFixed(3)).toLocaleString("en-US");

// The names of services are those of the prices, which come in the same order.
function rowsOf(group, ceiling) {
	return group.resources.map(({ resource, count: replicas, price }, at) => ({
		service: ceiling?.services[at]?.service ?? `#${resource.id}`,
		replicas,
		gpu: Number(resource.gpu?.units.val ?? 0),
		cpu: Number(resource.cpu.units.val),
		memory: Number(resource.memory.size.val),
		storage: sum(resource.storage, (volume) => Number(volume.size.val)),
		volumes: resource.storage,
		price: `${Number(price.amount).toLocaleString("en-US")} ${price.denom}`,
		usd: ceiling?.services[at]?.usd_per_month,
	}));
}

function amount(row, rows, field, text) {
	const most = Math.max(...rows.map((each) => each[field] * each.replicas));
	return h("td.number", {}, h("span", {}, text), most > 0 && bar([{ share: row[field] * row.replicas / most, kind: field }], ""));
}

function volumeText({ name, size, attributes = [] }) {
	const value = (key) => attributes.find((attribute) => attribute.key === key)?.value;
	return [name, bytes(Number(size.val)), value("persistent") === "true" && "persistent", value("class")].filter(Boolean).join(" ");
}

function table(rows) {
	const heads = ["Service", "Replicas", "GPUs", "CPU", "Memory", "Storage", "At most per month"];
	return h("div.wide", { tabindex: "0", role: "region", "aria-label": "Resources of each service" }, h("table", {},
		h("caption", {}, "Resources are those of one replica; bars and prices count all replicas"),
		h("thead", {}, h("tr", {}, heads.map((head, at) => h(at ? "th.number" : "th", { scope: "col" }, head)))),
		h("tbody", {}, rows.map((row) => h("tr", {},
			h("th", { scope: "row" }, row.service, h("small", {}, row.volumes.map(volumeText).join(", "))),
			h("td.number", {}, String(row.replicas)),
			amount(row, rows, "gpu", row.gpu || "–"),
			amount(row, rows, "cpu", cores(row.cpu)),
			amount(row, rows, "memory", bytes(row.memory)),
			amount(row, rows, "storage", bytes(row.storage)),
			h("td.number", {}, usd(row.usd), h("small", {}, `${row.price} a block`))))),
		h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "All replicas"),
			h("td.number", {}, String(sum(rows, (row) => row.replicas))),
			h("td.number", {}, sum(rows, (row) => row.gpu * row.replicas) || "–"),
			h("td.number", {}, cores(sum(rows, (row) => row.cpu * row.replicas))),
			h("td.number", {}, bytes(sum(rows, (row) => row.memory * row.replicas))),
			h("td.number", {}, bytes(sum(rows, (row) => row.storage * row.replicas))),
			h("td.number", {}, rows.some((row) => row.usd == null) ? "–" : usd(sum(rows, (row) => Number(row.usd))))))));
}

function priceRow(label, text, parts, note) {
	return [h("dt", {}, label), h("dd", {}, bar(parts, `${label}: ${text}`), h("span.amount", {}, text), note && h("small", {}, note))];
}

function prices(ceiling) {
	const month = (perHour) => Number(perHour) * Number(ceiling.usd_per_month) / Number(ceiling.usd_per_hour);
	const most = Number(ceiling.usd_per_month);
	if (!most) return null;
	const bid = ceiling.default_bid, offers = ceiling.offers;
	const full = Math.max(most, Number(bid?.usd_per_month ?? 0), offers ? month(offers.median_usd_per_hour) : 0);
	const parts = bid ? Object.entries(bid.parts_usd_per_month).filter(([, part]) => Number(part) > 0) : [];
	return h("section.prices", {}, h("h4", {}, "Price per month"), h("dl", {},
		priceRow("Your ceiling", usd(most), [{ share: most / full, kind: "ceiling" }], `${usd(ceiling.usd_per_hour)} per hour`),
		bid && priceRow("Default provider bid", usd(bid.usd_per_month),
			parts.map(([kind, part]) => ({ share: Number(part) / full, kind })),
			`the ceiling is ${Number(bid.ceiling_times).toFixed(1)} times that`),
		offers && priceRow("Median offer", usd(month(offers.median_usd_per_hour)),
			[{ share: month(offers.median_usd_per_hour) / full, kind: "offer" }],
			`the cheapest is ${usd(month(offers.least_usd_per_hour))}`)),
	parts.length > 0 && h("ul.legend", {}, parts.map(([kind, part]) =>
		h("li", {}, h(`span.swatch.${kind}`), `${PARTS[kind] ?? kind} ${usd(part)}`))));
}

function cards(gpus) {
	if (!gpus.length) return null;
	return h("section", {}, h("h4", {}, "GPUs you can get"), gpus.map(({ service, units, cards: models, requests,
		least_memory: least, most_memory: most }) => h("div.gpus", {},
		h("p", {}, h("strong", {}, service), ` requests ${count(units, "GPU")}${least
			? `, with ${least === most ? least : `${least} to ${most}`} of memory each` : ""}`),
		h("ul.chips", {}, models?.length
			? models.slice(0, 24).map(({ model, variants }) => h("li", {}, h("code", {}, model),
				h("small", {}, [...new Set(variants.map(({ memory }) => memory))].join(", "))))
			: requests.map((request) => h("li", {}, h("code", {}, request)))),
		models?.length > 24 && h("p.note", {}, `and ${models.length - 24} more`))));
}

export function renderResources(report, isCurrent) {
	const file = report?.files?.[0];
	if (!file?.groups)
		return [empty("No resources yet", "They are shown once the network accepts the SDL: fix the errors under Findings first.")];
	const shown = file.groups.map((group) => {
		const ceiling = file.ceiling?.groups.find((each) => each.group === group.name);
		const rows = rowsOf(group, ceiling);
		return h("section.group", {}, h("h3", {}, h("small", {}, "Placement "), group.name),
			ceiling && prices(ceiling), table(rows), cards((file.gpus ?? []).filter((each) => each.group === group.name)));
	});
	const stale = !isCurrent && h("p.note.stale", {},
		"The network rejects the text as it is now. These are the resources of the last text that it accepts.");
	return [stale, shown];
}
