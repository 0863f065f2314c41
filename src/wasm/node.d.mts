// SPDX-License-Identifier: Apache-2.0
// In: node.mjs. Out: its types. Everything works on the real files.
import type { Akashlint, Source } from "./akashlint.mjs";

export * from "./browser.mjs";
export interface HostOptions {
	/** The process's own by default. */
	cwd?: string;
	env?: Record<string, string>;
}
/** On the real files; without a source: with the package's own program. Use "akashlint/memory" for files in memory. */
export declare function load(source?: Source | Promise<Source>, options?: HostOptions): Promise<Akashlint>;
/** "akashlint lsp" on two streams, until the client leaves: the exit status. */
export declare function serve(options?: {
	args?: string[];
	input?: AsyncIterable<Uint8Array>;
	output?: { write(text: string): unknown; on(event: "error", listener: () => void): unknown };
}): Promise<number>;
