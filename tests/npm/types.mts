// SPDX-License-Identifier: Apache-2.0
// In: the package's types. Out: nothing: tsc accepts this, and the lines below "@ts-expect-error" only as errors.
import { check, fix, match, serve, AkashlintError, type Diagnostic, type Report } from "akashlint";
import { load, type Akashlint, type Server } from "akashlint/memory";

const report: Report = await check("version: '2.0'", { path: "deploy.yml", disable: ["gpu-*"], failOn: "warning" });
const first: Diagnostic | undefined = report.diagnostics[0];
const severity: "error" | "warning" | "info" | undefined = first?.severity;
const { text } = await fix("x", { unsafeFixes: true });
const memory: Akashlint = await load(fetch("/akashlint.wasm"), { files: new Map([["/a.yml", text]]) });
const bytes: Uint8Array | undefined = memory.files.read("/a.yml");
const server: Server = memory.server({ send: (message) => console.log(message.length), target: "console" });

server.take({ jsonrpc: "2.0" });
memory.run(["--version"], { stdin: "" }).status.toFixed();
await match("x", { providers: [{}] });
// @ts-expect-error providers are missing
await match("x", {});
// @ts-expect-error no such target
await check("x", { target: "moon" });
// @ts-expect-error a server sends something
memory.server({});
export { AkashlintError, bytes, serve, severity };
