// SPDX-License-Identifier: Apache-2.0
// In: an SDL in $SDL. Out: in $FOUND what a client made of VS Code's own parts is told before and after a fix.
"use strict";
const fs = require("fs");
const { spawn } = require("child_process");
const { pathToFileURL } = require("url");
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require("vscode-languageserver-protocol/node");

const { SDL, FOUND, CODE } = process.env;
const uri = pathToFileURL(SDL).href;
const found = (items) => items.map((d) => [d.range.start.line + 1, d.range.start.character + 1, d.code]);

// In JavaScript characters are those of the protocol.
function apply(text, edits) {
	const starts = [0];
	for (let i = 0; i < text.length; i++)
		if (text[i] === "\n") starts.push(i + 1);
	const offset = (position) => starts[position.line] + position.character;
	for (const edit of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start)))
		text = text.slice(0, offset(edit.range.start)) + edit.newText + text.slice(offset(edit.range.end));
	return text;
}

async function main() {
	const server = spawn("akashlint", ["lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
	const ended = new Promise((resolve) => server.on("exit", resolve));
	const client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
	client.listen();
	await client.sendRequest("initialize", {
		processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {}, codeAction: {
			codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } } } },
	});
	await client.sendNotification("initialized", {});
	const textDocument = { uri };
	const diagnostics = async () => (await client.sendRequest("textDocument/diagnostic", { textDocument })).items;
	let text = fs.readFileSync(SDL, "utf8");
	await client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
	const before = await diagnostics();
	const wanted = before.find((d) => d.code === CODE);
	const actions = await client.sendRequest("textDocument/codeAction", {
		textDocument, range: wanted.range, context: { diagnostics: [wanted] } });
	const action = (actions || []).find((a) => a.kind === "quickfix");
	if (action) {
		const edits = action.edit.changes[uri];
		text = apply(text, edits);
		await client.sendNotification("textDocument/didChange", { textDocument: { uri, version: 2 },
			contentChanges: edits.map((edit) => ({ range: edit.range, text: edit.newText })) });
	}
	const after = await diagnostics();
	fs.writeFileSync(FOUND, JSON.stringify({ before: found(before), after: found(after), text }));
	await client.sendRequest("shutdown");
	await client.sendNotification("exit");
	process.exit(await ended);
}

main().catch((error) => { console.error(error); process.exit(1); });
