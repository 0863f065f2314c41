// SPDX-License-Identifier: Apache-2.0
// In: a document. Out: whether it may be an SDL: a first look, before there is a server that looks closer.

// Other files have some of these sections, too. In an empty document nothing is typed yet.
const section = /^[ \t"'{]*((services|profiles|deployments?|endpoints|reclamation)["']?[ \t]*:|version["']?[ \t]*:[ \t]*["']?2\.[01])/m;
const ownSection = /^["']?(profiles|deployment)["']?[ \t]*:/m;

export const languages = ['yaml', 'akash', 'akash-sdl'];
export const isCandidate = (document) => languages.includes(document?.languageId);
export const mayBeSdl = (text) => !/\S/.test(text) || section.test(text);
export const isSdl = (document) => isCandidate(document) && (document.languageId !== 'yaml' || ownSection.test(document.getText()));
