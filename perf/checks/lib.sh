# Shared by the checks in this folder; sourced, never run.
# shellcheck shell=bash
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
gimbal=$root/gimbal
check=$(basename "$0" .sh)

say() { printf '%s: %s\n' "$check" "$*"; }

die() {
  printf '%s: FAILED: %s\n' "$check" "$*" >&2
  exit 1
}

# The value of a top-level field of a JSON object on standard input: strings without quotes, the rest as printed.
json_field() {
  grep -oE "\"$1\" *: *(\"[^\"]*\"|[^],} ]+)" | head -n 1 | sed -E "s/^\"$1\" *: *//; s/^\"(.*)\"\$/\1/"
}

# Runs a command, keeps its output in $out and its complaints in $err, and dies unless it exits as expected.
expect_exit() {
  local expected=$1 status=0
  shift
  "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
  if [[ $status -ne $expected ]]; then
    printf '%s\n' "$out" "$err" | tail -n 40 >&2
    die "exit code: expected=$expected, found=$status, command=$*"
  fi
}

expect_field() {
  local name=$1 expected=$2 found
  found=$(json_field "$name" <<<"$out" || true)
  if [[ $found != "$expected" ]]; then
    printf '%s\n' "$out" | tail -n 40 >&2
    die "field $name: expected=$expected, found=$found"
  fi
}

# Compiles what is not compiled yet, with the compiler's settings of the build, so that what `mvn verify` has left is used as
# it stands; then runs a phase of a module under a profile.
build() { mvn -B -q -ntp -Dspotless.check.skip -Dcheckstyle.skip -Denforcer.skip "$@"; }

# The folder of a JDK of the system by feature version; empty when there is none.
find_jdk() {
  local folder
  for folder in /usr/lib/jvm/*; do
    if [[ -x $folder/bin/java ]] && grep -qE "^JAVA_VERSION=\"$1[.\"+-]" "$folder/release" 2>/dev/null; then
      readlink -f "$folder"
      return
    fi
  done
}

seconds_since() { awk -v from="$1" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f", to - from }'; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=
err=
