--- `:checkhealth ascribe`: the program, its version, the corpus and its index.
local M = {}

--- The program that would be started, as the configuration has it.
local function program()
  local config = vim.lsp.config and vim.lsp.config.ascribe or require('ascribe').config()
  return type(config.cmd) == 'table' and config.cmd[1] or 'ascribe'
end

--- Runs the program; what it printed, or nil and what went wrong.
local function run(...)
  local ok, done = pcall(function(...)
    return vim.system({ program(), ... }, { text = true }):wait(10000)
  end, ...)
  if not ok then
    return nil, tostring(done)
  elseif done.code ~= 0 then
    return nil, vim.trim(done.stderr ~= '' and done.stderr or done.stdout)
  end
  return vim.trim(done.stdout)
end

function M.check()
  local health = vim.health
  health.start('ascribe')
  if vim.fn.has('nvim-0.10') == 0 then
    health.error('Neovim 0.10 or newer is wanted')
    return
  end
  if vim.fn.executable(program()) == 0 then
    health.error(('%s is not on the PATH'):format(program()), {
      'install the program, or name it: vim.lsp.config("ascribe", { cmd = { "/path/to/ascribe", "lsp" } })',
    })
    return
  end
  local version, trouble = run('--version')
  if not version then
    health.error(('%s does not run: %s'):format(program(), trouble))
    return
  end
  health.ok(('%s (%s)'):format(version, vim.fn.exepath(program())))

  local status, missing = run('index', '--status')
  if status then
    health.ok('corpus and index:\n' .. status)
  else
    health.warn('no corpus: ' .. missing, {
      'name the folder of your sources in ascribe.toml: corpus = "sources"',
      'or here: vim.lsp.config("ascribe", { settings = { ascribe = { corpus = "/path/to/sources" } } })',
    })
  end

  local clients = vim.lsp.get_clients({ name = 'ascribe' })
  if #clients == 0 then
    health.info('no buffer is attached; open a Markdown or text file')
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers or {})
    health.ok(('running for %s, %d buffer(s)'):format(client.config.root_dir or 'single files', buffers))
  end
end

return M
