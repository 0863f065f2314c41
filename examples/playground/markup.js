// SPDX-License-Identifier: Apache-2.0
// In: the language server's Markdown, and the text of "akashlint explain". Out: elements; nothing in either is taken as HTML.
import { h } from "./dom.js";

const unescaped = (text) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

// `code`, **strong**, [text](address) as its text, and backslashes.
function inline(text) {
	return text.split(/(`+[^`]+`+|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).map((part) => {
		if (/^`/.test(part)) return h("code", {}, part.replace(/^`+ ?| ?`+$/g, ""));
		if (/^\*\*.+\*\*$/.test(part)) return h("strong", {}, unescaped(part.slice(2, -2)));
		const link = /^\[(.+)\]\(\S+\)$/.exec(part);
		return unescaped(link ? link[1] : part);
	});
}

export function markup(text) {
	const root = h("div.markup");
	for (const block of text.split(/(```[\s\S]*?(?:```|$))|\n{2,}/).filter((part) => part?.trim() && part !== "---")) {
		const lines = block.trim().split("\n");
		if (lines[0].startsWith("```")) root.append(h("pre", {}, lines.slice(1).join("\n").replace(/\n?```$/, "")));
		else if (lines.every((line) => /^[-*] /.test(line)))
			root.append(h("ul", {}, lines.map((line) => h("li", {}, inline(line.slice(2))))));
		else root.append(h("p", {}, inline(lines.map((line) => line.replace(/^#+ /, "")).join(" "))));
	}
	return root;
}

// "ID: severity, who rejects it", then a summary, then sections: prose is indented by two spaces, code by line numbers.
export function rulePage(text) {
	const [head, ...rest] = text.trimEnd().split("\n"), [id, level = ""] = head.split(": ");
	const root = h("article.rule-page", {}, h("h3", {}, h("code", {}, id)),
		h(`p.level.${/^(error|warning|info)/.exec(level)?.[0] ?? "info"}`, {}, level));
	let lines = [];
	const flush = () => {
		const block = lines.join("\n").replace(/^\n+|\n+$/g, "");
		lines = [];
		if (!block) return;
		if (/^ *\d+ \||^(error|warning|info): /m.test(block)) root.append(h("pre", { tabindex: "0" }, block));
		else for (const paragraph of block.split(/\n{2,}/)) root.append(h("p", {}, paragraph.replace(/\s*\n\s*/g, " ").trim()));
	};
	for (const line of rest) {
		if (/^[A-Z][A-Za-z ,]*$/.test(line)) {
			flush();
			root.append(h("h4", {}, line));
		} else {
			lines.push(line);
		}
	}
	flush();
	return root;
}
