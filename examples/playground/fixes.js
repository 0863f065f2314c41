// SPDX-License-Identifier: Apache-2.0
// In: an SDL. Out: what "fix all" would change, shown as a difference, and applied if the user says so.
import { $, h, put } from "./dom.js";
import { summaryOf } from "./findings.js";

// A line that replaces another: what differs between the two is marked.
function marked(text, other) {
	if (other === undefined) return text;
	const most = Math.min(text.length, other.length);
	let start = 0, end = 0;
	while (start < most && text[start] === other[start]) start++;
	while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end++;
	const middle = text.slice(start, text.length - end);
	return [text.slice(0, start), middle && h("mark", {}, middle), text.slice(text.length - end)];
}

// "@@ -5,7 +5,7 @@", then lines that begin with " ", "-" or "+".
function hunk(block) {
	const [head, ...lines] = block.split("\n").filter((line) => line && !line.startsWith("\\"));
	let [, before, after] = /^-(\d+)\S* \+(\d+)/.exec(head).map(Number);
	const removed = lines.filter((line) => line[0] === "-"), added = lines.filter((line) => line[0] === "+");
	const isPaired = removed.length === added.length;
	let nRemoved = 0, nAdded = 0;
	return h("tbody", {}, lines.map((line) => {
		const text = line.slice(1);
		if (line[0] === "-") return h("tr.removed", {}, h("td", {}, String(before++)), h("td", {}), h("td", {}, "−"),
			h("td", {}, h("del", {}, marked(text, isPaired ? added[nRemoved++].slice(1) : undefined))));
		if (line[0] === "+") return h("tr.added", {}, h("td", {}), h("td", {}, String(after++)), h("td", {}, "+"),
			h("td", {}, h("ins", {}, marked(text, isPaired ? removed[nAdded++].slice(1) : undefined))));
		return h("tr", {}, h("td", {}, String(before++)), h("td", {}, String(after++)), h("td", {}), h("td", {}, text));
	}));
}

// `on` has request(unsafe) and apply(text).
export function createFixes(on) {
	const dialog = $("#fixes"), unsafe = $("#unsafe"), apply = $("#apply");
	let result;

	async function update() {
		result = await on.request(unsafe.checked);
		const hunks = result.diff.split(/^@@ /m).slice(1);
		put($("#difference"), hunks.length
			? h("table", {}, h("caption.visually-hidden", {}, "Changes"), hunks.map(hunk))
			: h("p.note", {}, unsafe.checked ? "There is nothing to fix." : "No fix is certain. Include unsafe fixes to see more."));
		apply.disabled = !hunks.length;
		$("#fixes-summary").textContent =
			result.left?.length ? `Left to fix by hand: ${summaryOf(result.left)}` : "Nothing is left to fix";
	}

	unsafe.addEventListener("change", update);
	apply.addEventListener("click", () => {
		dialog.close();
		on.apply(result.text);
	});
	return async (withUnsafe) => {
		unsafe.checked = withUnsafe;
		await update();
		dialog.showModal();
	};
}
