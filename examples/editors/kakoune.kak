# Kakoune without a language server: add this to ~/.config/kak/kakrc. In an SDL, :lint marks the findings,
# and :lint-next-message goes to the next one.
hook global BufOpenFile .*\.ya?ml %{ try %{
    execute-keys -draft '%s^(profiles|deployment):<ret>'
    # The linter gets a copy; the name shows where the configuration is.
    set-option buffer lintcmd 'akashlint_lint() { akashlint -f gcc --stdin-filename "$kak_buffile" - <"$1"; }; akashlint_lint'
} }
