#!/usr/bin/env bash
# Replays a journal on every JDK, with every compiler and collector, and under another zone and locale: each run must be
# identical to the journal, and all runs must print the same hashes.
# usage: replay-matrix.sh JOURNAL_DIR
set -euo pipefail
[[ $# -eq 1 ]] || { echo "usage: $0 JOURNAL_DIR" >&2; exit 2; }
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
journal=$(cd "$1" && pwd)

expected=

replay() {
  local name=$1 home=$2 options=$3 started hashes
  if [[ -z $home ]]; then
    say "$(printf '%-28s' "$name") not here, skipped"
    return
  fi
  started=$(date +%s.%N)
  JAVA_HOME=$home GIMBAL_JAVA_OPTS=$options expect_exit 0 "$gimbal" replay "$journal" --json
  expect_field identical true
  hashes="output=$(json_field outputHash <<<"$out") state=$(json_field stateHash <<<"$out")"
  say "$(printf '%-28s %6ss' "$name" "$(seconds_since "$started")") $hashes"
  expected=${expected:-$hashes}
  [[ $hashes == "$expected" ]] || die "hashes differ: run=$name, expected=($expected), found=($hashes)"
  [[ $hashes =~ ^output=[0-9a-f]{16}\ state=[0-9a-f]{16}$ ]] || die "hashes are not 16 hex digits: run=$name"
  runs=$((runs + 1))
}

runs=0
elsewhere="-Duser.timezone=Pacific/Apia -Duser.language=tr -Duser.country=TR -Dfile.encoding=ISO-8859-9"
for feature in 17 25; do
  home=$(find_jdk "$feature")
  replay "JDK $feature, G1" "$home" "-XX:+UseG1GC"
  replay "JDK $feature, interpreter" "$home" "-Xint"
  replay "JDK $feature, C1" "$home" "-XX:TieredStopAtLevel=1"
  replay "JDK $feature, C2 alone" "$home" "-XX:-TieredCompilation"
  replay "JDK $feature, Serial" "$home" "-XX:+UseSerialGC"
  replay "JDK $feature, ZGC" "$home" "-XX:+UseZGC"
  replay "JDK $feature, Epsilon" "$home" "-XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -Xmx8g"
  replay "JDK $feature, Apia, Turkish" "$home" "$elsewhere"
done
[[ $runs -ge 8 ]] || die "too few runs: runs=$runs"
say "runs=$runs, all identical: $expected"
