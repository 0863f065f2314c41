// SPDX-License-Identifier: Apache-2.0
// In: pages as arguments, and $CHROMIUM. Out: status 1 and a line for each that complains, asks the network, or does not sort.
"use strict";
const { pathToFileURL } = require("url");
const puppeteer = require("puppeteer-core");

// A column as it is sorted: what is not known comes last, either way up.
function isSorted(keys, down) {
	const known = keys.filter((key) => key !== "");
	if (keys.slice(0, known.length).includes("")) return false;
	const compare = (a, b) => (isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b);
	return known.every((key, i) => i === 0 || compare(known[i - 1], key) * (down ? -1 : 1) <= 0);
}

const keysOf = (table, column) => table.evaluate((t, i) =>
	[...t.tBodies[0].rows].map((row) => row.cells[i].dataset.sort ?? row.cells[i].textContent), column);

async function look(browser, path) {
	const page = await browser.newPage(), problems = [];
	page.on("console", (message) => problems.push(message.text()));
	page.on("pageerror", (error) => problems.push(String(error)));
	page.on("dialog", (dialog) => { problems.push("a dialog: " + dialog.message()); dialog.dismiss(); });
	page.on("request", (request) => { if (!request.url().startsWith("file:")) problems.push("asks for " + request.url()); });
	await page.goto(pathToFileURL(path).href);
	let n = 0;
	for (const table of await page.$$("table"))
		for (const [column, button] of (await table.$$("th button")).entries())
			for (const down of [false, true]) {
				await button.evaluate((b) => b.click());
				if (!isSorted(await keysOf(table, column), down)) problems.push(`column ${column} is not sorted`);
				n++;
			}
	if (n === 0) problems.push("there is no table");
	return problems.map((problem) => `${path}: ${problem}`);
}

async function main() {
	const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
	const problems = [];
	for (const path of process.argv.slice(2)) problems.push(...await look(browser, path));
	await browser.close();
	problems.forEach((problem) => console.log(problem));
	process.exitCode = problems.length ? 1 : 0;
}

main().catch((error) => { console.log(String(error)); process.exitCode = 1; });
