#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs as the first process of User Mode Linux: prints "scope case: result" for each case. The kernel's
# command line has porthole.matrix=PROGRAM.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t tmpfs tmpfs /mnt
mkdir /mnt/nosuid
mount -t tmpfs -o nosuid tmpfs /mnt/nosuid
program=$(sed -n 's/.*porthole\.matrix=\([^ ]*\).*/\1/p' /proc/cmdline)
for copy in server plain capped nosuid/capped; do
    cp "$program" "/mnt/$copy"
    chmod 755 "/mnt/$copy"
done
# As install-helper leaves it: for one group to run.
cp "$program" /mnt/installed
chown 0:1000 /mnt/installed
chmod 750 /mnt/installed
setcap cap_sys_ptrace=p /mnt/installed
setcap cap_sys_ptrace=p /mnt/capped
setcap cap_sys_ptrace=p /mnt/nosuid/capped
user="setpriv --reuid 1000 --regid 1000 --clear-groups"
run() {
    name=$1
    shift
    echo "$scope $name: $("$@" 2>&1)"
}
for scope in 0 1 2 3; do
    echo "$scope" > /proc/sys/kernel/yama/ptrace_scope
    run plain $user --inh-caps=-all /mnt/server plain /mnt/plain
    run granted $user --inh-caps=-all /mnt/server grant /mnt/plain
    run revoked $user --inh-caps=-all /mnt/server revoke /mnt/plain
    run capped $user --inh-caps=-all /mnt/server plain /mnt/capped
    run nosuid $user --inh-caps=-all /mnt/server plain /mnt/nosuid/capped
    run no_new_privs $user --inh-caps=-all --no-new-privs /mnt/server plain /mnt/capped
    run bounding $user --inh-caps=-all --bounding-set=-sys_ptrace /mnt/server plain /mnt/capped
    run installed $user --inh-caps=-all /mnt/server plain /mnt/installed
    run undumpable $user --inh-caps=-all /mnt/server undumpable /mnt/capped
    run ambient $user --inh-caps=+net_bind_service --ambient-caps=+net_bind_service \
        /mnt/server grant /mnt/plain
    run ambient-capped $user --inh-caps=+net_bind_service --ambient-caps=+net_bind_service \
        /mnt/server plain /mnt/capped
done
echo END
halt -f -p
