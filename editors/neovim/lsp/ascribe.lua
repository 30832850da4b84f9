-- The server as `vim.lsp.config` (Neovim 0.11 and newer) wants it. Whatever you set with
-- `vim.lsp.config('ascribe', { … })` is laid over this.
return require('ascribe').config()
