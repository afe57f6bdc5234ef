// SPDX-License-Identifier: Apache-2.0
// A thread's registers and a copy of its stack, and how frames are read from them later.
#ifndef PORTHOLE_STACKCOPY_H
#define PORTHOLE_STACKCOPY_H

#include <stddef.h>
#include <stdint.h>

#include "target.h"

// DWARF's numbers of the x86-64 registers.
enum reg {
    REG_RAX = 0,
    REG_RDX = 1,
    REG_RCX = 2,
    REG_RBX = 3,
    REG_RSI = 4,
    REG_RDI = 5,
    REG_RBP = 6,
    REG_RSP = 7,
    REG_R8 = 8,
    REG_R9 = 9,
    REG_R10 = 10,
    REG_R11 = 11,
    REG_R12 = 12,
    REG_R13 = 13,
    REG_R14 = 14,
    REG_R15 = 15,
    REG_RIP = 16,
    REG_COUNT = 17
};

struct regs {
    uint64_t r[REG_COUNT];
};

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
