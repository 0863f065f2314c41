// SPDX-License-Identifier: Apache-2.0
// In: browser.mjs. Out: its types: the functions load akashlint.wasm from beside it.
import type { Functions } from "./akashlint.mjs";

export * from "./akashlint.mjs";
export declare const check: Functions["check"];
export declare const fix: Functions["fix"];
export declare const resources: Functions["resources"];
export declare const match: Functions["match"];
export declare const bids: Functions["bids"];
export declare const explain: Functions["explain"];
export declare const run: Functions["run"];
export declare const server: Functions["server"];
