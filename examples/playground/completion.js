// SPDX-License-Identifier: Apache-2.0
// In: what the language server completes at the cursor. Out: a list to choose from, by keyboard or mouse.
import { Prec, StateEffect, StateField } from "@codemirror/state";
import { EditorView, keymap, showTooltip } from "@codemirror/view";
import { h } from "./dom.js";
import { markup } from "./markup.js";

const MOST = 100;
const set = StateEffect.define();

const field = StateField.define({
	create: () => null,
	update(value, transaction) {
		for (const effect of transaction.effects) if (effect.is(set)) return effect.value;
		// While typing goes on, the list stays until the server has answered.
		return transaction.docChanged && !transaction.isUserEvent("input.type") ? null
			: transaction.selection && !transaction.docChanged ? null : value;
	},
	provide: (self) => [
		showTooltip.from(self, (value) => value && { pos: value.from, create: (view) => ({ dom: list(view, value) }) }),
		EditorView.contentAttributes.from(self, (value) => ({ "aria-autocomplete": "list", "aria-haspopup": "listbox",
			...value && { "aria-controls": "completions", "aria-activedescendant": `completion-${value.chosen}` } })),
	],
});

function accept(view, at) {
	const value = view.state.field(field);
	if (!value) return false;
	const { from, to, text } = value.items[at ?? value.chosen];
	view.dispatch({ changes: { from, to: Math.max(to, view.state.selection.main.head), insert: text },
		selection: { anchor: from + text.length }, effects: set.of(null), userEvent: "input.complete" });
	return true;
}

function list(view, { items, chosen }) {
	const { info } = items[chosen];
	const options = items.map(({ label, detail }, at) => h("li", {
		role: "option", id: `completion-${at}`, "aria-selected": String(at === chosen),
		mousedown: (event) => { event.preventDefault(); accept(view, at); },
	}, h("span", {}, label), detail && h("small", {}, detail)));
	const element = h("div.completions", {},
		h("ul", { role: "listbox", id: "completions", "aria-label": "Completions" }, options), info && markup(info));
	requestAnimationFrame(() => options[chosen].scrollIntoView({ block: "nearest" }));
	return element;
}

const move = (by) => (view) => {
	const value = view.state.field(field);
	if (!value) return false;
	view.dispatch({ effects: set.of({ ...value, chosen: (value.chosen + by + value.items.length) % value.items.length }) });
	return true;
};

function close(view) {
	if (!view.state.field(field)) return false;
	view.dispatch({ effects: set.of(null) });
	return true;
}

// `ask` answers with the items of the protocol, or null.
export function completion(ask) {
	async function request(view) {
		const { doc, selection: { main: { head } } } = view.state, line = doc.lineAt(head);
		const word = /[\w./-]*$/.exec(line.text.slice(0, head - line.from))[0];
		const position = { line: line.number - 1, character: head - line.from };
		const answer = await ask("textDocument/completion", doc.toString(), position);
		if (view.state.doc !== doc) return;
		const items = (answer?.items ?? answer ?? [])
			.filter(({ label }) => label.toLowerCase().startsWith(word.toLowerCase())).slice(0, MOST).map(({ label, detail, textEdit, insertText, documentation }) => ({
				label, detail, info: documentation?.value ?? documentation, text: textEdit?.newText ?? insertText ?? label,
				from: textEdit ? line.from + textEdit.range.start.character : head - word.length,
				to: textEdit ? line.from + textEdit.range.end.character : head,
			}));
		const isDone = !items.length || (items.length === 1 && items[0].label === word);
		view.dispatch({ effects: set.of(isDone ? null : { items, chosen: 0, from: head - word.length }) });
	}

	const isWord = ({ state, state: { selection: { main: { head } } } }) =>
		/[\w./-]$|[:-] $/.test(state.sliceDoc(Math.max(0, head - 2), head));
	return [field,
		EditorView.updateListener.of(({ view, docChanged, transactions }) => {
			if (!docChanged || !transactions.some((transaction) => transaction.isUserEvent("input.type"))) return;
			if (isWord(view)) request(view);
			else setTimeout(() => close(view));
		}),
		Prec.highest(keymap.of([
			{ key: "Ctrl-Space", run: (view) => { request(view); return true; } },
			{ key: "ArrowDown", run: move(1) }, { key: "ArrowUp", run: move(-1) },
			{ key: "Enter", run: (view) => accept(view) }, { key: "Tab", run: (view) => accept(view) }, { key: "Escape", run: close },
		]))];
}
