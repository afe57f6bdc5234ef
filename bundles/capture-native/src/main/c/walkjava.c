// SPDX-License-Identifier: Apache-2.0
// Frames of Java code: interpreted and compiled.
#include "nmethod.h"
#include "topframe.h"
#include "walkstate.h"

#define INLINING_MAX 1024u
#define ARGUMENTS_MAX 2064u // bytes: 255 of a method, its return address, and alignment

// Slots of an interpreter frame, in bytes from rbp.
#define SLOT_SENDER_SP (-8)
#define SLOT_METHOD (-24)
#define SLOT_BCP (-64)

enum walk_step walk_interpreted(struct walk_state *s) {
    uint64_t fp = s->regs.r[DWARF_RBP];
    uint64_t method_addr = 0, bcp = 0, sender_sp = 0, sender_fp = 0, ret = 0;
    int error = walk_slot(s, fp, SLOT_METHOD, &method_addr);
    error = error != 0 ? error : walk_slot(s, fp, SLOT_BCP, &bcp);
    error = error != 0 ? error : walk_slot(s, fp, SLOT_SENDER_SP, &sender_sp);
    error = error != 0 ? error : walk_slot(s, fp, 0, &sender_fp);
    error = error != 0 ? error : walk_slot(s, fp, 8, &ret);
    const struct method *method =
        error == 0 && fp >= s->regs.r[DWARF_RSP] ? method_at(s->walker->methods, method_addr) : NULL;
    bool linked = method != NULL && sender_sp > fp && codecache_holds(s->walker->jvm, ret);
    if (!linked) {
        uint64_t sp = s->regs.r[DWARF_RSP];
        uint64_t sender = regs_known(&s->regs, DWARF_R13) ? s->regs.r[DWARF_R13] : 0;
        if (s->top && top_stub_caller(s->walker->jvm, &s->memory, &s->regs) == 0) {
            walk_caller_taken(s);
            // Just entered from compiled code: the arguments lie between, r13 knows where it was.
            if (sender % 8 == 0 && sender > s->regs.r[DWARF_RSP] && sender - sp < ARGUMENTS_MAX) {
                s->regs.r[DWARF_RSP] = sender;
            }
            return WALK_ON;
        }
        return walk_stop(s, "an interpreter frame is not valid");
    }
    int32_t bci = method_bci(method, bcp);
    if (s->top && regs_known(&s->regs, DWARF_R13)) {
        int32_t live = method_bci(method, s->regs.r[DWARF_R13]);
        bci = live >= 0 ? live : bci;
    }
    if (walk_append_java(s, method_addr, bci) != 0) {
        return walk_stop(s, "out of memory");
    }
    return walk_leave(s, ret, sender_sp, sender_fp);
}

// Appends the methods of a compiled frame, those inlined into it first.
static enum walk_step append_scopes(struct walk_state *s, const struct nmethod *nm, uint64_t pc) {
    uint32_t at = 0;
    int error = nmethod_scope_at(s->walker->jvm, nm, pc, !s->exact && !s->leaf, &at);
    const struct method *method = method_at(s->walker->methods, nm->method);
    if (method == NULL) {
        return walk_stop(s, "compiled code has no valid method");
    }
    if (error != 0) {
        // The wrapper of a native method, or a place without debug information.
        bool fine = method->native || s->exact || s->leaf;
        if (walk_append_java(s, nm->method, -1) != 0) {
            return walk_stop(s, "out of memory");
        }
        return fine ? WALK_ON : walk_stop(s, "compiled code has no debug information for where it is");
    }
    for (unsigned int depth = 0; at != 0; depth++) {
        struct scope scope;
        if (depth == INLINING_MAX || nmethod_scope(s->walker->jvm, nm, at, &scope) != 0 ||
            method_at(s->walker->methods, scope.method) == NULL) {
            return walk_stop(s, "debug information of compiled code is not valid");
        }
        if (walk_append_java(s, scope.method, scope.bci) != 0) {
            return walk_stop(s, "out of memory");
        }
        at = scope.sender;
    }
    return WALK_ON;
}

enum walk_step walk_leave_framed(struct walk_state *s, const struct code_blob *blob) {
    uint64_t sp = s->regs.r[DWARF_RSP];
    uint64_t ret, fp;
    if ((s->top || s->leaf) &&
        top_compiled_caller(s->walker->jvm, &s->memory, blob, &s->regs) == 0) {
        walk_caller_taken(s);
        return WALK_ON;
    }
    if (blob->frame_size < 16 || walk_slot(s, sp, (int64_t)blob->frame_size - 8, &ret) != 0 ||
        walk_slot(s, sp, (int64_t)blob->frame_size - 16, &fp) != 0) {
        return walk_stop(s, "a compiled frame lies outside of the stack");
    }
    return walk_leave(s, ret, sp + blob->frame_size, fp);
}

enum walk_step walk_compiled(struct walk_state *s, const struct code_blob *blob) {
    struct nmethod nm;
    uint64_t pc = s->regs.r[DWARF_RIP];
    if (nmethod_load(s->walker->jvm, blob, &nm) != 0) {
        return walk_stop(s, "compiled code is not valid");
    }
    if (!s->top && (pc == nm.deopt_handler || pc == nm.deopt_mh_handler)) {
        // The frame is to be deoptimised when it is returned to: it keeps where it was.
        if (walk_slot(s, s->regs.r[DWARF_RSP], (int64_t)nm.orig_pc_offset, &pc) != 0) {
            return walk_stop(s, "a deoptimised frame lies outside of the stack");
        }
    }
    if (pc < blob->code_begin) {
        return walk_stop(s, "compiled code is not valid");
    }
    if (append_scopes(s, &nm, pc) == WALK_DONE) {
        return WALK_DONE;
    }
    return walk_leave_framed(s, blob);
}
