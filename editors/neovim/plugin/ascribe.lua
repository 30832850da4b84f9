if vim.g.loaded_ascribe then
  return
end
vim.g.loaded_ascribe = true

vim.api.nvim_create_user_command('Ascribe', function(call)
  local name, text = call.args:match('^(%S+)%s*(.*)$')
  if call.range == 2 and text == '' then
    local from, to = vim.fn.getpos("'<"), vim.fn.getpos("'>")
    local lines = vim.fn.getregion(from, to, { type = vim.fn.visualmode() })
    text = table.concat(lines, ' ')
  end
  require('ascribe').run(name, text)
end, {
  nargs = '+',
  range = true,
  desc = 'Claims and sources of this draft',
  complete = function(lead, line)
    if line:match('^%S*Ascribe%s+%S*$') then
      return vim.tbl_filter(function(name)
        return vim.startswith(name, lead)
      end, require('ascribe').subcommands())
    end
    return {}
  end,
})

for name, call in pairs({ Next = 'next', Previous = 'previous' }) do
  vim.keymap.set('n', ('<Plug>(Ascribe%s)'):format(name), function()
    require('ascribe').run(call)
  end, { desc = ('%s unattributed claim'):format(name) })
end

if vim.g.ascribe_enable == false then
  return
end
if vim.lsp.enable then
  vim.lsp.enable('ascribe')
else
  local group = vim.api.nvim_create_augroup('ascribe', {})
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = require('ascribe').config().filetypes,
    callback = function(event)
      require('ascribe').start(event.buf)
    end,
  })
end
