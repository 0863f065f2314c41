// SPDX-License-Identifier: Apache-2.0
// In: the folder of the build. Out: whether the page that is made there works in Chromium, as its users would use it: with mouse and
// keyboard, read aloud, offline, on a phone, and with hostile text. The last line counts.
"use strict";
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const http = require("node:http");
const { extname, join, resolve } = require("node:path");
const { brotliCompressSync } = require("node:zlib");

const BUILD = resolve(process.argv[2] ?? "build"), PAGE = join(BUILD, "playground"), ROOT = resolve(__dirname, "../..");
const MODULES = join(BUILD, "playground-modules/node_modules");
const { chromium } = require(join(MODULES, "playwright-core"));
const AXE = readFileSync(join(MODULES, "axe-core/axe.min.js"), "utf8");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
	".wasm": "application/wasm" };
const example = (name) => readFileSync(join(ROOT, "examples", name), "utf8");
const HOSTILE = "<img src=x onerror=document.title='broken'>";
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let passed = 0, failed = 0, browser, base;
const requested = [], violations = [];

const server = http.createServer((request, response) => {
	requested.push(request.url);
	const name = request.url.split("?")[0].replace(/\/$/, "/index.html"), path = join(PAGE, name);
	if (!existsSync(path)) return response.writeHead(404).end();
	response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "text/plain" }).end(readFileSync(path));
});

async function test(what, run) {
	try {
		await run();
		passed++;
	} catch (error) {
		failed++;
		console.log(`failed: ${what}\n    ${String(error.stack ?? error).split("\n").slice(0, 12).join("\n    ")}`);
	}
}

// A page of its own, which notes what the policy forbids and where requests go.
async function open({ hash = "", ...options } = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
	context.on("request", (request) => requested.push(request.url()));
	const page = await context.newPage();
	page.setDefaultTimeout(15000);
	page.on("pageerror", (error) => violations.push(`error: ${error.message}`));
	page.on("console", (message) => { if (message.type() === "error") violations.push(message.text()); });
	page.on("dialog", (dialog) => { violations.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
	await page.goto(base + hash);
	await page.waitForFunction(() => performance.getEntriesByName("findings").length > 0);
	return page;
}

const view = (page, name) => page.click(`#views [data-name="${name}"]`);
const file = (page, name) => page.click(`#files [data-name="${name}"]`);
const content = (page) => page.locator("#editor .cm-content");
const choose = (page, label) => page.selectOption("#examples", { label });
const messages = (page) => page.locator("li.finding .message > span:last-child").allTextContents();
const has = (page, text) => page.waitForFunction((wanted) => document.querySelector("#panel").textContent.includes(wanted), text);

// As if pasted.
async function write(page, text) {
	await content(page).focus();
	await page.keyboard.press("Control+A");
	await content(page).evaluate((element, pasted) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", pasted);
		element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
	}, text);
}

function native(name) {
	const args = ["-f", "json", "--fail-on", "never", "--no-config", join(ROOT, "examples", name)];
	return JSON.parse(execFileSync(join(BUILD, "akashlint"), args)).diagnostics;
}

async function findings() {
	const page = await open();
	await test("the first findings are those of the command", async () => {
		const expected = native("broken.yml").map(({ message }) => message.replaceAll('"', ""));
		assert.deepEqual((await messages(page)).map((text) => text.replaceAll('"', "")), expected);
		assert.equal(await page.locator(".cm-lintRange-error").count(), expected.length);
		assert.equal(await page.locator(".cm-lint-marker-error").count(), expected.length);
	});
	await test("a fix of the list changes the text, and its finding goes away", async () => {
		await page.click("button.fix:has-text('Write 32Gi')");
		await page.waitForFunction(() => document.querySelectorAll("li.finding").length === 4);
		assert.match(await content(page).innerText(), /size: 32Gi/);
	});
	await test("fix all shows the difference, applies it, and undo takes it back", async () => {
		await page.click("#fix-all");
		await page.check("#unsafe");
		await page.waitForFunction(() => document.querySelector("#fixes-summary").textContent.startsWith("Left to fix"));
		assert.match(await page.locator("#difference .added").first().innerText(), /env:/);
		await page.click("#apply");
		await page.waitForFunction(() => !document.querySelector("#panel").textContent.includes("it is a key of Compose"));
		assert.match(await content(page).innerText(), /\benv:/);
		await page.keyboard.press("Control+Z");
		await has(page, "it is a key of Compose");
	});
	await test("typing shows a finding and its underline, and taking it back removes both", async () => {
		await choose(page, "A website");
		await has(page, "Ready to deploy");
		await content(page).focus();
		await page.keyboard.press("Control+End");
		await page.keyboard.type("wrong: 1");
		await has(page, "unknown section");
		assert.equal(await page.locator(".cm-lintRange-error").innerText(), "wrong");
		for (let i = 0; i < 8; i++) await page.keyboard.press("Backspace");
		await has(page, "Ready to deploy");
		assert.equal(await page.locator(".cm-lintRange-error").count(), 0);
	});
	await test("columns count characters, not halves of them", async () => {
		await write(page, example("broken.yml").replace("memory:\n          size: 32GB", 'memory: {"😀": 1, size: 32GB}'));
		await has(page, "32GB");
		await page.click("button.fix:has-text('Write 32Gi')");
		await page.waitForFunction(() => !document.querySelector("#panel").textContent.includes("32GB"));
		assert.match(await content(page).innerText(), /"😀": 1, size: 32Gi}/);
	});
	await page.context().close();
}

async function tabs() {
	const page = await open();
	await test("resources of a rejected SDL say why there are none, and then are the last good ones", async () => {
		await view(page, "resources");
		await has(page, "No resources yet");
		await choose(page, "With providers, prices and bids");
		await has(page, "$859.82");
		await has(page, "Median offer");
		await content(page).focus();
		await page.keyboard.press("Control+End");
		await page.keyboard.type("wrong: 1");
		await has(page, "rejects the text as it is now");
		await has(page, "$859.82");
		await page.keyboard.press("Control+Z");
	});
	await test("match shows who fits, and the change that would help most", async () => {
		await view(page, "match");
		await has(page, "3 of 9 providers fit");
		await page.click("#panel button:has-text('Go to line')");
		assert.match(await page.locator("#editor .cm-activeLine").innerText(), /model:/);
	});
	await test("bids are ranked", async () => {
		await view(page, "bids");
		await has(page, "4 of 10 bids fit");
		assert.match(await page.locator("#panel tbody tr").first().innerText(), /south\.example\.com/);
	});
	await test("a policy counts, and a broken one is reported at its place", async () => {
		await view(page, "findings");
		await file(page, "policy.json");
		await page.click("#about button:has-text('Sample')");
		await write(page, '{"version": 1, "images": {"registries": {"allow": ["ghcr.io/"]}}}');
		await has(page, "policy-image-registry");
		await write(page, '{"version": 1, "imagez": 1}');
		await has(page, "imagez");
		await page.waitForSelector(".cm-lintRange-error");
		await page.click("#about button:has-text('Clear')");
		await has(page, "Ready to deploy");
	});
	await test("configuration and target count", async () => {
		await choose(page, "Common mistakes");
		await has(page, "it is a key of Compose");
		await file(page, ".akashlint.yml");
		await write(page, 'rules:\n  misnamed-key: "off"\n');
		await page.waitForFunction(() => document.querySelectorAll("li.finding").length === 4);
		await file(page, "deploy.yml");
		await write(page, example("rules/console-value.bad.yml"));
		await page.waitForFunction(() => document.querySelector("li.finding.error") === null);
		await page.check("#target input[value=console]", { force: true });
		await page.waitForSelector("li.finding.error");
	});
	await test("a rule has its page, and the list can be searched", async () => {
		await page.click("li.finding .rule >> nth=0");
		await has(page, "How to fix it");
		await page.click("#panel button:has-text('All rules')");
		await page.fill("#rule-search", "gpu vendor");
		await has(page, "gpu-vendor-ignored");
	});
	await page.context().close();
}

async function links() {
	const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
	await test("a link brings back text and target, and is sent nowhere", async () => {
		const text = `# ${HOSTILE} é 😀\n${example("web-app.yml")}`;
		await write(page, text);
		await page.check("#target input[value=console]", { force: true });
		await page.click("#share");
		await page.waitForFunction(() => location.hash.startsWith("#sdl="));
		const other = await open({ hash: new URL(page.url()).hash });
		assert.match(await content(other).innerText(), /# <img src=x .* é 😀/);
		assert.ok(await other.isChecked("#target input[value=console]"));
		await content(other).focus();
		await other.keyboard.type("#");
		await other.waitForFunction(() => location.hash === "");
		assert.ok(!requested.some((url) => !url.startsWith("http") && url.includes("sdl=")));
		await other.context().close();
	});
	await test("a broken link is reported, and the page still works", async () => {
		for (const hash of ["#sdl=xx", "#sdl=%00", "#sdl=q1YqzijNSU1RsjLUUSopqkxVslJKzs/NTcxLAQA"]) {
			const other = await open({ hash });
			await other.waitForFunction(() => document.querySelector("#toast").textContent.includes("can't be read"));
			assert.equal((await messages(other)).length, 5);
			await other.context().close();
		}
	});
	await test("a dropped file is opened as what it is", async () => {
		for (const [name, tab] of [["deploy.yaml", "SDL"], ["my-providers.json", "Providers"], [".akashlint.yml", "Configuration"]]) {
			await page.setInputFiles("#open", { name, mimeType: "text/plain", buffer: Buffer.from("{}\n") });
			await page.waitForFunction((wanted) => document.querySelector("#files [aria-selected=true]").textContent === wanted, tab);
		}
	});
	await page.context().close();
}

async function keyboard() {
	const page = await open();
	await test("F8 goes to the next finding, and it is read aloud", async () => {
		await content(page).focus();
		await page.keyboard.press("F8");
		await page.waitForFunction(() => document.querySelector("#live").textContent.includes("it is a key of Compose"));
		await page.keyboard.press("Control+.");
		assert.match(await page.evaluate(() => document.activeElement.textContent), /^Write a list under "env:"/);
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => !document.querySelector("#panel").textContent.includes("it is a key of Compose"));
		assert.ok(await page.evaluate(() => document.querySelector("#panel").contains(document.activeElement)));
	});
	await test("arrows move between tabs, and Escape, then Tab, leaves the editor", async () => {
		await page.focus("#views [data-name=findings]");
		await page.keyboard.press("ArrowRight");
		await has(page, "No resources yet");
		assert.equal(await page.evaluate(() => document.activeElement.dataset.name), "resources");
		await content(page).focus();
		await page.keyboard.press("Escape");
		await page.keyboard.press("Tab");
		assert.notEqual(await page.evaluate(() => document.activeElement.id), "editor");
	});
	await test("keys are completed and explained", async () => {
		await write(page, "version: \"2.0\"\n\nservices:\n  web:\n    ");
		await page.keyboard.type("ima");
		await page.waitForSelector(".completions li:has-text('image')");
		await page.keyboard.press("Escape");
		await choose(page, "A website");
		await page.locator("#editor .tok-key:text-is('expose')").first().hover();
		await page.waitForSelector(".cm-tooltip .markup");
	});
	await test("who asks for less motion gets none", async () => {
		await page.emulateMedia({ reducedMotion: "reduce" });
		assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#share")).transitionDuration), "0s");
	});
	await page.context().close();
}

async function hostile() {
	const page = await open();
	const images = () => page.evaluate(() => document.querySelectorAll("img").length);
	await test("text of files never becomes HTML", async () => {
		const before = await images();
		await write(page, example("llm-one-gpu.yml").replaceAll("vllm:", `"${HOSTILE}":`).replace("units: 8", `units: "${HOSTILE}"`));
		await has(page, HOSTILE);
		await page.locator(".cm-lintRange").first().hover();
		await page.waitForSelector(".cm-tooltip-lint");
		await write(page, example("llm-one-gpu.yml").replaceAll("vllm:", `"${HOSTILE}":`));
		for (const [name, sample] of [["providers.json", "playground/providers.json"], ["bids.json", "bids/node.json"]]) {
			await file(page, name);
			await write(page, example(sample).replaceAll("north.example.com", HOSTILE).replaceAll("rtx2080ti", HOSTILE));
		}
		for (const name of ["findings", "resources", "match", "bids"]) {
			await view(page, name);
			await page.waitForTimeout(200);
			assert.equal(await images(), before);
		}
		assert.equal(await page.title(), "akashlint playground");
	});
	await test("the page's policy forbids markup from text, and any other host", async () => {
		const count = violations.length;
		const results = await page.evaluate(async (url) => {
			const outcomes = [];
			try { document.querySelector("#toast").innerHTML = "<b>x</b>"; outcomes.push("markup"); } catch { /* as it should */ }
			try { await fetch(url); outcomes.push("fetch"); } catch { /* as it should */ }
			return outcomes;
		}, base.replace("localhost", "127.0.0.1"));
		violations.length = count; // on purpose
		assert.deepEqual(results, []);
	});
	await page.context().close();
}

async function accessible(page, where) {
	await page.waitForTimeout(250);
	const count = violations.length;
	await page.evaluate(AXE);
	const { violations: found } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
	violations.length = count; // axe tries styles of its own
	const serious = found.filter(({ impact }) => impact === "serious" || impact === "critical");
	assert.deepEqual(serious.map(({ id, nodes }) => [where, id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))]), []);
}

async function everyView(options, what) {
	const page = await open(options);
	await test(`axe finds nothing serious: ${what}`, async () => {
		await accessible(page, "findings");
		await page.click("#fix-all");
		await page.check("#unsafe");
		await accessible(page, "fixes");
		await page.keyboard.press("Escape");
		await choose(page, "With providers, prices and bids");
		for (const name of ["findings", "resources", "match", "bids", "rules"]) {
			await view(page, name);
			await accessible(page, name);
			const [wide, screen] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
			assert.ok(wide <= screen, `${name} is ${wide} pixels wide, the screen ${screen}`);
		}
		await page.click("#panel .rules button >> nth=3");
		await accessible(page, "rule");
		await file(page, "policy.json");
		await accessible(page, "policy");
	});
	await page.context().close();
}

function median(list) {
	return list.sort((a, b) => a - b)[list.length >> 1];
}

async function figures() {
	let whole = 0;
	for (const name of readdirSync(PAGE).filter((each) => !/^LICENSE|^licenses/.test(each))) {
		const bytes = readFileSync(join(PAGE, name)), packed = brotliCompressSync(bytes).length;
		whole += packed;
		console.log(`  ${name.replace(/-[0-9a-f]{10}/, "")}: ${bytes.length} bytes, ${packed} with brotli`);
	}
	await test("the page is below 500 KB with brotli", () => assert.ok(whole < 500 * 1024, `${whole} bytes`));
	console.log(`  all with brotli: ${whole} bytes`);
	const firsts = [];
	for (let i = 0; i < 3; i++) {
		const page = await open();
		firsts.push(await page.evaluate(() => performance.getEntriesByName("findings")[0].startTime));
		if (i === 2) console.log(`  keystroke to new list: ${(await keystrokes(page)).toFixed(1)} ms (median of 40)`);
		await page.context().close();
	}
	console.log(`  first findings: ${Math.round(median(firsts))} ms after navigation (median of 3)`);
}

async function keystrokes(page) {
	await content(page).focus();
	await page.keyboard.press("Control+End");
	const times = [];
	for (let i = 0; i < 40; i++) {
		await page.evaluate(() => {
			performance.clearMarks("list");
			addEventListener("keydown", () => performance.mark("key"), { capture: true, once: true });
		});
		await page.keyboard.press("x");
		await page.waitForFunction(() => performance.getEntriesByName("list").length > 0);
		const [key, list] = await page.evaluate(() => ["key", "list"].map((name) => performance.getEntriesByName(name).at(-1).startTime));
		times.push(list - key);
	}
	return median(times);
}

async function offline() {
	const page = await open();
	await test("the page reloads without a network, with the text as it was", async () => {
		await write(page, example("web-app.yml"));
		await has(page, "Ready to deploy");
		await page.evaluate(() => navigator.serviceWorker.ready);
		await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
		server.closeAllConnections();
		await new Promise((done) => server.close(done));
		await page.reload();
		await has(page, "Ready to deploy");
		assert.match(await content(page).innerText(), /nginx/);
	});
	await page.context().close();
}

async function main() {
	await new Promise((done) => server.listen(0, done));
	base = `http://localhost:${server.address().port}/`;
	browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
	for (const part of [findings, tabs, links, keyboard, hostile]) await part();
	await everyView({ colorScheme: "light" }, "light");
	await everyView({ colorScheme: "dark" }, "dark");
	await everyView(PHONE, "phone");
	await figures();
	await offline();
	await test("nothing was forbidden by the page's policy, and nothing failed", () => assert.deepEqual(violations, []));
	await test("no request left this machine", () => assert.deepEqual(requested.filter((url) =>
		!url.startsWith("/") && !url.startsWith(base) && !url.startsWith(`blob:${base}`)), []));
	await browser.close();
	server.close();
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
}

main().catch((error) => { console.error(error); process.exit(1); });
