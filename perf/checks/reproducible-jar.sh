#!/usr/bin/env bash
# Builds the jar twice from clean copies of the sources, in folders of different length, under different time zones,
# locales and umasks, and compares the bytes. The locale and zone come in as the machine's default would: below the
# settings of .mvn/jvm.config.
# usage: reproducible-jar.sh
set -euo pipefail
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What a clean clone of the present state would hold: tracked files as they are now, and new ones that are not ignored.
copy_sources() {
  mkdir -p "$1"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    if [[ -e $file ]]; then printf '%s\0' "$file"; fi
  done | tar --null --files-from=- -cf -) | tar -C "$1" -xf -
}

build() {
  local folder=$1 zone=$2 language=$3 mask=$4
  copy_sources "$folder"
  (
    cd "$folder"
    umask "$mask"
    TZ=$zone JAVA_TOOL_OPTIONS="-Duser.language=$language -Duser.timezone=$zone" \
      mvn -B -ntp ${MAVEN_ARGS:-} -q -Pquick -DskipTests -pl engine -am package >build.log 2>&1 </dev/null
  ) || {
    cat "$folder/build.log" >&2
    echo "reproducible-jar: build failed: folder=$folder" >&2
    exit 1
  }
  sha256sum "$folder/engine/target/gimbal.jar" | cut -d' ' -f1
}

first=$(build "$work/one" Pacific/Apia en 022)
second=$(build "$work/a-much-longer-path/two" UTC tr 077)

echo "reproducible-jar: first=$first second=$second"
if [[ $first != "$second" ]]; then
  echo "reproducible-jar: the two jars differ; entries:" >&2
  list() { unzip -lv "$1/engine/target/gimbal.jar" | awk '{ print $8, $7, $5, $6 }' | sort; }
  diff <(list "$work/one") <(list "$work/a-much-longer-path/two") >&2 || true
  exit 1
fi
