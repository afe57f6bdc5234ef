// SPDX-License-Identifier: Apache-2.0
// The registers of a thread that unwinding needs, in DWARF's order for x86-64.
#ifndef PORTHOLE_REGS_H
#define PORTHOLE_REGS_H

#include <stdbool.h>
#include <stdint.h>

enum dwarf_reg {
    DWARF_RAX = 0,
    DWARF_RDX = 1,
    DWARF_RCX = 2,
    DWARF_RBX = 3,
    DWARF_RSI = 4,
    DWARF_RDI = 5,
    DWARF_RBP = 6,
    DWARF_RSP = 7,
    DWARF_R8 = 8,
    DWARF_R9 = 9,
    DWARF_R10 = 10,
    DWARF_R11 = 11,
    DWARF_R12 = 12,
    DWARF_R13 = 13,
    DWARF_R14 = 14,
    DWARF_R15 = 15,
    DWARF_RIP = 16,
    DWARF_COUNT = 17
};

#define REGS_ALL ((UINT32_C(1) << DWARF_COUNT) - 1)

// Bit n of known: r[n] holds the value that the register had in this frame.
struct regs {
    uint64_t r[DWARF_COUNT];
    uint32_t known;
};

static inline bool regs_known(const struct regs *regs, unsigned int n) {
    return n < DWARF_COUNT && (regs->known >> n & 1U) != 0;
}

static inline void regs_set(struct regs *regs, unsigned int n, uint64_t value) {
    regs->r[n] = value;
    regs->known |= UINT32_C(1) << n;
}

#endif
