// SPDX-License-Identifier: Apache-2.0
// In: akashlint.wasm beside this file. Out: akashlint as functions, in browsers and workers.
import { asFunctions, load } from "./akashlint.mjs";

export * from "./akashlint.mjs";
export const { check, fix, resources, match, bids, explain, run, server } = asFunctions(() =>
	load(fetch(new URL("akashlint.wasm", import.meta.url))),
);
