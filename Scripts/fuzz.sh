#!/usr/bin/env bash
# Fuzzes the readers: Scripts/fuzz.sh [target] [seconds]. Without a target each one in Fuzz/Targets runs in turn.
#
# Seeds lie in Fuzz/Seeds/<target>; what the run finds beyond them stays in .build/fuzz. A crash or an input that
# takes longer than ten seconds ends the run with status 1 and leaves the input in .build/fuzz/<target>-*.
set -euo pipefail
cd "$(dirname "$0")/.."

out=.build/fuzz
seconds=${2:-60}
mkdir -p "$out"

# Without these two a crashing run waits for a debugger's input.
export SWIFT_BACKTRACE=enable=no
exec </dev/null

options=(-O -g -wmo -parse-as-library -swift-version 6 -enable-testing -package-name tenfold
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature InternalImportsByDefault -sanitize=fuzzer,address -I "$out" -I Sources/CYAML)

# The modules that the targets need, in the order of their imports.
for module in TenfoldPlatform TenfoldModel TenfoldCatalog TenfoldDiscovery; do
  mapfile -t sources < <(find "Sources/$module" -name '*.swift' | sort)
  if [ ! -e "$out/$module.o" ] || [ -n "$(find "Sources/$module" -newer "$out/$module.o" -print -quit)" ]; then
    echo "compiling $module"
    swiftc "${options[@]}" -module-name "$module" -emit-module -emit-module-path "$out/$module.swiftmodule" \
      -emit-object -o "$out/$module.o" "${sources[@]}"
  fi
done

run() {
  local target=$1
  # The linker warns of every function of the sanitizer; its output matters only when it fails.
  swiftc "${options[@]}" -module-name "Fuzz_$target" -o "$out/$target" "Fuzz/Targets/$target.swift" \
    Fuzz/Support/*.swift "$out"/Tenfold*.o -lyaml >"$out/$target.build.log" 2>&1 || {
    grep -v "Cannot export local symbol" "$out/$target.build.log" >&2
    return 1
  }
  mkdir -p "$out/corpus-$target"
  # What Swift makes once and keeps for good would count as leaked at the end.
  "$out/$target" "$out/corpus-$target" "Fuzz/Seeds/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -max_len=4096 -artifact_prefix="$out/$target-" -detect_leaks=0 -print_final_stats=1 -verbosity=1 2>"$out/$target.log" || {
    tail -40 "$out/$target.log"
    echo "fuzzing $target failed; the input is in $out/$target-*, the log in $out/$target.log" >&2
    return 1
  }
  grep -E "stat::number_of_executed_units|stat::peak_rss_mb|stat::slowest" "$out/$target.log" | sed "s/^/$target /"
}

if [ $# -gt 0 ]; then
  run "$1"
else
  for file in Fuzz/Targets/*.swift; do run "$(basename "$file" .swift)"; done
fi
