#!/usr/bin/env bash
# Lets somebody else's Deribit client (npm's ccxt, its version pinned) trade on the local exchange over REST and WebSocket:
# installs it into a scratch folder, starts the exchange, runs the client, and fails when a check of the client's fails.
# usage: node-client.sh [EXCHANGE_OPTION...]   options of "gimbal exchange" beside --port, such as --seed 7
#   GIMBAL_NODE_MODULES  a node_modules folder made from the same lock file; then nothing is installed
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
client=$root/feeds/src/test/node
start_seconds=60
run_seconds=240

for tool in node npm; do
  command -v "$tool" >/dev/null || die "not here: tool=$tool"
done
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || die "node is older than 20: $(node --version)"

cp "$client"/{package.json,package-lock.json,.npmrc,client.mjs,checks.mjs} "$work/"
if [[ -n ${GIMBAL_NODE_MODULES:-} ]]; then
  ln -s "$GIMBAL_NODE_MODULES" "$work/node_modules"
else
  (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$work/npm.log" 2>&1 || {
    cat "$work/npm.log" >&2
    die "the client cannot be installed"
  }
fi
say "client: ccxt $(node -p 'require(process.argv[1]).version' "$work/node_modules/ccxt/package.json"), node $(node --version)"

"$gimbal" exchange --port 0 "$@" >"$work/start" 2>"$work/exchange.log" </dev/null &
exchange=$!
stop() {
  kill -TERM "$exchange" 2>/dev/null || true
  wait "$exchange" 2>/dev/null || true
}
trap 'stop; rm -rf "$work"' EXIT

for ((i = 0; i < start_seconds * 10; i++)); do
  if grep -qs '"url"' "$work/start"; then break; fi
  kill -0 "$exchange" 2>/dev/null || { tail -n 40 "$work/exchange.log" >&2; die "the exchange ended before it was ready"; }
  sleep 0.1
done
grep -qs '"url"' "$work/start" || { tail -n 40 "$work/exchange.log" >&2; die "the exchange is not ready after $start_seconds s"; }

status=0
timeout "$run_seconds" node "$work/client.mjs" <"$work/start" >"$work/checks" 2>"$work/client.log" || status=$?
cat "$work/checks"
if [[ $status -ne 0 ]]; then
  tail -n 20 "$work/client.log" >&2
  tail -n 20 "$work/exchange.log" >&2
  die "the client found defects: exit=$status, failed=$(grep -c '"ok":false' "$work/checks" || true)"
fi

kill -TERM "$exchange"
status=0
wait "$exchange" || status=$?
[[ $status -eq 0 ]] || die "the exchange did not stop as asked: exit=$status"
say "checks=$(grep -c '"ok":true' "$work/checks"), all held"
