#!/usr/bin/env bash
# Replays a journal on every JDK, with every compiler and collector, and under another zone and locale: each run must be
# identical to the journal, and all runs must print the same hashes.
# usage: replay-matrix.sh JOURNAL_DIR [--compiled]   --compiled is for a whole day: without the interpreter, which takes
# minutes for it, and with a compiler and a collector in each run instead of one after the other; each is still met once
set -euo pipefail
[[ $# -eq 1 || ($# -eq 2 && $2 == --compiled) ]] || { echo "usage: $0 JOURNAL_DIR [--compiled]" >&2; exit 2; }
with=${2:-}
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
journal=$(cd "$1" && pwd)

# One run; its line and its hashes are kept, so that the two JDKs' columns can be run side by side.
replay() {
  local name=$1 home=$2 options=$3 started hashes
  started=$(date +%s.%N)
  JAVA_HOME=$home GIMBAL_JAVA_OPTS=$options expect_exit 0 "$gimbal" replay "$work/journal" --json
  expect_field identical true
  hashes="output=$(json_field outputHash <<<"$out") state=$(json_field stateHash <<<"$out")"
  [[ $hashes =~ ^output=[0-9a-f]{16}\ state=[0-9a-f]{16}$ ]] || die "hashes are not 16 hex digits: run=$name"
  say "$(printf '%-28s %6ss' "$name" "$(seconds_since "$started")") $hashes"
  echo "$hashes $name" >>"$all"
}

column() {
  local feature=$1 home
  mkdir "$work/$feature"
  work=$work/$feature
  cp -r "$journal" "$work/journal"
  home=$(find_jdk "$feature")
  if [[ -z $home ]]; then
    say "JDK $feature not here, skipped"
    return
  fi
  replay "JDK $feature, G1" "$home" "-XX:+UseG1GC"
  if [[ -n $with ]]; then
    replay "JDK $feature, C1, Serial" "$home" "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    replay "JDK $feature, C2 alone, ZGC" "$home" "-XX:-TieredCompilation -XX:+UseZGC"
    replay "JDK $feature, Apia, Epsilon" "$home" "$elsewhere -XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -Xmx8g"
    return
  fi
  replay "JDK $feature, interpreter" "$home" "-Xint"
  replay "JDK $feature, C1" "$home" "-XX:TieredStopAtLevel=1"
  replay "JDK $feature, C2 alone" "$home" "-XX:-TieredCompilation"
  replay "JDK $feature, Serial" "$home" "-XX:+UseSerialGC"
  replay "JDK $feature, ZGC" "$home" "-XX:+UseZGC"
  replay "JDK $feature, Epsilon" "$home" "-XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -Xmx8g"
  replay "JDK $feature, Apia, Turkish" "$home" "$elsewhere"
}

elsewhere="-Duser.timezone=Pacific/Apia -Duser.language=tr -Duser.country=TR -Dfile.encoding=ISO-8859-9"
"$gimbal" version --json >/dev/null
all=$work/hashes
: >"$all"
columns=()
for feature in 17 25; do
  column "$feature" &
  columns+=($!)
done
for pid in "${columns[@]}"; do wait "$pid" || die "a run failed"; done
runs=$(wc -l <"$all")
least=8
[[ -z $with ]] || least=4
[[ $runs -ge $least ]] || die "too few runs: runs=$runs"
[[ $(cut -d' ' -f1,2 "$all" | sort -u | wc -l) -eq 1 ]] || die "hashes differ: $(sort "$all")"
say "runs=$runs, all identical: $(head -1 "$all" | cut -d' ' -f1,2)"
