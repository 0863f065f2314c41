// SPDX-License-Identifier: Apache-2.0
// In: files of the workspace that configure akashlint. Out: copies of them where the WebAssembly build finds them, kept up to date.
import * as vscode from 'vscode';

const configuration = '.akashlint.yml';
const folderOf = (uri) => vscode.Uri.joinPath(uri, '..');

export function copyFiles(files, names, named, changed) {
	const known = new Map(), watchers = [];

	async function copy(uri) {
		const path = names.path(uri);
		try {
			files.set(path, await vscode.workspace.fs.readFile(uri));
			return true;
		} catch {
			files.delete(path);
			return false;
		}
	}
	async function copyOnce(uri) {
		const key = uri.toString();
		if (!known.has(key)) known.set(key, copy(uri));
		return known.get(key);
	}
	// A file that a configuration or a setting names: the server watches configurations alone.
	async function copyWatched(uri) {
		if (known.has(uri.toString())) return;
		const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
		const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folderOf(uri), name));
		const refresh = () => copy(uri).then(changed);
		watchers.push(watcher, watcher.onDidChange(refresh), watcher.onDidCreate(refresh), watcher.onDidDelete(refresh));
		await copyOnce(uri);
	}
	async function copyConfiguration(uri, isNew) {
		if (isNew) known.set(uri.toString(), copy(uri));
		if (!(await copyOnce(uri))) return;
		const text = new TextDecoder().decode(files.read(names.path(uri)));
		for (const [, quoted, plain] of text.matchAll(/^(?:policy|gpus):[ \t]*(?:["']([^"'\n]+)["']|([^\s#"'][^#\n]*))/gm)) {
			const file = vscode.Uri.joinPath(folderOf(uri), (quoted ?? plain).trim());
			if (vscode.workspace.getWorkspaceFolder(file) || file.path.startsWith(folderOf(uri).path)) await copyWatched(file);
		}
	}
	// Configurations from the file up to the workspace's folder, where the search for what they name ends, too.
	async function copyAround(uri) {
		const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
		const isWithin = (folder) => (root ? folder.path.startsWith(root.path) : uri.scheme === 'file');
		for (let folder = folderOf(uri), last; isWithin(folder) && folder.path !== last; folder = folderOf(folder)) {
			await copyConfiguration(vscode.Uri.joinPath(folder, configuration));
			last = folder.path;
		}
		if (root) files.set(`${names.path(root)}/.git/HEAD`, new Uint8Array());
	}
	return {
		async copyNamed() {
			for (const uri of named) {
				await copyWatched(uri);
				await copyConfiguration(uri);
			}
		},
		async before({ method, params }) {
			if (method === 'textDocument/didOpen') await copyAround(names.protocol2Code(params.textDocument.uri));
			if (method === 'workspace/didChangeWatchedFiles')
				for (const { uri } of params.changes) await copyConfiguration(names.protocol2Code(uri), true);
		},
		dispose: () => watchers.forEach((watcher) => watcher.dispose()),
	};
}
