// SPDX-License-Identifier: Apache-2.0
// Frames of generated code that is not Java: stubs, and where C++ calls Java.
#include "topframe.h"
#include "walkstate.h"

#define ENTRY_WRAPPER (-48) // of an entry frame's rbp: its JavaCallWrapper

// Slots of the call stub's frame, in bytes from rbp.
#define SLOT_RBX (-56)
#define SLOT_R12 (-64)
#define SLOT_R13 (-72)
#define SLOT_R14 (-80)
#define SLOT_R15 (-88)

// The call stub's frame: C++ called Java. Its wrapper keeps the anchor of the Java frames beyond.
enum walk_step walk_entry(struct walk_state *s) {
    uint64_t fp = s->regs.r[DWARF_RBP];
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t wrapper, ret, saved;
    struct anchor anchor;
    const struct vm_layout *l = &s->walker->jvm->layout;
    if (fp < sp || walk_slot(s, fp, ENTRY_WRAPPER, &wrapper) != 0) {
        return walk_stop(s, "an entry frame is not valid");
    }
    uint64_t at = wrapper + l->wrapper_anchor;
    if (stack_read_u64(s->memory.stack, at + l->anchor_sp, &anchor.sp) != 0 ||
        stack_read_u64(s->memory.stack, at + l->anchor_pc, &anchor.pc) != 0 ||
        stack_read_u64(s->memory.stack, at + l->anchor_fp, &anchor.fp) != 0) {
        return walk_stop(s, "an entry frame is not valid");
    }
    if (anchor.sp != 0 && anchor.sp <= sp) {
        return walk_stop(s, "a frame's caller is not further out");
    }
    s->anchor = anchor;
    if (!s->options->native) {
        return anchor.sp == 0 ? WALK_DONE : walk_to_anchor(s, anchor);
    }
    static const struct {
        unsigned int reg;
        int64_t slot;
    } kept[] = {{DWARF_RBX, SLOT_RBX}, {DWARF_R12, SLOT_R12}, {DWARF_R13, SLOT_R13},
                {DWARF_R14, SLOT_R14}, {DWARF_R15, SLOT_R15}};
    if (walk_slot(s, fp, 8, &ret) != 0 || walk_slot(s, fp, 0, &saved) != 0) {
        return walk_stop(s, "an entry frame is not valid");
    }
    enum walk_step next = walk_leave(s, ret, fp + 16, saved);
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        uint64_t value;
        if (walk_slot(s, fp, kept[i].slot, &value) == 0) {
            regs_set(&s->regs, kept[i].reg, value);
        }
    }
    return next;
}

const char walk_in_heap[] = "older frames of the mounted virtual thread are in the heap";

// A mounted virtual thread whose older frames are still in the heap: they are missed, the carrier's
// follow.
enum walk_step walk_cont_barrier(struct walk_state *s) {
    // Nothing may lie between: the entry then begins where the frame ends.
    if (s->walker->jvm->cont_return_pc == 0 || s->options->cont_entry < s->regs.r[DWARF_RSP]) {
        return walk_stop(s, "a virtual thread's carrier is not known");
    }
    s->walk->incomplete = walk_in_heap;
    regs_set(&s->regs, DWARF_RIP, s->walker->jvm->cont_return_pc);
    regs_set(&s->regs, DWARF_RSP, s->options->cont_entry);
    walk_caller_taken(s);
    return WALK_ON;
}

// Just called by C code, as the call stub is: its caller's registers are still there.
static bool leave_to_c(struct walk_state *s) {
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t ret;
    if (walk_slot(s, sp, 0, &ret) != 0 || codecache_holds(s->walker->jvm, ret) ||
        !follows_call(s->walker->jvm->target, ret)) {
        return false;
    }
    regs_set(&s->regs, DWARF_RIP, ret);
    regs_set(&s->regs, DWARF_RSP, sp + 8);
    return true;
}

// The adapter by which the interpreter enters compiled code: it is jumped to, and the call before
// it was the interpreter's, whose rbp is still there.
static bool leave_to_interpreter(struct walk_state *s) {
    const struct jvm *jvm = s->walker->jvm;
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t ret;
    if (walk_slot(s, sp, 0, &ret) != 0 || ret < jvm->interpreter_low ||
        ret >= jvm->interpreter_high || s->regs.r[DWARF_RBP] <= sp) {
        return false;
    }
    regs_set(&s->regs, DWARF_RIP, ret);
    regs_set(&s->regs, DWARF_RSP, sp + 8);
    return true;
}

enum walk_step walk_stub(struct walk_state *s, const struct code_blob *blob) {
    const struct jvm *jvm = s->walker->jvm;
    if (s->top && leave_to_interpreter(s)) {
        walk_caller_taken(s);
        return WALK_ON;
    }
    bool by_call = s->top || blob->kind == BLOB_FRAMELESS_STUB;
    if (by_call && top_caller_by_call(jvm, &s->memory, blob, &s->regs) == 0) {
        walk_caller_taken(s);
        s->leaf = true;
        return WALK_ON;
    }
    if (blob->kind == BLOB_FRAMED_STUB) {
        enum walk_step next = walk_leave_framed(s, blob);
        s->leaf = true;
        return next;
    }
    if (s->top && leave_to_c(s)) {
        s->top = false;
        s->exact = false;
        return WALK_ON;
    }
    if (top_stub_caller(jvm, &s->memory, &s->regs) != 0) {
        return walk_stop(s, "a stub's caller was not found");
    }
    walk_caller_taken(s);
    s->leaf = true;
    return WALK_ON;
}
