// SPDX-License-Identifier: Apache-2.0
// In: akashlint.wasm, and the real files. Out: akashlint as functions, as a command and as a language server, in Node.
import { readFile } from "node:fs/promises";
import path from "node:path";

import { Akashlint, System, asFunctions, compile } from "./akashlint.mjs";
import { HostFile, HostRoot, copyMetadata, isForeign, pathInside } from "./host.mjs";

export { AkashlintError } from "./akashlint.mjs";

const program = () => readFile(new URL("akashlint.wasm", import.meta.url));
let compiled;

export async function load(source, { cwd = process.cwd(), env = {}, standard } = {}) {
	const module = await (source === undefined ? (compiled ??= compile(program())) : compile(source));

	return new Akashlint(module, new System({
		cwd: pathInside(cwd),
		root: new HostRoot(),
		env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
		standard,
		copyMetadata,
		isForeign: (file) => isForeign(path.resolve(cwd, file)),
	}));
}

export const { check, fix, resources, match, bids, explain, run, server } = asFunctions(load);

// As the command does it: the exit status.
async function command(args) {
	const { env, stdout } = process;
	const columns = stdout.isTTY && !env.COLUMNS ? { COLUMNS: String(stdout.columns) } : {};
	const standard = [0, 1, 2].map((fd) => new HostFile(fd));

	return (await load(undefined, { env: { ...env, ...columns }, standard })).run(args).status;
}

// The limits of src/lsp/stream.h.
const MAX_HEADER_BYTES = 8 * 1024, MAX_MESSAGE_BYTES = 160 * 1024 * 1024;

// Messages with their headers, from any number of pieces.
async function* messages(input) {
	let bytes = Buffer.alloc(0);

	for await (const piece of input) {
		bytes = Buffer.concat([bytes, piece]);
		for (;;) {
			const end = bytes.indexOf("\r\n\r\n");
			const [, length] = /^content-length: *(\d+) *$/im.exec(bytes.toString("latin1", 0, Math.max(end, 0))) ?? [];

			if (end < 0 && bytes.length <= MAX_HEADER_BYTES) break;
			if (length === undefined || Number(length) > MAX_MESSAGE_BYTES) throw new Error("invalid header of a message");
			if (bytes.length < end + 4 + Number(length)) break;
			yield bytes.toString("utf8", end + 4, end + 4 + Number(length));
			bytes = bytes.subarray(end + 4 + Number(length));
		}
	}
}

// The language server on two streams, until the client says "exit" or closes its end: the exit status.
export async function serve({ args = [], input = process.stdin, output = process.stdout } = {}) {
	output.on("error", () => process.exit(1)); // nobody reads any more
	try {
		const server = (await load(undefined, { env: process.env })).server({
			args,
			send: (text) => output.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`),
		});

		for await (const message of messages(input)) {
			server.take(message);
			if (server.isEnded) break;
		}
		return server.stop();
	} catch (error) {
		process.stderr.write(`akashlint: ${error.message}\n`);
		return 2;
	}
}

const isHelp = (arg) => ["-h", "--help", "-V", "--version"].includes(arg);

export async function main(args) {
	const first = args.findIndex((arg) => !arg.startsWith("-"));

	if (args[first] !== "lsp" || args.some(isHelp)) return command(args.map(argument));
	return serve({ args: args.filter((_, i) => i !== first) });
}

// Windows: paths as they are inside.
function argument(arg) {
	return process.platform === "win32" ? arg.replaceAll("\\", "/").replace(/(^|[=:])(?=[A-Za-z]:\/)/, "$1/") : arg;
}
