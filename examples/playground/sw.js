// SPDX-License-Identifier: Apache-2.0
// In: the files of this build, which build.mjs fills in. Out: the page, also without a network.
const FILES = ["@files@"], CACHE = "akashlint-@hash@";

self.addEventListener("install", (event) => {
	event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
	const isOld = (name) => name.startsWith("akashlint-") && name !== CACHE;
	event.waitUntil(caches.keys()
		.then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
		.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
	if (event.request.method !== "GET") return;
	const wanted = event.request.mode === "navigate" ? "./" : event.request;
	event.respondWith(caches.open(CACHE).then((cache) => cache.match(wanted)).then((found) => found ?? fetch(event.request)));
});
