// SPDX-License-Identifier: Apache-2.0
// In: the settings of VS Code in a browser. Out: a client of the akashlint that comes with the extension.
import { LanguageClient } from 'vscode-languageclient/browser';
import { startClient } from './client.mjs';
import { builtin } from './wasm.mjs';

export const start = (context) => startClient(context, { Client: LanguageClient, find: builtin });
