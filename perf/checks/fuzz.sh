#!/usr/bin/env bash
# Fuzzes the parser, the client, its frame handling and the exchange's server, guided by coverage, one after the other.
# What is found stays below feeds/target/fuzz and fails the check.
# usage: fuzz.sh SECONDS [TARGET...]   seconds for each target; without names all of: http market requests venue websocket
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[[ $# -ge 1 ]] || die "usage: fuzz.sh SECONDS [TARGET...]"
seconds=$1
shift

cd "$root"
folder=$root/feeds/target/fuzz
rm -rf "$folder"
status=0
build -Pfuzz -pl feeds -am process-test-classes -Dfuzz.args="$seconds $folder $*" >"$work/out" 2>&1 || status=$?
while IFS= read -r line; do
  if [[ $line == "fuzz: "* ]]; then say "${line#fuzz: }"; fi
done <"$work/out"
if [[ $status -ne 0 ]]; then
  grep -v '^fuzz: ' "$work/out" | tail -n 200 >&2
  die "findings, or not built: folder=$folder"
fi
