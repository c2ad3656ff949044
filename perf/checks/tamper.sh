#!/usr/bin/env bash
# Changes one byte of a payload in a copy of a journal, at random records of both queues, and shows each time that
# "journal verify" and "replay" stop with exit code 65 and name the record.
# usage: tamper.sh JOURNAL_DIR [RECORDS_PER_QUEUE] [SEED]
set -euo pipefail
[[ $# -ge 1 ]] || { echo "usage: $0 JOURNAL_DIR [RECORDS_PER_QUEUE] [SEED]" >&2; exit 2; }
# shellcheck source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
records=${2:-4}
seed=${3:-$(date +%s)}
RANDOM=$seed

bad_data=65
header=40
frame_start='\x47\x6d\x01'
copy=$work/copy
cp -a --sparse=always "$1" "$copy"

number() { od -An -t "u$3" --endian=little -j "$2" -N "$3" "$1" | tr -d ' '; }

random_below() { echo $(((RANDOM << 30 | RANDOM << 15 | RANDOM) % $1)); }

# A frame is its magic number, a plausible length and a payload whose own header repeats the frame's type.
is_frame() {
  local file=$1 at=$2 length
  length=$(number "$file" $((at + 4)) 4)
  [[ $length -ge 8 && $length -le 972 ]] &&
    [[ $(number "$file" $((at + 3)) 1) -eq $(number "$file" $((at + header + 2)) 2) ]]
}

pick_frame() {
  local queue=$1 file at tries=0 files=() places=()
  mapfile -t files < <(find "$copy" -path "*/$queue/*" -type f -size +0 | sort)
  [[ ${#files[@]} -gt 0 ]] || die "no files: queue=$queue"
  while [[ $((tries += 1)) -le 100 ]]; do
    file=${files[$(random_below ${#files[@]})]}
    mapfile -t places < <(grep -obUaP "$frame_start" "$file" | cut -d: -f1)
    if [[ ${#places[@]} -eq 0 ]]; then continue; fi
    at=${places[$(random_below ${#places[@]})]}
    if is_frame "$file" "$at"; then
      echo "$file $at"
      return
    fi
  done
  die "no frame found: queue=$queue"
}

write_byte() { printf "\\x$(printf '%02x' "$3")" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none; }

expect_named() {
  local queue=$1 sequence=$2
  shift 2
  expect_exit "$bad_data" "$gimbal" "$@"
  grep -qwF -- "$sequence" <<<"$out$err" && grep -qwF -- "$queue" <<<"$out$err" ||
    die "the record is not named: queue=$queue, sequence=$sequence, command=$*, said=($out $err)"
}

expect_exit 0 "$gimbal" journal verify "$copy" --json
expect_exit 0 "$gimbal" replay "$copy" --json
say "seed=$seed, untouched copy verifies and replays"
for queue in in out; do
  for ((n = 0; n < records; n++)); do
    read -r file at < <(pick_frame "$queue")
    sequence=$(number "$file" $((at + 16)) 8)
    where=$((at + header + $(random_below "$(number "$file" $((at + 4)) 4)")))
    byte=$(number "$file" "$where" 1)
    write_byte "$file" "$where" $((byte ^ (1 << (RANDOM % 8))))
    expect_named "$queue" "$sequence" journal verify "$copy" --json
    expect_named "$queue" "$sequence" replay "$copy" --json
    write_byte "$file" "$where" "$byte"
    say "queue=$queue, sequence=$sequence, payload byte $((where - at - header)): verify and replay exit $bad_data, named"
  done
done
expect_exit 0 "$gimbal" journal verify "$copy" --json
say "records changed=$((2 * records)), all found; the restored copy verifies"
