// SPDX-License-Identifier: Apache-2.0
// In: the WebAssembly build, and files as VS Code sees them. Out: a language server and a command line in this process.
import * as vscode from 'vscode';
import { AbstractMessageReader, AbstractMessageWriter } from 'vscode-languageclient';
import { load } from '../wasm/akashlint.mjs';
import { copyFiles } from './files.mjs';

const isAbsolute = (name) => /^([/\\]|[A-Za-z]:[/\\])/.test(name);

// Names in the server's file system. It reads "file:" only: other schemes get a folder each.
function uriNames() {
	const uris = new Map();
	const path = (uri) => (uri.scheme === 'file' ? uri.path : `/${uri.scheme}/${uri.authority}${uri.path}`);

	return {
		path,
		code2Protocol(uri) {
			if (uri.scheme === 'untitled') return uri.toString();
			const name = vscode.Uri.from({ scheme: 'file', path: path(uri) }).toString();
			uris.set(name, uri);
			return name;
		},
		protocol2Code: (name) => uris.get(name) ?? vscode.Uri.parse(name),
	};
}

class Reader extends AbstractMessageReader {
	listen(callback) {
		this.callback = callback;
		return { dispose: () => (this.callback = undefined) };
	}
	receive(text) {
		queueMicrotask(() => this.callback?.(JSON.parse(text)));
	}
	end(error) {
		this.fireError(error);
		this.fireClose();
	}
}

// Each message waits for the one before, and for the files that it needs.
class Writer extends AbstractMessageWriter {
	constructor(server, files, fail) {
		super();
		this.server = server;
		this.last = files.copyNamed();
		this.write = (message) =>
			(this.last = this.last.then(() => files.before(message)).then(() => server.take(message)).catch(fail));
	}
	end() {
		this.server.stop();
	}
}

export async function builtin(context) {
	const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist/akashlint.wasm'));
	const module = await WebAssembly.compile(bytes);
	const names = uriNames(), named = [];
	let akashlint, files;

	async function connect(options) {
		files?.dispose();
		akashlint = await load(module);
		files = copyFiles(akashlint.files, names, named, () =>
			writer.write({ jsonrpc: '2.0', method: 'workspace/didChangeWatchedFiles', params: { changes: [] } }));
		const reader = new Reader();
		const server = akashlint.server({ ...options, send: (text) => reader.receive(text) });
		const writer = new Writer(server, files, (error) => reader.end(error));
		return { reader, writer };
	}
	return {
		name: 'built in',
		uriConverters: { code2Protocol: names.code2Protocol, protocol2Code: names.protocol2Code },
		nameOf: names.path,
		nameOfSetting(name) {
			const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
			const uri = isAbsolute(name) || !folder ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
			named.push(uri);
			return names.path(uri);
		},
		server: (options) => () => connect(options),
		run: async (args, stdin) => akashlint.run(args, { stdin }),
		dispose: () => files?.dispose(),
	};
}
