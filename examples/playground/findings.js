// SPDX-License-Identifier: Apache-2.0
// In: the findings of a check. Out: underlines with their fixes for the editor, and the list beside it.
import { count, empty, h, quoted } from "./dom.js";
import { offsetOf } from "./editor.js";

const NAMES = { network: "the network", chain: "the chain", console: "Akash Console" };

export function changesOf(doc, fix) {
	return fix.edits.map((edit) => ({
		from: offsetOf(doc, edit.line, edit.column),
		to: offsetOf(doc, edit.end_line, edit.end_column),
		insert: edit.text,
	}));
}

const labelOf = (fix) => fix.description[0].toUpperCase() + fix.description.slice(1);

// `on` has fix(finding).
export function diagnosticsOf(doc, findings, on) {
	return findings.map((finding) => {
		const from = offsetOf(doc, finding.line, finding.column);
		return {
			from,
			to: Math.max(from, offsetOf(doc, finding.end_line ?? finding.line, finding.end_column ?? finding.column)),
			severity: finding.severity,
			message: finding.message,
			source: finding.rule,
			renderMessage: () => h("div", {}, h("div", {}, quoted(finding.message)),
				finding.help && h("p.help", {}, quoted(finding.help))),
			actions: finding.fix ? [{ name: labelOf(finding.fix), apply: () => on.fix(finding) }] : [],
		};
	});
}

export function summaryOf(findings) {
	const parts = ["error", "warning", "info"].map((severity) => {
		const n = findings.filter((finding) => finding.severity === severity).length;
		return n ? count(n, severity === "info" ? "note" : severity) : "";
	}).filter(Boolean);
	return parts.length ? parts.join(", ") : "No findings";
}

function rejectedBy({ rejected_by: by = [] }) {
	const names = by.map((name) => NAMES[name] ?? name);
	return names.length ? h("span.rejected", {}, `rejected by ${names.join(" and ")}`) : null;
}

// `on` has go(line, column, end_line, end_column), explain(rule) and fix(finding).
function item(finding, on) {
	return h(`li.finding.${finding.severity}`, {},
		h("button.message", { type: "button", click: () => on.go(finding) },
			h("span.visually-hidden", {}, `${finding.severity}: `), h("span", {}, quoted(finding.message))),
		finding.help && h("p.help", {}, quoted(finding.help)),
		(finding.related ?? []).map((place) => h("p.related", {},
			h("button.plain", { type: "button", click: () => on.go(place) }, `Line ${place.line}`), ": ", quoted(place.message))),
		h("div.meta", {},
			h("span.place", {}, finding.line ? `Line ${finding.line}, column ${finding.column}` : finding.file),
			finding.rule && h("button.plain.rule", { type: "button", title: "Explain this rule", click: () => on.explain(finding.rule) },
				finding.rule),
			rejectedBy(finding)),
		finding.fix && h("button.fix", { type: "button", click: () => on.fix(finding) }, labelOf(finding.fix),
			finding.fix.applicability === "unsafe" && h("span.unsafe", { title: "It may change what is deployed" }, "unsafe")));
}

function problem({ file, line, column, message }, on) {
	const at = file && line ? `${file}, line ${line}` : file;
	return h("li.finding.error", {},
		file && line
			? h("button.message", { type: "button", click: () => on.open(file, line, column) }, h("span", {}, quoted(message)))
			: h("p.message", {}, quoted(message)),
		at && h("div.meta", {}, h("span.place", {}, at)));
}

export function renderFindings({ findings, problems, isEmpty, target }, on) {
	const broken = problems.map((fault) => problem(fault, on));
	if (isEmpty)
		return [broken.length > 0 && h("ol.findings", {}, broken), empty("No SDL yet",
			"Paste one into the editor, drop a file on this page, or choose an example from the menu above.",
			"The check runs in this browser. Nothing you type is sent anywhere.")];
	if (findings === null)
		return [h("ol.findings", {}, broken), h("p.note", {}, "Fix this file first: until then the SDL is not checked.")];
	const fixable = findings.filter((finding) => finding.fix), safe = fixable.filter(({ fix }) => fix.applicability === "safe");
	const who = target === "console" ? "The network and Akash Console accept" : "The network accepts";
	return [
		(findings.length > 0 || broken.length > 0) && h("div.toolbar", {}, h("h3", {}, summaryOf(findings)), fixable.length > 0 &&
			h("button.primary", { type: "button", id: "fix-all", click: () => on.fixAll(safe.length === 0) },
				`Fix all (${fixable.length})…`)),
		findings.length || broken.length
			? h("ol.findings", {}, broken, findings.map((finding) => item(finding, on)))
			: empty([h("span.sign", { "aria-hidden": "true" }, "✓"), "Ready to deploy"],
				`${who} this SDL, and there is nothing to warn about.`,
				"The tabs here show what it requests, what it may cost, and who could run it."),
	];
}
