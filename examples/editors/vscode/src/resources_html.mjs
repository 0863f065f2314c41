// SPDX-License-Identifier: Apache-2.0
// In: the report of "akashlint resources -f json" on a file. Out: HTML for the view. Text of an SDL is escaped.
const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const html = (strings, ...values) => strings.reduce((all, text, i) =>
	all + [values[i - 1]].flat().map((value) => (value?.html ?? escaped(value ?? ''))).join('') + text);
const part = (strings, ...values) => ({ html: html(strings, ...values) });

const money = (text) => {
	const amount = Number(text), digits = amount && amount < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2, minimumFractionDigits: 2 };
	return `$${amount.toLocaleString('en-US', digits)}`;
};
const number = (value) => Number(value).toLocaleString('en-US', { maximumFractionDigits: 2 });
const bytes = (value) => {
	const units = ['', 'Ki', 'Mi', 'Gi', 'Ti'];
	let n = Number(value), unit = 0;
	while (n >= 1024 && unit < units.length - 1) n /= 1024, unit++;
	return `${number(n)}${units[unit]}`;
};
const price = (of, per) => (of[`usd_${per}`] ? money(of[`usd_${per}`]) : `${number(of[per])} ${of.denom}`);
const names = { cpu: 'CPU', memory: 'Memory', storage: 'Storage', gpu: 'GPUs', network: 'Ports and addresses' };

// The services of a group are in the order of its resources; those of one profile share an entry.
function rows(group, ceiling) {
	const services = [...ceiling.services];
	return group.resources.flatMap((resource) => {
		const own = [];
		for (let left = resource.count; left > 0 && services.length; left -= own.at(-1).count) own.push(services.shift());
		return own.map((service) => ({ ...service, ...resource.resource }));
	});
}

function gpuCards(file, group, service) {
	const gpus = file.gpus.find((gpu) => gpu.group === group && gpu.service === service);
	const memory = ({ variants }) => [...new Set(variants.map((variant) => variant.memory))].join(', ');
	if (!gpus) return [];
	const cards = gpus.cards.slice(0, 8).map((card) => part`<li>${card.model} <small>${memory(card)}</small></li>`);
	const more = gpus.cards.length - cards.length;
	return part`<section class="cards"><h3>${service}: ${gpus.units} × ${gpus.cards.length === 1 ? '' : 'one of '}</h3>
		<ul>${cards}${more > 0 ? part`<li class="more">and ${more} more</li>` : ''}</ul></section>`;
}

function table(file, group, ceiling) {
	const storage = (volumes) => volumes.reduce((sum, { size }) => sum + Number(size.val), 0);
	const kinds = (volumes) => volumes.map(({ name, size, attributes }) => {
		const value = (key) => attributes?.find((attribute) => attribute.key === key)?.value;
		return [name, bytes(size.val), value('class'), value('persistent') === 'true' ? 'persistent' : ''].filter(Boolean).join(' ');
	}).join('\n');
	return part`<div class="wide"><table><thead><tr><th>Service<th>Replicas<th>GPUs<th>CPU<th>Memory<th>Storage<th>Per month</tr></thead><tbody>
		${rows(group, ceiling).map((row) => part`<tr><th scope="row">${row.service}<td>${row.count}<td>${Number(row.gpu.units.val) || '–'}
			<td>${number(row.cpu.units.val / 1000)}<td>${bytes(row.memory.size.val)}
			<td title="${kinds(row.storage)}">${bytes(storage(row.storage))}<td>${price(row, 'per_month')}</tr>`)}
		</tbody></table></div>${ceiling.services.map(({ service }) => gpuCards(file, group.name, service))}`;
}

function bar(bid) {
	const parts = Object.entries(bid.parts_usd_per_month).filter(([, amount]) => Number(amount) > 0);
	const sum = parts.reduce((all, [, amount]) => all + Number(amount), 0);
	let at = 0;
	const pieces = parts.map(([name, amount]) => {
		const width = (100 * Number(amount)) / sum, piece = part`<rect class="${name}" x="${at}%" width="${width}%" height="100%"/>`;
		at += width;
		return piece;
	});
	return part`<svg class="bar" role="img" aria-label="Parts of the default bid">${pieces}</svg>
		<ul class="legend">${parts.map(([name, amount]) => part`<li><svg><rect class="${name}" width="100%" height="100%" rx="2"/></svg>
			${names[name] ?? name} <b>${money(amount)}</b></li>`)}</ul>`;
}

function group(file, at) {
	const ceiling = file.ceiling.groups[at], bid = ceiling.default_bid;
	return part`<section><h2>${file.groups[at].name}</h2>${table(file, file.groups[at], ceiling)}
		${bid ? part`<h3>Default bid of a provider: ${money(bid.usd_per_month)} a month, ${money(bid.usd_per_hour)} an hour</h3>${bar(bid)}
			${bid.ceiling_times >= 2 ? part`<p class="hint">The price ceiling is ${number(bid.ceiling_times)} times that.</p>` : ''}` : ''}</section>`;
}

export function resourcesHtml(file, isBroken, errors) {
	const count = errors === 1 ? '1 error' : errors ? `${errors} errors` : 'errors';
	if (!file) return html`<p class="notice">The network rejects this file: fix its ${count} to see resources and price.</p>`;
	return html`${isBroken ? part`<p class="notice" role="status">The file has ${count}: this is its last valid state.</p>` : ''}
		<div class="${isBroken ? 'old' : 'new'}"><header><div><small>You pay at most</small><strong>${price(file.ceiling, 'per_month')}</strong> a month</div>
		<div class="hour">${price(file.ceiling, 'per_hour')} an hour</div></header>
		${file.groups.map((_, at) => group(file, at))}</div>`;
}

const style = `
body { padding: 0 20px 20px; max-width: 62em; line-height: 1.45 }
header { display: flex; align-items: baseline; justify-content: space-between; flex-wrap: wrap; gap: 4px 24px; margin: 20px 0 8px }
header small { display: block } strong { font-size: 2.1em; font-weight: 600; letter-spacing: -.01em }
.hour, small, .hint, h3 { color: var(--vscode-descriptionForeground) }
h2 { font-size: 1.15em; font-weight: 600; margin: 22px 0 6px } h3 { font-size: 1em; font-weight: 400; margin: 16px 0 6px }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: 5px 0 5px 10px; text-align: right; border-bottom: 1px solid var(--vscode-widget-border, rgba(128, 128, 128, .3)) }
th:first-child { text-align: left; padding-left: 0 }
thead th { font-weight: 400; color: var(--vscode-descriptionForeground); white-space: nowrap } tbody th { font-weight: 600 }
ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 6px }
.cards { display: flex; align-items: baseline; gap: 8px } .cards h3 { white-space: nowrap; margin-bottom: 0 }
.cards li { border-radius: 4px; padding: 1px 7px; background: var(--vscode-badge-background); color: var(--vscode-badge-foreground) }
.cards small { color: inherit; opacity: .8 } .cards .more { background: none; color: inherit }
.bar { display: block; width: 100%; height: 10px; border-radius: 5px } .legend { gap: 4px 18px; margin-top: 8px }
.legend svg { width: 10px; height: 10px; margin-right: 3px } .legend b { font-weight: 600 }
.cpu { fill: var(--vscode-charts-blue) } .memory { fill: var(--vscode-charts-purple) } .storage { fill: var(--vscode-charts-yellow) }
.gpu { fill: var(--vscode-charts-green) } .network { fill: var(--vscode-charts-red) }
.notice { padding: 8px 12px; border-left: 3px solid var(--vscode-editorWarning-foreground); background: var(--vscode-textBlockQuote-background) }
.old { opacity: .75 }`;

export function page() {
	const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Resources and price</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">${style}</style></head><body><main></main><script nonce="${nonce}">
addEventListener('message', ({ data }) => { document.querySelector('main').innerHTML = data; });
acquireVsCodeApi().postMessage('ready');
</script></body></html>`;
}
