// SPDX-License-Identifier: Apache-2.0
#include "javawalk.h"

#include <errno.h>
#include <string.h>

#include "nmethod.h"
#include "topframe.h"

#define INLINING_MAX 1024u
#define ENTRY_WRAPPER (-48) // of an entry frame's rbp: its JavaCallWrapper

// Slots of an interpreter frame, in bytes from rbp.
#define SLOT_SENDER_SP (-8)
#define SLOT_METHOD (-24)
#define SLOT_BCP (-64)

// Slots of the call stub's frame, in bytes from rbp.
#define SLOT_RBX (-56)
#define SLOT_R12 (-64)
#define SLOT_R13 (-72)
#define SLOT_R14 (-80)
#define SLOT_R15 (-88)

enum step { GO_ON, DONE };

struct state {
    const struct walker *walker;
    const struct walk_options *options;
    struct walk_memory memory;
    struct walk *walk;
    struct regs regs;
    bool top;   // no frame has been left yet, and the registers are the thread's own
    bool exact; // pc is the next instruction rather than a return address
    bool leaf;  // the callee was C code or a stub, for which compiled code keeps no debug information
    struct anchor anchor; // of the innermost Java frames not reached yet; sp 0 when there is none
};

static enum step stop(struct state *s, const char *why) {
    s->walk->incomplete = why;
    return DONE;
}

static int append_java(struct state *s, uint64_t method, int32_t bci) {
    struct walked_frame frame = {.method = method, .bci = bci};
    return walk_append(s->walk, &frame);
}

static int read_slot(const struct state *s, uint64_t base, int64_t slot, uint64_t *value) {
    return stack_read_u64(s->memory.stack, base + (uint64_t)slot, value);
}

// Goes on with the caller's registers, of which only these are known.
static enum step leave(struct state *s, uint64_t pc, uint64_t sp, uint64_t fp) {
    uint64_t before = s->regs.r[DWARF_RSP];
    memset(&s->regs, 0, sizeof s->regs);
    regs_set(&s->regs, DWARF_RIP, pc);
    regs_set(&s->regs, DWARF_RSP, sp);
    regs_set(&s->regs, DWARF_RBP, fp);
    s->top = false;
    s->exact = false;
    s->leaf = false;
    return sp <= before ? stop(s, "a frame's caller is not further out") : GO_ON;
}

static enum step go_to_anchor(struct state *s, struct anchor anchor) {
    uint64_t pc = anchor.pc;
    if (pc == 0 && stack_read_u64(s->memory.stack, anchor.sp - 8, &pc) != 0) {
        return stop(s, "the last Java frame lies outside of the stack");
    }
    s->anchor.sp = 0;
    memset(&s->regs, 0, sizeof s->regs);
    regs_set(&s->regs, DWARF_RIP, pc);
    regs_set(&s->regs, DWARF_RSP, anchor.sp);
    regs_set(&s->regs, DWARF_RBP, anchor.fp);
    s->top = false;
    s->exact = false;
    return GO_ON;
}

static void caller_is_taken(struct state *s) {
    s->leaf = false;
    s->regs.known = 1u << DWARF_RIP | 1u << DWARF_RSP | 1u << DWARF_RBP;
    s->top = false;
    s->exact = false;
}

static enum step interpreted(struct state *s) {
    uint64_t fp = s->regs.r[DWARF_RBP];
    uint64_t method_addr = 0, bcp = 0, sender_sp = 0, sender_fp = 0, ret = 0;
    int error = read_slot(s, fp, SLOT_METHOD, &method_addr);
    error = error != 0 ? error : read_slot(s, fp, SLOT_BCP, &bcp);
    error = error != 0 ? error : read_slot(s, fp, SLOT_SENDER_SP, &sender_sp);
    error = error != 0 ? error : read_slot(s, fp, 0, &sender_fp);
    error = error != 0 ? error : read_slot(s, fp, 8, &ret);
    const struct method *method =
        error == 0 && fp >= s->regs.r[DWARF_RSP] ? method_at(s->walker->methods, method_addr) : NULL;
    bool linked = method != NULL && sender_sp > fp && codecache_holds(s->walker->jvm, ret);
    if (!linked) {
        if (s->top && top_stub_caller(s->walker->jvm, &s->memory, &s->regs) == 0) {
            caller_is_taken(s);
            return GO_ON;
        }
        return stop(s, "an interpreter frame is not valid");
    }
    int32_t bci = method_bci(method, bcp);
    if (s->top && regs_known(&s->regs, DWARF_R13)) {
        int32_t live = method_bci(method, s->regs.r[DWARF_R13]);
        bci = live >= 0 ? live : bci;
    }
    if (append_java(s, method_addr, bci) != 0) {
        return stop(s, "out of memory");
    }
    return leave(s, ret, sender_sp, sender_fp);
}

// Appends the methods of a compiled frame, those inlined into it first.
static enum step append_scopes(struct state *s, const struct nmethod *nm, uint64_t pc) {
    uint32_t at = 0;
    int error = nmethod_scope_at(s->walker->jvm, nm, pc, !s->exact && !s->leaf, &at);
    const struct method *method = method_at(s->walker->methods, nm->method);
    if (method == NULL) {
        return stop(s, "compiled code has no valid method");
    }
    if (error != 0) {
        // The wrapper of a native method, or a place without debug information.
        bool fine = method->native || s->exact || s->leaf;
        if (append_java(s, nm->method, -1) != 0) {
            return stop(s, "out of memory");
        }
        return fine ? GO_ON : stop(s, "compiled code has no debug information for where it is");
    }
    for (unsigned int depth = 0; at != 0; depth++) {
        struct scope scope;
        if (depth == INLINING_MAX || nmethod_scope(s->walker->jvm, nm, at, &scope) != 0 ||
            method_at(s->walker->methods, scope.method) == NULL) {
            return stop(s, "debug information of compiled code is not valid");
        }
        if (append_java(s, scope.method, scope.bci) != 0) {
            return stop(s, "out of memory");
        }
        at = scope.sender;
    }
    return GO_ON;
}

static enum step leave_framed(struct state *s, const struct code_blob *blob) {
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t ret, fp;
    if ((s->top || s->leaf) &&
        top_compiled_caller(s->walker->jvm, &s->memory, blob, &s->regs) == 0) {
        caller_is_taken(s);
        return GO_ON;
    }
    if (blob->frame_size < 16 || read_slot(s, sp, (int64_t)blob->frame_size - 8, &ret) != 0 ||
        read_slot(s, sp, (int64_t)blob->frame_size - 16, &fp) != 0) {
        return stop(s, "a compiled frame lies outside of the stack");
    }
    return leave(s, ret, sp + blob->frame_size, fp);
}

static enum step compiled(struct state *s, const struct code_blob *blob) {
    struct nmethod nm;
    uint64_t pc = s->regs.r[DWARF_RIP];
    if (nmethod_load(s->walker->jvm, blob, &nm) != 0) {
        return stop(s, "compiled code is not valid");
    }
    if (!s->top && (pc == nm.deopt_handler || pc == nm.deopt_mh_handler)) {
        // The frame is to be deoptimised when it is returned to: it keeps where it was.
        if (read_slot(s, s->regs.r[DWARF_RSP], (int64_t)nm.orig_pc_offset, &pc) != 0) {
            return stop(s, "a deoptimised frame lies outside of the stack");
        }
    }
    if (pc < blob->code_begin) {
        return stop(s, "compiled code is not valid");
    }
    if (append_scopes(s, &nm, pc) == DONE) {
        return DONE;
    }
    return leave_framed(s, blob);
}

// The call stub's frame: C++ called Java. Its wrapper keeps the anchor of the Java frames beyond.
static enum step entry(struct state *s) {
    uint64_t fp = s->regs.r[DWARF_RBP];
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t wrapper, ret, saved;
    struct anchor anchor;
    const struct vm_layout *l = &s->walker->jvm->layout;
    if (fp < sp || read_slot(s, fp, ENTRY_WRAPPER, &wrapper) != 0) {
        return stop(s, "an entry frame is not valid");
    }
    uint64_t at = wrapper + l->wrapper_anchor;
    if (stack_read_u64(s->memory.stack, at + l->anchor_sp, &anchor.sp) != 0 ||
        stack_read_u64(s->memory.stack, at + l->anchor_pc, &anchor.pc) != 0 ||
        stack_read_u64(s->memory.stack, at + l->anchor_fp, &anchor.fp) != 0) {
        return stop(s, "an entry frame is not valid");
    }
    if (anchor.sp != 0 && anchor.sp <= sp) {
        return stop(s, "a frame's caller is not further out");
    }
    s->anchor = anchor;
    if (!s->options->native) {
        return anchor.sp == 0 ? DONE : go_to_anchor(s, anchor);
    }
    static const struct {
        unsigned int reg;
        int64_t slot;
    } kept[] = {{DWARF_RBX, SLOT_RBX}, {DWARF_R12, SLOT_R12}, {DWARF_R13, SLOT_R13},
                {DWARF_R14, SLOT_R14}, {DWARF_R15, SLOT_R15}};
    if (read_slot(s, fp, 8, &ret) != 0 || read_slot(s, fp, 0, &saved) != 0) {
        return stop(s, "an entry frame is not valid");
    }
    enum step next = leave(s, ret, fp + 16, saved);
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        uint64_t value;
        if (read_slot(s, fp, kept[i].slot, &value) == 0) {
            regs_set(&s->regs, kept[i].reg, value);
        }
    }
    return next;
}

// A mounted virtual thread whose older frames are still in the heap: they are missed, the carrier's
// follow.
static enum step cont_barrier(struct state *s) {
    // Nothing may lie between: the entry then begins where the frame ends.
    if (s->walker->jvm->cont_return_pc == 0 || s->options->cont_entry < s->regs.r[DWARF_RSP]) {
        return stop(s, "a virtual thread's carrier is not known");
    }
    s->walk->incomplete = "older frames of the mounted virtual thread are in the heap";
    regs_set(&s->regs, DWARF_RIP, s->walker->jvm->cont_return_pc);
    regs_set(&s->regs, DWARF_RSP, s->options->cont_entry);
    caller_is_taken(s);
    return GO_ON;
}

// Just called by C code, as the call stub is: its caller's registers are still there.
static bool leave_to_c(struct state *s) {
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t ret;
    if (read_slot(s, sp, 0, &ret) != 0 || codecache_holds(s->walker->jvm, ret) ||
        !follows_call(s->walker->jvm->target, ret)) {
        return false;
    }
    regs_set(&s->regs, DWARF_RIP, ret);
    regs_set(&s->regs, DWARF_RSP, sp + 8);
    return true;
}

static enum step stub(struct state *s, const struct code_blob *blob) {
    const struct jvm *jvm = s->walker->jvm;
    if (s->top && top_caller_by_call(jvm, &s->memory, blob, &s->regs) == 0) {
        caller_is_taken(s);
        s->leaf = true;
        return GO_ON;
    }
    if (blob->kind == BLOB_FRAMED_STUB) {
        enum step next = leave_framed(s, blob);
        s->leaf = true;
        return next;
    }
    if (s->top && leave_to_c(s)) {
        s->top = false;
        s->exact = false;
        return GO_ON;
    }
    if (top_stub_caller(jvm, &s->memory, &s->regs) != 0) {
        return stop(s, "a stub's caller was not found");
    }
    caller_is_taken(s);
    s->leaf = true;
    return GO_ON;
}

// Where no tables help: the frame pointers of libjvm, which is compiled with them.
static int follow_rbp(struct state *s) {
    uint64_t fp = s->regs.r[DWARF_RBP];
    uint64_t ret, next;
    if (fp < s->regs.r[DWARF_RSP] || read_slot(s, fp, 8, &ret) != 0 ||
        read_slot(s, fp, 0, &next) != 0) {
        return -EFAULT;
    }
    return leave(s, ret, fp + 16, next) == GO_ON ? 0 : -EFAULT;
}

// Assembly without tables keeps no frame: the return address is on top of the stack.
static bool leave_bare(struct state *s) {
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t ret;
    if (!s->exact || read_slot(s, sp, 0, &ret) != 0 ||
        !follows_call(s->walker->jvm->target, ret)) {
        return false;
    }
    regs_set(&s->regs, DWARF_RIP, ret);
    regs_set(&s->regs, DWARF_RSP, sp + 8);
    s->exact = false;
    return true;
}

static const char *reason_of(const struct state *s, int result) {
    return s->walker->step_reason != NULL ? s->walker->step_reason(result)
                                          : "no unwind information for a C frame";
}

// The tables did not help for a C frame.
static enum step native_unknown(struct state *s, int result) {
    bool newborn = s->top && s->exact && s->anchor.sp == 0;
    s->top = false;
    s->leaf = true;
    if (result == NO_TABLE_ENTRY && leave_bare(s)) {
        return GO_ON;
    }
    if (s->anchor.sp > s->regs.r[DWARF_RSP]) {
        if (s->options->native) {
            s->walk->incomplete = reason_of(s, result);
        }
        return go_to_anchor(s, s->anchor);
    }
    if (s->walker->step == NULL && follow_rbp(s) == 0) {
        s->leaf = true;
        return GO_ON;
    }
    return stop(s, newborn && result == NO_TABLE_ENTRY ? "the thread is starting or ending"
                                                       : reason_of(s, result));
}

static enum step native(struct state *s) {
    const struct walker *w = s->walker;
    struct walked_frame frame = {
        .native = true, .bci = -1, .pc = s->regs.r[DWARF_RIP], .caller = !s->exact};
    if (s->options->native && walk_append(s->walk, &frame) != 0) {
        return stop(s, "out of memory");
    }
    uint64_t before = s->regs.r[DWARF_RSP];
    int result = w->step == NULL ? -ENOSYS
                                 : w->step(w->step_context, &s->memory, &s->regs, &s->exact);
    if (result == 1) {
        return DONE;
    }
    if (result != 0 || s->regs.r[DWARF_RSP] <= before) {
        return native_unknown(s, result);
    }
    s->top = false;
    s->leaf = true;
    return GO_ON;
}

static enum step step(struct state *s) {
    const struct jvm *jvm = s->walker->jvm;
    uint64_t pc = s->regs.r[DWARF_RIP];
    struct code_blob blob;
    if (pc == jvm->call_stub_return) {
        return entry(s);
    }
    if (!codecache_holds(jvm, pc)) {
        return native(s);
    }
    if (s->anchor.sp != 0 && s->regs.r[DWARF_RSP] >= s->anchor.sp) {
        s->anchor.sp = 0;
    }
    if (pc >= jvm->interpreter_low && pc < jvm->interpreter_high) {
        return interpreted(s);
    }
    if (codecache_find(jvm, pc, &blob) != 0) {
        return stop(s, "generated code is gone");
    }
    switch (blob.kind) {
    case BLOB_NMETHOD:
        return compiled(s, &blob);
    case BLOB_CONT_BARRIER:
        return cont_barrier(s);
    case BLOB_INTERPRETER:
        return interpreted(s);
    default:
        return stub(s, &blob);
    }
}

void walk_stack(const struct walker *walker, const struct stack_copy *stack,
                const struct walk_options *options, struct walk *walk) {
    struct state s = {
        .walker = walker,
        .options = options,
        .memory = {.target = walker->jvm->target, .stack = stack},
        .walk = walk,
        .anchor = options->anchor,
    };
    memset(walk, 0, sizeof *walk);
    if (options->from_anchor) {
        if (options->anchor.sp == 0 || go_to_anchor(&s, options->anchor) == DONE) {
            return;
        }
    } else {
        s.regs = stack->regs;
        s.top = true;
        s.exact = true;
    }
    while (step(&s) == GO_ON) {
        if (walk->count >= WALK_FRAMES_MAX) {
            walk->incomplete = "more frames than are taken";
            return;
        }
    }
}
