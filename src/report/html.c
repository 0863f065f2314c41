// SPDX-License-Identifier: Apache-2.0
// In: texts and numbers. Out: one page of HTML that needs nothing else, with tables that can be sorted.
//
// No text can inject anything: all is escaped, and the page runs no script but its own, which it
// identifies by its hash. tests/validate checks both.
#include "report/html.h"

#include "report/escape.h"

static const char script[] =
	"\"use strict\";for(const button of document.querySelectorAll(\"th button\"))button.addEventListener(\"cli"
	"ck\",()=>{const th=button.parentNode,i=th.cellIndex,body=th.closest(\"table\").tBodies[0],down=th.getAt"
	"tribute(\"aria-sort\")===\"ascending\",key=row=>row.cells[i].dataset.sort??row.cells[i].textContent;cons"
	"t compare=(a,b)=>{const x=key(a),y=key(b);if(x===\"\"||y===\"\")return(x===\"\")-(y===\"\");const order=isNa"
	"N(x)||isNaN(y)?x.localeCompare(y):x-y;return down?-order:order};for(const other of th.parentNode.cel"
	"ls)other.removeAttribute(\"aria-sort\");th.setAttribute(\"aria-sort\",down?\"descending\":\"ascending\");bod"
	"y.append(...[...body.rows].sort(compare))});";

static const char script_hash[] = "sha256-majSY2dfRa8sjYvyt35I3PkYLOPUgqGi+WoXeatjm6g=";

static const char style[] =
	":root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}body{margin:1.5rem auto;max-width:90rem;padding:0 1rem}\n"
	"h1{font-size:1.4rem}h2{font-size:1.15rem;margin:2rem 0 .3rem}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.6rem 0}\n"
	"th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid #8884}td.number,th.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
	"th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid}th[aria-sort=ascending] button::after{content:\" ▲\"}th[aria-sort=descending] button::after{content:\" ▼\"}\n"
	"tr.out{opacity:.72}td{overflow-wrap:break-word;max-width:34rem}td.name{min-width:11rem;overflow-wrap:anywhere}td.gpus{min-width:10rem}td.check{text-align:center}code,small{overflow-wrap:anywhere}small{display:block;opacity:.75}meter{width:7rem;height:.7rem}td meter{display:block;margin-left:auto}.yes{color:light-dark(#0a6b2d,#5fd38d)}.no{color:light-dark(#a3261b,#ff9b8f)}footer{margin-top:2rem;opacity:.8}\n";

void html_text(struct strbuf *out, const char *text)
{
	add_xml(out, text);
}

void html_element(struct strbuf *out, const char *name, const char *text)
{
	strbuf_printf(out, "<%s>", name);
	html_text(out, text);
	strbuf_printf(out, "</%s>\n", name);
}

void html_begin(struct strbuf *out, const char *title)
{
	strbuf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
	strbuf_puts(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	strbuf_printf(out,
		      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		      "style-src 'unsafe-inline'; script-src '%s'\">\n",
		      script_hash);
	html_element(out, "title", title);
	strbuf_printf(out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
	html_element(out, "h1", title);
}

void html_end(struct strbuf *out)
{
	strbuf_printf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n", script);
}

void html_table_begin(struct strbuf *out, const struct column *columns, size_t n)
{
	strbuf_puts(out, "<div class=\"wide\">\n<table>\n<thead>\n<tr>\n");
	for (size_t i = 0; i < n; i++) {
		strbuf_printf(out, "<th scope=\"col\"%s><button type=\"button\">",
			      columns[i].is_right ? " class=\"number\"" : "");
		html_text(out, columns[i].head);
		strbuf_puts(out, "</button></th>\n");
	}
	strbuf_puts(out, "</tr>\n</thead>\n<tbody>\n");
}

void html_table_end(struct strbuf *out)
{
	strbuf_puts(out, "</tbody>\n</table>\n</div>\n");
}

void html_row_begin(struct strbuf *out, bool is_out)
{
	strbuf_puts(out, is_out ? "<tr class=\"out\">\n" : "<tr>\n");
}

void html_row_end(struct strbuf *out)
{
	strbuf_puts(out, "</tr>\n");
}

void html_cell(struct strbuf *out, const char *class_name, const char *text, const char *small)
{
	strbuf_printf(out, *class_name ? "<td class=\"%s\">" : "<td>", class_name);
	html_text(out, text);
	if (*small) {
		strbuf_puts(out, " <small>");
		html_text(out, small);
		strbuf_puts(out, "</small>");
	}
	strbuf_puts(out, "</td>\n");
}

static void add_bar(struct strbuf *out, double share, const char *text)
{
	strbuf_printf(out, " <meter min=\"0\" max=\"1\" value=\"%.4f\" aria-label=\"", share > 1 ? 1 : share);
	html_text(out, text);
	strbuf_puts(out, "\"></meter>");
}

void html_number(struct strbuf *out, bool is_known, double number, const char *text, bool has_bar)
{
	strbuf_puts(out, "<td class=\"number\" data-sort=\"");
	if (is_known)
		strbuf_printf(out, "%.9g", number);
	strbuf_puts(out, "\">");
	html_text(out, text);
	if (has_bar && is_known)
		add_bar(out, number, text);
	strbuf_puts(out, "</td>\n");
}
