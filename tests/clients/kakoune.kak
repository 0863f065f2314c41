# SPDX-License-Identifier: Apache-2.0
# In: an SDL in $SDL, the set-up of Kakoune in $EXAMPLES. Out: in $FOUND the messages that it shows.
evaluate-commands %sh{ printf 'source "%s/kakoune.kak"\n' "$EXAMPLES" }
source "%val{runtime}/rc/tools/lint.kak"
# Set when the linter is done, and to 0 before: one warning is there in any case.
hook global BufSetOption lint_warning_count=[1-9].* %{
    evaluate-commands %sh{ printf 'echo -to-file "%s" %%opt{lint_messages}\n' "$FOUND" }
    kill!
}
evaluate-commands %sh{ printf 'edit "%s"\n' "$SDL" }
lint-buffer
