// SPDX-License-Identifier: Apache-2.0
// In: an empty document. Out: a whole SDL to begin with, as a snippet or as plain text.
#include "lsp/completion.h"

// A snippet as the protocol has it: ${1:app} is filled in, and then stands wherever $1 does.
static const char skeleton[] = "version: \"2.0\"\n"
			       "\n"
			       "services:\n"
			       "  ${1:app}:\n"
			       "    image: ${2:vllm/vllm-openai:v0.8.5}\n"
			       "    args: [--model, Qwen/Qwen3-8B]\n"
			       "    expose:\n"
			       "      - port: ${3:8000}\n"
			       "        as: 80\n"
			       "        to:\n"
			       "          - global: true\n"
			       "\n"
			       "profiles:\n"
			       "  compute:\n"
			       "    $1:\n"
			       "      resources:\n"
			       "        cpu:\n"
			       "          units: ${4:8}\n"
			       "        memory:\n"
			       "          size: ${5:32Gi}\n"
			       "        storage:\n"
			       "          size: ${6:50Gi}\n"
			       "        gpu:\n"
			       "          units: ${7:1}\n"
			       "          attributes:\n"
			       "            vendor:\n"
			       "              nvidia:\n"
			       "                - model: ${8:rtx4090}\n"
			       "  placement:\n"
			       "    anywhere:\n"
			       "      pricing:\n"
			       "        $1:\n"
			       "          denom: uact\n"
			       "          amount: ${9:100000}\n"
			       "\n"
			       "deployment:\n"
			       "  $1:\n"
			       "    anywhere:\n"
			       "      profile: $1\n"
			       "      count: 1\n";

// The text of a place of the snippet, where it is given.
static struct str text_of_place(char digit)
{
	const char place[] = { '$', '{', digit, ':', '\0' }, *at = strstr(skeleton, place);

	return at ? (struct str){ at + 4, strcspn(at + 4, "}") } : STR("");
}

static const char *plain_skeleton(struct arena *arena)
{
	struct strbuf text = strbuf_in(arena);

	for (const char *at = skeleton; *at; at++) {
		bool has_braces = at[0] == '$' && at[1] == '{';
		struct str place;

		if (*at != '$') {
			strbuf_putc(&text, *at);
			continue;
		}
		at += has_braces ? 2 : 1;
		place = text_of_place(*at);
		strbuf_add(&text, place.ptr, place.len);
		at += has_braces ? place.len + 2 : 0;
	}
	return text.text;
}

void complete_skeleton(struct completion *completion)
{
	bool has_snippets = completion->request->server->client.has_snippets;
	struct completion_item item = { .label = STR("sdl"), .kind = ITEM_SNIPPET, .is_snippet = has_snippets };

	item.detail = "a complete SDL with a GPU";
	item.new_text = has_snippets ? skeleton : plain_skeleton(completion->arena);
	markup_puts(&completion->about, "A first SDL: one service on one GPU, its resources and its price.");
	completion_add(completion, &item);
}
