#!/usr/bin/env bash
# Sweeps the hedging policies over simulated markets and holds the order of merit to what is promised: tracking error over a
# four-hour clock's at the same cost, total deviation and shortfall no worse than the clock's. Few paths, so a bound may be
# missed by two standard errors.
# usage: frontier.sh [PATHS]   default 1000
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
paths=${1:-1000}

# The value of a field in the result of one policy.
of_policy() {
  tr -d ' \n' <<<"$out" | sed -E 's/"frontiers":.*//' | grep -oE "\"policy\":\"$1\",[^}]*" | head -n 1 \
    | sed -E "s/.*\"$2\":([^,}]*).*/\1/"
}

holds() { awk "BEGIN { exit !($1) }"; }

at_most() {
  local policy=$1 bound=$2 ratio error
  ratio=$(of_policy "$policy" teRatioAtEqualCost)
  error=$(of_policy "$policy" standardError)
  holds "$ratio > 0 && $ratio <= $bound + 2 * $error" || die "$world: $policy: at most $bound, found $ratio +- $error"
  say "$world: $policy: ratio=$ratio +- $error (at most $bound)"
}

no_worse_than_the_clock() {
  local field=$1 mine clock error
  mine=$(of_policy default-maker "$field")
  error=$(of_policy default-maker "${field}Error")
  clock=$(of_policy fixed-time "$field")
  holds "$mine <= $clock + 2 * $error" || die "$world: $field: default-maker $mine +- $error, fixed-time $clock"
}

for world in gbm btc; do
  expect_exit 0 "$gimbal" frontier --world "$world" --days 7 --paths "$paths" --json
  if [[ $world == gbm ]]; then at_most whalley-wilmott-edge 0.53; else at_most whalley-wilmott-edge 0.47; fi
  at_most default-maker 0.36
  no_worse_than_the_clock totalStd
  no_worse_than_the_clock es95
done
