// SPDX-License-Identifier: Apache-2.0
#include "javawalk.h"

#include <string.h>

#include "walkstate.h"

static enum walk_step step(struct walk_state *s) {
    const struct jvm *jvm = s->walker->jvm;
    uint64_t pc = s->regs.r[DWARF_RIP];
    struct code_blob blob;
    if (pc == jvm->call_stub_return) {
        return walk_entry(s);
    }
    if (!codecache_holds(jvm, pc)) {
        return walk_native(s);
    }
    if (s->anchor.sp != 0 && s->regs.r[DWARF_RSP] >= s->anchor.sp) {
        // The C frames may have left rbp alone, and so no trace of it.
        if (s->regs.r[DWARF_RSP] == s->anchor.sp && !regs_known(&s->regs, DWARF_RBP)) {
            regs_set(&s->regs, DWARF_RBP, s->anchor.fp);
        }
        s->anchor.sp = 0;
    }
    if (pc >= jvm->interpreter_low && pc < jvm->interpreter_high) {
        return walk_interpreted(s);
    }
    if (codecache_find(jvm, pc, &blob) != 0) {
        return walk_stop(s, "generated code is gone");
    }
    switch (blob.kind) {
    case BLOB_NMETHOD:
        return walk_compiled(s, &blob);
    case BLOB_CONT_BARRIER:
        return walk_cont_barrier(s);
    case BLOB_INTERPRETER:
        return walk_interpreted(s);
    default:
        return walk_stub(s, &blob);
    }
}

void walk_stack(const struct walker *walker, const struct stack_copy *stack,
                const struct walk_options *options, struct walk *walk) {
    struct walk_state s = {
        .walker = walker,
        .options = options,
        .memory = {.target = walker->jvm->target, .stack = stack},
        .walk = walk,
        .anchor = options->anchor,
    };
    memset(walk, 0, sizeof *walk);
    if (options->from_anchor) {
        if (options->anchor.sp == 0 || walk_to_anchor(&s, options->anchor) == WALK_DONE) {
            return;
        }
    } else {
        s.regs = stack->regs;
        s.top = true;
        s.exact = true;
    }
    while (step(&s) == WALK_ON) {
        if (walk->count >= WALK_FRAMES_MAX) {
            walk->incomplete = "more frames than are taken";
            return;
        }
    }
}
