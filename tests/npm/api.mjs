// SPDX-License-Identifier: Apache-2.0
// In: the installed package, and a folder of examples. Out: every function tried; fails at the first that is wrong.
import assert from "node:assert/strict";
import fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import test from "node:test";

import { AkashlintError, bids, check, explain, fix, load as loadHost, match, resources, run, server } from "akashlint";
import { load } from "akashlint/memory";

const examples = process.env.EXAMPLES;
const read = (name) => fs.readFileSync(`${examples}/${name}`, "utf8");
const json = (name) => JSON.parse(read(name));
const program = fs.readFileSync(new URL(import.meta.resolve("akashlint/akashlint.wasm")));
const broken = read("broken.yml"), sound = read("web-app.yml");
const rules = (report) => report.diagnostics.map(({ rule }) => rule);
const all = ["misnamed-key", "cpu-units-range", "memory-size-invalid", "gpu-vendor-ignored", "deployment-pricing-missing"];

test("check reports findings in a file's name", async () => {
	const report = await check(broken, { path: "deploy.yml", noConfig: true });

	assert.deepEqual(rules(report), all);
	assert.equal(report.diagnostics[0].file, "deploy.yml");
	assert.deepEqual(rules(await check(broken, { disable: [all[0], all[1]] })), all.slice(2));
	assert.deepEqual(rules(await check(new TextEncoder().encode(sound))), []);
});

test("fix gives the text and what is left", async () => {
	const { text, report } = await fix(broken);

	assert.match(text, /size: 32Gi/);
	assert.equal(report.fixed, 1);
	assert.deepEqual(rules(report), all.filter((rule) => rule !== "memory-size-invalid"));
	assert.ok((await fix(broken, { unsafeFixes: true })).report.fixed > 1);
});

test("resources, match, bids and explain", async () => {
	const inventory = json("inventories/network.json"), list = json("bids/node.json");

	assert.equal((await resources(broken)).files[0].groups, null);
	assert.equal((await resources(sound)).files[0].groups.length, 1);
	assert.ok((await match(sound, { providers: inventory })).matches.length > 0);
	assert.deepEqual(await match(sound, { providers: [`${examples}/inventories/network.json`] }), await match(sound, { providers: [inventory] }));
	assert.ok((await bids(read("llm-one-gpu.yml"), { bids: list, providers: `${examples}/bids/providers.json` })).bids.length > 0);
	const listed = json("bids/list.json");

	assert.equal((await bids(read("llm-one-gpu.yml"), { bids: listed, providers: json("bids/providers.json") })).bids.length, listed.length);
	assert.match(await explain("misnamed-key"), /^misnamed-key/);
});

test("failures throw, findings don't", async () => {
	await assert.rejects(check(sound, { nonsense: 1 }), (error) => error instanceof AkashlintError && /unknown option "--nonsense"/.test(error.message));
	await assert.rejects(match(sound, { providers: "/nowhere.json" }), /nowhere/);
	await assert.rejects(explain("no-such-rule"), /unknown rule/);
	assert.deepEqual((await run(["--version"])).status, 0);
});

test("in memory: files, configuration, nothing of this machine", async () => {
	const memory = await load(program, { files: { "/work/.akashlint.yml": "rules:\n  misnamed-key: off\n" }, cwd: "/work" });

	assert.deepEqual(rules(memory.check(broken, { path: "deploy.yml" })), all.slice(1));
	memory.files.set("/work/.akashlint.yml", "rules:\n  cpu-*: off\n");
	assert.deepEqual(rules(memory.check(broken, { path: "deploy.yml" })), all.filter((rule) => rule !== all[1]));
	assert.ok(memory.files.delete("/work/.akashlint.yml"));
	memory.files.set("sdls/one.yml", broken);
	assert.equal(memory.run(["--fix", "-q", "sdls"]).status, 1);
	assert.match(memory.files.text("/work/sdls/one.yml"), /32Gi/);
	assert.deepEqual(memory.files.paths(), ["/work/sdls/one.yml"]);
	assert.equal(memory.run(["/etc/passwd"]).status, 2);
	assert.equal(memory.run(["-f", "json", "-"], { stdin: sound }).status, 0);
	assert.throws(() => memory.files.set("/work/sdls", ""), AkashlintError);
});

async function session(create) {
	const received = [];
	const one = await create((text) => received.push(JSON.parse(text)));
	const say = (method, params, id) => one.take({ jsonrpc: "2.0", method, params, ...(id && { id }) });

	say("initialize", { capabilities: {} }, 1);
	say("initialized", {});
	say("textDocument/didOpen", { textDocument: { uri: "file:///deploy.yml", languageId: "yaml", version: 1, text: broken } });
	for (let i = 0; i < 100 && !received.some(({ method }) => method === "textDocument/publishDiagnostics"); i++) await wait(20);
	const { params } = received.find(({ method }) => method === "textDocument/publishDiagnostics");

	assert.deepEqual(params.diagnostics.map(({ code }) => code), all);
	say("shutdown", null, 2);
	say("exit");
	assert.ok(one.isEnded);
	assert.equal(one.stop(), 0);
}

test("language servers, in memory and on files, one after the other", async () => {
	const memory = await load(program);

	await session((send) => memory.server({ send }));
	await session((send) => memory.server({ send, target: "network" }));
	await session((send) => server({ send }));
	assert.throws(() => memory.server({ send: () => {}, args: ["deploy.yml"] }), /takes no operand/);
	assert.equal(memory.run(["--version"]).status, 0);
});

// The same program with at most so many pages of memory: section 5 says "from MIN to MAX pages" as two LEB128 numbers.
function limited(bytes, pages) {
	const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >> 7)]);
	const number = (at) => {
		let value = 0, shift = 0, byte;

		do {
			byte = bytes[at++];
			value |= (byte & 127) << shift;
			shift += 7;
		} while (byte & 128);
		return [value, at];
	};

	for (let at = 8; at < bytes.length;) {
		const id = bytes[at], [length, start] = number(at + 1);

		if (id === 5) {
			const limits = [1, 1, ...leb(number(start + 2)[0]), ...leb(pages)];

			return Buffer.concat([bytes.subarray(0, at), Buffer.from([5, limits.length, ...limits]), bytes.subarray(start + length)]);
		}
		at = start + length;
	}
	throw new Error("the program has no memory");
}

test("out of memory is an error, and the next call works", async () => {
	const small = await load(limited(program, 96));
	const long = `${sound}\n# ${"x".repeat(9e6)}\n`;

	assert.throws(() => small.check(long), /memory/);
	const again = small.hasFailed ? await load(small.module) : small;

	assert.deepEqual(rules(again.check(broken)), all);
	await assert.rejects(load(new Uint8Array([1, 2, 3])), WebAssembly.CompileError);
	const host = await loadHost(undefined, { cwd: examples });

	assert.equal(host.run(["-f", "gcc", "broken.yml"]).status, 1);
});
