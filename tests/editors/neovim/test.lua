-- Drives a real Neovim against the real server. Run by ../run.sh:
--   nvim --clean --headless -l test.lua      with ROOT (the checkout), ASCRIBE (the program) and WORKSPACE (a copy) set.
local started = vim.uv.hrtime()
local passed, failed = 0, 0

local function check(name, ok, detail)
  passed, failed = passed + (ok and 1 or 0), failed + (ok and 0 or 1)
  local seconds = (vim.uv.hrtime() - started) / 1e9
  io.stdout:write(('%s neovim %.2fs %s%s\n'):format(ok and 'ok  ' or 'FAIL', seconds, name, detail and ': ' .. detail or ''))
end

local function environment(name)
  return os.getenv(name) or error('set ' .. name)
end

local root, program, workspace = environment('ROOT'), environment('ASCRIBE'), environment('WORKSPACE')
local draft = workspace .. '/brouillon.md'

vim.o.swapfile = false
vim.opt.runtimepath:append(root .. '/editors/neovim')
vim.cmd('filetype plugin on') -- `-l` leaves out what a start does
vim.lsp.config('ascribe', {
  cmd = { program, 'lsp' },
  settings = { ascribe = { severity = { actor = 'off' } } },
})
vim.cmd('runtime! plugin/ascribe.lua')

local function wait_for(condition)
  return vim.wait(20000, condition, 10)
end

local function findings()
  local found = vim.diagnostic.get(0)
  table.sort(found, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  return found
end

--- `line:column-column code`, columns in bytes from 1, one a finding.
local function described()
  return table.concat(vim.tbl_map(function(finding)
    return ('%d:%d-%d %s'):format(finding.lnum + 1, finding.col + 1, finding.end_col + 1, finding.code)
  end, findings()), ', ')
end

--- Byte columns of a text in a line of the buffer, as `described` has them.
local function place(line, text, code)
  local from, to = vim.fn.getline(line):find(text, 1, true)
  return ('%d:%d-%d %s'):format(line, from, to + 1, code)
end

local function float_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n'), window
    end
  end
end

local function cursor_on(line, text)
  local from = vim.fn.getline(line):find(text, 1, true)
  vim.api.nvim_win_set_cursor(0, { line, from - 1 })
end

local ok, trouble = xpcall(function()
  check('version', vim.fn.has('nvim-0.11') == 1, tostring(vim.version()))
  vim.cmd.edit(draft)
  wait_for(function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'ascribe' })[1]
    return client ~= nil and client.initialized
  end)
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'ascribe' })[1]
  check('the server attaches', client ~= nil, client and client.offset_encoding)
  check('the root is the folder of ascribe.toml', client and client.root_dir == workspace, client and client.root_dir)

  local open = 'unattributed-claim'
  local june = "C'est en juin que la Russie a opposé son veto à une résolution de l'ONU sur la Corée du Nord."
  local want = table.concat({
    place(3, "En mai, la Russie a opposé son veto à une résolution de l'ONU.", open),
    place(5, 'Selon des observateurs, le commerce entre les deux pays a doublé.', 'vague-attribution'),
    place(7, june, 'conflicting-source'),
    place(7, june, open),
    place(9, "L'Ukraine a rompu toutes ses relations avec la Corée du Nord.", open),
  }, ', ')
  local function same()
    local have = vim.split(described(), ', ')
    table.sort(have)
    local wanted = vim.split(want, ', ')
    table.sort(wanted)
    return vim.deep_equal(have, wanted)
  end
  wait_for(same)
  check('findings stand on the right columns after accents and an emoji', same(), described())

  cursor_on(3, 'veto')
  vim.lsp.buf.hover()
  wait_for(function()
    return (float_text() or ''):find('003_b58262a57bd1c4a3', 1, true) ~= nil
  end)
  local card, window = float_text()
  check('the card names the seed document', (card or ''):find('003_b58262a57bd1c4a3', 1, true) ~= nil)
  check('the card quotes the passage', (card or ''):find('la Russie a opposé son veto', 1, true) ~= nil, card)
  if window then
    vim.api.nvim_win_close(window, true)
  end

  cursor_on(9, 'rompu')
  vim.lsp.buf.definition()
  local function at_passage()
    return vim.api.nvim_buf_get_name(0):find('003_b58262a57bd1c4a3', 1, true) ~= nil
      and vim.api.nvim_get_current_line():find('a immédiatement rompu', 1, true) ~= nil
  end
  wait_for(at_passage)
  check('go to definition lands on the line of the seed passage', at_passage(), vim.api.nvim_get_current_line())
  vim.cmd('lclose | cclose')
  vim.cmd.edit(draft)

  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.cmd('Ascribe next')
  local first = vim.api.nvim_win_get_cursor(0)
  vim.cmd('Ascribe previous')
  local last = vim.api.nvim_win_get_cursor(0)
  check('next and previous claims without a source', first[1] == 3 and last[1] == 9, ('%d, %d'):format(first[1], last[1]))

  vim.cmd('Ascribe claims')
  wait_for(function()
    return #vim.fn.getloclist(0) > 0
  end)
  local listed = vim.fn.getloclist(0)
  check('claims in the location list', #listed == 5 and listed[2].lnum == 3, vim.inspect(vim.tbl_map(function(item)
    return item.text
  end, listed)))
  vim.cmd('lclose')

  vim.cmd('Ascribe search veto russe au Conseil de sécurité')
  wait_for(function()
    return #vim.fn.getqflist() > 0
  end)
  local found = vim.fn.getqflist()
  check('corpus search in the quickfix list', #found > 0 and found[1].lnum > 0, found[1] and found[1].text)
  vim.cmd('cclose')

  vim.cmd.buffer(draft)
  cursor_on(9, 'rompu')
  local titles, applied = {}, false
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      titles[#titles + 1] = action.title
      local wanted = not applied and action.title:find('ttribu', 1, true) ~= nil
      applied = applied or wanted
      return wanted
    end,
  })
  local function attributed()
    return vim.fn.getline(9):find(', selon', 1, true) ~= nil or vim.fn.getline(9):find('^Selon') ~= nil
  end
  wait_for(attributed)
  check('a code action attributes the claim', attributed(), vim.fn.getline(9) .. ' <- ' .. table.concat(titles, ' | '))
  local function gone(line)
    return not described():find(('%d:%%d+%%-%%d+ %s'):format(line, open:gsub('%-', '%%-')))
  end
  wait_for(function()
    return gone(9)
  end)
  check('the attributed claim is no longer a finding', gone(9), described())

  --- Runs the one action whose title has `wanted` in it.
  local function act(line, words, wanted)
    vim.cmd.buffer(draft)
    cursor_on(line, words)
    vim.lsp.buf.code_action({
      apply = true,
      filter = function(action)
        return action.title:find(wanted, 1, true) ~= nil
      end,
    })
  end
  local function read(path)
    local file = io.open(workspace .. '/' .. path)
    local text = file and file:read('a') or ''
    if file then
      file:close()
    end
    return text
  end
  act(7, 'juin', 'Ne plus signaler cette affirmation')
  wait_for(function()
    return not described():find('7:', 1, true)
  end)
  check('a dismissed claim is no longer a finding', not described():find('7:', 1, true), described())
  local dismissed = read('.ascribe/dismissed.toml')
  check('and is kept in the workspace', dismissed:find(june, 1, true) ~= nil, dismissed)
  act(7, 'juin', 'Signaler de nouveau cette affirmation')
  wait_for(function()
    return not gone(7)
  end)
  check('taking that back brings it back', not gone(7), described())

  act(5, 'commerce', 'Accepter')
  wait_for(function()
    return not described():find('vague', 1, true)
  end)
  local taught = read('ascribe.toml')
  check('an accepted source holds at once', not described():find('vague', 1, true), described())
  check('and is kept in ascribe.toml', taught:find('accepted-sources = ["des observateurs"]', 1, true) ~= nil, taught)
  act(5, 'commerce', 'Ne plus accepter')
  wait_for(function()
    return described():find('vague', 1, true) ~= nil
  end)
  check('and no longer once it is taken back', described():find('vague', 1, true) ~= nil, described())

  local line3 = vim.fn.getline(3)
  vim.fn.setline(3, line3:sub(1, #line3 - 1) .. ', selon le Kremlin.')
  wait_for(function()
    return gone(3)
  end)
  check('an edit takes its finding away', gone(3), described())

  client.settings = { ascribe = { severity = { actor = 'off', ['vague-attribution'] = 'off' } } }
  client:notify('workspace/didChangeConfiguration', { settings = client.settings })
  wait_for(function()
    return not described():find('vague', 1, true)
  end)
  check('a setting holds without a restart', not described():find('vague', 1, true), described())

  vim.cmd('checkhealth ascribe')
  local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  check('checkhealth finds the server and the corpus', not health:find('ERROR', 1, true) and health:find('running for', 1, true) ~= nil, health)

  client:stop()
  vim.wait(5000, function()
    return client:is_stopped()
  end, 10)
  check('the server stops', client:is_stopped())
end, debug.traceback)
if not ok then
  check('nothing was thrown', false, trouble)
end
io.stdout:write(('neovim: %d passed, %d failed\n'):format(passed, failed))
os.exit(failed == 0 and 0 or 1)
