#!/usr/bin/env bash
# Kills a running demo with SIGKILL at random moments, N times, and shows after each that nothing whose append had
# returned is lost: the journal verifies, holds at least the records that the process itself had seen appended, the next
# start seals what the killed one left and goes on, and the whole replays.
# usage: kill-nine.sh N [SEED]
set -euo pipefail
[[ $# -ge 1 && $1 =~ ^[1-9][0-9]*$ ]] || { echo "usage: $0 N [SEED]" >&2; exit 2; }
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
kills=$1
seed=${2:-$(date +%s)}
RANDOM=$seed
speeds=(1 10 100)
kills_per_journal=4
patience=600 # tenths of a second until a start shows its first acknowledged record

acked=$work/acked
demo=
stop_demo() { if [[ -n $demo ]]; then kill -9 "$demo" 2>/dev/null || true; fi; }
trap 'stop_demo; rm -rf "$work"' EXIT

# Two little-endian 64-bit numbers: the last sequences of the in and the out queue whose append had returned.
acked_sequence() { od -An -t d8 --endian=little -j "$1" -N 8 "$acked" 2>/dev/null | tr -d ' '; }

start_demo() {
  rm -f "$acked"
  "$gimbal" demo --seconds 86400 --speed "$1" --seed "$2" --journal "$3" --ack-file "$acked" --json \
    >"$work/demo.out" 2>"$work/demo.err" </dev/null &
  demo=$!
  local waited=0
  until [[ -s $acked && $(acked_sequence 0) -gt 0 ]]; do
    kill -0 "$demo" 2>/dev/null || { cat "$work/demo.err" >&2; die "the demo ended before its first record"; }
    [[ $((waited += 1)) -le $patience ]] || die "no record within $((patience / 10)) s"
    sleep 0.1
  done
}

kill_demo() {
  kill -0 "$demo" 2>/dev/null || { cat "$work/demo.err" >&2; die "the demo ended before it was killed"; }
  kill -9 "$demo"
  wait "$demo" 2>/dev/null || true
  demo=
}

verify() {
  expect_exit 0 "$gimbal" journal verify "$1" --json
  expect_field ok true
  expect_field gaps 0
  expect_field badCrc 0
}

total=0
"$gimbal" version --json >/dev/null
say "kills=$kills, seed=$seed"
for ((kill = 1; kill <= kills; kill++)); do
  journal=$work/journal-$(((kill - 1) / kills_per_journal))
  speed=${speeds[kill % ${#speeds[@]}]}
  delay_ms=$((500 + RANDOM % 5500))

  start_demo "$speed" "$((seed + kill))" "$journal"
  sleep "$((delay_ms / 1000)).$(printf '%03d' $((delay_ms % 1000)))"
  kill_demo

  acked_in=$(acked_sequence 0)
  acked_out=$(acked_sequence 8)
  verify "$journal"
  last_in=$(json_field lastSequence <<<"$out")
  last_out=$(json_field lastOutSequence <<<"$out")
  [[ $last_in -ge $acked_in ]] || die "inputs lost: acked=$acked_in, found=$last_in"
  [[ $last_out -ge $acked_out ]] || die "outputs lost: acked=$acked_out, found=$last_out"

  expect_exit 0 "$gimbal" demo --seconds 3 --speed max --seed "$((seed + kill))" --journal "$journal" --json
  verify "$journal"
  gone_on=$(json_field lastSequence <<<"$out")
  [[ $gone_on -gt $last_in ]] || die "the next start did not go on: before=$last_in, after=$gone_on"
  expect_exit 0 "$gimbal" replay "$journal" --json
  expect_field identical true

  total=$((total + acked_in + acked_out))
  say "kill $kill after ${delay_ms} ms at speed $speed: in acked=$acked_in kept=$last_in, out acked=$acked_out" \
    "kept=$last_out, went on to $gone_on, replay identical"
  if ((kill % kills_per_journal == 0)); then rm -rf "$journal"; fi
done
say "kills=$kills, records acked=$total, lost=0"
