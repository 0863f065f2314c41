" Vim: copy this to ~/.vim/compiler/akashlint.vim, then in an SDL
"   :compiler akashlint | make      to fill the quickfix list; :cnext goes to the next finding
" CompilerSet is there from the first :compiler on.
let current_compiler = 'akashlint'
CompilerSet makeprg=akashlint\ -f\ gcc\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tote:\ %m
