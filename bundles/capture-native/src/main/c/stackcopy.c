// SPDX-License-Identifier: Apache-2.0
#include "stackcopy.h"

#include <errno.h>
#include <string.h>

int stack_read_u64(const struct stack_copy *stack, uint64_t addr, uint64_t *out) {
    if (stack->bytes == NULL || addr < stack->base || stack->size < sizeof *out ||
        addr - stack->base > stack->size - sizeof *out) {
        return -EFAULT;
    }
    memcpy(out, stack->bytes + (addr - stack->base), sizeof *out);
    return 0;
}

int frame_read_u64(const struct walk_memory *memory, uint64_t addr, uint64_t *out) {
    if (memory->stack != NULL && stack_read_u64(memory->stack, addr, out) == 0) {
        return 0;
    }
    return target_read_u64(memory->target, addr, out);
}
