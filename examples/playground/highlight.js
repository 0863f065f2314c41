// SPDX-License-Identifier: Apache-2.0
// In: the lines of YAML or JSON that are in view. Out: their colours. A parser would weigh more than all other code of the page.
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin } from "@codemirror/view";

const KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^\s#"'{}[\],&*!|>%@`?-]|-(?=\S))[^:#{}[\],]*)(?=\s*:(?:\s|$))/;
const TEXT = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^\s,[\]{}:]|:(?=\S))+|.)/;
const KINDS = [
	["comment", /^#.*/, true],
	["key", KEY, true],
	["number", /^(?:true|false|null|~|[-+]?\d[\d_]*(?:\.\d+)?)(?=\s*(?:[,\]}]|#.*|$))/, true],
	["number", /^(?:[&*!][^\s,{}[\]]*|[|>][-+\d]*(?=\s*(?:#.*)?$))/, true],
	["punctuation", /^(?:[-?:](?=\s|$)|[{}[\],])/, false],
];
const marks = Object.fromEntries(KINDS.map(([kind]) => [kind, Decoration.mark({ class: `tok-${kind}` })]));
const BLOCK = /[|>][-+\d]*\s*(?:#.*)?$/, LONGEST_LINE = 2000, MOST_LINES = 5000;

function colourLine({ text, from }, builder) {
	for (let at = text.search(/\S|$/); at < Math.min(text.length, LONGEST_LINE);) {
		const rest = text.slice(at, LONGEST_LINE), isFirst = at === 0 || /[\s[{,]/.test(text[at - 1]);
		let length = 0;
		for (const [kind, pattern, needsSpace] of KINDS) {
			length = needsSpace && !isFirst ? 0 : pattern.exec(rest)?.[0].length ?? 0;
			if (!length) continue;
			builder.add(from + at, from + at + length, marks[kind]);
			break;
		}
		at += length || TEXT.exec(rest)[0].length;
		at += /^\s*/.exec(text.slice(at, LONGEST_LINE))[0].length;
	}
}

// A block of text goes on as long as its lines are indented deeper than the one that begins it.
function colours({ state: { doc }, viewport }) {
	const builder = new RangeSetBuilder(), first = doc.lineAt(viewport.from).number, last = doc.lineAt(viewport.to).number;
	let block = -1;
	for (let number = last > MOST_LINES ? first : 1; number <= last; number++) {
		const line = doc.line(number), own = line.text.search(/\S/);
		if (own < 0 || (block >= 0 && own > block)) continue;
		block = BLOCK.test(line.text) && !/^\s*#/.test(line.text) ? own : -1;
		if (number >= first) colourLine(line, builder);
	}
	return builder.finish();
}

export const highlight = ViewPlugin.fromClass(class {
	constructor(view) {
		this.decorations = colours(view);
	}

	update(update) {
		if (update.docChanged || update.viewportChanged) this.decorations = colours(update.view);
	}
}, { decorations: (plugin) => plugin.decorations });
