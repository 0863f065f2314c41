// SPDX-License-Identifier: Apache-2.0
// In: options by name, with a value, several, or true. Out: arguments of the command line.
export const toArgs = (all) => Object.entries(all).flatMap(([name, values]) =>
	[values].flat().filter(Boolean).map((value) => `--${name}${value === true ? '' : `=${value}`}`));
