// SPDX-License-Identifier: Apache-2.0
// In: requests { id, name, params } of engine.js. Out: { id, result } or { id, error }, made by the program in this worker.
import { load } from "../../src/wasm/akashlint.mjs";

const SDL = "deploy.yml";
const DATA = { "policy.json": "--policy", "providers.json": "--providers", "prices.json": "--prices" };
const texts = {}; // of all files, as the page last sent them
let module, instance, take, answer;

async function start(params = {}) {
	module = params.module ?? module;
	take = undefined;
	instance = await load(module);
	put(texts);
	return instance.run(["--version"]).stdout.split("\n")[0];
}

const has = (name) => instance.files.has(name);

function put(files) {
	Object.assign(texts, files);
	for (const [name, text] of Object.entries(files)) {
		if (/\S/.test(text) || name === SDL) instance.files.set(name, text);
		else instance.files.delete(name);
	}
}

// Of those options that a command takes: the files that are there, and the target.
function options(taken, target) {
	const args = ["--color=never"];
	for (const [name, option] of Object.entries(DATA)) if (has(name) && taken.includes(option)) args.push(option, name);
	if (taken.includes("--timeout")) args.push("--timeout", "10");
	if (target === "console" && taken.includes("--target")) args.push("--target", "console");
	return args;
}

// "akashlint: FILE:LINE:COLUMN: message" of files that can't be read; other lines as they are.
function problems(stderr) {
	return stderr.split("\n").filter(Boolean).map((line) => {
		const at = /^akashlint: ([^:]+):(\d+):(\d+): (.*)$/.exec(line);
		return at ? { file: at[1], line: +at[2], column: +at[3], message: at[4] }
			: { message: line.replace(/^akashlint: /, "") };
	});
}

function json({ stdout }) {
	try {
		return JSON.parse(stdout);
	} catch {
		return null;
	}
}

const CHECK = ["--policy", "--providers", "--prices", "--timeout", "--target"];

function check(target) {
	const ran = instance.run(["check", "-f", "json", "--fail-on", "never", ...options(CHECK, target), SDL]);
	return { findings: json(ran)?.diagnostics ?? null, problems: problems(ran.stderr) };
}

function report(name, taken, ...args) {
	const ran = instance.run([name, "-f", "json", ...options(taken), ...args, SDL]);
	return { report: json(ran), problems: problems(ran.stderr).filter(({ file }) => file !== undefined) };
}

const views = {
	resources: () => report("resources", ["--prices", "--timeout"]),
	match: () => has("providers.json") ? report("match", ["--providers", "--prices", "--timeout"]) : null,
	bids: () => has("bids.json") ? report("bids", ["--providers", "--prices", "--policy"], "--bids", "bids.json") : null,
};

function analyse({ files, target, view }) {
	const started = performance.now();
	put(files);
	const result = check(target);
	return { ...result, took: performance.now() - started, view: views[view]?.() ?? null };
}

// The text after all fixes, how it differs, and what is left to find in it.
function fix({ files, target, unsafe }) {
	put(files);
	const stdin = texts[SDL];
	const args = [unsafe ? "--unsafe-fixes" : "--fix", "--stdin-filename", SDL, "--fail-on", "never", ...options(CHECK, target), "-"];
	const { stdout: diff } = instance.run(["check", "--diff", ...args], { stdin });
	const { stdout: text } = instance.run(["check", ...args], { stdin });
	instance.files.set(SDL, text);
	const { findings } = check(target);
	instance.files.set(SDL, stdin);
	return { text, diff, left: findings };
}

// One document in the language server, brought up to date before each request.
const uri = `file:///${SDL}`;
let version = 0;

function startServer() {
	const server = instance.server({ send(message) {
		const { id, method, result } = JSON.parse(message);
		if (id !== undefined && method === undefined) answer = result;
	} });
	take = (message) => server.take({ jsonrpc: "2.0", ...message });
	const textDocument = { diagnostic: {}, hover: { contentFormat: ["markdown"] },
		completion: { completionItem: { documentationFormat: ["markdown"] } } };
	take({ id: 0, method: "initialize", params: { processId: null, rootUri: "file:///", capabilities: { textDocument } } });
	take({ method: "initialized", params: {} });
	take({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version, text: "" } } });
}

function ask({ method, text, position }) {
	if (!take) startServer();
	const textDocument = { uri, version: ++version };
	take({ method: "textDocument/didChange", params: { textDocument, contentChanges: [{ text }] } });
	answer = null;
	take({ id: version, method, params: { textDocument: { uri }, position } });
	return answer;
}

const requests = {
	start,
	analyse,
	fix,
	ask,
	rules: () => json(instance.run(["rules", "-f", "json"])),
	explain: ({ rule }) => instance.run(["explain", "--color=never", rule]).stdout,
};

self.onmessage = async ({ data: { id, name, params } }) => {
	try {
		self.postMessage({ id, result: await requests[name](params) });
	} catch (error) {
		// An instance that has trapped is not used again.
		if (name !== "start") await start().catch(() => {});
		self.postMessage({ id, error: String(error?.message ?? error) });
	}
};
