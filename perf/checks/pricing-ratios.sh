#!/usr/bin/env bash
# Compares the pricing with Strata on the same options in one process: implied volatilities at least twice as fast cold
# and five times warm, value and Greeks at least twice, in strips six times.
# A ratio that a busy machine spoilt may be tried again.
# usage: pricing-ratios.sh [TRIES]   default 3
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tries=${1:-3}

cd "$root"
for ((n = 1; n <= tries; n++)); do
  if build -Pbench -pl perf -am process-test-classes \
    -Dbench.main=io.gimbal.perf.bench.PricingRatios -Dbench.args= >"$work/out" 2>&1; then
    grep -E 'ratio=|error of' "$work/out" | while IFS= read -r line; do say "$line"; done
    exit 0
  fi
  tail -n 20 "$work/out" >&2
  say "try $n of $tries failed"
done
die "too slow, wrong, or not built"
