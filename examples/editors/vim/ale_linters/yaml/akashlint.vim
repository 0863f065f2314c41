" ALE for Vim and Neovim: copy this to ~/.vim/ale_linters/yaml/akashlint.vim
" Findings come as you type; :ALEHover, :ALECodeAction, :ALEGoToDefinition and :ALERename work too.
call ale#linter#Define('yaml', {
\   'name': 'akashlint',
\   'lsp': 'stdio',
\   'executable': 'akashlint',
\   'command': '%e lsp',
\   'project_root': {buffer -> fnamemodify(bufname(buffer), ':p:h')},
\})
