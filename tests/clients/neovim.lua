-- SPDX-License-Identifier: Apache-2.0
-- In: an SDL in $SDL, the set-up of Neovim in $EXAMPLES. Out: in $FOUND what Neovim shows before and after a fix.
local published = {}
local handlers, method = vim.lsp.handlers, 'textDocument/publishDiagnostics'
local show = handlers[method]
handlers[method] = function(err, result, context, config)
  published = result.diagnostics
  return show(err, result, context, config)
end

local function found()
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local code = d.code or d.user_data.lsp.code
    table.insert(list, { d.lnum + 1, d.col + 1, code })
  end
  return list
end

local function has(code)
  for _, d in ipairs(found()) do
    if d[3] == code then return true end
  end
  return false
end

local function quickfix_of(code)
  for _, d in ipairs(published) do
    if d.code == code then
      local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, range = d.range, context = { diagnostics = { d } } }
      for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 5000) or {}) do
        for _, action in ipairs(answer.result or {}) do
          if action.kind == 'quickfix' then return action end
        end
      end
    end
  end
end

dofile(vim.env.EXAMPLES .. '/neovim.lua')
vim.cmd('edit ' .. vim.env.SDL)
vim.bo.filetype = 'yaml'
vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local before = found()
local action = quickfix_of(vim.env.CODE)
if action then
  vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
  vim.wait(5000, function() return not has(vim.env.CODE) end, 20)
end
local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
vim.fn.writefile({ vim.fn.json_encode({ before = before, after = found(), text = text }) }, vim.env.FOUND)
for _, client in pairs(vim.lsp.get_active_clients()) do client.stop() end
vim.wait(2000, function() return #vim.lsp.get_active_clients() == 0 end, 20)
vim.cmd(#vim.lsp.get_active_clients() == 0 and 'qa!' or 'cq')
