#!/usr/bin/env bash
# Drives a real Helix in tmux against the real server. Run by ../run.sh with ROOT, ASCRIBE, WORKSPACE, OUT and EDITORS set.
set -u
: "${ROOT:?}" "${ASCRIBE:?}" "${WORKSPACE:?}" "${OUT:?}" "${EDITORS:?}"

passed=0 failed=0 started=$(date +%s%N)
check() { # name, status (0 is well), detail
  local mark='ok  '
  if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) mark=FAIL; fi
  printf '%s helix %d ms %s%s\n' "$mark" $((($(date +%s%N) - started) / 1000000)) "$1" "${3:+: $3}"
}

config=$WORKSPACE/.config
mkdir -p "$config/helix"
# The file that people are told to copy is the one that is tried; only the program and the severity of names are ours.
sed "s#^command = .*#command = \"$ASCRIBE\"#" "$ROOT/editors/helix/languages.toml" >"$config/helix/languages.toml"
sed -i 's/"marksman", "markdown-oxide", //' "$config/helix/languages.toml"
cat >"$config/helix/config.toml" <<'TOML'
[editor]
end-of-line-diagnostics = "disable"
[editor.inline-diagnostics]
cursor-line = "hint"
other-lines = "disable"
[editor.statusline]
right = ["diagnostics", "position"]
TOML

# A socket of its own and a fixed size, as nobody is looking; UTF-8, or the screen is full of question marks.
tmux="tmux -L ascribe-helix-$$ -f /dev/null"
trap '$tmux kill-server 2>/dev/null' EXIT
$tmux -u new-session -d -s helix -x 160 -y 50 -c "$WORKSPACE" \
  "env LC_ALL=C.UTF-8 COLORTERM=truecolor XDG_CONFIG_HOME=$config XDG_CACHE_HOME=$WORKSPACE/.cache $EDITORS/bin/hx -vv --log $OUT/helix.log brouillon.md; echo EXIT \$?; sleep 60"

screen() { $tmux capture-pane -p -t helix; }
keys() { $tmux send-keys -t helix "$@"; }
text() { $tmux send-keys -t helix -l -- "$1"; }
# Escape directly followed by a key reads as Alt and that key.
escape() { keys Escape && sleep 0.2; }
snapshot() { screen >"$OUT/helix-$1.txt"; }
wait_for() { # extended regular expression, seconds
  local end=$(($(date +%s) + ${2:-15}))
  while [ "$(date +%s)" -le $end ]; do
    screen | grep -qE -- "$1" && return 0
    sleep 0.05
  done
  return 1
}
wait_gone() {
  local end=$(($(date +%s) + ${2:-15}))
  while [ "$(date +%s)" -le $end ]; do
    screen | grep -qE -- "$1" || return 0
    sleep 0.05
  done
  return 1
}
go_to() { # line, column in graphemes
  escape
  text "$1G"
  text 'gh'
  [ "$2" -gt 1 ] && text "$(($2 - 1))l"
  wait_for "(^| )$1:$2 *$" 5
}

# Takes the code action whose title matches; the first of the menu is chosen when it opens.
act() { # extended regular expression of the title, and of how it starts in the menu
  local at
  keys Space a
  wait_for "$1"
  at=$(screen | grep -oE 'Attribuer : |Corriger : |Citer en note|Remplacer par|Ne plus|Ignorer c|Accepter «|Signaler de|est (une|un) |n’est pas' |
    grep -nE -- "$2" | head -n 1 | cut -d: -f1)
  for _ in $(seq $((${at:-1} - 1))); do keys Down; done
  sleep 0.2
  keys Enter
}

wait_for 'NOR'
check 'starts' $?

# The status line counts warnings: three claims without a source and one that is contradicted.
wait_for '● 4'
check 'findings are counted in the status line' $? "$(screen | grep -E '●' | tail -n 1 | sed 's/  */ /g')"
snapshot diagnostics
# languages.toml turns names off: the heading has two of them and no mark in the gutter.
screen | grep -qE '^ *1 +# Moscou' && ! screen | grep -qE '^ ?● *1 '
check 'settings of languages.toml are applied' $?

# « L’été 😀 sera rude », a écrit Kim Jong-un. En mai … : the second sentence starts in column 45.
go_to 1 1
text ']d'
wait_for '(^| )3:106 *$|(^| )3:45 *$' 5
check 'the next finding starts after the accents and the emoji' $? "$(screen | grep -oE '[0-9]+:[0-9]+ *$' | tail -n 1)"

go_to 3 76
keys Space k
wait_for '003_b58262a57bd1c4a3'
check 'the card names the seed document' $?
snapshot hover
screen | grep -qE 'opposé son veto'
check 'the card quotes the passage' $?
escape

go_to 9 20
text 'gd'
wait_for '003_b58262a57bd1c4a3.*\.txt'
check 'go to definition opens the seed document' $?
wait_for "a immédiatement rompu toutes les relations"
check 'at the passage' $? "$(screen | grep -oE '[0-9]+:[0-9]+ *$' | tail -n 1)"
snapshot definition
escape
text ':buffer-close'
keys Enter
wait_for 'Moscou et Pyongyang'

go_to 9 20
keys Space a
wait_for ', selon|[Aa]ttribu'
check 'code actions are offered' $?
snapshot actions
keys Enter
wait_for 'Corée du Nord, selon|Selon .*Ukraine'
check 'the first of them attributes the claim' $? "$(screen | grep -E 'Ukraine' | head -n 1 | sed 's/  */ /g')"
wait_for '● 3'
check 'and takes its finding away' $?

go_to 3 60
text 'gl'
text 'i, selon le Kremlin'
escape
wait_for '● 2'
check 'an edit takes its finding away' $? "$(screen | grep -E '●' | tail -n 1 | sed 's/  */ /g')"
go_to 7 20
act 'Ne plus signaler cette affirmation' 'Ne plus'
wait_gone '● 2'
check 'a dismissed claim is no longer a finding' $? "$(screen | grep -E '●' | tail -n 1 | sed 's/  */ /g')"
grep -q "C'est en juin que la Russie" "$WORKSPACE/.ascribe/dismissed.toml"
check 'and is kept in the workspace' $? "$(grep text "$WORKSPACE/.ascribe/dismissed.toml")"

go_to 5 30
wait_for 'Source vague'
act 'Accepter « des observateurs » comme source' 'Accepter'
wait_gone 'Source vague'
check 'an accepted source holds at once' $?
grep -q 'accepted-sources = \["des observateurs"\]' "$WORKSPACE/ascribe.toml"
check 'and is kept in ascribe.toml' $? "$(tail -n 1 "$WORKSPACE/ascribe.toml")"
snapshot end

keys Space s
wait_for 'Moscou et Pyongyang'
check 'the symbols of the draft' $?
snapshot symbols
escape
text ':w'
keys Enter
wait_for 'written'
grep -q 'ONU, selon le Kremlin\.' "$WORKSPACE/brouillon.md"
check 'the saved draft is as typed' $? "$(sed -n 3p "$WORKSPACE/brouillon.md")"
text ':q'
keys Enter
wait_for 'EXIT 0'
check 'ends cleanly' $?
printf 'helix: %d passed, %d failed\n' $passed $failed
exit $((failed > 0))
