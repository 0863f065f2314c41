// SPDX-License-Identifier: Apache-2.0
// In: the server of VS Code, the extension, examples. Out: whether VS Code shows what akashlint finds, in each kind of host.
import fs from 'node:fs';
import { chromium } from 'playwright-core';
import { eventually, openWindow, startServer } from './vscode-window.mjs';

const { BUILD, CHROMIUM, EXAMPLES } = process.env;
const example = (name) => fs.readFileSync(`${EXAMPLES}/${name}`, 'utf8');
const other = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports: [{port: 80}]\n';
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
let passed = 0, failed = 0;

function check(what, isRight) {
	if (isRight) passed++;
	else failed++, console.log(`failed: ${what}`);
}

async function scenario(name, setting, file, steps) {
	const start = Date.now(), server = await startServer(setting), window = await openWindow(browser, server, file, name);
	try {
		await steps(window, server, (what, isRight) => check(`${name}: ${what}`, isRight));
	} catch (error) {
		check(`${name}: ${error.message.split('\n').slice(0, 3).join(' ')}`, false);
		await window.picture('failed.png');
	}
	await window.close();
	await server.stop();
	console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

// See a finding, fix it, save, see it gone.
async function fixOne(window, server, check, count = 5) {
	check(`${count} findings`, await window.showsProblems(`${count} 0`));
	check('their places underlined', await eventually(async () => (await window.squiggles.count()) === count));
	await window.goTo(23, 17);
	check('a quick fix', await window.quickFix('Write 32Gi'));
	await window.picture('quick-fix.png', { x: 348, y: 0, width: 640, height: 560 });
	await window.page.keyboard.press('Enter');
	await window.page.locator('.view-line', { hasText: '32Gi' }).waitFor();
	await window.page.keyboard.press('Control+S');
	check('the fix is on disk', await eventually(() => server.read('work/deploy.yml').includes('size: 32Gi')));
	check('the finding is gone', await window.showsProblems(`${count - 1} 0`));
}

async function lookAtResources(window, check) {
	const main = window.frame.locator('main');
	await window.open('good.yml');
	await window.page.getByRole('button', { name: 'Show Resources and Price' }).click();
	await main.getByText('$10,747.73').first().waitFor();
	check('cards', (await main.textContent()).includes('h100'));
	await window.picture('resources.png');
	// While the file is broken the last good state stays.
	await window.goTo(2, 1);
	await window.page.keyboard.type('x');
	await main.getByText('its last valid state').waitFor();
	check('the last good state', (await main.textContent()).includes('$10,747.73'));
	await window.picture('resources-old.png');
	await window.page.keyboard.press('Control+Z');
	await main.getByText('its last valid state').waitFor({ state: 'detached' });
}

const desktop = { settings: { 'security.workspace.trust.enabled': false }, files: {
	'deploy.yml': example('broken.yml'), 'good.yml': example('llm-multi-gpu.yml'), 'other.yml': other } };

// The user's own akashlint, in Node; and YAML that is not an SDL, which starts nothing.
await scenario('own', { ...desktop, programs: {
	akashlint: `#!/bin/sh\necho "$*" >>"$MARK"\nexec "${BUILD}/akashlint" "$@"\n` } }, 'other.yml', async (window, server, check) => {
	await window.command('Developer: Show Running Extensions');
	const extension = window.page.locator('.extension', { hasText: 'akashlint' });
	console.log(`akashlint with another YAML file: ${(await extension.textContent()).match(/Activation: .*/)}`);
	check('nothing is said about another YAML file', (await window.problems()) === '0 0');
	check('no server for another YAML file', !server.has('mark'));
	await window.open('deploy.yml');
	await fixOne(window, server, check);
	check('own akashlint', server.read('mark').startsWith('lsp\n'));
	await lookAtResources(window, check);
});

// The one that comes with the extension, in Node.
await scenario('built-in', { ...desktop, settings: { ...desktop.settings, 'akashlint.path': 'builtin',
	'akashlint.rules': { 'misnamed-key': 'off' } } }, 'deploy.yml',
	async (window, server, check) => {
		await fixOne(window, server, check, 4);
		await window.goTo(21, 19);
		await window.page.keyboard.press('Control+K');
		await window.page.keyboard.press('Control+I');
		await window.page.locator('.monaco-hover', { hasText: 'rejected by the network' }).getByText('cpu-units-range').first().click();
		await window.page.locator('.tab.active', { hasText: 'cpu-units-range' }).waitFor();
		await lookAtResources(window, check);
	});

// The same in the browser's host for extensions. Neither what is on the PATH runs, nor, as nobody trusts the folder, the program that its settings name. A policy is copied for the server, also when it changes.
const policy = (units) => JSON.stringify({ version: 1, gpu: { max_units: { service: units } } });
await scenario('web', { settings: { 'remote.extensionKind': { 'akashlint.akashlint': ['web'] } }, files: { ...desktop.files,
	'.vscode/settings.json': '{"akashlint.path": "./evil"}', evil: '#!/bin/sh\n>"$MARK"\n',
	'.akashlint.yml': 'policy: policy.json\n', 'policy.json': policy(1) },
	programs: { akashlint: '#!/bin/sh\n>"$MARK"\n' } }, 'deploy.yml', async (window, server, check) => {
	await fixOne(window, server, check);
	await window.open('good.yml');
	check('the policy', await window.showsProblems('5 0'));
	server.put('work/policy.json', policy(4));
	check('the changed policy', await window.showsProblems('4 0'));
	await lookAtResources(window, check);
	check('no other program', !server.has('mark'));
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
