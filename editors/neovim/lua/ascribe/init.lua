--- The Neovim side of ascribe: how to start the server, and the commands that need a window.
--- The analysis, and all that hovers, jumps and actions show, is the server's.
local M = {}

--- Filetypes of prose, and what LSP calls them where the names differ.
local language_ids = {
  asciidoc = 'asciidoc',
  asciidoctor = 'asciidoc',
  markdown = 'markdown',
  plaintex = 'latex',
  rst = 'restructuredtext',
  tex = 'latex',
  text = 'plaintext',
}

--- The client's configuration: for `vim.lsp.config`, and with a root for `vim.lsp.start`.
--- @return table
function M.config()
  return {
    cmd = { 'ascribe', 'lsp' },
    filetypes = vim.tbl_keys(language_ids),
    root_markers = { 'ascribe.toml', '.git' },
    get_language_id = function(_, filetype)
      return language_ids[filetype] or filetype
    end,
    settings = { ascribe = vim.empty_dict() },
  }
end

--- Starts the server for a buffer where Neovim has no `vim.lsp.enable` (0.10).
--- @param buffer integer
function M.start(buffer)
  local config = vim.tbl_deep_extend('force', M.config(), vim.g.ascribe or {})
  config.name = 'ascribe'
  config.root_dir = vim.fs.root(buffer, config.root_markers)
  vim.lsp.start(config, { bufnr = buffer })
end

local function tell(message, level)
  vim.notify('ascribe: ' .. message, level or vim.log.levels.INFO)
end

--- The client of the current buffer; tells the writer where there is none.
local function client()
  local found = vim.lsp.get_clients({ bufnr = 0, name = 'ascribe' })[1]
  if not found then
    tell('no server is attached to this buffer; :checkhealth ascribe says why', vim.log.levels.WARN)
  end
  return found
end

--- Sends a request; the answer goes to `done`, an error to the writer.
local function request(method, params, done)
  local server = client()
  if not server then
    return
  end
  local function handle(failure, answer)
    if failure then
      tell(failure.message or tostring(failure), vim.log.levels.ERROR)
    elseif answer ~= nil and answer ~= vim.NIL then
      done(answer, server)
    end
  end
  if vim.fn.has('nvim-0.11') == 1 then
    server:request(method, params, handle, 0)
  else
    server.request(method, params, handle, 0)
  end
end

local function execute(command, argument, done)
  request('workspace/executeCommand', { command = command, arguments = argument and { argument } or {} }, done)
end

local function document()
  return vim.uri_from_bufnr(0)
end

--- Goes to the unattributed claim after (or before) the cursor, and round at the buffer's end.
--- @param direction 1|-1
function M.jump(direction)
  local claims = vim.tbl_filter(function(diagnostic)
    return diagnostic.code == 'unattributed-claim'
  end, vim.diagnostic.get(0))
  if #claims == 0 then
    return tell('every claim of this draft has a source')
  end
  table.sort(claims, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  local cursor = vim.api.nvim_win_get_cursor(0)
  local line, column = cursor[1] - 1, cursor[2]
  local function is_after(claim)
    return claim.lnum > line or (claim.lnum == line and claim.col > column)
  end
  local function is_before(claim)
    return claim.lnum < line or (claim.lnum == line and claim.col < column)
  end
  local target
  if direction == 1 then
    target = vim.iter(claims):find(is_after) or claims[1]
  else
    target = vim.iter(claims):rfind(is_before) or claims[#claims]
  end
  vim.cmd("normal! m'") -- so that CTRL-O leads back
  vim.api.nvim_win_set_cursor(0, { target.lnum + 1, target.col })
end

--- Entries for a quickfix or location list from what has a `range`; `describe` gives the text of each.
local function entries(found, uri_of, describe, encoding)
  local locations = vim.tbl_map(function(one)
    return { uri = uri_of(one), range = one.range, user_data = one }
  end, found)
  -- The conversion sorts by file and line; the server's order is by relevance for passages, so each is put through alone.
  return vim.tbl_map(function(location)
    local item = vim.lsp.util.locations_to_items({ location }, encoding)[1]
    local one = location.user_data
    return { filename = item.filename, lnum = item.lnum, col = item.col, text = describe(one) }
  end, locations)
end

local function described(parts)
  return table.concat(
    vim.tbl_filter(function(part)
      return type(part) == 'string' and part ~= ''
    end, parts),
    ' · '
  )
end

--- Lists the draft's claims with status and verdict in the location list.
function M.claims()
  local uri = document()
  request('ascribe/findings', { textDocument = { uri = uri } }, function(findings, server)
    local items = entries(findings.claims, function()
      return uri
    end, function(claim)
      return ('[%s] %s'):format(described({ claim.status, claim.verdict }), claim.text)
    end, server.offset_encoding)
    vim.fn.setloclist(0, {}, ' ', { title = 'ascribe: claims', items = items })
    vim.cmd('lopen')
  end)
end

--- Searches the corpus for `text`, else for the claim under the cursor, into the quickfix list.
--- @param text string|nil
function M.search(text)
  if not text or text == '' then
    text = vim.api.nvim_get_current_line()
  end
  execute('ascribe.searchCorpus', { text = text, uri = document() }, function(answer, server)
    if #answer.passages == 0 then
      return tell(answer.text) -- nothing found, or why nothing can be found yet
    end
    local items = entries(answer.passages, function(passage)
      return passage.uri
    end, function(passage)
      return ('[%s] %s'):format(described({ passage.relation, passage.origin }), passage.text)
    end, server.offset_encoding)
    vim.fn.setqflist({}, ' ', { title = 'ascribe: ' .. text, items = items })
    vim.cmd('copen')
  end)
end

--- Shows what the server says of itself, the corpus and the index.
function M.status()
  execute('ascribe.showStatus', { uri = document() }, function(answer)
    tell(answer.text)
  end)
end

--- Builds the corpus index anew.
function M.rebuild()
  execute('ascribe.rebuildIndex', nil, function() end)
end

local commands = {
  claims = M.claims,
  next = function()
    M.jump(1)
  end,
  previous = function()
    M.jump(-1)
  end,
  rebuild = M.rebuild,
  search = M.search,
  status = M.status,
}

--- The subcommands of `:Ascribe`, in alphabetical order.
function M.subcommands()
  local names = vim.tbl_keys(commands)
  table.sort(names)
  return names
end

--- Runs `:Ascribe NAME [TEXT]`.
function M.run(name, text)
  local command = commands[name]
  if command then
    command(text)
  else
    tell(('no command %s; there are %s'):format(name, table.concat(M.subcommands(), ', ')), vim.log.levels.ERROR)
  end
end

return M
