// SPDX-License-Identifier: Apache-2.0
// Takes the stacks of threads that provably do not run, without stopping them.
#ifndef PORTHOLE_QUIET_H
#define PORTHOLE_QUIET_H

#include "threads.h"

// The most that is copied of one stack.
#define STACK_COPY_MAX (UINT64_C(16) << 20)

// Copies a stack from an address to its upper end. Returns 0 or -errno.
int stack_take(struct target *t, uint64_t from, uint64_t base, struct stack_copy *stack);

// Takes a Java thread's stack from its last Java frame on. Returns 0; -EBUSY when it ran meanwhile,
// runs, or may: it has to be stopped; or another -errno. tasks is open on /proc/PID/task.
int quiet_take(const struct jvm *jvm, int tasks, struct thread *thread);

// Reads the thread's name. Returns whether the kernel says that it runs or would like to.
bool quiet_running(int tasks, struct thread *thread);

#endif
