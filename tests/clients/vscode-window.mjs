// SPDX-License-Identifier: Apache-2.0
// In: settings, files and a page of a browser. Out: a VS Code with the extension, and what a person does and sees in it.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const { VSCODE, VSIX, PICTURES } = process.env;
const timeout = 30000; // of one wait: the machine may be busy

export async function eventually(condition) {
	for (const end = Date.now() + timeout; Date.now() < end; await new Promise((done) => setTimeout(done, 50)))
		if (await condition()) return true;
	return false;
}

const freePort = () => new Promise((done) => {
	const server = createServer().listen(0, '127.0.0.1', () => {
		const { port } = server.address();
		server.close(() => done(port));
	});
});

// A folder to work in, and a server with the extension in it.
export async function startServer({ settings = {}, files, programs = {} }) {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), 'akashlint-vscode-'));
	const put = (name, content) => {
		fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
		fs.writeFileSync(path.join(home, name), content, { mode: 0o755 });
	};
	put('data/data/User/settings.json', JSON.stringify({
		'security.workspace.trust.startupPrompt': 'never', 'workbench.startupEditor': 'none', 'workbench.tips.enabled': false,
		'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false, 'window.commandCenter': false, 'chat.commandCenter.enabled': false,
		'editor.hover.delay': 50, 'workbench.colorTheme': 'Default Dark Modern', 'workbench.layoutControl.enabled': false, 'update.mode': 'none', ...settings,
	}));
	for (const [name, content] of Object.entries(files)) put(`work/${name}`, content);
	for (const [name, content] of Object.entries(programs)) put(`bin/${name}`, content);
	const port = await freePort(), main = path.join(VSCODE, 'out/server-main.js');
	const common = ['--server-data-dir', `${home}/data`, '--extensions-dir', `${home}/extensions`];
	const env = { ...process.env, HOME: home, PATH: `${home}/bin:${process.env.PATH}`, MARK: `${home}/mark` };
	execFileSync('node', [main, ...common, '--install-extension', VSIX], { env, stdio: 'pipe' });
	const server = spawn('node', [main, ...common, '--host', '127.0.0.1', '--port', port, '--without-connection-token',
		'--accept-server-license-terms', '--telemetry-level', 'off', '--force-disable-user-env'], { env, stdio: 'ignore' });
	process.on('exit', () => server.kill());
	await eventually(() => fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false));
	return {
		home, port,
		read: (name) => fs.readFileSync(path.join(home, name), 'utf8'),
		has: (name) => fs.existsSync(path.join(home, name)), put,
		async stop() {
			server.kill();
			await new Promise((done) => server.on('exit', done));
			fs.rmSync(home, { recursive: true, force: true });
		},
	};
}

// VS Code in the browser, as a person uses it. Pictures are called `pictures`-*.png.
export async function openWindow(browser, { home, port }, file, pictures) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
	const page = await context.newPage();
	page.setDefaultTimeout(timeout);
	const payload = JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${home}/work/${file}`]]);
	await page.goto(`http://127.0.0.1:${port}/?folder=${home}/work&payload=${encodeURIComponent(payload)}`);
	await page.locator('.monaco-editor .view-line').first().waitFor();
	return {
		page,
		close: () => context.close(),
		squiggles: page.locator('.squiggly-error, .squiggly-warning'),
		// Errors and warnings of all files, as the bar at the bottom counts them.
		problems: async () => (await page.locator('[id="status.problems"]').textContent()).trim().replace(/\s+/g, ' '),
		showsProblems(counts) {
			return eventually(async () => (await this.problems()) === counts);
		},
		// At once after a move VS Code may not have asked for them yet.
		quickFix: (title) => eventually(async () => {
			await page.keyboard.press('Escape');
			await page.keyboard.press('Control+Period');
			return page.locator('.action-widget', { hasText: title }).waitFor({ timeout: 3000 }).then(() => true, () => false);
		}),
		frame: page.frameLocator('iframe.webview').frameLocator('iframe'),
		async command(title) {
			await page.keyboard.press('F1');
			await page.locator('.quick-input-widget input').first().fill(`>${title}`);
			await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
			await page.keyboard.press('Enter');
		},
		async open(file) {
			await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
			await page.locator('.tab.active', { hasText: file }).waitFor();
		},
		async goTo(line, column) {
			await page.keyboard.press('Control+G');
			await page.locator('.quick-input-widget input').first().fill(`:${line}:${column}`);
			await page.keyboard.press('Enter');
		},
		picture: (file, clip) => page.screenshot({ path: path.join(PICTURES, `${pictures}-${file}`), clip }),
	};
}
