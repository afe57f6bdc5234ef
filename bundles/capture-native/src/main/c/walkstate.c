// SPDX-License-Identifier: Apache-2.0
#include "walkstate.h"

#include <string.h>

enum walk_step walk_stop(struct walk_state *s, const char *why) {
    s->walk->incomplete = why;
    return WALK_DONE;
}

int walk_append_java(struct walk_state *s, uint64_t method, int32_t bci) {
    struct walked_frame frame = {.method = method, .bci = bci};
    return walk_append(s->walk, &frame);
}

int walk_slot(const struct walk_state *s, uint64_t base, int64_t slot, uint64_t *value) {
    return stack_read_u64(s->memory.stack, base + (uint64_t)slot, value);
}

enum walk_step walk_leave(struct walk_state *s, uint64_t pc, uint64_t sp, uint64_t fp) {
    uint64_t before = s->regs.r[DWARF_RSP];
    memset(&s->regs, 0, sizeof s->regs);
    regs_set(&s->regs, DWARF_RIP, pc);
    regs_set(&s->regs, DWARF_RSP, sp);
    regs_set(&s->regs, DWARF_RBP, fp);
    s->top = false;
    s->exact = false;
    s->leaf = false;
    return sp <= before ? walk_stop(s, "a frame's caller is not further out") : WALK_ON;
}

enum walk_step walk_to_anchor(struct walk_state *s, struct anchor anchor) {
    uint64_t pc = anchor.pc;
    if (pc == 0 && stack_read_u64(s->memory.stack, anchor.sp - 8, &pc) != 0) {
        return walk_stop(s, "the last Java frame lies outside of the stack");
    }
    s->anchor.sp = 0;
    memset(&s->regs, 0, sizeof s->regs);
    regs_set(&s->regs, DWARF_RIP, pc);
    regs_set(&s->regs, DWARF_RSP, anchor.sp);
    regs_set(&s->regs, DWARF_RBP, anchor.fp);
    s->top = false;
    s->exact = false;
    return WALK_ON;
}

void walk_caller_taken(struct walk_state *s) {
    s->leaf = false;
    s->regs.known = 1u << DWARF_RIP | 1u << DWARF_RSP | 1u << DWARF_RBP;
    s->top = false;
    s->exact = false;
}
