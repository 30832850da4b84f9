#!/usr/bin/env bash
# Tries ascribe in the three real editors: run.sh PROGRAM [neovim|helix|vscode …]. setup.sh has installed them.
# Screens and logs stay under target/editors. The last line counts the checks of all of them.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$(realpath "${1:?the ascribe program to try}")
shift
[ $# -gt 0 ] || set -- neovim helix vscode
installed=${ASCRIBE_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/ascribe-editors}
out=$root/target/editors
mkdir -p "$out"
summary=$(mktemp)
scratch=$(mktemp -d)
trap 'rm -rf "$summary" "$scratch"' EXIT

servers() { pgrep -fc -- "^$program lsp" || true; }

# A workspace of its own for each editor, with the seeds in it, so that links lead somewhere that may be opened.
fresh_workspace() {
  local workspace=$scratch/$1
  mkdir -p "$workspace"
  cp "$here"/workspace/* "$workspace/"
  cp -r "$root/seeds" "$workspace/seeds"
  printf '%s' "$workspace"
}

try() {
  local editor=$1 before status
  before=$(servers)
  export ROOT=$root ASCRIBE=$program WORKSPACE OUT=$out ASCRIBE_CACHE=$scratch/index EDITORS=$installed
  WORKSPACE=$(fresh_workspace "$editor")
  export XDG_STATE_HOME=$scratch/state XDG_DATA_HOME=$scratch/data XDG_CONFIG_HOME=$scratch/config
  case $editor in
  neovim) timeout -k 5 120 env PATH="$(dirname "$program"):$PATH" "$installed/bin/nvim" --clean --headless -l "$here/neovim/test.lua" ;;
  helix) timeout -k 5 120 bash "$here/helix/test.sh" ;;
  vscode) timeout -k 5 300 env PATH="$installed/node/bin:$PATH" node "$here/vscode/test.mjs" ;;
  *) echo "FAIL $editor: no such editor; there are neovim, helix and vscode" && return 1 ;;
  esac 2>"$out/$editor.stderr" </dev/null
  status=$?
  # An editor that is gone takes its server along; give a slow machine a moment.
  for _ in $(seq 50); do
    [ "$(servers)" -le "$before" ] && break
    sleep 0.1
  done
  if [ "$(servers)" -le "$before" ]; then
    echo "ok   $editor leaves no server behind"
  else
    echo "FAIL $editor leaves a server behind" && status=1
  fi
  return $status
}

for editor in "$@"; do
  try "$editor" | tee -a "$summary"
  if [ "${PIPESTATUS[0]}" -ne 0 ] && ! grep -q "^FAIL $editor" "$summary"; then
    echo "FAIL $editor ended early" | tee -a "$summary"
    tail -n 20 "$out/$editor.stderr" | cut -c1-300
  fi
done
passed=$(grep -c '^ok ' "$summary")
failed=$(grep -c '^FAIL ' "$summary")
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
