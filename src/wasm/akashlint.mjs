// SPDX-License-Identifier: Apache-2.0
// In: akashlint.wasm, and files in memory. Out: akashlint as functions, in browsers, workers and Node.
import { Directory, Fd, File, OpenFile, PreopenDirectory, WASI, wasi as abi } from "@bjorn3/browser_wasi_shim";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const DATA = "/.akashlint-data";
const bytesOf = (content) => (typeof content === "string" ? encoder.encode(content) : new Uint8Array(content));

export class AkashlintError extends Error {
	name = "AkashlintError";
}

// Absolute, without "." and "..".
function resolve(cwd, path) {
	const parts = [];

	for (const part of (path.startsWith("/") ? path : `${cwd}/${path}`).split("/")) {
		if (part === "..") parts.pop();
		else if (part !== "" && part !== ".") parts.push(part);
	}
	return parts;
}

// Files in memory, by path.
class Files {
	#cwd;
	root = new PreopenDirectory("/", new Map());

	constructor(cwd, files) {
		this.#cwd = cwd;
		this.#folder(resolve("/", cwd), true);
		for (const [path, content] of files instanceof Map ? files : Object.entries(files ?? {})) this.set(path, content);
	}

	#folder(parts, create) {
		let folder = this.root.dir;

		for (const part of parts) {
			let next = folder.contents.get(part);

			if (!next && create) folder.contents.set(part, (next = new Directory(new Map())));
			if (!(next instanceof Directory)) return undefined;
			folder = next;
		}
		return folder;
	}

	// A new file each time, with a number of its own: there are no times by which a change could be seen.
	set(path, content) {
		const parts = resolve(this.#cwd, path), name = parts.pop();
		const folder = this.#folder(parts, true);

		if (!name || !folder || folder.contents.get(name) instanceof Directory)
			throw new AkashlintError(`can't write a file at "${path}"`);
		folder.contents.set(name, new File(bytesOf(content)));
	}

	read(path) {
		const parts = resolve(this.#cwd, path), name = parts.pop();
		const file = this.#folder(parts, false)?.contents.get(name);

		return file instanceof File ? file.data : undefined;
	}

	text(path) {
		const bytes = this.read(path);

		return bytes && decoder.decode(bytes);
	}

	has(path) {
		return this.read(path) !== undefined;
	}

	// Of a folder: with everything in it.
	delete(path) {
		const parts = resolve(this.#cwd, path), name = parts.pop();

		return this.#folder(parts, false)?.contents.delete(name) ?? false;
	}

	paths() {
		const list = (folder, prefix) =>
			[...folder.contents].flatMap(([name, entry]) =>
				entry instanceof Directory ? list(entry, `${prefix}/${name}`) : [`${prefix}/${name}`],
			);

		return list(this.root.dir, "").sort();
	}
}

class Output extends Fd {
	parts = [];

	fd_fdstat_get() {
		return { ret: 0, fdstat: new abi.Fdstat(abi.FILETYPE_REGULAR_FILE, 0) };
	}

	fd_write(bytes) {
		this.parts.push(bytes);
		return { ret: 0, nwritten: bytes.byteLength };
	}

	text() {
		const all = new Uint8Array(this.parts.reduce((n, part) => n + part.length, 0));
		let at = 0;

		for (const part of this.parts) {
			all.set(part, at);
			at += part.length;
		}
		return decoder.decode(all);
	}
}

// What the program sees of the world: a folder for "/", the standard files, and a folder for the data of options.
export class System {
	#data = new Files("/");
	#wasi;

	constructor({ cwd, root, files, env = [], standard, copyMetadata = () => 0, isForeign = () => false }) {
		Object.assign(this, { cwd, files, standard, copyMetadata, isForeign });
		this.#data.root.prestat_name = DATA;
		this.#wasi = new WASI([], env, [undefined, undefined, undefined, root, this.#data.root], { debug: false });
		this.imports = { wasi_snapshot_preview1: this.#wasi.wasiImport };
	}

	initialize(instance) {
		this.#wasi.initialize(instance);
	}

	use(stdin, call) {
		const { fds } = this.#wasi, captured = [new OpenFile(new File(bytesOf(stdin))), new Output(), new Output()];

		fds.splice(0, 3, ...(this.standard ?? captured));
		try {
			return { status: call(), stdout: captured[1].text(), stderr: captured[2].text() };
		} finally {
			fds.length = 5; // the shim never uses a number again by itself
		}
	}

	place(name, content) {
		this.#data.set(name, content);
		return `${DATA}/${name}`;
	}
}

function memory({ files: given, cwd = "/" }) {
	const files = new Files(cwd, given);

	return new System({ cwd, files, root: files.root });
}

export async function compile(source) {
	const given = await source;

	if (given instanceof WebAssembly.Module) return given;
	if (typeof Response !== "undefined" && given instanceof Response)
		return WebAssembly.compile(await given.arrayBuffer());
	return WebAssembly.compile(given);
}

// What lsp_take and lsp_idle say instead of a delay: src/wasm/entry.c.
const ENDED = -2, NO_MEMORY = -3;

const failure = (stderr) => new AkashlintError(stderr.replace(/^akashlint: /gm, "").trim() || "akashlint failed");

// The names of command-line options as they are written in JavaScript.
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

// An array of objects is one document, such as a list of bids; any other array repeats the option.
const isData = (value) => Array.isArray(value) && value.some((each) => each?.constructor === Object);

export class Akashlint {
	#exports;
	#system;
	#fault;
	#server;

	constructor(module, system) {
		this.module = module;
		this.#system = system;
		const instance = new WebAssembly.Instance(module, {
			...system.imports,
			akashlint: {
				send: (at, n) => this.#server?.receive(this.#text(at, n)),
				copy_metadata: (from, nFrom, to, nTo, isStrict) =>
					system.copyMetadata(this.#text(from, nFrom), this.#text(to, nTo), isStrict !== 0),
				is_foreign: (at, n) => Number(system.isForeign(this.#text(at, n))),
			},
		});

		system.initialize(instance);
		this.#exports = instance.exports;
		this.#withArgs([system.cwd], (n, list) => {
			const at = new DataView(this.#exports.memory.buffer).getUint32(list, true);

			if (this.#call("cd", at) !== 0) throw new AkashlintError(`can't enter the folder "${system.cwd}"`);
		});
	}

	get hasFailed() {
		return this.#fault !== undefined;
	}

	get files() {
		return this.#system.files;
	}

	// Pointers come as signed numbers.
	#text(at, n) {
		return decoder.decode(new Uint8Array(this.#exports.memory.buffer, at >>> 0, n >>> 0));
	}

	#call(name, ...args) {
		if (this.#fault)
			throw new AkashlintError("this instance has failed: load its module again", { cause: this.#fault });
		try {
			return this.#exports[name](...args);
		} catch (cause) {
			this.#fault = cause;
			throw new AkashlintError(`akashlint ran out of memory or failed: ${cause.message ?? cause}`, { cause });
		}
	}

	#place(bytes, ending) {
		const at = this.#call("alloc", bytes.length + ending) >>> 0;

		if (!at) throw new AkashlintError("out of memory");
		const memory = new Uint8Array(this.#exports.memory.buffer, at, bytes.length + ending);

		memory.set(bytes);
		memory.fill(0, bytes.length);
		return at;
	}

	#placeArgs(args) {
		const at = args.map((arg) => this.#place(encoder.encode(arg), 1));

		at.push(this.#place(new Uint8Array(new Uint32Array([...at, 0]).buffer), 0));
		return at;
	}

	#withArgs(args, call) {
		const at = this.#placeArgs(args);
		const result = call(args.length, at.at(-1));

		for (const each of at) this.#call("release", each);
		return result;
	}

	run(args, { stdin = "" } = {}) {
		return this.#system.use(stdin, () =>
			this.#withArgs(["akashlint", ...args], (n, list) => this.#call("run", n, list)),
		);
	}

	#options({ path, args: given = [], ...options }) {
		const args = path === undefined ? [...given] : [...given, `--stdin-filename=${path}`];

		for (const [name, value] of Object.entries(options)) {
			const values = isData(value) ? [value] : [value].flat();

			values.forEach((each, i) => {
				if (each === undefined || each === null || each === false) return;
				if (each === true) return args.push(`--${dashed(name)}`);
				if (typeof each !== "object") return args.push(`--${dashed(name)}=${each}`);
				const content = each instanceof Uint8Array ? each : JSON.stringify(each);

				args.push(`--${dashed(name)}=${this.#system.place(`${name}${i || ""}.json`, content)}`);
			});
		}
		return args;
	}

	#ask(command, text, options) {
		const result = this.run([...command, "--format=json", ...this.#options(options), "-"], { stdin: text });

		if (result.status > 1) throw failure(result.stderr);
		return result;
	}

	check(text, options = {}) {
		return JSON.parse(this.#ask(["check"], text, options).stdout);
	}

	fix(text, options = {}) {
		const { stdout, stderr } = this.#ask(["check", "--fix"], text, options);

		return { text: stdout, report: JSON.parse(stderr) };
	}

	resources(text, options = {}) {
		return JSON.parse(this.#ask(["resources"], text, options).stdout);
	}

	match(text, options) {
		return JSON.parse(this.#ask(["match"], text, options).stdout);
	}

	bids(text, options) {
		return JSON.parse(this.#ask(["bids"], text, options).stdout);
	}

	explain(rule) {
		const { status, stdout, stderr } = this.run(["explain", rule]);

		if (status) throw failure(stderr);
		return stdout;
	}

	// One at a time: a new server replaces the one before.
	server({ send, ...options }) {
		this.#server?.stop();
		const args = this.#placeArgs(["akashlint", "lsp", ...this.#options(options)]);
		const start = () => this.#call("lsp_start", args.length - 1, args.at(-1));
		const { status, stderr } = this.#system.use("", start);

		if (status) throw failure(stderr);
		this.#server = new Server(send, {
			take: (bytes) => {
				const at = this.#place(bytes, 0);
				const delay = this.#serve("lsp_take", at, bytes.length);

				this.#call("release", at);
				return delay;
			},
			idle: () => this.#serve("lsp_idle"),
			stop: () => {
				this.#server = undefined;
				const status = this.#call("lsp_stop");

				for (const each of args) this.#call("release", each);
				return status;
			},
		});
		return this.#server;
	}

	#serve(name, ...args) {
		let delay;
		const { stderr } = this.#system.use("", () => (delay = this.#call(name, ...args)) && 0);

		if (delay === NO_MEMORY) throw failure(stderr || "out of memory");
		return delay;
	}
}

// The language server: it checks a document some time after a change, unless another message comes before.
class Server {
	#calls;
	#timer;
	isEnded = false;

	constructor(send, calls) {
		this.receive = send;
		this.#calls = calls;
	}

	#after(delay) {
		if (delay === ENDED) this.isEnded = true;
		if (delay >= 0) this.#timer = setTimeout(() => this.idle(), delay);
	}

	take(message) {
		clearTimeout(this.#timer);
		this.#after(this.#calls.take(encoder.encode(typeof message === "string" ? message : JSON.stringify(message))));
	}

	idle() {
		clearTimeout(this.#timer);
		this.#after(this.#calls.idle());
	}

	stop() {
		clearTimeout(this.#timer);
		this.isEnded = true;
		return this.#calls.stop();
	}
}

export async function load(source, options = {}) {
	return new Akashlint(await compile(source), memory(options));
}

// Functions of one instance, which is made when it is needed and again after it failed; servers have one each.
export function asFunctions(create) {
	let made;
	const instance = async () => {
		made ??= create();
		if ((await made).hasFailed) made = create();
		return made;
	};
	const names = ["check", "fix", "resources", "match", "bids", "explain", "run"];

	return {
		...Object.fromEntries(names.map((name) => [name, async (...args) => (await instance())[name](...args)])),
		server: async (options) => (await create()).server(options),
	};
}
