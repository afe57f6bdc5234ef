// SPDX-License-Identifier: Apache-2.0
// Takes the stacks of threads that provably do not run, without stopping them.
#ifndef PORTHOLE_QUIET_H
#define PORTHOLE_QUIET_H

#include "maps.h"
#include "threads.h"

struct quiet {
    const struct jvm *jvm;
    const struct maps *maps;
    int tasks;   // open on /proc/PID/task
    bool native; // from the stack pointer on, for C frames too, rather than from the last Java frame
};

// Takes a thread's stack. If native, its registers are those that the kernel tells of a blocked
// thread, the stack pointer and the pc; the others are not known. Returns 0; -EBUSY when it ran
// meanwhile, runs, or may, or when the kernel does not tell enough: it has to be stopped; or another
// -errno.
int quiet_take(const struct quiet *quiet, struct thread *thread);

// Reads the thread's name. Returns whether the kernel says that it runs or would like to.
bool quiet_running(int tasks, struct thread *thread);

// Reads stack pointer and pc from the text of /proc/PID/task/TID/syscall. Returns 0, or -EBUSY when
// the thread runs.
int quiet_parse_place(const char *text, struct regs *regs);

#endif
