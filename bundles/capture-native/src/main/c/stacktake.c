// SPDX-License-Identifier: Apache-2.0
#include "stacktake.h"

#include <errno.h>
#include <stdlib.h>

#define RED_ZONE 128u
#define UNKNOWN_STACK (UINT64_C(1) << 20)

int stack_take(struct target *t, uint64_t from, uint64_t end, struct stack_copy *stack) {
    if (from >= end || from % 8 != 0) {
        return -EFAULT;
    }
    uint64_t size = end - from < STACK_COPY_MAX ? end - from : STACK_COPY_MAX;
    uint8_t *bytes = malloc((size_t)size);
    if (bytes == NULL) {
        return -ENOMEM;
    }
    int error = target_read_fresh(t, from, bytes, (size_t)size);
    if (error != 0) {
        free(bytes);
        return error;
    }
    free(stack->bytes);
    stack->base = from;
    stack->size = (size_t)size;
    stack->bytes = bytes;
    return 0;
}

// The upper end of the stack that sp is in.
static uint64_t upper_end(const struct maps *maps, const struct thread *thread, uint64_t sp) {
    const struct mapping *m = maps_find(maps, sp);
    if (thread->stack_base > sp && thread->stack_base - sp < STACK_COPY_MAX) {
        return thread->stack_base;
    }
    uint64_t end = m != NULL ? m->end : 0;
    return end - sp < UNKNOWN_STACK ? end : sp + UNKNOWN_STACK;
}

int stack_take_whole(struct target *t, const struct maps *maps, struct thread *thread) {
    struct stack_copy *stack = &thread->stack;
    uint64_t sp = stack->regs.r[DWARF_RSP] & ~UINT64_C(7);
    uint64_t end = upper_end(maps, thread, sp);
    // What was just returned from is below sp; the stack's lowest page may begin there.
    int error = sp > RED_ZONE ? stack_take(t, sp - RED_ZONE, end, stack) : -EFAULT;
    return error == -EFAULT ? stack_take(t, sp, end, stack) : error;
}
