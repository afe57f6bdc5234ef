// SPDX-License-Identifier: Apache-2.0
// Who may be looked at, and with what rights: the process that started this one, and nothing else.
// The helper may carry cap_sys_ptrace as a file capability (permitted, not effective). It is raised
// only after looking was refused without it, and dropped as soon as the threads are attached.
#ifndef PORTHOLE_RIGHTS_H
#define PORTHOLE_RIGHTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "procfiles.h"

// Tells one program run of a process from every other.
struct identity {
    uint64_t start; // of the process, in ticks since boot
    uint64_t device;
    uint64_t inode;     // with device: the executable file
    uint64_t placement; // digest of the auxiliary vector, whose random addresses change with each exec
};

struct rights {
    pid_t parent;
    int directory; // /proc/PARENT: stays with that process even if its number is used again
    int pidfd;     // of the parent; -1 where the kernel has none
    struct process_status before; // of this process, before it confined itself
    uint64_t parents; // capabilities that the parent is permitted
    bool capable;     // cap_sys_ptrace is permitted
    bool raised;      // it is effective because looking was refused without it
    struct identity identity;
    int vector; // /proc/PARENT/auxv as opened by rights_enable: stays with that program run
};

// Finds out who started this process, and that it may be looked at: it has the same real user id, in
// all four places, and owns its own /proc entry, that is, it is dumpable. Returns 0; -ESRCH when
// it is gone; -EPERM when it is not such a process (preflight can still tell why); another -errno.
int rights_begin(struct rights *rights);
void rights_end(struct rights *rights);

// True when the kernel started this program with rights its caller has not. It then heeds neither
// arguments nor environment.
bool rights_elevated(void);

// Gives up whatever a capture does not need, for good: more privileges by executing; executing,
// forking and changing a process (by seccomp, where there is that); cores; more than bounded memory
// and processor time; every file but standard input, output and error and those of rights; every
// capability but cap_sys_ptrace and those of the parent, which it may take to look at it. Ends with exit code 4 after the seconds, and at once when the
// thread that started it ends. rights may be NULL, for the command line: then capabilities and the
// starter are left alone. Returns 0; -EPIPE when elevated and standard input or output is neither
// pipe nor socket; -ESRCH when the parent is gone; another -errno.
int rights_confine(struct rights *rights, unsigned int seconds);

// Remembers the parent's identity and makes looking at it possible: raises cap_sys_ptrace if it
// must. Returns 0, or the -errno with which looking was refused (-EACCES, -EPERM).
int rights_enable(struct rights *rights);

// Is the parent still the process, and the program run, that rights_enable saw? To be asked before
// attaching, after attaching and after copying; unless it is, everything read is to be discarded.
// Returns 0; -ESRCH when it is gone, -ESTALE when it executed another program or changed its user,
// another -errno when that cannot be told.
int rights_check(const struct rights *rights);

// After attaching: drops every capability. Reading goes on through the file descriptor of
// /proc/PARENT/mem. Keeps root's, which it has from nobody. Returns 0 or -errno.
int rights_drop(struct rights *rights);

#endif
