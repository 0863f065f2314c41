// SPDX-License-Identifier: Apache-2.0
// In: texts, findings, and what the language server answers. Out: the editor, one state for each file.
import {
	cursorCharLeft, cursorCharRight, cursorDocEnd, cursorDocStart, cursorGroupLeft, cursorGroupRight, cursorLineBoundaryBackward,
	cursorLineBoundaryForward, cursorLineDown, cursorLineUp, cursorPageDown, cursorPageUp, history, redo, selectAll,
	selectCharLeft, selectCharRight, selectDocEnd, selectDocStart, selectGroupLeft, selectGroupRight, selectLineBoundaryBackward,
	selectLineBoundaryForward, selectLineDown, selectLineUp, selectPageDown, selectPageUp, undo,
} from "@codemirror/commands";
import { forEachDiagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorSelection, EditorState } from "@codemirror/state";
import {
	drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, hoverTooltip, keymap, lineNumbers,
	placeholder,
} from "@codemirror/view";
import { completion } from "./completion.js";
import { highlight } from "./highlight.js";
import { markup } from "./markup.js";
import { theme } from "./theme.js";

// Lines and columns begin at 1, and columns count code points.
export function offsetOf(doc, line, column) {
	if (line > doc.lines) return doc.length;
	const at = doc.line(Math.max(1, line));
	let offset = 0;
	for (const letter of at.text) {
		if (--column <= 0) break;
		offset += letter.length;
	}
	return Math.min(at.from + offset, at.to);
}

const positionOf = (doc, offset) => {
	const line = doc.lineAt(offset);
	return { line: line.number - 1, character: offset - line.from };
};

// One level deeper after a key without a value, and in an item of a list.
function newLine(view) {
	const { from } = view.state.selection.main, line = view.state.doc.lineAt(from), before = line.text.slice(0, from - line.from);
	const isDeeper = /^\s*-\s+\S.*:\s|:\s*(?:#.*)?$|[{[]\s*$/.test(before);
	view.dispatch(view.state.replaceSelection(`\n${/^\s*/.exec(before)[0]}${isDeeper ? "  " : ""}`),
		{ scrollIntoView: true, userEvent: "input" });
	return true;
}

// Two spaces to the left of each selected line, or away.
function indent(isLess) {
	return ({ state, dispatch }) => {
		const changes = [], { from, to, empty } = state.selection.main, last = state.doc.lineAt(to).number;
		if (empty && !isLess) changes.push({ from, insert: "  " });
		else for (let number = state.doc.lineAt(from).number; number <= last; number++) {
			const line = state.doc.line(number), present = /^ {0,2}/.exec(line.text)[0].length;
			changes.push(isLess ? { from: line.from, to: line.from + present } : { from: line.from, insert: "  " });
		}
		const change = state.changes(changes);
		dispatch(state.update({ changes: change, selection: empty && !isLess ? { anchor: from + 2 } : state.selection.map(change),
			userEvent: "input.indent" }));
		return true;
	};
}

// What is selected, or one step of the cursor by `move`, a method of the view.
function remove(move, isForward) {
	return (view) => {
		view.dispatch(view.state.changeByRange((range) => {
			const { head } = range.empty ? view[move](range, isForward) : range, from = Math.min(range.anchor, head);
			return { changes: { from, to: Math.max(range.anchor, head) }, range: EditorSelection.cursor(from) };
		}), { scrollIntoView: true, userEvent: "delete" });
		return true;
	};
}

const keys = [
	["ArrowLeft", cursorCharLeft, selectCharLeft], ["ArrowRight", cursorCharRight, selectCharRight],
	["ArrowUp", cursorLineUp, selectLineUp], ["ArrowDown", cursorLineDown, selectLineDown],
	["Mod-ArrowLeft", cursorGroupLeft, selectGroupLeft], ["Mod-ArrowRight", cursorGroupRight, selectGroupRight],
	["PageUp", cursorPageUp, selectPageUp], ["PageDown", cursorPageDown, selectPageDown],
	["Home", cursorLineBoundaryBackward, selectLineBoundaryBackward], ["End", cursorLineBoundaryForward, selectLineBoundaryForward],
	["Mod-Home", cursorDocStart, selectDocStart], ["Mod-End", cursorDocEnd, selectDocEnd],
	["Backspace", remove("moveByChar", false), remove("moveByChar", false)], ["Delete", remove("moveByChar", true)],
	["Mod-Backspace", remove("moveByGroup", false)], ["Mod-Delete", remove("moveByGroup", true)],
	["Mod-z", undo, redo], ["Mod-y", redo], ["Mod-a", selectAll], ["Enter", newLine, newLine], ["Tab", indent(false), indent(true)],
].map(([key, run, shift]) => ({ key, run, shift, preventDefault: true }));

function hoverSource(ask) {
	return hoverTooltip(async (view, offset) => {
		const { doc } = view.state;
		let isFinding = false; // which has a tooltip of its own
		forEachDiagnostic(view.state, (_, from, to) => { isFinding ||= from <= offset && offset <= to; });
		if (isFinding) return null;
		const answer = await ask("textDocument/hover", doc.toString(), positionOf(doc, offset));
		if (!answer?.contents || view.state.doc !== doc) return null;
		const place = ({ line, character }) => doc.line(line + 1).from + character;
		return { pos: answer.range ? place(answer.range.start) : offset, end: answer.range && place(answer.range.end), above: true,
			create: () => ({ dom: markup(answer.contents.value ?? String(answer.contents)) }) };
	});
}

// One change that leaves the beginning and the end alone, and the cursor with them.
function difference(doc, text) {
	const before = doc.toString(), most = Math.min(before.length, text.length);
	let start = 0, end = 0;
	while (start < most && before[start] === text[start]) start++;
	while (end < most - start && before.at(-1 - end) === text.at(-1 - end)) end++;
	return { from: start, to: before.length - end, insert: text.slice(start, text.length - end) };
}

// `on` has change(name), ask(method, text, position), moved(message) and toFixes().
export function createEditor(host, on) {
	const root = host.attachShadow({ mode: "open" }), states = new Map();
	let active;

	function jump(command) {
		return (view) => {
			const went = command(view), { from } = view.state.selection.main;
			forEachDiagnostic(view.state, (diagnostic, start, end) => {
				if (start <= from && from <= end) on.moved(diagnostic.message);
			});
			return went;
		};
	}

	function extensions(name) {
		return [
			highlight, theme, lineNumbers(), highlightSpecialChars(), history(), drawSelection(), highlightActiveLine(),
			highlightActiveLineGutter(), lintGutter(),
			keymap.of([
				{ key: "F8", run: jump(nextDiagnostic) }, { key: "Shift-F8", run: jump(previousDiagnostic) },
				{ key: "Mod-.", run: () => on.toFixes() },
				...keys,
			]),
			EditorView.contentAttributes.of({ "aria-label": `Text of ${name}`, "aria-describedby": "escape", tabindex: "0" }),
			EditorView.updateListener.of((update) => { if (update.docChanged) on.change(name); }),
			name === "deploy.yml"
				? [completion(on.ask), hoverSource(on.ask), placeholder("Paste an SDL, drop a file here, or choose an example")]
				: [],
		];
	}

	const create = (name) => EditorState.create({ extensions: extensions(name) });
	const view = new EditorView({ parent: root, root, state: EditorState.create({}) });
	root.prepend(hint());

	return {
		view,
		text: (name) => (name === active ? view.state : states.get(name)).doc.toString(),
		doc: (name) => (name === active ? view.state : states.get(name)).doc,
		// Undo brings the former text back.
		setText(name, text) {
			if (name === active) return view.dispatch({ changes: difference(view.state.doc, text) });
			const state = states.get(name) ?? create(name);
			states.set(name, state.update({ changes: difference(state.doc, text) }).state);
			on.change(name);
		},
		show(name) {
			if (active) states.set(active, view.state);
			active = name;
			view.setState(states.get(name));
		},
		setDiagnostics(name, diagnostics) {
			if (name === active) view.dispatch(setDiagnostics(view.state, diagnostics));
		},
		select(from, to = from) {
			view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
			view.focus();
		},
		apply(changes) {
			view.dispatch({ changes, userEvent: "input.fix" });
		},
	};
}

// Described by an element of the same tree: ids don't reach into a shadow root.
function hint() {
	const element = document.createElement("span");
	element.id = "escape";
	element.hidden = true;
	element.textContent = "Tab indents. Press Escape, then Tab, to leave the editor. F8 goes to the next finding.";
	return element;
}
