#!/usr/bin/env bash
# Holds what a tick of a large book costs, and how exact it is, to what is promised: ratios and counts of one run.
# usage: greeks-bench.sh [TRIES]   default 3; only the ratios, which a busy machine can spoil, may be tried again
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tries=${1:-3}
least_ratio=1000
most_growth=1.5

# The value of a field in the result of one size.
of_size() { tr -d ' \n' <<<"$out" | grep -oE "\"positions\":$1,[^}]*" | head -n 1 | sed -E "s/.*\"$2\":([^,}]*).*/\1/"; }

holds() { awk "BEGIN { exit !($1) }"; }

for ((n = 1; n <= tries; n++)); do
  # Exit code 3 would mean a sum further off than certified.
  expect_exit 0 "$gimbal" bench greeks --positions 100,10000,100000 --json
  for size in 100 10000 100000; do
    holds "$(of_size $size observedMaxError) <= $(of_size $size certifiedMaxError)" || die "beyond the certificate: positions=$size"
    holds "$(of_size $size observedMaxError) <= 1e-9" || die "delta is off: positions=$size"
    holds "$(of_size $size allocatedBytesPerTick) == 0" || die "a tick allocates: positions=$size"
    say "positions=$size direct=$(of_size $size directNs) ns tick=$(of_size $size tickNs) ns simd=$(of_size $size simdNs) ns"
  done
  expect_field beyondCertificate 0
  expect_field shadowAlarms 0
  expect_field allocatedBytes 0
  ratio=$(awk "BEGIN { print $(of_size 10000 directNs) / $(of_size 10000 tickNs) }")
  growth=$(awk "BEGIN { print $(of_size 100000 tickNs) / $(of_size 100 tickNs) }")
  say "direct over tick at 10000: $ratio; tick at 100000 over 100: $growth"
  if holds "$ratio >= $least_ratio && $growth <= $most_growth"; then exit 0; fi
  say "try $n of $tries: at least $least_ratio and at most $most_growth are promised"
done
die "a tick is too slow"
