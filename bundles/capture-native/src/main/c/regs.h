// SPDX-License-Identifier: Apache-2.0
// The registers of a thread that unwinding needs, in DWARF's order for x86-64.
#ifndef PORTHOLE_REGS_H
#define PORTHOLE_REGS_H

#include <stdbool.h>
#include <stdint.h>

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

#define REGS_ALL ((UINT32_C(1) << REG_COUNT) - 1)

// Bit n of known: r[n] holds the value that the register had in this frame.
struct regs {
    uint64_t r[REG_COUNT];
    uint32_t known;
};

static inline bool regs_known(const struct regs *regs, unsigned int n) {
    return n < REG_COUNT && (regs->known >> n & 1U) != 0;
}

static inline void regs_set(struct regs *regs, unsigned int n, uint64_t value) {
    regs->r[n] = value;
    regs->known |= UINT32_C(1) << n;
}

#endif
