// SPDX-License-Identifier: Apache-2.0
// In: the page's colours, as custom properties. Out: the look of the editors, without any image.
import { EditorView } from "@codemirror/view";

const wave = (colour) => ({
	backgroundImage: "none",
	paddingBottom: "0",
	textDecoration: `underline wavy ${colour}`,
	textDecorationThickness: "1px",
	textUnderlineOffset: "4px",
	textDecorationSkipInk: "none",
});

const dot = (colour, shape) => ({
	content: "none !important",
	backgroundColor: colour,
	borderRadius: shape,
});

export const theme = EditorView.theme({
	"&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--text)", fontSize: "var(--code-size)" },
	"&.cm-focused": { outline: "none" },
	".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto" },
	".cm-content": { padding: "10px 0 40px", caretColor: "var(--accent)" },
	".cm-line": { padding: "0 12px 0 6px" },
	".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
	"&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
		backgroundColor: "var(--selection) !important",
	},
	".cm-activeLine": { backgroundColor: "var(--active-line)" },
	".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--faint)", border: "none" },
	".cm-activeLineGutter": { backgroundColor: "var(--active-line)", color: "var(--text)" },
	".cm-lineNumbers .cm-gutterElement": { minWidth: "28px", paddingRight: "6px" },
	".cm-placeholder": { color: "var(--muted)" },
	".cm-specialChar": { color: "var(--error)" },
	".cm-lintRange-error": wave("var(--error-line)"),
	".cm-lintRange-warning": wave("var(--warning-line)"),
	".cm-lintRange-info": wave("var(--info-line)"),
	".cm-lintRange-active": { backgroundColor: "var(--match)" },
	".cm-lintPoint:after": { borderBottomColor: "var(--error-line)" },
	".cm-gutter-lint": { width: "16px" },
	".cm-gutter-lint .cm-gutterElement": { padding: "0 0 0 6px", display: "flex", alignItems: "center" },
	".cm-lint-marker": { width: "8px", height: "8px" },
	".cm-lint-marker-error": dot("var(--error-line)", "50%"),
	".cm-lint-marker-warning": dot("var(--warning-line)", "1px"),
	".cm-lint-marker-info": dot("var(--info-line)", "50%"),
	".cm-tooltip": {
		backgroundColor: "var(--raised)", border: "1px solid var(--line-strong)", borderRadius: "8px",
		boxShadow: "var(--shadow)", color: "var(--text)", maxWidth: "min(560px, 90vw)", overflow: "hidden",
	},
	".cm-tooltip-section:not(:first-child)": { borderTop: "1px solid var(--line)" },
	".completions ul": { maxHeight: "15em", overflowY: "auto", margin: "0", padding: "4px", listStyle: "none" },
	".completions li": {
		display: "flex", justifyContent: "space-between", gap: "18px", padding: "2px 8px", borderRadius: "5px",
		fontFamily: "var(--mono)", fontSize: "13px", cursor: "pointer",
	},
	".completions li[aria-selected=true]": { background: "var(--accent)", color: "var(--on-accent)" },
	".completions small": { fontFamily: "var(--sans)", fontSize: "12px", opacity: "0.85" },
	".completions .markup": { maxWidth: "400px", borderTop: "1px solid var(--line)" },
	".tok-key": { color: "var(--syntax-key)" },
	".tok-number": { color: "var(--syntax-number)" },
	".tok-comment": { color: "var(--syntax-comment)" },
	".tok-punctuation": { color: "var(--muted)" },
	".cm-diagnostic": { padding: "8px 12px", borderLeft: "none", fontFamily: "var(--sans)", fontSize: "14px", lineHeight: "1.45" },
	".cm-diagnostic-error": { boxShadow: "inset 3px 0 var(--error-line)" },
	".cm-diagnostic-warning": { boxShadow: "inset 3px 0 var(--warning-line)" },
	".cm-diagnostic-info": { boxShadow: "inset 3px 0 var(--info-line)" },
	".cm-diagnosticAction": {
		backgroundColor: "var(--accent)", color: "var(--on-accent)", borderRadius: "6px", padding: "3px 10px", margin: "6px 8px 0 0",
		fontFamily: "inherit", fontSize: "13px", cursor: "pointer",
	},
	".help": { margin: "4px 0 0", color: "var(--muted)" },
	".markup": { padding: "8px 12px", fontFamily: "var(--sans)", fontSize: "14px", lineHeight: "1.5" },
	".markup p, .markup ul, .markup pre": { margin: "0 0 6px" },
	".markup > :last-child": { marginBottom: "0" },
	".markup ul": { paddingLeft: "18px" },
	".markup code, .markup pre": { fontFamily: "var(--mono)", fontSize: "12.5px" },
});
