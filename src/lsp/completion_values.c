// SPDX-License-Identifier: Apache-2.0
// In: an entry of an SDL. Out: the values that it may have: words, names, GPUs, usual sizes.
#include "lsp/completion.h"
#include "policy/policy.h"
#include "query/common.h"

// Names to offer; a document with more is not written by hand.
enum { MAX_NAMES = 100 };

static void add_value(struct completion *completion, uint32_t entry, struct completion_item item)
{
	describe_value(&completion->about, completion->run, completion->cursor, entry, item.label);
	completion_add(completion, &item);
}

// Text: in quotes where YAML would take it for something else.
static void add_word(struct completion *completion, uint32_t entry, struct str word, enum item_kind kind,
		     const char *detail)
{
	add_value(completion, entry,
		  (struct completion_item){ .label = word,
					    .kind = kind,
					    .detail = detail,
					    .new_text = completion_text(completion, word, 0) });
}

static void add_words(struct completion *completion, uint32_t entry, const char *const *words)
{
	for (; words && *words; words++)
		add_word(completion, entry, str_of(*words), ITEM_ENUM_MEMBER, NULL);
}

// Without quotes: numbers, and amounts that are none.
static void add_plain(struct completion *completion, uint32_t entry, const char *const *words, enum item_kind kind)
{
	for (; *words; words++)
		add_value(completion, entry, (struct completion_item){ .label = str_of(*words), .kind = kind });
}

static const char gpu_group_path[] = "profiles/compute/*/resources/gpu/attributes/interconnect/group";

static void complete_model(struct completion *completion, uint32_t entry)
{
	const struct gpu_catalogue *catalogue = completion->run->settings->catalogue;

	for (size_t i = 0; i < catalogue->n_cards; i++)
		add_word(completion, entry, str_of(catalogue->cards[i].name), ITEM_ENUM_MEMBER,
			 card_summary(completion->arena, &catalogue->cards[i]));
}

// Adds each variant once; if the other key is written, only the variants that match it.
static void add_variants(struct completion *completion, uint32_t entry, const struct gpu_card *card, bool is_ram)
{
	const struct cursor *cursor = completion->cursor;
	struct str wanted = value_below(cursor, cursor->entries[entry].parent, is_ram ? "interface" : "ram");
	struct table offered = { 0 };

	for (size_t i = 0; i < card->n_variants; i++) {
		const char *ram = arena_printf(completion->arena, "%uGi", (unsigned)card->variants[i].memory_gi);
		const char *interface = card->variants[i].interface, *text = is_ram ? ram : interface;
		void **known;

		if (wanted.len && !str_is(wanted, is_ram ? interface : ram))
			continue;
		known = table_put(completion->arena, &offered, str_of(text));
		if (!*known)
			add_word(completion, entry, str_of(text), ITEM_ENUM_MEMBER, card->name);
		*known = completion;
	}
}

static void complete_ram(struct completion *completion, uint32_t entry)
{
	const struct gpu_card *card = card_beside(completion->cursor, completion->run->settings->catalogue, entry);

	if (card)
		add_variants(completion, entry, card, true);
}

static void complete_interface(struct completion *completion, uint32_t entry)
{
	const struct gpu_card *card = card_beside(completion->cursor, completion->run->settings->catalogue, entry);

	if (card)
		add_variants(completion, entry, card, false);
	else
		add_words(completion, entry, network.gpu_interfaces);
}

static void complete_proto(struct completion *completion, uint32_t entry)
{
	add_words(completion, entry, network.protocols);
}

static void complete_class(struct completion *completion, uint32_t entry)
{
	add_words(completion, entry, network.storage_classes);
}

static void complete_denom(struct completion *completion, uint32_t entry)
{
	for (const char *const *denom = network.price_denoms; *denom; denom++)
		add_word(completion, entry, str_of(*denom), ITEM_ENUM_MEMBER, "a millionth of a US dollar");
}

static void complete_cpu(struct completion *completion, uint32_t entry)
{
	add_plain(completion, entry, (const char *const[]){ "0.5", "1", "2", "4", "8", NULL }, ITEM_UNIT);
}

static void complete_memory(struct completion *completion, uint32_t entry)
{
	static const char *const sizes[] = { "512Mi", "1Gi", "2Gi", "4Gi", "8Gi", "16Gi", "32Gi", NULL };

	add_plain(completion, entry, sizes, ITEM_UNIT);
}

static void complete_storage(struct completion *completion, uint32_t entry)
{
	static const char *const sizes[] = { "512Mi", "1Gi", "5Gi", "10Gi", "20Gi", "50Gi", "100Gi", NULL };

	add_plain(completion, entry, sizes, ITEM_UNIT);
}

static void complete_gpus(struct completion *completion, uint32_t entry)
{
	add_plain(completion, entry, (const char *const[]){ "1", "2", "4", "8", NULL }, ITEM_UNIT);
}

static void complete_interconnect(struct completion *completion, uint32_t entry)
{
	add_plain(completion, entry, (const char *const[]){ "[]", NULL }, ITEM_VALUE);
}

// Those that the document has elsewhere.
static void complete_group(struct completion *completion, uint32_t entry)
{
	const struct cursor *cursor = completion->cursor;
	struct table offered = { 0 };

	for (uint32_t i = 1; i < cursor->n && offered.n < MAX_NAMES; i++) {
		struct str group = cursor_text(cursor, cursor->entries[i].value);
		void **known;

		if (i == entry || group.len == 0 || !entry_is_at(cursor, i, gpu_group_path))
			continue;
		known = table_put(completion->arena, &offered, group);
		if (!*known)
			add_word(completion, entry, group, ITEM_REFERENCE, "a group of GPUs");
		*known = completion;
	}
}

static void complete_attribute(struct completion *completion, uint32_t entry)
{
	if (str_has_prefix(completion->cursor->entries[entry].name, network.interconnect.attribute))
		add_words(completion, entry, (const char *const[]){ "true", NULL });
}

static void complete_timeout(struct completion *completion, uint32_t entry)
{
	add_plain(completion, entry, (const char *const[]){ "30s", "60s", "5m", "30m", "1h", NULL }, ITEM_UNIT);
}

static void add_signers(struct completion *completion, uint32_t entry, const struct policy_list *list,
			struct table *offered)
{
	for (size_t i = 0; i < list->n; i++) {
		void **known = table_put(completion->arena, offered, list->items[i]);

		if (!*known)
			add_word(completion, entry, list->items[i], ITEM_VALUE, "from the policy");
		*known = completion;
	}
}

static bool is_signer(const struct cursor *cursor, uint32_t entry)
{
	return entry_is_at(cursor, entry, "profiles/placement/*/signedBy/anyOf/-") ||
	       entry_is_at(cursor, entry, "profiles/placement/*/signedBy/allOf/-");
}

// Those of the policy, and those that the document has elsewhere.
static void complete_signer(struct completion *completion, uint32_t entry)
{
	const struct policy *policy = completion->run->settings->policy;
	const struct cursor *cursor = completion->cursor;
	struct table offered = { 0 };

	if (policy) {
		add_signers(completion, entry, &policy->placement.signed_by_all, &offered);
		add_signers(completion, entry, &policy->placement.signed_by_any, &offered);
		add_signers(completion, entry, &policy->placement.allowed_signers, &offered);
	}
	for (uint32_t i = 1; i < cursor->n && offered.n < MAX_NAMES; i++) {
		struct str signer = cursor_text(cursor, cursor->entries[i].value);
		struct policy_list one = { .items = &signer, .n = 1 };

		if (i != entry && signer.len && is_signer(cursor, i) && !table_get(&offered, signer))
			add_signers(completion, entry, &one, &offered);
	}
}

static const struct {
	const char *path;
	void (*complete)(struct completion *completion, uint32_t entry);
} values[] = {
	{ gpu_model_path, complete_model },
	{ gpu_ram_path, complete_ram },
	{ gpu_interface_path, complete_interface },
	{ "services/*/expose/-/proto", complete_proto },
	{ "profiles/compute/*/resources/storage/-/attributes/class", complete_class },
	{ "profiles/compute/*/resources/storage/attributes/class", complete_class },
	{ "profiles/placement/*/pricing/*/denom", complete_denom },
	{ "profiles/compute/*/resources/cpu/units", complete_cpu },
	{ "profiles/compute/*/resources/memory/size", complete_memory },
	{ "profiles/compute/*/resources/storage/-/size", complete_storage },
	{ "profiles/compute/*/resources/storage/size", complete_storage },
	{ "profiles/compute/*/resources/gpu/units", complete_gpus },
	{ "profiles/compute/*/resources/gpu/attributes/interconnect", complete_interconnect },
	{ gpu_group_path, complete_group },
	{ "profiles/placement/*/attributes/*", complete_attribute },
	{ "services/*/expose/-/http_options/read_timeout", complete_timeout },
	{ "services/*/expose/-/http_options/send_timeout", complete_timeout },
	{ "profiles/placement/*/signedBy/anyOf/-", complete_signer },
	{ "profiles/placement/*/signedBy/allOf/-", complete_signer },
};

static bool is_for(const struct completion *completion, uint32_t entry, const char *path)
{
	return completion->is_new_item
		       ? str_has_suffix(str_of(path), "/-") && entry_is_above(completion->cursor, entry, path)
		       : entry_is_at(completion->cursor, entry, path);
}

void complete_value(struct completion *completion, uint32_t entry, const struct shape *shape)
{
	struct table without = { 0 };
	const struct name_path *path = path_for_entry(completion->cursor, entry, false);

	for (size_t i = 0; i < COUNT_OF(values); i++)
		if (is_for(completion, entry, values[i].path)) {
			values[i].complete(completion, entry);
			return;
		}
	if (path && !completion->is_new_item)
		complete_names(completion, path, &without, 0);
	else if (shape->words)
		add_words(completion, entry, shape->words);
	else if (shape->types & JS_BOOLEAN && (shape->types & JS_ANY) != JS_ANY)
		add_plain(completion, entry, (const char *const[]){ "true", "false", NULL }, ITEM_VALUE);
}

// Leave out what can't be written here even in quotes.
static bool is_fit(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] < ' ' || name.ptr[i] == '"' || name.ptr[i] == '\\' ||
		    name.ptr[i] == '\'')
			return false;
	return true;
}

// A definition is offered the names that are referred to; a reference the names that are defined.
void complete_names(struct completion *completion, const struct name_path *path, struct table *without, unsigned types)
{
	const struct cursor *cursor = completion->cursor;
	size_t n = 0;

	for (uint32_t i = 1; i < cursor->n && n < MAX_NAMES; i++) {
		struct completion_item item = { .kind = ITEM_REFERENCE, .detail = name_kind_text(path->kind) };
		bool is_name = path->is_definition ? entry_refers(cursor, i, path->kind, &item.label)
						   : entry_defines(cursor, i, path->kind, &item.label);

		if (!is_name || table_get(without, item.label) || !is_fit(item.label))
			continue;
		*table_put(completion->arena, without, item.label) = completion;
		item.new_text = completion_text(completion, item.label, types);
		describe_name(&completion->about, cursor, path->kind, item.label);
		completion_add(completion, &item);
		n++;
	}
}
