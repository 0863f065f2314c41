// SPDX-License-Identifier: Apache-2.0
// In: VS Code and its documents. Out: a client that starts with the first document that looks like an SDL; the commands.
import * as vscode from 'vscode';
import { isCandidate, mayBeSdl } from './sdl.mjs';

// `load` gives the rest of the extension, which other YAML never needs.
export function activate(context, load) {
	let starting, client;

	const start = () => (starting ??= load().then(async (module) => (client = await module.start(context))));
	const look = (document, text = document.getText()) => {
		if (!starting && isCandidate(document) && (document.languageId !== 'yaml' || mayBeSdl(text))) start();
	};
	const command = (name, run) =>
		context.subscriptions.push(vscode.commands.registerCommand(`akashlint.${name}`, async (...args) => {
			await start();
			return run(...args);
		}));

	context.subscriptions.push(
		vscode.workspace.onDidOpenTextDocument((document) => look(document)),
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			for (const { text, range } of starting ? [] : contentChanges)
				look(document, `${document.lineAt(Math.min(range.start.line, document.lineCount - 1)).text}\n${text}`);
		}),
	);
	command('fixAll', () =>
		vscode.commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.akashlint', apply: 'first' }));
	command('showResources', () => client.resources.show());
	command('explain', (rule) => client.explain(rule));
	command('restart', () => client.restart());
	command('showLog', () => client.output.show());
	vscode.workspace.textDocuments.forEach((document) => look(document));
	return { stop: () => client?.stop() };
}
