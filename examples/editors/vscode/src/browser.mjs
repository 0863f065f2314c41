// SPDX-License-Identifier: Apache-2.0
// In: VS Code in a browser. Out: the extension; what only SDLs need begins with the first of them.
import { activate as begin } from './extension.mjs';

let extension;
export const activate = (context) => {
	extension = begin(context, () => import('./web.mjs'));
};
export const deactivate = () => extension?.stop();
