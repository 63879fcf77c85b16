#!/bin/sh
# Stands a system up and takes it away again, many times, and looks for what is left of each time.
#
#   Scripts/lab-cycles.sh TENFOLD SYSTEM COUNT
#
# Ends with status 1 at the first process, group or folder that is left; else prints how long starts and stops took.
set -eu
[ $# -eq 3 ] || { echo "usage: Scripts/lab-cycles.sh TENFOLD SYSTEM COUNT" >&2; exit 2; }
tool=$1 system=$2 count=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Whatever a run makes has the number of its process in its name.
left() {
  ls -d /dev/shm/tenfold-lab-"$1"-* /tmp/tenfold-lab-"$1"-* 2>/dev/null || true
  find /sys/fs/cgroup -type d -name "tenfold-lab-$1-*" 2>/dev/null || true
  grep -lsa "tenfold-lab-$1-" /proc/[0-9]*/cmdline 2>/dev/null || true
}

number() { sed -n "s/.*\"$1\": \([0-9.e-]*\).*/\1/p" "$work/lab.json"; }

cycle=0
while [ "$cycle" -lt "$count" ]; do
  cycle=$((cycle + 1))
  "$tool" lab run "$system" --only alone --at 0.05 --duration 0.1s --repeats 0 --out "$work/lab.json" \
    >"$work/out" 2>&1 &
  pid=$!
  wait "$pid" || { echo "cycle $cycle failed:" >&2; cat "$work/out" >&2; exit 1; }
  rest=$(left "$pid")
  [ -z "$rest" ] || { echo "cycle $cycle left:" >&2; echo "$rest" >&2; exit 1; }
  echo "$(number startSeconds) $(number stopSeconds)" >>"$work/times"
done
middle=$(((count + 1) / 2))
for column in 1 2; do
  [ "$column" = 1 ] && name=up || name=gone
  sort -g -k "$column,$column" "$work/times" | awk -v c="$column" -v m="$middle" -v name="$name" '
    NR == m { half = $c } END { printf "%s after %s s at the median, %s s at most\n", name, half, $c }'
done
echo "$count cycles left nothing"
