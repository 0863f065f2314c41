// SPDX-License-Identifier: Apache-2.0
// In: requests { id, name, params } of engine.js. Out: { id, result } or { id, error }, made by the program in this worker.
import { load } from "../../src/wasm/akashlint.mjs";

const SDL = "deploy.yml";
const DATA = { "policy.json": "--policy", "providers.json": "--providers", "prices.json": "--prices" };
let module, instance, take, answer;

async function start(params = {}) {
	module = params.module ?? module;
	take = undefined;
	instance = await load(module);
	return instance.run(["--version"]).stdout.split("\n")[0];
}

function put(files) {
	for (const [name, text] of Object.entries(files)) {
		if (!text.trim() && name !== SDL) instance.files.delete(name);
		else if (instance.files.text(name) !== text) instance.files.set(name, text);
	}
}

// The options that each command takes of those that the files stand for.
function options(files, target, taken) {
	const args = ["--color=never"];
	for (const [name, option] of Object.entries(DATA))
		if (files[name]?.trim() && taken.includes(option)) args.push(option, name);
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

const CHECK = ["--policy", "--providers", "--prices", "--target"];

function check({ files, target }) {
	const ran = instance.run(["check", "-f", "json", "--fail-on", "never", ...options(files, target, CHECK), SDL]);
	return { findings: json(ran)?.diagnostics ?? null, problems: problems(ran.stderr) };
}

function report(name, files, taken, ...args) {
	const ran = instance.run([name, "-f", "json", ...options(files, null, taken), ...args, SDL]);
	return { report: json(ran), problems: problems(ran.stderr).filter(({ file }) => file !== undefined) };
}

const views = {
	resources: ({ files }) => report("resources", files, ["--prices"]),
	match: ({ files }) => files["providers.json"]?.trim() ? report("match", files, ["--providers", "--prices"]) : null,
	bids: ({ files }) => files["bids.json"]?.trim()
		? report("bids", files, ["--providers", "--prices", "--policy"], "--bids", "bids.json") : null,
};

function analyse(params) {
	const started = performance.now();
	put(params.files);
	const result = check(params);
	result.took = performance.now() - started;
	result.view = views[params.view]?.(params) ?? null;
	return result;
}

// The text after all fixes, how it differs, and what is left to find in it.
function fix(params) {
	put(params.files);
	const args = ["check", params.unsafe ? "--unsafe-fixes" : "--fix", "--stdin-filename", SDL, "--fail-on", "never",
		...options(params.files, params.target, CHECK), "-"];
	const stdin = params.files[SDL], { stdout: diff } = instance.run(["check", "--diff", ...args.slice(1)], { stdin });
	const { stdout: text } = instance.run(args, { stdin });
	instance.files.set(SDL, text);
	const { findings } = check(params);
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
	take({ id: 0, method: "initialize", params: { processId: null, rootUri: "file:///", capabilities: { textDocument: {
		diagnostic: {}, hover: { contentFormat: ["markdown"] }, completion: { completionItem: { documentationFormat: ["markdown"] } },
	} } } });
	take({ method: "initialized", params: {} });
	take({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version, text: "" } } });
}

function ask({ method, text, position }) {
	if (!take) startServer();
	take({ method: "textDocument/didChange", params: { textDocument: { uri, version: ++version }, contentChanges: [{ text }] } });
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
