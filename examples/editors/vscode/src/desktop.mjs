// SPDX-License-Identifier: Apache-2.0
// In: the settings of VS Code on a desktop or a server. Out: a client of the user's own akashlint, or of the built-in one.
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { toArgs } from './args.mjs';
import { startClient } from './client.mjs';
import { builtin } from './wasm.mjs';

const folder = () => vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
const fullName = (name) => resolve(folder() ?? homedir(), name.replace(/^~(?=[/\\])/, homedir()));

function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

// Never in the working folder, where Windows looks first: what is opened there may be anybody's.
function findProgram(name) {
	const names = process.platform === 'win32' ? [`${name}.exe`, name] : [name];
	const folders = /[/\\]/.test(name) ? [''] : (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
	return folders.flatMap((at) => names.map((file) => (at ? join(at, file) : fullName(file)))).find(isProgram);
}

function native(path) {
	return {
		name: path,
		nameOfSetting: fullName,
		nameOf: (uri) => (uri.scheme === 'file' ? uri.fsPath : '-'),
		server: (options) => ({ command: path, args: ['lsp', ...toArgs(options)], options: { cwd: folder() } }),
		run: (args, text) => new Promise((done) => {
			const child = execFile(path, args, { cwd: folder(), maxBuffer: 1 << 26 }, (error, stdout) => done({ stdout }));
			child.stdin.on('error', () => {});
			child.stdin.end(text);
		}),
	};
}

async function find(context, configured) {
	const setting = configured('path');
	const path = setting === 'builtin' ? undefined : findProgram(setting || 'akashlint');

	if (setting && setting !== 'builtin' && !path)
		vscode.window.showWarningMessage(`There is no program ${setting} (akashlint.path): the built-in akashlint is used.`);
	return path ? native(path) : builtin(context);
}

export const start = (context) => startClient(context, { Client: LanguageClient, find });
