// SPDX-License-Identifier: Apache-2.0
// In: an SDL, and what "akashlint resources" says about it. Out: a view of its resources and price beside the file.
import * as vscode from 'vscode';
import { page, resourcesHtml } from './resources_html.mjs';
import { isSdl } from './sdl.mjs';

const delay = 200; // milliseconds after a change

export function resourcesView({ run }) {
	const lastGood = new Map(); // per document, while the view is open
	let panel, document, timer;

	async function update() {
		if (!panel || !document) return;
		const shown = document, uri = document.uri.toString();
		const file = await run(shown).then(({ stdout }) => JSON.parse(stdout).files[0]).catch(() => undefined);
		const errors = vscode.languages.getDiagnostics(shown.uri)
			.filter(({ source, severity }) => source === 'akashlint' && severity === vscode.DiagnosticSeverity.Error).length;
		if (file?.groups) lastGood.set(uri, file);
		if (panel && shown === document) {
			panel.title = `Resources: ${shown.uri.path.split('/').pop()}`;
			panel.webview.postMessage(resourcesHtml(lastGood.get(uri), !file?.groups, errors));
		}
	}
	function later(changed) {
		if (!panel || changed !== document) return;
		clearTimeout(timer);
		timer = setTimeout(update, delay);
	}
	function follow(editor) {
		if (!panel || !isSdl(editor?.document)) return;
		document = editor.document;
		update();
	}
	const listeners = [
		vscode.workspace.onDidChangeTextDocument((event) => later(event.document)),
		vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.some((uri) => String(uri) === String(document?.uri)) && later(document)),
		vscode.window.onDidChangeActiveTextEditor(follow),
	];
	return {
		show() {
			document = vscode.window.activeTextEditor?.document ?? document;
			if (panel) panel.reveal(undefined, true);
			else {
				panel = vscode.window.createWebviewPanel('akashlint.resources', 'Resources',
					{ viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, localResourceRoots: [] });
				panel.onDidDispose(() => {
					panel = document = undefined;
					lastGood.clear();
				});
				panel.webview.onDidReceiveMessage(update); // it is there
				panel.webview.html = page();
			}
			return update();
		},
		dispose() {
			clearTimeout(timer);
			panel?.dispose();
			listeners.forEach((listener) => listener.dispose());
		},
	};
}
