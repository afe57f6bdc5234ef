// SPDX-License-Identifier: Apache-2.0
// What a walk knows about the JVM it looks at.
#ifndef PORTHOLE_JVM_H
#define PORTHOLE_JVM_H

#include <stdbool.h>
#include <stdint.h>

#include "target.h"
#include "vmlayout.h"

#define CODE_HEAPS_MAX 8u

struct code_heap {
    uint64_t low;
    uint64_t high; // exclusive; what is committed
    uint64_t segmap;
    uint64_t segmap_size;
    uint32_t log2_segment;
};

struct jvm {
    struct target *target;
    struct vm_layout layout;
    struct code_heap heaps[CODE_HEAPS_MAX];
    unsigned int heap_count;
    uint64_t interpreter_low;
    uint64_t interpreter_high;
    uint64_t call_stub_return;
    uint64_t cont_return_pc; // 0 before JDK 21
};

#endif
