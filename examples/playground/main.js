// SPDX-License-Identifier: Apache-2.0
// In: what the user does. Out: the text checked after each change, and the panel that is open brought up to date.
import menu from "examples:menu";
import { $, announce, empty, h, put, tabs, toast } from "./dom.js";
import { createEditor, offsetOf } from "./editor.js";
import { createEngine, registerServiceWorker } from "./engine.js";
import { DATA, fileFor, FILES, SDL, TOUR } from "./files.js";
import { changesOf, diagnosticsOf, renderFindings, summaryOf } from "./findings.js";
import { createFixes } from "./fixes.js";
import { hashFrom, sound, stateFrom } from "./link.js";
import { renderBids, renderMatch } from "./offers.js";
import { renderResources } from "./resources.js";
import { createRules } from "./rules.js";
import { setUpTheme } from "./look.js";

const LARGEST = 8 << 20, LONGEST_LINK = 16000;
let engine, file = SDL, view = "findings", last, resources, isBusy = false, isStale = false, isLoading = false;
const panel = $("#panel");

const editor = createEditor($("#editor"), {
	change: (name) => changed(name),
	ask: (method, text, position) => engine ? engine.call("ask", { method, text, position }).catch(() => null) : null,
	moved: announce,
	toFixes() {
		const line = editor.view.state.doc.lineAt(editor.view.state.selection.main.head).number;
		const at = last?.findings?.findIndex((finding) => finding.fix && finding.line <= line && line <= finding.end_line) ?? -1;
		if (file !== SDL || at < 0) return false;
		showView("findings");
		panel.querySelectorAll("li.finding")[at + last.problems.length]?.querySelector(".fix").focus();
		return true;
	},
});

const target = () => $("#target input:checked").value;
const texts = () => Object.fromEntries(Object.keys(FILES).map((name) => [name, editor.text(name)]));
const isFilled = (name) => /\S/.test(editor.doc(name).sliceString(0, 10000));
const rules = createRules(panel, () => engine);

const on = {
	go: (place) => open(SDL, place.line, place.column, place.end_line, place.end_column),
	open: (name, ...place) => open(name in FILES ? name : SDL, ...place),
	explain(rule) {
		showView("rules", rule);
	},
	fix(finding) {
		if (editor.doc(SDL) !== last.doc) return;
		if (file !== SDL) showFile(SDL);
		editor.apply(changesOf(last.doc, finding.fix));
		announce(`Fixed: ${finding.message}`);
	},
	fixAll: createFixes({
		text: () => editor.text(SDL),
		request: (unsafe) => engine.call("fix", { files: changes(), target: target(), unsafe }),
		apply(text) {
			showFile(SDL);
			editor.setText(SDL, text);
			editor.view.focus();
		},
	}),
};

function open(name, line, column, endLine = line, endColumn = column) {
	if (name !== file) showFile(name);
	const doc = editor.doc(name);
	editor.select(offsetOf(doc, line, column), offsetOf(doc, endLine, endColumn));
}

// What the worker has not got yet: inventories are large.
const sent = new Map();
function changes() {
	const names = Object.keys(FILES).filter((name) => sent.get(name) !== editor.doc(name));
	for (const name of names) sent.set(name, editor.doc(name));
	return Object.fromEntries(names.map((name) => [name, editor.text(name)]));
}

function changed(name) {
	if (location.hash && !isLoading) history.replaceState(null, "", location.pathname + location.search);
	$(`#files [data-name="${name}"]`)?.classList.toggle("is-filled", isFilled(name));
	check();
}

// One check at a time; what changes meanwhile is checked after it.
async function check() {
	isStale = true;
	if (isBusy || !engine) return;
	isBusy = true;
	while (isStale) {
		isStale = false;
		const doc = editor.doc(SDL);
		try {
			const result = await engine.call("analyse", { files: changes(), target: target(), view });
			if (!isStale) show(result, doc);
		} catch (error) {
			if (!isStale) fail(error);
		}
	}
	isBusy = false;
}

function keep() {
	try {
		sessionStorage.setItem("playground", JSON.stringify({ files: texts(), target: target() }));
	} catch {
		// Storage is full or forbidden: the text is then lost on reload.
	}
}

function fail(error) {
	put(panel, empty("The checker failed", error.message, "Change the text to try again, or reload the page."));
	$("#state").textContent = "Failed";
	last = undefined;
}

function show(result, doc) {
	const isFirst = !performance.getEntriesByName("findings").length;
	last = { ...result, doc, isEmpty: !isFilled(SDL), target: target() };
	if (last.isEmpty) last.findings = [];
	const n = (last.findings?.length ?? 0) + last.problems.length, isBroken = last.findings === null;
	$("#badge").hidden = n === 0;
	$("#badge").textContent = n;
	$("#badge").className = `badge ${worst()}`;
	showDiagnostics();
	showResults();
	const summary = isBroken ? "Not checked" : last.isEmpty ? "Nothing to check" : summaryOf(last.findings);
	$("#state").textContent = `${summary} · ${result.took < 10 ? result.took.toFixed(1) : Math.round(result.took)} ms`;
	announce(summary);
	performance.mark(isFirst ? "findings" : "list");
}

function worst() {
	if (last.problems.length) return "error";
	return ["error", "warning"].find((severity) => last.findings.some((finding) => finding.severity === severity)) ?? "info";
}

function showDiagnostics() {
	if (!last) return;
	const doc = editor.doc(file);
	const faults = [...last.problems, ...last.view?.problems ?? []].filter((fault) => fault.file === file);
	const own = file === SDL && last.findings && doc === last.doc ? diagnosticsOf(doc, last.findings, on) : [];
	editor.setDiagnostics(file, [...own, ...faults.map(({ line, column, message }) => {
		const from = offsetOf(doc, line, column);
		return { from, to: Math.min(from + 1, doc.length), severity: "error", message };
	})]);
}

const views = {
	findings: () => renderFindings(last, on),
	resources() {
		const report = last.view?.report, isCurrent = Boolean(report?.files?.[0]?.groups);
		if (isCurrent) resources = report;
		if (last.isEmpty) return empty("No resources yet", "Write an SDL first.");
		return renderResources(isCurrent ? report : resources, isCurrent);
	},
	match: () => compared("providers.json", "Who could run it?", renderMatch, "Add provider inventories, and this tab shows which " +
		"providers can run the SDL, why the others can't, and the change that would help most."),
	bids: () => compared("bids.json", "Which bid to take?", renderBids,
		"Add the bids on your deployment, and this tab ranks those that fit, and shows why the others don't."),
};

function compared(name, title, render, what) {
	if (!isFilled(name))
		return [empty(title, what, h("div.buttons", {},
			h("button.primary", { type: "button", click: () => fill(name) }, "Use a sample"),
			h("button", { type: "button", click: () => showFile(name, true) }, `Open ${FILES[name].tab}`)))];
	if (!last.view) return [h("p.loading", {}, "Comparing…")];
	const faults = last.view.problems;
	if (faults.length) return renderFindings({ findings: null, problems: faults }, on);
	if (last.findings?.some((finding) => finding.rejected_by?.includes("network")))
		return [empty("Fix the errors first", "The network rejects this SDL, so nobody would bid on it.",
			h("button", { type: "button", click: () => showView("findings") }, "Show findings"))];
	return render(last.view.report ?? {}, on);
}

// The same button keeps the focus, or the panel if it is gone.
function showResults() {
	if (!last || view === "rules") return;
	const buttons = () => [...panel.querySelectorAll("button")], at = buttons().indexOf(document.activeElement);
	const top = panel.scrollTop;
	put(panel, views[view]());
	panel.scrollTop = top;
	if (at >= 0) (buttons()[at] ?? panel).focus({ preventScroll: true });
}

function fill(name) {
	editor.setText(name, FILES[name].sample);
	if (name === file) editor.view.focus();
}

let selectFile, selectView;
function showFile(name, hasFocus = false) {
	selectFile(name);
	if (hasFocus) editor.view.focus();
}

let rule;
function showView(name, wanted) {
	rule = wanted;
	selectView(name);
}

function setUpFiles() {
	const tab = (name) => h("button", { role: "tab", type: "button", "data-name": name, title: name, "aria-controls": "editor",
		"aria-selected": String(name === SDL), tabindex: name === SDL ? "0" : "-1" }, FILES[name].tab);
	$("#files").append(...Object.keys(FILES).map(tab));
	selectFile = tabs($("#files"), (name) => {
		file = name;
		editor.show(name);
		$("#editor").setAttribute("aria-label", FILES[name].tab);
		$("#about").hidden = name === SDL;
		if (name !== SDL) put($("#about"), h("p", {}, h("code", {}, name), " ", FILES[name].about), h("div.buttons", {},
			h("button", { type: "button", click: () => fill(name) }, "Sample"),
			h("button", { type: "button", click: () => $("#open").click() }, "Open file…"),
			h("button", { type: "button", click: () => editor.setText(name, "") }, "Clear")));
		showDiagnostics();
	});
	selectView = tabs($("#views"), (name) => {
		view = name;
		panel.setAttribute("aria-label", name[0].toUpperCase() + name.slice(1));
		panel.scrollTop = 0;
		if (name === "rules" && engine) (rule ? rules.show(rule) : rules.list());
		else if (name === "findings") showResults();
		else check();
		rule = undefined;
	});
}

async function read(files) {
	for (const each of files) {
		if (each.size > LARGEST) toast(`${each.name} is larger than ${LARGEST >> 20} MB`);
		else {
			const name = fileFor(each.name, file);
			editor.setText(name, await each.text());
			showFile(name);
			toast(`Opened ${each.name} as ${FILES[name].tab}`);
		}
	}
}

function setUpDrop() {
	const drop = $("#drop"), hasFiles = (event) => event.dataTransfer?.types.includes("Files");
	addEventListener("dragover", (event) => {
		if (!hasFiles(event)) return;
		event.preventDefault();
		drop.hidden = false;
	}, true);
	addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.hidden = true; }, true);
	addEventListener("drop", (event) => {
		drop.hidden = true;
		if (!hasFiles(event)) return;
		event.preventDefault();
		event.stopPropagation();
		read(event.dataTransfer.files);
	}, true);
	$("#open").addEventListener("change", async ({ target: input }) => {
		await read(input.files);
		input.value = "";
	});
}

function load(state) {
	isLoading = true;
	for (const name of Object.keys(FILES)) editor.setText(name, state.files[name] ?? "");
	for (const input of $("#target").querySelectorAll("input")) input.checked = input.value === (state.target ?? "network");
	resources = undefined;
	isLoading = false;
}

function setUpExamples() {
	const select = $("#examples");
	const choices = [{ title: "Common mistakes", files: { [SDL]: FILES[SDL].sample } },
		{ title: "With providers, prices and bids", files: TOUR },
		...menu.map(({ title, text }) => ({ title, files: { [SDL]: text } }))];
	select.append(...choices.map(({ title }, at) => h("option", { value: String(at) }, title)),
		h("option", { value: "empty" }, "An empty page"));
	select.addEventListener("change", () => {
		const { files = {} } = choices[select.value] ?? {};
		for (const name of Object.keys(select.value === "empty" ? FILES : files)) editor.setText(name, files[name] ?? "");
		select.value = "";
		showFile(SDL);
	});
}

async function share() {
	const state = { files: {}, target: target() };
	for (const [name, text] of Object.entries(texts())) if (text.trim()) state.files[name] = text;
	let hash = await hashFrom(state), left = 0;
	if (hash.length > LONGEST_LINK) {
		for (const name of DATA) left += delete state.files[name];
		hash = await hashFrom(state);
	}
	history.replaceState(null, "", hash);
	const what = left ? "without providers, prices and bids, which are too large for a link" : "with your text";
	try {
		await navigator.clipboard.writeText(location.href);
		toast(`Link copied, ${what}`);
	} catch {
		toast(`The link is in the address bar, ${what}`);
	}
}

async function fromLink() {
	try {
		return await stateFrom(location.hash);
	} catch (error) {
		toast(`This link can't be read: ${error.message}`);
		return null;
	}
}

function kept() {
	try {
		return sound(JSON.parse(sessionStorage.getItem("playground")));
	} catch {
		return null;
	}
}

async function begin() {
	const ready = createEngine({ script: $("#worker").href, program: $("#program").href });
	setUpFiles();
	setUpTheme();
	load((location.hash ? await fromLink() : null) ?? kept() ?? { files: { [SDL]: FILES[SDL].sample } });
	editor.show(SDL);
	setUpExamples();
	setUpDrop();
	addEventListener("pagehide", keep);
	addEventListener("unhandledrejection", ({ reason }) => toast(`This failed: ${reason?.message ?? reason}`));
	addEventListener("hashchange", async () => {
		const state = location.hash ? await fromLink() : null;
		if (state) load(state);
	});
	$("#target").addEventListener("change", check);
	$("#share").addEventListener("click", share);
	$("#keys-open").addEventListener("click", () => $("#keys").showModal());
	try {
		engine = await ready;
	} catch (error) {
		$("#state").textContent = "Failed";
		return put(panel, empty("The checker could not be loaded", error.message, "Reload the page to try again."));
	}
	$("#version").textContent = engine.version;
	await check();
	registerServiceWorker("sw.js");
}

begin();
