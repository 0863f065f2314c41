// SPDX-License-Identifier: Apache-2.0
// In: calls of the page. Out: promises of what the worker answers.

// The one place where a URL becomes a script: the page's policy forbids all others.
const trusted = window.trustedTypes?.createPolicy("playground", { createScriptURL: (url) => url }) ??
	{ createScriptURL: (url) => url };

export function registerServiceWorker(url) {
	navigator.serviceWorker?.register(trusted.createScriptURL(url)).catch(() => {});
}

// The worker runs from a blob, so that it is under this page's policy; it gets the program compiled, and needs no network.
export async function createEngine({ script, program }) {
	const module = WebAssembly.compileStreaming(fetch(program));
	const source = await (await fetch(script)).blob();
	const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
	const worker = new Worker(trusted.createScriptURL(url), { type: "module" });
	const calls = new Map();
	let last = 0;
	worker.onmessage = ({ data: { id, result, error } }) => {
		const { resolve, reject } = calls.get(id);
		calls.delete(id);
		if (error === undefined) resolve(result);
		else reject(new Error(error));
	};
	const call = (name, params) => new Promise((resolve, reject) => {
		calls.set(++last, { resolve, reject });
		worker.postMessage({ id: last, name, params });
	});
	const version = await call("start", { module: await module });
	URL.revokeObjectURL(url);
	return { call, version };
}
