// SPDX-License-Identifier: Apache-2.0
// Memory of a target that is none: one array, at an address of its own.
#ifndef PORTHOLE_FAKE_MEMORY_H
#define PORTHOLE_FAKE_MEMORY_H

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "target.h"

enum { FAKE_SIZE = 65536 };

struct fake_memory {
    uint64_t address;
    uint8_t bytes[FAKE_SIZE];
};

static inline int fake_read(void *context, uint64_t addr, void *to, size_t n) {
    const struct fake_memory *memory = context;
    uint64_t at = addr - memory->address;
    if (addr < memory->address || at > FAKE_SIZE || n > FAKE_SIZE - at) {
        return -EFAULT;
    }
    memcpy(to, memory->bytes + at, n);
    return 0;
}

#endif
