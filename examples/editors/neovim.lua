-- Neovim 0.7 and later: copy this to ~/.config/nvim/plugin/akashlint.lua
local config = { name = 'akashlint', cmd = { 'akashlint', 'lsp' }, root_dir = vim.fn.getcwd() }
local client -- Neovim 0.7 has no vim.lsp.start, which starts one server for all files

vim.api.nvim_create_autocmd('FileType', { pattern = 'yaml', callback = function(args)
  if vim.lsp.start then return vim.lsp.start(config) end
  if not client or vim.lsp.client_is_stopped(client) then client = vim.lsp.start_client(config) end
  vim.lsp.buf_attach_client(args.buf, client)
end })
