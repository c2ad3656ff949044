#!/usr/bin/env bash
# Compares the parser with fastjson2 on one option's ticker in one JMH run: at most 1.15 times its cost, and no garbage.
# A ratio that a busy machine spoilt may be tried again.
# usage: parser-ratio.sh [TRIES]   default 3
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tries=${1:-3}

cd "$root"
if ! build -Pbench -pl perf -am process-test-classes \
  -Dbench.main=io.gimbal.perf.bench.ParserRatio -Dbench.args="$tries" >"$work/out" 2>&1; then
  tail -n 60 "$work/out" >&2
  die "too slow, garbage, wrong, or not built"
fi
grep -E '^(fastjson2|gimbal).*best=|ratio=|^try ' "$work/out" | while IFS= read -r line; do say "$line"; done
