// SPDX-License-Identifier: Apache-2.0
// In: the settings, and an akashlint for them. Out: a running client of its language server, and what commands call.
import * as vscode from 'vscode';
import { toArgs } from './args.mjs';
import { resourcesView } from './resources.mjs';
import { isSdl, languages } from './sdl.mjs';

const scheme = 'akashlint-rule';
const configured = (name) => vscode.workspace.getConfiguration('akashlint').get(name);

// Options of the command line: those that other commands have, too, and those of the language server.
function options(nameOfSetting) {
	const files = (setting) => [configured(setting)].flat().filter(Boolean).map(nameOfSetting);
	const pairs = (setting) => Object.entries(configured(setting)).map((pair) => pair.join('='));
	const common = { config: files('config'), rate: pairs('rates') };

	return {
		common: toArgs(common),
		server: {
			...common, severity: pairs('rules'), target: configured('target') || [], policy: files('policy'), providers: files('providers'),
			'no-inline': !configured('inlineComments'),
		},
	};
}

// The link of a finding is its rule's page, which VS Code can't open by the name of a manual.
function linkToRule(item) {
	if (item.code?.target) {
		const query = encodeURIComponent(JSON.stringify([item.code.value]));
		item.code = { value: item.code.value, target: vscode.Uri.parse(`command:akashlint.explain?${query}`) };
	}
	return item;
}

// `find` gives the akashlint to run; `Client` is the language client of this kind of host.
export async function startClient(context, { Client, find }) {
	const output = vscode.window.createOutputChannel('akashlint', { log: true });
	const status = vscode.languages.createLanguageStatusItem('akashlint', languages);
	let akashlint, client, last = Promise.resolve();

	async function start() {
		akashlint = await find(context, configured);
		const { server, common } = options(akashlint.nameOfSetting);
		akashlint.common = common;
		client = new Client('akashlint', 'akashlint', akashlint.server(server), {
			documentSelector: languages,
			outputChannel: output,
			uriConverters: akashlint.uriConverters,
			initializationOptions: { inlayHints: configured('inlayHints') },
			diagnosticPullOptions: { onChange: true, onSave: true },
			middleware: {
				provideDiagnostics: async (document, previous, token, next) => {
					// The old side of a comparison is nobody's problem any more.
					if ((document.uri ?? document).scheme === 'git') return { kind: 'full', items: [] };
					const report = await next(document, previous, token);
					report?.items?.forEach(linkToRule);
					return report;
				},
			},
		});
		await client.start();
		const { version } = client.initializeResult.serverInfo;
		Object.assign(status, { text: `akashlint ${version}`, detail: akashlint.name });
		output.info(`akashlint ${version}, ${akashlint.name}; options: ${toArgs(server).join(' ') || 'none'}`);
	}
	async function stop() {
		await client?.dispose().catch((error) => output.warn(error));
		akashlint?.dispose?.();
		client = akashlint = undefined;
	}
	const restart = () => (last = last.then(stop).then(start).catch((error) => {
		output.error(error);
		vscode.window.showErrorMessage(`akashlint does not start: ${error.message}`);
	}));
	const run = async (args, text) => (akashlint ? akashlint.run(args, text) : { stdout: '' });

	async function pickRule() {
		const rules = JSON.parse((await run(['rules', '-f', 'json'])).stdout);
		const items = rules.map(({ id, summary }) => ({ label: id, detail: summary }));
		return (await vscode.window.showQuickPick(items, { matchOnDetail: true, placeHolder: 'Rule' }))?.label;
	}
	async function explain(rule) {
		rule ??= await pickRule();
		if (!rule) return;
		const uri = vscode.Uri.from({ scheme, path: `/${rule}` });
		await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
	}
	let wasSdl;
	function showIsSdl(document = vscode.window.activeTextEditor?.document) {
		if (isSdl(document) !== wasSdl) vscode.commands.executeCommand('setContext', 'akashlint.isSdl', (wasSdl = isSdl(document)));
	}
	const resources = resourcesView({ run: (document) => run(['resources', '-f', 'json', ...(akashlint?.common ?? []),
		'--stdin-filename', akashlint?.nameOf(document.uri) ?? '-', '-'], document.getText()) });

	context.subscriptions.push(
		output, status, resources,
		vscode.workspace.registerTextDocumentContentProvider(scheme, {
			provideTextDocumentContent: async (uri) => (await run(['explain', '--color=never', '--', uri.path.slice(1)])).stdout,
		}),
		vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('akashlint') && restart()),
		vscode.workspace.onDidGrantWorkspaceTrust(restart),
		vscode.window.onDidChangeActiveTextEditor((editor) => showIsSdl(editor?.document)),
		vscode.workspace.onDidChangeTextDocument(({ document }) =>
			document === vscode.window.activeTextEditor?.document && showIsSdl(document)),
	);
	showIsSdl();
	await restart();
	return { resources, explain, restart, output, stop: () => last.then(stop) };
}
