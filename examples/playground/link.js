// SPDX-License-Identifier: Apache-2.0
// In: the page's files and target. Out: the part of a link after the "#", which browsers send nowhere; and back.

const LONGEST = 1 << 20; // of what a link inflates to: links come from strangers
const PREFIX = "#sdl=";

async function through(stream, bytes, most) {
	const writer = stream.writable.getWriter();
	writer.write(bytes).then(() => writer.close()).catch(() => {});
	const chunks = [];
	let size = 0;
	for (const reader = stream.readable.getReader(); ;) {
		const { done, value } = await reader.read();
		if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
		size += value.length;
		if (size > most) {
			await reader.cancel();
			throw new Error("it is too large");
		}
		chunks.push(value);
	}
}

export async function hashFrom(state) {
	const bytes = new TextEncoder().encode(JSON.stringify(state));
	const packed = await through(new CompressionStream("deflate-raw"), bytes, Infinity);
	let text = "";
	for (const byte of packed) text += String.fromCharCode(byte);
	return PREFIX + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// The state, if it has the files that the page expects.
export function sound(state) {
	if (!state?.files || Object.values(state.files).some((text) => typeof text !== "string")) throw new Error("it holds no files");
	return state;
}

// Null: the hash is not such a link.
export async function stateFrom(hash) {
	if (!hash.startsWith(PREFIX)) return null;
	const packed = atob(hash.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/"));
	const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
	const inflated = await through(new DecompressionStream("deflate-raw"), bytes, LONGEST);
	return sound(JSON.parse(new TextDecoder().decode(inflated)));
}
