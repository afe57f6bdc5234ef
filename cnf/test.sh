#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds everything, runs all tests, and says at the end how many passed, failed and were skipped,
# and why. Arguments go to Maven, but for
#   --long         what endures endures longer, and all of it runs on a second JDK too
#   --crash N      only crash tests: N cycles of work, kill -9, reading the files, restart
#   --power-cut N  the same with the power cut, where what was not synced is lost; needs root
#   --index-crash N  only N times kill -9 while indexes work, and comparing them with ones made anew
#   --seed S       what such a run prints, to have its plan again
# Exits 0 only when Maven did and no test failed.
set -u
root=$(cd "$(dirname "$0")/.." && pwd -P)

only=
count=$#
while [ "$count" -gt 0 ]; do
  option=$1
  shift
  count=$((count - 1))
  case $option in
    --crash | --power-cut | --index-crash | --seed)
      case ${1:-} in
        '' | *[!0-9]*)
          echo "$option needs a number" >&2
          exit 2
          ;;
      esac
      ;;
  esac
  case $option in
    --long)
      set -- "$@" -Dporthole.long=true -Dporthole.secondJdk=whole
      continue
      ;;
    --crash) only=$only,CrashIT argument=-Dporthole.crash=$1 ;;
    --power-cut) only=$only,PowerCutIT argument=-Dporthole.powerCut=$1 ;;
    --index-crash) only=$only,IndexCrashIT argument=-Dporthole.indexCrash=$1 ;;
    --seed) argument=-Dporthole.seed=$1 ;;
    *)
      set -- "$@" "$option"
      continue
      ;;
  esac
  shift
  count=$((count - 1))
  set -- "$@" "$argument"
done
if [ -n "$only" ]; then
  set -- -pl itests/process -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dporthole.secondJdk=whole "-Dit.test=${only#,}" -Dfailsafe.failIfNoSpecifiedTests=false "$@"
fi

reports() {
  find "$root" -name node_modules -prune -o -type f -path '*/target/*-reports/TEST-*.xml' -print
}

# Reports of earlier runs would be counted as well.
reports | while read -r report; do rm -f "$report"; done

major() {
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

# The oldest and the newest Java that Porthole supports are both tested where both are installed:
# the home of the one that the build itself does not run on, or nothing.
other_java_home() {
  this=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
  case $(major "$this") in
    25) wanted=17 ;;
    *) wanted=25 ;;
  esac
  for home in /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && [ "$(major "$home")" = "$wanted" ]; then
      echo "$home"
      return
    fi
  done
  echo "no JDK $wanted in /usr/lib/jvm: the integration tests run on this one only" >&2
}

other=$(other_java_home)
[ -z "$other" ] || set -- "-Dporthole.otherJavaHome=$other" "$@"

# A pipe's exit status is its last command's, so Maven's goes by way of a file.
status_file=$(mktemp)
trap 'rm -f "$status_file"' EXIT
{
  mvn --batch-mode --no-transfer-progress -f "$root/pom.xml" --fail-at-end verify "$@"
  echo $? >"$status_file"
} | grep -E '^(crash|power cut|index crash) test:|^\[ERROR\]|^\[WARNING\] Tests|Tests run:|^\[INFO\] BUILD|(SUCCESS|FAILURE|SKIPPED) \['
status=$(cat "$status_file")

# From the reports: the attributes of each <testsuite>, then the message of each <skipped>.
counts=$(reports | while read -r report; do grep '<testsuite ' "$report"; done | awk '
  function number(name) {
    if (!match($0, " " name "=\"[0-9]+\"")) return 0
    return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0
  }
  {
    tests += number("tests")
    failed += number("failures") + number("errors")
    skipped += number("skipped")
  }
  END { printf "%d %d %d", tests - failed - skipped, failed, skipped }
')
# shellcheck disable=SC2086
set -- $counts

reports | while read -r report; do
  awk -v file="${report##*/TEST-}" '
    /<testcase / { match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8) }
    /<skipped/ {
      reason = "no reason given"
      if (match($0, /message="[^"]*"/)) reason = substr($0, RSTART + 9, RLENGTH - 10)
      else if (match($0, /Assumption failed: .*/)) reason = substr($0, RSTART + 19)
      sub(/\.xml$/, "", file)
      print "skipped: " file " " name ": " reason
    }' "$report"
done

echo "$1 passed, $2 failed, $3 skipped"
[ "$status" -eq 0 ] && [ "$2" -eq 0 ] && [ "$1" -gt 0 ]
