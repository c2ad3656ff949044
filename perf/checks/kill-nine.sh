#!/usr/bin/env bash
# Kills a running demo with SIGKILL at random moments, N times, and shows after each that nothing whose append had
# returned is lost: the journal verifies, holds at least the records that the process itself had seen appended, the next
# start seals what the killed one left and goes on, and the whole replays. Then kills a live daemon while an order of its own
# rests at an exchange that outlives it, R times: the next start learns of that order's end or takes it back, and says which;
# the exchange holds what the journal's fills sum to, no command came to it twice, and nothing is left there in the end.
# usage: kill-nine.sh N [SEED] [R]   N and R from 0; R is 2 unless given
set -euo pipefail
[[ $# -ge 1 && $1 =~ ^[0-9]+$ && ${3:-2} =~ ^[0-9]+$ ]] || { echo "usage: $0 N [SEED] [R]" >&2; exit 2; }
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
kills=$1
seed=${2:-$(date +%s)}
resting_kills=${3:-2}
RANDOM=$seed
speeds=(1 10 100)
kills_per_journal=4
patience=600 # tenths of a second until a start shows its first acknowledged record

acked=$work/acked
demo=
exchange=
daemon=
stop_all() {
  local process
  for process in "$demo" "$daemon" "$exchange"; do
    if [[ -n $process ]]; then kill -9 "$process" 2>/dev/null || true; fi
  done
}
trap 'stop_all; rm -rf "$work"' EXIT

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

# One call of the exchange's own interface; the key is the exchange's, made up for this run.
call() { curl -sS --max-time 20 -H "Authorization: bearer $token" "$http/private/$1"; }

# The labels of the account's orders, one a line: those that rest, and all that ever came.
resting() { call "get_open_orders_by_instrument?instrument_name=BTC-PERPETUAL" | grep -oE '"label" *: *"gb[^"]*"' | cut -d'"' -f4 || true; }
arrived() {
  call "get_order_history_by_instrument?instrument_name=BTC-PERPETUAL&count=1000&include_old=true&include_unfilled=true" |
    grep -oE '"label" *: *"gb[^"]*"' | cut -d'"' -f4 || true
}

until_resting() { # COUNT: waits until so many orders rest, none, or some
  local waited=0
  while true; do
    labels=$(resting)
    if [[ $1 == none && -z $labels || $1 == some && -n $labels ]]; then return; fi
    if [[ -n $daemon ]] && ! kill -0 "$daemon" 2>/dev/null; then
      cat "$work/daemon.err" >&2
      die "the daemon ended before it was killed"
    fi
    [[ $((waited += 1)) -le $patience ]] || { cat "$work/daemon.err" >&2; die "not within $((patience / 10)) s: resting=$1"; }
    sleep 0.1
  done
}

start_exchange() {
  local waited=0
  "$gimbal" exchange --port 0 --coins BTC --seed "$seed" --noise 0.1 --toxic 0 >"$work/exchange.out" 2>"$work/exchange.err" </dev/null &
  exchange=$!
  until grep -qs '"url"' "$work/exchange.out"; do
    kill -0 "$exchange" 2>/dev/null || { cat "$work/exchange.err" >&2; die "the exchange ended before it was ready"; }
    [[ $((waited += 1)) -le $patience ]] || die "the exchange is not ready within $((patience / 10)) s"
    sleep 0.1
  done
  url=$(json_field url <"$work/exchange.out")
  http=$(sed -E 's#^ws#http#; s#/ws/api/v2.*#/api/v2#' <<<"$url")
  (umask 077 && json_field clientId <"$work/exchange.out" >"$work/id" && json_field clientSecret <"$work/exchange.out" >"$work/secret")
  token=$(curl -sS --max-time 20 "$http/public/auth?grant_type=client_credentials&client_id=$(<"$work/id")&client_secret=$(<"$work/secret")" |
    json_field access_token)
  [[ -n $token ]] || die "the exchange gives no token"
}

# Coins to buy at the touch and no hurry: inside a thousand half-widths nothing is taken.
write_desk() {
  cat >"$work/resting.toml" <<DESK
[venue]
url = "$url"
account_write = true
client_id = "file:$work/id"
client_secret = "file:$work/secret"
ramp_order_usd = 1000000.0

[limits]
max_order_usd = 1000000.0

[execution]
tactic = "maker_first"
take_multiple = 1000.0
cross_multiple = 1000.0
horizon_s = 86400
# It stays where it was laid.
repeg_ticks = 1000000

[[book]]
coin = "BTC"
style = "inverse"
hedge_instrument = "BTC-PERPETUAL"
sense = "coin_neutral"
cash_coins = 0.0
cash_usd = 0.0
half_width_coins = 0.5

[book.hedging]
target_coins = $1
DESK
}

# What our fills in the journal sum to, USD, and what the exchange says that the account holds.
filled() {
  "$gimbal" journal dump "$1" --type Fill |
    awk '{ match($0, /"amount":[0-9.]+/); amount = substr($0, RSTART + 9, RLENGTH - 9); sum += /"side":"BUY"/ ? amount : -amount }
      END { printf "%.0f\n", sum }'
}
held() { call "get_position?instrument_name=BTC-PERPETUAL" | json_field size | awk '{ printf "%.0f\n", $1 }'; }

# The venue takes the order back when the connection dies (cancel-on-disconnect), and the next start has to learn of it. Every
# other time an order is laid again under its label, as if the venue had not, so far away that nobody fills it: the next start has to
# take it back.
rest_and_kill() {
  local journal=$1 number=$2 label order price end
  "$gimbal" run --config "$work/resting.toml" --live --journal "$journal" --json >"$work/daemon.out" 2>"$work/daemon.err" </dev/null &
  daemon=$!
  until_resting some
  label=$(head -n 1 <<<"$labels")
  order=$(call "get_open_orders_by_instrument?instrument_name=BTC-PERPETUAL")
  kill -9 "$daemon"
  wait "$daemon" 2>/dev/null || true
  daemon=
  verify "$journal"
  until_resting none
  if ((number % 2 == 0)); then
    price=$(json_field price <<<"$order" | awk '{ printf "%d\n", 0.9 * $1 }')
    call "buy?instrument_name=BTC-PERPETUAL&type=limit&post_only=true&amount=$(json_field amount <<<"$order")&price=$price&label=$label" >/dev/null
    until_resting some
  fi

  expect_exit 0 "$gimbal" run --config "$work/resting.toml" --live --seconds 10 --journal "$journal" --json
  expect_field rejects 0
  until_resting none
  verify "$journal"
  expect_exit 0 "$gimbal" replay "$journal" --json
  expect_field identical true
  # The label ends in the order's number, to the base of 36, which no later start gives again; its end must be journaled.
  end=$("$gimbal" journal dump "$journal" --type OrderClosed | grep -E "\"orderId\":$((36#${label##*.}))[,}]" | json_field end || true)
  [[ -n $end ]] || die "the journal does not say what became of the order that rested: label=$label"
  [[ $(filled "$journal") == $(held) ]] || die "fills lost: journal=$(filled "$journal"), exchange=$(held)"
  say "resting kill $number: order $label, end told $end, position $(held) USD as the fills sum to, nothing rests"
}

if ((resting_kills > 0)); then
  command -v curl >/dev/null || die "not here: tool=curl"
  start_exchange
  laid_twice=0
  for ((kill = 1; kill <= resting_kills; kill++)); do
    write_desk "$((2 * kill)).0"
    rest_and_kill "$work/resting" "$kill"
    ((kill % 2 != 0)) || laid_twice=$((laid_twice + 1))
  done
  twice=$(arrived | sort | uniq -d | wc -l)
  [[ $twice -le $laid_twice ]] || die "sent twice: labels=$(arrived | sort | uniq -d | tr '\n' ' ')"
  say "resting kills=$resting_kills, orders sent=$(arrived | sort -u | wc -l), sent twice=0, lost=0"
  kill -TERM "$exchange"
  wait "$exchange" || die "the exchange did not stop as asked"
  exchange=
fi
