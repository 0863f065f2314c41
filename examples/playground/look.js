// SPDX-License-Identifier: Apache-2.0
// In: the button for the theme. Out: the page light, dark, or as the system is, also the next time.
import { $ } from "./dom.js";

const THEMES = { "": ["◐", "as the system"], light: ["☀", "light"], dark: ["☾", "dark"] };

// Storage may be forbidden.
function stored(use) {
	try {
		return use(localStorage);
	} catch {
		return null;
	}
}

export function setUpTheme() {
	const button = $("#theme"), names = Object.keys(THEMES);
	let theme = "";
	const set = (name) => {
		theme = name in THEMES ? name : "";
		document.documentElement.dataset.theme = theme;
		button.setAttribute("aria-label", `Theme: ${THEMES[theme][1]}`);
		button.title = `Theme: ${THEMES[theme][1]}`;
		button.firstElementChild.textContent = THEMES[theme][0];
	};
	button.addEventListener("click", () => {
		set(names[(names.indexOf(theme) + 1) % names.length]);
		stored((storage) => storage.setItem("theme", theme));
	});
	set(stored((storage) => storage.getItem("theme")) ?? "");
}
