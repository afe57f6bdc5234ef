#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The permission matrix on a real Yama kernel: boots Debian's User Mode Linux on this machine's own
# files, read-only, and compares what the helper's rights come to with matrix.expected.
# Usage: yama-matrix.sh OUT, where OUT has been built with "make yama-matrix OUT=...".
# Exit codes: 0 as expected, 1 not, 77 skipped.
set -eu
out=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
skip() {
    echo "SKIPPED, the permission matrix needs $1" >&2
    exit 77
}
[ "$(id -u)" = 0 ] || skip "root, for its first process"
command -v setcap > /dev/null || skip "setcap (Debian: libcap2-bin)"
linux=$(command -v linux.uml || true)
if [ -z "$linux" ]; then
    mkdir -p "$out/uml"
    linux=$out/uml/usr/bin/linux.uml
    if [ ! -x "$linux" ]; then
        command -v apt-get > /dev/null || skip "apt-get, to download User Mode Linux with"
        (
            cd "$out/uml"
            apt-get -q download user-mode-linux ||
                { apt-get -q update && apt-get -q download user-mode-linux; }
            dpkg -x user-mode-linux_*.deb .
        ) > "$out/uml/download.log" 2>&1 || skip "User Mode Linux (Debian: user-mode-linux)"
    fi
fi
LD_PRELOAD=$out/xstate_shim.so timeout 120 "$linux" mem=256M rootfstype=hostfs rootflags=/ ro \
    init="$here/matrix-init.sh" porthole.matrix="$out/yama_matrix" con=null con0=fd:0,fd:1 quiet \
    < /dev/null > "$out/matrix.log" 2>&1 || true
sed -n 's/\r$//; /^[0-3] [a-z_-]*: /p; /^END$/p' "$out/matrix.log" > "$out/matrix.actual"
diff "$here/matrix.expected" "$out/matrix.actual"
echo "permission matrix: $(grep -c : "$here/matrix.expected") cases as expected"
