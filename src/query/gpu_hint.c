// SPDX-License-Identifier: Apache-2.0
// In: an unknown GPU name. Out: the card that was probably meant, or similar cards.
#include "query/gpu_hint.h"

#include <string.h>

#include "base/ascii.h"
#include "base/edit_distance.h"

struct parts {
	const struct gpu_card *card; // or NULL
	uint32_t memory_gi;          // the last one
	const char *interface;
	bool has_two; // different ones of either
};

static bool is_separator(char c)
{
	return !is_digit(c) && !is_letter(c);
}

// Length of the first of the words that the text begins with, or 0.
static size_t skip_word(struct str text, const char *const *words)
{
	for (; *words; words++) {
		size_t len = strlen(*words);

		if (len <= text.len && str_is_nocase(str_slice(text, 0, len), *words))
			return len;
	}
	return 0;
}

static bool has_such_variant(const struct parts *parts)
{
	for (size_t i = 0; i < parts->card->n_variants; i++)
		if ((!parts->memory_gi || parts->memory_gi == parts->card->variants[i].memory_gi) &&
		    (!parts->interface || strcmp(parts->interface, parts->card->variants[i].interface) == 0))
			return true;
	return false;
}

static bool read_parts(struct str text, struct parts *parts);

static bool read_memory(struct str text, struct parts *parts)
{
	static const char *const units[] = { "gib", "gb", "gi", "g", NULL };
	size_t n = 0, unit;
	uint32_t value = 0;

	for (; n < text.len && n < 5 && is_digit(text.ptr[n]); n++)
		value = value * 10 + (uint32_t)(text.ptr[n] - '0');
	unit = skip_word(str_slice(text, n, text.len), units);
	if (value == 0 || unit == 0)
		return false;
	parts->has_two |= parts->memory_gi && parts->memory_gi != value;
	parts->memory_gi = value;
	return read_parts(str_slice(text, n + unit, text.len), parts);
}

static bool read_interface(struct str text, struct parts *parts, const char *interface, size_t len)
{
	struct parts longer;

	parts->has_two |= parts->interface && strcmp(parts->interface, interface) != 0;
	parts->interface = interface;
	longer = *parts;
	// "sxm4" is a generation, but the 8 of "sxm80gb" is not.
	if (len < text.len && is_digit(text.ptr[len]) && read_parts(str_slice(text, len + 1, text.len), &longer)) {
		*parts = longer;
		return true;
	}
	return read_parts(str_slice(text, len, text.len), parts);
}

// The text after the card: all of it must be understood.
static bool read_parts(struct str text, struct parts *parts)
{
	static const char *const sxm[] = { "sxm", NULL }, *const pcie[] = { "pcie", "pci", NULL };
	static const char *const fillers[] = { "interface", "vram", "ram", "hbm2e", "hbm2", "hbm3", NULL };
	size_t len;

	while (text.len && is_separator(text.ptr[0]))
		text = str_slice(text, 1, text.len);
	if (text.len == 0)
		return true;
	if (is_digit(text.ptr[0]))
		return read_memory(text, parts);
	if ((len = skip_word(text, sxm)))
		return read_interface(text, parts, "sxm", len);
	if ((len = skip_word(text, pcie)))
		return read_interface(text, parts, "pcie", len);
	len = skip_word(text, fillers);
	return len > 0 && read_parts(str_slice(text, len, text.len), parts);
}

static const struct gpu_card *card_called(const struct gpu_catalogue *catalogue, struct str name, bool by_alias)
{
	char plain[GPU_NAME_SIZE];
	const struct gpu_alias *alias;

	if (!gpu_plain_name(name, plain))
		return NULL;
	if (!by_alias)
		return gpu_card_find(catalogue, str_of(plain));
	alias = gpu_alias_find(catalogue, plain);
	return alias && alias->names[0] && !alias->names[1] ? gpu_card_find(catalogue, str_of(alias->names[0])) : NULL;
}

static bool is_cut_fit(struct str name, size_t at)
{
	return at > 0 && at < name.len && !(is_digit(name.ptr[at - 1]) && is_digit(name.ptr[at]));
}

// Where the memory and the interface begin in a name, whatever card it is of: "-48gb" of "l40s-48gb".
static size_t parts_start(struct str name, struct parts *parts)
{
	for (size_t at = 1; at < name.len; at++) {
		*parts = (struct parts){ 0 };
		// the 10G of "a10g" is not memory
		if (is_cut_fit(name, at) && is_separator(name.ptr[at - 1]) &&
		    read_parts(str_slice(name, at, name.len), parts) && (parts->memory_gi || parts->interface))
			return at - 1;
	}
	*parts = (struct parts){ 0 };
	return name.len;
}

struct str gpu_bare_name(struct str name)
{
	struct parts parts;

	return str_slice(name, 0, parts_start(name, &parts));
}

// The alias "a10080gb" in "a100-80gb-40gb" has a memory, and so has the rest.
static bool is_contradictory(const struct parts *parts, struct str head)
{
	struct parts own;

	parts_start(head, &own);
	return parts->has_two || (parts->memory_gi && own.memory_gi && parts->memory_gi != own.memory_gi) ||
	       (parts->interface && own.interface && strcmp(parts->interface, own.interface) != 0);
}

// The longest name of a card that leaves something readable.
static bool split(const struct gpu_catalogue *catalogue, struct str name, bool by_alias, struct parts *parts)
{
	for (size_t at = name.len; at > 0; at--) {
		*parts = (struct parts){ 0 };
		if (is_cut_fit(name, at))
			parts->card = card_called(catalogue, str_slice(name, 0, at), by_alias);
		if (parts->card && read_parts(str_slice(name, at, name.len), parts) && has_such_variant(parts) &&
		    !is_contradictory(parts, str_slice(name, 0, at)))
			return true;
	}
	return false;
}

// A card whose memory, as the name has it, is not one that the card is made with, or is there twice.
static bool hint_from_misfit(const struct gpu_catalogue *catalogue, struct str name, struct gpu_hint *hint)
{
	for (size_t at = name.len; at > 0; at--) {
		struct parts parts = { .card = is_cut_fit(name, at)
						       ? card_called(catalogue, str_slice(name, 0, at), false)
						       : NULL };

		if (!parts.card || !read_parts(str_slice(name, at, name.len), &parts) ||
		    (!parts.memory_gi && !parts.interface))
			continue;
		*hint = (struct gpu_hint){ { parts.card->name }, 1, parts.memory_gi, parts.interface, false, true };
		return true;
	}
	return false;
}

static void keep_open(struct parts *parts)
{
	const struct gpu_card *card = parts->card;
	bool has_one = true;

	if (gpu_card_least_memory(card) == gpu_card_most_memory(card))
		parts->memory_gi = 0;
	for (size_t i = 1; i < card->n_variants; i++)
		has_one &= strcmp(card->variants[0].interface, card->variants[i].interface) == 0;
	if (has_one)
		parts->interface = NULL;
}

bool gpu_hint_from_parts(const struct gpu_catalogue *catalogue, struct str name, struct gpu_hint *hint)
{
	struct parts parts;

	*hint = (struct gpu_hint){ 0 };
	// an alias may have swallowed the interface: "a100-sxm"
	if (!split(catalogue, name, false, &parts) && !split(catalogue, name, true, &parts))
		return false;
	keep_open(&parts);
	*hint = (struct gpu_hint){ { parts.card->name }, 1, parts.memory_gi, parts.interface, false, false };
	return true;
}

static bool hint_from_alias(const struct gpu_catalogue *catalogue, const char *plain, struct gpu_hint *hint)
{
	const struct gpu_alias *alias = gpu_alias_find(catalogue, plain);

	for (size_t i = 0; alias && alias->names[i] && hint->n < GPU_HINT_NAMES; i++)
		hint->names[hint->n++] = alias->names[i];
	return hint->n > 0;
}

static size_t letters(const char *name)
{
	return strcspn(name, "0123456789");
}

// Whether there are cards whose names have these letters before the number.
static bool is_family(const struct gpu_catalogue *catalogue, struct str head)
{
	for (size_t i = 0; i < catalogue->n_cards; i++)
		if (str_eq(head, (struct str){ catalogue->cards[i].name, letters(catalogue->cards[i].name) }))
			return true;
	return false;
}

// One letter of "rtx" or "gtx" is wrong. A family of one letter is never a typo: "l40" is not "a40"; nor is what
// would lose or gain a letter and become another family: "rtxa4000" is not "rtx4000".
static bool hint_from_slip(const struct gpu_catalogue *catalogue, const char *plain, struct gpu_hint *hint)
{
	struct str head = { plain, letters(plain) };
	bool is_known = is_family(catalogue, head);

	for (size_t i = 0; i < catalogue->n_cards; i++) {
		const char *name = catalogue->cards[i].name;
		struct str other = { name, letters(name) };

		if (other.len < 3 || strcmp(name + other.len, plain + head.len) != 0 ||
		    edit_distance(head, other, 1) > 1 || (is_known && head.len != other.len))
			continue;
		hint->names[hint->n++] = name;
		return true;
	}
	return false;
}

// The nearer in memory, the newer, the first.
static bool is_better(const struct gpu_card *a, const struct gpu_card *b)
{
	if (gpu_card_least_memory(a) != gpu_card_least_memory(b))
		return gpu_card_least_memory(a) < gpu_card_least_memory(b);
	return a->compute_capability > b->compute_capability;
}

static bool hint_from_memory(const struct gpu_catalogue *catalogue, uint64_t memory_gi, struct gpu_hint *hint)
{
	const struct gpu_card *best[GPU_HINT_NAMES + 1] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < catalogue->n_cards && memory_gi > 0; i++) {
		const struct gpu_card *card = &catalogue->cards[i];
		size_t at = n;

		if (gpu_card_least_memory(card) < memory_gi)
			continue;
		for (; at > 0 && is_better(card, best[at - 1]); at--)
			best[at] = best[at - 1];
		best[at] = card;
		n += n < GPU_HINT_NAMES;
	}
	for (size_t i = 0; i < n; i++)
		hint->names[i] = best[i]->name;
	hint->n = n;
	hint->memory_gi = (uint32_t)memory_gi;
	hint->is_like_it = true;
	return n > 0;
}

bool gpu_hint_from_name(const struct gpu_catalogue *catalogue, struct str name, uint64_t memory_gi,
			struct gpu_hint *hint)
{
	char plain[GPU_NAME_SIZE];
	struct parts parts;

	if (gpu_hint_from_parts(catalogue, name, hint))
		return true;
	if (gpu_plain_name(name, plain) &&
	    (hint_from_alias(catalogue, plain, hint) || hint_from_slip(catalogue, plain, hint)))
		return true;
	if (hint_from_misfit(catalogue, name, hint))
		return true;
	parts_start(name, &parts);
	return hint_from_memory(catalogue, memory_gi ? memory_gi : parts.has_two ? 0 : parts.memory_gi, hint);
}
