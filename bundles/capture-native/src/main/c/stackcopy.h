// SPDX-License-Identifier: Apache-2.0
// A thread's registers and a copy of its stack, and how frames are read from them later.
#ifndef PORTHOLE_STACKCOPY_H
#define PORTHOLE_STACKCOPY_H

#include <stddef.h>
#include <stdint.h>

#include "regs.h"
#include "target.h"

struct stack_copy {
    uint64_t base; // the lowest address copied
    size_t size;   // in bytes
    uint8_t *bytes;
    struct regs regs; // as they were when the copy was taken
};

// What a walk may read: the copied stack first, else memory of the target that does not change
// while it runs (code, constants, metadata).
struct walk_memory {
    struct target *target;
    const struct stack_copy *stack;
};

// Reads 8 bytes: from the copy when they lie wholly in it, else from the target. Returns 0 or
// -errno.
int frame_read_u64(const struct walk_memory *memory, uint64_t addr, uint64_t *out);

// The same from the copy only: -EFAULT when they do not lie in it.
int stack_read_u64(const struct stack_copy *stack, uint64_t addr, uint64_t *out);

#endif
