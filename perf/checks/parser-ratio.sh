#!/usr/bin/env bash
# Compares the parser with fastjson2 on one option's ticker in one JMH run: at most 1.15 times its cost, and no garbage.
# A ratio that a busy machine spoilt may be tried again.
# usage: parser-ratio.sh [TRIES]   default 3
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tries=${1:-3}

cd "$root"
for ((n = 1; n <= tries; n++)); do
  if mvn -B -q -ntp -Pbench,quick -pl perf -am process-test-classes \
    -Dbench.main=io.gimbal.perf.bench.ParserRatio -Dbench.args=3 >"$work/out" 2>&1; then
    grep -E 'best=|ratio=' "$work/out" | while IFS= read -r line; do say "$line"; done
    exit 0
  fi
  tail -n 20 "$work/out" >&2
  say "try $n of $tries failed"
done
die "too slow, garbage, or not built"
