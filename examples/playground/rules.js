// SPDX-License-Identifier: Apache-2.0
// In: the list of rules, and the pages of "akashlint explain". Out: a list to search, and one rule's page.
import { empty, h, put } from "./dom.js";
import { rulePage } from "./markup.js";

export function createRules(panel, engine) {
	let rules, words = "";

	function items() {
		const wanted = words.toLowerCase().split(/\s+/);
		const found = rules.filter(({ id, summary }) => wanted.every((word) => `${id} ${summary}`.toLowerCase().includes(word)));
		if (!found.length) return empty("No rule matches", `Nothing is called "${words}".`);
		return h("ul.rules", {}, found.map(({ id, severity, summary, default: level }) => h(`li.${severity}`, {},
			h("button", { type: "button", click: () => show(id) }, h("code", {}, id), h("span", {}, summary),
				level === "off" && h("small", {}, "off by default")))));
	}

	async function list() {
		rules ??= await engine().call("rules");
		const shown = h("div", {}, items());
		const search = h("input", {
			type: "search", id: "rule-search", placeholder: `Search ${rules.length} rules`, "aria-label": "Search rules", value: words,
			input: (event) => { words = event.target.value; put(shown, items()); },
		});
		put(panel, h("div.toolbar", {}, search), shown);
	}

	async function show(rule) {
		const text = await engine().call("explain", { rule });
		const leave = async () => { await list(); panel.querySelector("input").focus(); };
		const back = h("button.plain", { type: "button", click: leave }, "← All rules");
		put(panel, h("div.toolbar", {}, back), text ? rulePage(text) : empty("Unknown rule", `There is no rule "${rule}".`));
		panel.scrollTop = 0;
		back.focus({ preventScroll: true });
	}

	return { list, show };
}
