// SPDX-License-Identifier: Apache-2.0
// Copies the stack of a thread that does not move.
#ifndef PORTHOLE_STACKTAKE_H
#define PORTHOLE_STACKTAKE_H

#include "threads.h"

// The most that is copied of one stack.
#define STACK_COPY_MAX (UINT64_C(16) << 20)

// Copies a stack from an address to its upper end. Returns 0 or -errno.
int stack_take(struct target *t, uint64_t from, uint64_t end, struct stack_copy *stack);

// Copies a thread's stack from its stack pointer, the red zone below included, to its upper end: the
// thread's first frame. Returns 0 or -errno.
int stack_take_whole(struct target *t, const struct maps *maps, struct thread *thread);

#endif
