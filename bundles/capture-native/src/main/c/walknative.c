// SPDX-License-Identifier: Apache-2.0
// Frames of C and C++ code.
#include <errno.h>

#include "topframe.h"
#include "walkstate.h"

// Where no tables help: the frame pointers of libjvm, which is compiled with them.
static int follow_rbp(struct walk_state *s) {
    uint64_t fp = s->regs.r[DWARF_RBP];
    uint64_t ret, next;
    if (fp < s->regs.r[DWARF_RSP] || walk_slot(s, fp, 8, &ret) != 0 ||
        walk_slot(s, fp, 0, &next) != 0) {
        return -EFAULT;
    }
    return walk_leave(s, ret, fp + 16, next) == WALK_ON ? 0 : -EFAULT;
}

// Assembly without tables keeps no frame: the return address is on top of the stack.
static bool leave_bare(struct walk_state *s) {
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t ret;
    if (!s->exact || walk_slot(s, sp, 0, &ret) != 0 ||
        !follows_call(s->walker->jvm->target, ret)) {
        return false;
    }
    regs_set(&s->regs, DWARF_RIP, ret);
    regs_set(&s->regs, DWARF_RSP, sp + 8);
    s->exact = false;
    return true;
}

static const char *reason_of(const struct walk_state *s, int result) {
    return s->walker->step_reason != NULL ? s->walker->step_reason(result)
                                          : "no unwind information for a C frame";
}

// The tables did not help for a C frame.
static enum walk_step native_unknown(struct walk_state *s, int result) {
    bool newborn = s->top && s->exact && s->anchor.sp == 0;
    s->top = false;
    s->leaf = true;
    if (result == NO_TABLE_ENTRY && leave_bare(s)) {
        return WALK_ON;
    }
    if (s->anchor.sp > s->regs.r[DWARF_RSP]) {
        if (s->options->native) {
            s->walk->incomplete = reason_of(s, result);
        }
        return walk_to_anchor(s, s->anchor);
    }
    if (s->walker->step == NULL && follow_rbp(s) == 0) {
        s->leaf = true;
        return WALK_ON;
    }
    return walk_stop(s, newborn && result == NO_TABLE_ENTRY ? "the thread is starting or ending"
                                                       : reason_of(s, result));
}

enum walk_step walk_native(struct walk_state *s) {
    const struct walker *w = s->walker;
    struct walked_frame frame = {
        .native = true, .bci = -1, .pc = s->regs.r[DWARF_RIP], .caller = !s->exact};
    if (s->options->native && walk_append(s->walk, &frame) != 0) {
        return walk_stop(s, "out of memory");
    }
    uint64_t before = s->regs.r[DWARF_RSP];
    int result = w->step == NULL ? -ENOSYS
                                 : w->step(w->step_context, &s->memory, &s->regs, &s->exact);
    if (result == 1) {
        return WALK_DONE;
    }
    if (result != 0 || s->regs.r[DWARF_RSP] <= before) {
        return native_unknown(s, result);
    }
    s->top = false;
    s->leaf = true;
    return WALK_ON;
}
