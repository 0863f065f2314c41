// SPDX-License-Identifier: Apache-2.0
// In: a text in brackets, perhaps not closed yet. Out: its entries, and the place of the offset if it is there.
#include "lsp/cursor_scan.h"

struct flow {
	struct scan *scan;
	uint32_t base, holder, entry; // where it began; whose brackets are open; whose value is expected
	enum { FLOW_KEY, FLOW_VALUE, FLOW_DONE } state;
};

static void expect(struct flow *flow)
{
	const struct entry *holder = scan_entry(flow->scan, flow->holder);
	int32_t column = holder->column;

	flow->entry = flow->holder;
	flow->state = FLOW_KEY;
	if (holder->bracket == '{')
		return;
	flow->state = FLOW_VALUE;
	flow->entry = scan_add_entry(flow->scan, flow->holder, (struct entry){ .is_item = true, .column = column });
}

static void open_bracket(struct flow *flow)
{
	struct scan *scan = flow->scan;
	char bracket = scan->text[scan->at++];

	if (flow->state != FLOW_VALUE)
		return;
	scan_entry(scan, flow->entry)->bracket = bracket;
	flow->holder = flow->entry;
	expect(flow);
}

// Whether there is a bracket left.
static bool close_bracket(struct flow *flow)
{
	flow->scan->at++;
	flow->state = FLOW_DONE;
	if (flow->holder == flow->base)
		return false;
	flow->holder = scan_entry(flow->scan, flow->holder)->parent;
	return true;
}

static void take_flow_token(struct flow *flow)
{
	struct scan *scan = flow->scan;
	struct cursor *cursor = scan->cursor;
	int32_t column = scan_entry(scan, flow->base)->column;
	struct token token = scan_token(scan, scan->at, true, column);
	uint32_t end = token.outer.end > scan->at ? token.outer.end : scan->at + 1, colon = scan_skip_blanks(scan, end);
	bool has_colon = scan_is_one_of(scan, colon, ":");

	scan->at = end;
	if (flow->state == FLOW_VALUE) {
		scan_entry(scan, flow->entry)->value = token.inner;
		scan_see(scan, PLACE_VALUE, flow->entry, &token);
		flow->state = FLOW_DONE;
	} else if (flow->state == FLOW_KEY) {
		struct entry entry = { .column = column, .key = token.outer, .name = cursor_text(cursor, token.inner) };

		flow->entry = scan_add_entry(scan, flow->holder, entry);
		if (scan_see(scan, PLACE_KEY, flow->holder, &token)) {
			cursor->own = flow->entry;
			cursor->has_colon = has_colon;
		}
		flow->state = has_colon ? FLOW_VALUE : FLOW_DONE;
		scan->at = has_colon ? colon + 1 : end;
	}
}

// To the next thing in the brackets. False: there is none, or only what the brackets do not hold.
static bool skip_flow_gap(struct flow *flow)
{
	struct scan *scan = flow->scan;
	int32_t column = scan_entry(scan, flow->base)->column;
	uint32_t start = scan->at, end;
	bool is_free;

	for (;;) {
		scan->at = scan_skip_blanks(scan, scan->at);
		end = scan->at;
		is_free = scan_is_gap(scan, end) || scan_is_one_of(scan, end, ",]}#");
		if (flow->state != FLOW_DONE && is_free && start <= scan->offset && scan->offset <= end)
			scan_see_nothing(scan, flow->state == FLOW_KEY ? PLACE_KEY : PLACE_VALUE, flow->entry);
		if (scan_is_comment(scan, scan->at))
			scan->at = scan_line_end(scan, scan->at);
		if (scan->at >= scan->len)
			return false;
		if (!scan_is_end(scan, scan->at))
			return true;
		start = scan_next_line(scan, scan->at);
		end = scan_skip_blanks(scan, start);
		if (!scan_is_end(scan, end) && (int32_t)(end - start) <= column && !scan_is_one_of(scan, end, "]}"))
			return false;
		scan->at = scan->line = start;
	}
}

void scan_flow(struct scan *scan, uint32_t entry)
{
	struct flow flow = { .scan = scan, .base = entry, .entry = entry, .state = FLOW_VALUE };

	scan->is_flow = true;
	open_bracket(&flow);
	while (!scan->is_over && skip_flow_gap(&flow)) {
		char c = scan->text[scan->at];

		if (c == '[' || c == '{') {
			open_bracket(&flow);
		} else if (c == ']' || c == '}') {
			if (!close_bracket(&flow))
				break;
		} else if (c == ',') {
			scan->at++;
			expect(&flow);
		} else if (c == '&' || c == '!') {
			scan->at = scan_skip_properties(scan, scan->at);
		} else {
			take_flow_token(&flow);
		}
	}
	scan->is_flow = false;
	scan->entry = entry;
}
