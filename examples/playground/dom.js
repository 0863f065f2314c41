// SPDX-License-Identifier: Apache-2.0
// In: names, properties and texts. Out: elements. Texts only ever become text nodes, never markup.

export const $ = (selector) => document.querySelector(selector);

// h("p.help", { title: "…" }, "text", child): functions are listeners, others attributes; false and null are left out.
export function h(name, properties = {}, ...children) {
	const [tag, ...classes] = name.split(".");
	const element = document.createElement(tag);
	if (classes.length) element.className = classes.join(" ");
	for (const [key, value] of Object.entries(properties)) {
		if (typeof value === "function") element.addEventListener(key, value);
		else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
	}
	put(element, children);
	return element;
}

// Text with the parts between double quotes set as code.
export function quoted(text) {
	return text.split(/("[^"\n]+")/).map((part) =>
		part.length > 2 && part.startsWith('"') && part.endsWith('"') ? h("code", {}, part.slice(1, -1)) : part);
}

export function count(n, noun) {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

// A bar of one or more parts, each { share, kind }; without a label it repeats what is written beside it. Widths go through the
// CSSOM: the page's policy forbids style attributes.
export function bar(parts, label) {
	const element = h("span.bar", label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" });
	for (const { share, kind } of parts) {
		const part = h(`span.part.${kind}`);
		part.style.width = `${Math.max(0, Math.min(1, share || 0)) * 100}%`;
		element.append(part);
	}
	return element;
}

export function put(element, ...children) {
	element.replaceChildren(...children.flat(Infinity).filter((child) => child != null && child !== false));
}

export function empty(title, ...text) {
	return h("div.empty", {}, h("h3", {}, title), ...text.map((part) => typeof part === "string" ? h("p", {}, part) : part));
}

// Announced by screen readers; the same text twice is announced once.
let pending;
export function announce(text) {
	clearTimeout(pending);
	pending = setTimeout(() => { if ($("#live").textContent !== text) $("#live").textContent = text; }, 500);
}

let vanishing;
export function toast(text) {
	const element = $("#toast");
	element.textContent = text;
	element.hidden = false;
	clearTimeout(vanishing);
	vanishing = setTimeout(() => { element.hidden = true; }, 5000);
}

// Roving focus, as the ARIA pattern for tabs says: arrows, Home and End move between tabs.
export function tabs(list, onSelect) {
	const all = () => [...list.querySelectorAll("[role=tab]")];
	const select = (tab) => {
		for (const other of all()) {
			other.setAttribute("aria-selected", other === tab);
			other.tabIndex = other === tab ? 0 : -1;
		}
		tab.scrollIntoView({ block: "nearest", inline: "nearest" });
		onSelect(tab.dataset.name);
	};
	list.addEventListener("click", (event) => {
		const tab = event.target.closest("[role=tab]");
		if (tab) select(tab);
	});
	list.addEventListener("keydown", (event) => {
		const tabsNow = all(), at = tabsNow.indexOf(document.activeElement), last = tabsNow.length - 1;
		const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
		if (to === undefined || at < 0) return;
		event.preventDefault();
		tabsNow[to].focus();
		select(tabsNow[to]);
	});
	return (name) => select(all().find((tab) => tab.dataset.name === name));
}
