// SPDX-License-Identifier: Apache-2.0
// In: VS Code on a desktop or a server. Out: the extension; what only SDLs need is read with the first of them.
import { activate as begin } from './extension.mjs';

let extension;
export const activate = (context) => {
	extension = begin(context, async () => require('./desktop.js'));
};
export const deactivate = () => extension?.stop();
