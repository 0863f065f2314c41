" SPDX-License-Identifier: Apache-2.0
" In: an SDL in $SDL, the set-up of Vim in $EXAMPLES, ALE's folder in $ALE if it is to be used.
" Out: in $FOUND what Vim shows before and after a fix.
set nocompatible nomore
execute 'set runtimepath^=' . $EXAMPLES . '/vim'
if !empty($ALE)
  execute 'set runtimepath^=' . $ALE
  let g:ale_linters = {'yaml': ['akashlint']}
  runtime plugin/ale.vim
endif

function! List() abort
  if !empty($ALE)
    return map(copy(ale#engine#GetLoclist(bufnr(''))), '[v:val.lnum, v:val.col, get(v:val, "code", "")]')
  endif
  silent make!
  return map(filter(getqflist(), 'v:val.valid'), '[v:val.lnum, v:val.col, matchstr(v:val.text, "\\v\\[\\zs[a-z0-9-]+\\ze\\]$")]')
endfunction

function! Has() abort
  return !empty(filter(List(), 'v:val[2] ==# $CODE'))
endfunction

function! WaitFor(has) abort
  for i in range(empty($ALE) ? 0 : 300)
    if Has() == a:has
      break
    endif
    sleep 50m
  endfor
endfunction

execute 'edit' $SDL
set filetype=yaml
if empty($ALE)
  compiler akashlint
else
  ALELint
endif
call WaitFor(1)
let s:before = List()
silent !akashlint --fix %
edit!
if !empty($ALE)
  ALELint
endif
call WaitFor(0)
call writefile([json_encode({'before': s:before, 'after': List(), 'text': join(getline(1, '$'), "\n") . "\n"})], $FOUND)
qall!
