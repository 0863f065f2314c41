// SPDX-License-Identifier: Apache-2.0
// In: this folder, examples/, npm's modules, the WASM program, and the folder to write.
// Out: the page as static files, whose names hold a hash of what is in them.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [modules, program, out] = process.argv.slice(2).map((path) => resolve(path));
const esbuild = createRequire(`${modules}/`)("esbuild");
const here = import.meta.dirname, examples = join(here, "..");

// Each example with its first comment as title.
function menu() {
	return readdirSync(examples).filter((name) => name.endsWith(".yml") && name !== "broken.yml").map((name) => {
		const text = readFileSync(join(examples, name), "utf8");
		return { name, title: /^# (.*?)[.:]/.exec(text)?.[1] ?? name, text };
	});
}

const menuModule = { name: "menu", setup(build) {
	build.onResolve({ filter: /^examples:menu$/ }, ({ path }) => ({ path, namespace: "menu" }));
	build.onLoad({ filter: /.*/, namespace: "menu" }, () => ({ contents: JSON.stringify(menu()), loader: "json" }));
} };

// For commands that use syntax trees, which the page does without.
const unused = { name: "unused", setup(build) {
	const pluginData = "unused"; // resolved by this already
	build.onResolve({ filter: /^@(lezer\/|codemirror\/language)/ }, async ({ path, ...place }) => place.pluginData === pluginData
		? null : { ...await build.resolve(path, { ...place, pluginData }), sideEffects: false });
} };

const digest = (bytes, kind, as) => createHash(kind).update(bytes).digest(as);
const written = [];

function write(name, bytes) {
	written.push([name, bytes]);
	writeFileSync(join(out, name), bytes);
}

function hashed(name, bytes) {
	const full = name.replace(".", `-${digest(bytes, "sha256", "hex").slice(0, 10)}.`);
	write(full, bytes);
	return full;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { outputFiles } = await esbuild.build({
	entryPoints: ["main.js", "worker.js", "style.css"].map((name) => join(here, name)), outdir: out, write: false, bundle: true,
	minify: true, format: "esm", target: "es2022", legalComments: "none", nodePaths: [modules],
	plugins: [menuModule, unused], logLevel: "warning", loader: { ".yml": "text", ".json": "text" },
});
const made = Object.fromEntries(outputFiles.map(({ path, contents }) => [path.slice(out.length + 1), Buffer.from(contents)]));
const integrity = (name) => `sha384-${digest(made[name], "sha384", "base64")}`;
const names = {
	main: hashed("main.js", made["main.js"]), "main-integrity": integrity("main.js"),
	style: hashed("style.css", made["style.css"]), "style-integrity": integrity("style.css"),
	worker: hashed("worker.js", made["worker.js"]), program: hashed("akashlint.wasm", readFileSync(program)),
};
const page = readFileSync(join(here, "index.html"), "utf8").replace(/@([a-z-]+)@/g, (_, name) => names[name]).replace(/^\t+/gm, "");
write("index.html", page);
write("icon.svg", readFileSync(join(here, "icon.svg")));
const all = written.map(([name]) => name === "index.html" ? "./" : name);
const hash = digest(Buffer.concat(written.map(([, bytes]) => Buffer.from(bytes))), "sha256", "hex").slice(0, 16);
write("sw.js", readFileSync(join(here, "sw.js"), "utf8").replace('"@files@"', all.map((name) => JSON.stringify(name)).join(", "))
	.replace("@hash@", hash));
copyFileSync(join(here, "../../LICENSE"), join(out, "LICENSE"));
