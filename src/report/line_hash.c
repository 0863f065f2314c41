// SPDX-License-Identifier: Apache-2.0
// In: a text and lines of it. Out: the hashes by which GitHub recognises a finding whose line has moved.
#include "report/line_hash.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { WINDOW = 100, BASE = 37, END_OF_TEXT = 0xFFFF, REPLACEMENT = 0xFFFD };

struct roller {
	void (*tell)(void *context, uint32_t line, uint64_t hash);
	void *context;
	uint16_t window[WINDOW];
	uint32_t lines[WINDOW]; // that begin at this place of the window; 0: none does
	uint64_t hash, oldest;  // factor of what leaves the window
	uint32_t line;
	size_t at;
	bool is_line_start, has_cr;
};

static void shift(struct roller *roller, uint16_t unit)
{
	roller->hash = roller->hash * BASE + unit - roller->oldest * roller->window[roller->at];
	roller->window[roller->at] = unit;
	roller->at = (roller->at + 1) % WINDOW;
}

static void tell_line(struct roller *roller)
{
	if (roller->lines[roller->at])
		roller->tell(roller->context, roller->lines[roller->at], roller->hash);
	roller->lines[roller->at] = 0;
}

static void take(struct roller *roller, uint16_t unit)
{
	bool is_second_half = roller->has_cr && unit == '\n';

	roller->has_cr = unit == '\r';
	if (unit == ' ' || unit == '\t' || is_second_half)
		return;
	if (unit == '\r')
		unit = '\n';
	tell_line(roller);
	if (roller->is_line_start)
		roller->lines[roller->at] = ++roller->line;
	roller->is_line_start = unit == '\n';
	shift(roller, unit);
}

static bool is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

// A broken sequence counts as one character up to where it can't continue, as in every web decoder.
static size_t broken_len(const unsigned char *s, size_t len)
{
	size_t need = s[0] >= 0xF0 && s[0] <= 0xF4 ? 4 : s[0] >= 0xE0 && s[0] < 0xF0 ? 3 : 1, n = 1;

	if (need == 1 || len < 2 || !is_tail(s[1]) || (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] >= 0xA0) ||
	    (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] >= 0x90))
		return 1;
	while (n < need && n < len && is_tail(s[n]))
		n++;
	return n;
}

static void walk(struct str text, void (*tell)(void *, uint32_t, uint64_t), void *context)
{
	struct roller roller = { .tell = tell, .context = context, .oldest = 1, .is_line_start = true };

	for (int i = 0; i < WINDOW; i++)
		roller.oldest *= BASE;
	for (size_t i = 0, len; i < text.len; i += len) {
		uint32_t c = REPLACEMENT;

		len = utf8_decode(text.ptr + i, text.len - i, &c);
		if (len == 0)
			len = broken_len((const unsigned char *)text.ptr + i, text.len - i);
		if (c >= 0x10000)
			take(&roller, (uint16_t)(0xD800 + ((c - 0x10000) >> 10)));
		take(&roller, (uint16_t)(c < 0x10000 ? c : 0xDC00 + (c & 0x3FF)));
	}
	take(&roller, END_OF_TEXT);
	for (int i = 0; i < WINDOW; i++) {
		tell_line(&roller);
		shift(&roller, 0);
	}
}

struct count {
	uint64_t hash;
	uint32_t n;
};

// Twice over the text, to keep only what is wanted: first the hashes, then how often each came before.
struct search {
	struct line_hash *wanted;
	size_t n_wanted, next;
	struct count *counts; // by hash
};

static void keep(void *context, uint32_t line, uint64_t hash)
{
	struct search *search = context;

	for (; search->next < search->n_wanted && search->wanted[search->next].line == line; search->next++)
		search->wanted[search->next].hash = hash;
}

static int by_hash(const void *a, const void *b)
{
	uint64_t x = ((const struct count *)a)->hash, y = ((const struct count *)b)->hash;

	return (x > y) - (x < y);
}

static void count(void *context, uint32_t line, uint64_t hash)
{
	struct search *search = context;
	size_t low = 0, high = search->n_wanted;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (search->counts[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == search->n_wanted || search->counts[low].hash != hash)
		return;
	search->counts[low].n++;
	for (; search->next < search->n_wanted && search->wanted[search->next].line == line; search->next++)
		search->wanted[search->next].nth = search->counts[low].n;
}

void line_hashes(struct arena *arena, struct str text, struct line_hash *wanted, size_t n_wanted)
{
	struct search search = { .wanted = wanted, .n_wanted = n_wanted };

	if (n_wanted == 0)
		return;
	walk(text, keep, &search);
	search.counts = arena_zalloc(arena, n_wanted * sizeof(*search.counts));
	for (size_t i = 0; i < n_wanted; i++)
		search.counts[i].hash = wanted[i].hash;
	qsort(search.counts, n_wanted, sizeof(*search.counts), by_hash);
	search.next = 0;
	walk(text, count, &search);
}
