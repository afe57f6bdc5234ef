// SPDX-License-Identifier: Apache-2.0
#include "topframe.h"

#include <errno.h>
#include <string.h>

#include "nmethod.h"

#define PROLOGUE_MAX 96u
#define SCAN_WORDS 48u       // where a return address is told by its looks only
#define STUB_FRAME_WORDS 512u // where the call before it is known to lead to the stub
#define PUSH_RBP 0x55
#define POP_RBP 0x5d
#define PUSH 0x50 // of one register, in the lower 3 bits
#define POP 0x58
#define CALL 0xe8
#define CALL_LENGTH 5u
#define RET 0xc3
#define JMP 0xe9
#define BEFORE 8u // bytes ahead of pc that tell what came before

// Length of "sub rsp, N" at these bytes, or 0; at least 7 of them are there.
static unsigned int sub_rsp(const uint8_t *code) {
    if (code[0] != 0x48 || code[2] != 0xec) {
        return 0;
    }
    return code[1] == 0x83 ? 4 : code[1] == 0x81 ? 7 : 0;
}

// Length of "mov rbp, rsp" at these bytes, or 0.
static unsigned int mov_rbp_rsp(const uint8_t *code) {
    bool is = code[0] == 0x48 &&
              ((code[1] == 0x8b && code[2] == 0xec) || (code[1] == 0x89 && code[2] == 0xe5));
    return is ? 3 : 0;
}

// Length of "mov [rsp + N], rbp" at these bytes, or 0.
static unsigned int save_rbp(const uint8_t *code) {
    if (code[0] != 0x48 || code[1] != 0x89 || code[3] != 0x24) {
        return 0;
    }
    return code[2] == 0x6c ? 5 : code[2] == 0xac ? 8 : 0;
}

bool follows_call(struct target *t, uint64_t pc) {
    uint8_t before[7];
    if (pc < sizeof before || target_read(t, pc - sizeof before, before, sizeof before) != 0) {
        return false;
    }
    // call rel32; call *reg; call *disp8(reg); call *disp32(reg)
    return before[2] == 0xe8 || (before[5] == 0xff && (before[6] & 0xf8) == 0xd0) ||
           (before[4] == 0xff && (before[5] & 0x38) == 0x10) ||
           (before[1] == 0xff && (before[2] & 0x38) == 0x10);
}

// Where the call before a return address leads to, or 0 when its instructions do not tell.
static uint64_t call_target(struct target *t, uint64_t ret) {
    uint8_t before[13];
    int32_t distance;
    uint64_t target = 0;
    if (ret < sizeof before || target_read(t, ret - sizeof before, before, sizeof before) != 0) {
        return 0;
    }
    if (before[8] == 0xe8) { // call rel32
        memcpy(&distance, before + 9, sizeof distance);
        target = ret + (uint64_t)(int64_t)distance;
    } else if (before[0] == 0x49 && before[1] == 0xba && before[10] == 0x41 &&
               before[11] == 0xff && before[12] == 0xd2) { // mov r10, imm64; call r10
        memcpy(&target, before + 2, sizeof target);
    }
    return target;
}

bool plausible_return(const struct jvm *jvm, uint64_t pc, bool from_stub) {
    struct code_blob blob;
    struct nmethod nm;
    uint32_t scope;
    if (pc == jvm->call_stub_return) {
        return true;
    }
    if (pc >= jvm->interpreter_low && pc < jvm->interpreter_high) {
        return true;
    }
    if (codecache_find(jvm, pc, &blob) != 0 || pc < blob.code_begin) {
        return false;
    }
    if (blob.kind != BLOB_NMETHOD) {
        return blob.kind == BLOB_CONT_BARRIER || follows_call(jvm->target, pc);
    }
    if (nmethod_load(jvm, &blob, &nm) != 0) {
        return false;
    }
    return pc == nm.deopt_handler || pc == nm.deopt_mh_handler ||
           (follows_call(jvm->target, pc) &&
            (from_stub || nmethod_scope_at(jvm, &nm, pc, true, &scope) == 0));
}

enum trust { UNCHECKED, CHECKED, CHECKED_FROM_STUB };

// Takes the caller's registers from a frame whose return address lies at ret_at, and whose saved
// rbp at rbp_at unless that is 0. Returns 0 or -errno; -ENOENT when it is checked and is none.
static int take(const struct jvm *jvm, const struct walk_memory *memory, uint64_t ret_at,
                uint64_t rbp_at, enum trust trust, struct regs *regs) {
    uint64_t pc, fp = regs->r[DWARF_RBP];
    int error = stack_read_u64(memory->stack, ret_at, &pc);
    if (error == 0 && rbp_at != 0) {
        error = stack_read_u64(memory->stack, rbp_at, &fp);
    }
    if (error != 0) {
        return error;
    }
    if (trust != UNCHECKED && !plausible_return(jvm, pc, trust == CHECKED_FROM_STUB)) {
        return -ENOENT;
    }
    regs->r[DWARF_RIP] = pc;
    regs->r[DWARF_RSP] = ret_at + 8;
    regs->r[DWARF_RBP] = fp;
    return 0;
}

enum frame_progress { NOTHING_PUSHED, RBP_PUSHED, STACK_TAKEN, STANDS };

// How far the prologue that begins at code_begin has come at pc.
static enum frame_progress prologue(struct target *t, const struct code_blob *blob, uint64_t pc) {
    uint8_t code[PROLOGUE_MAX + 8];
    size_t complete = blob->frame_complete < PROLOGUE_MAX ? (size_t)blob->frame_complete
                                                          : PROLOGUE_MAX;
    size_t at = (size_t)(pc - blob->code_begin);
    if (at >= complete || target_read(t, blob->code_begin, code, complete + 8) != 0) {
        return STANDS;
    }
    for (size_t i = 0; i < complete; i++) {
        unsigned int sub = sub_rsp(code + i);
        if (sub != 0 && save_rbp(code + i + sub) != 0) {
            return at <= i ? NOTHING_PUSHED : at <= i + sub ? STACK_TAKEN : STANDS;
        }
        size_t after_push = i + 1 + mov_rbp_rsp(code + i + 1);
        if (code[i] == PUSH_RBP && sub_rsp(code + after_push) != 0) {
            return at <= i ? NOTHING_PUSHED : at <= after_push ? RBP_PUSHED : STANDS;
        }
    }
    return STANDS;
}

// Whether the 8 bytes before this one end in "add rsp, N; pop rbp".
static bool is_popped(const uint8_t *code) {
    return code[-1] == POP_RBP && ((code[-5] == 0x48 && code[-4] == 0x83 && code[-3] == 0xc4) ||
                                   (code[-8] == 0x48 && code[-7] == 0x81 && code[-6] == 0xc4));
}

// "mov [r15 + N], r10", which tells where a poll on return was.
static bool is_poll_noted(const uint8_t *code) {
    return code[0] == 0x4d && code[1] == 0x89 && code[2] == 0x97;
}

// The frame has been left: where a poll on return is answered, or on the way to the stub that
// unwinds.
static bool is_left(const uint8_t *code) {
    bool where = code[0] == 0x49 && code[1] == 0xba; // mov r10, imm64
    return (where && is_poll_noted(code + 10)) || (is_poll_noted(code) && code[7] == JMP) ||
           (code[0] == JMP && (is_poll_noted(code - 7) || is_popped(code)));
}

// Length of "cmp rsp, [r15 + N]", the poll on return, at these bytes, or 0.
static unsigned int poll(const uint8_t *code) {
    if (code[0] != 0x49 || code[1] != 0x3b) {
        return 0;
    }
    return code[2] == 0x67 ? 4 : code[2] == 0xa7 ? 7 : 0; // N in one byte (JDK 25), or in four
}

// How much of the frame an epilogue has left at pc, where one is there.
static enum frame_progress epilogue(struct target *t, uint64_t pc) {
    uint8_t around[BEFORE + 24];
    const uint8_t *code = around + BEFORE;
    if (target_read(t, pc - BEFORE, around, sizeof around) != 0) {
        return STANDS;
    }
    if (is_left(code)) {
        return NOTHING_PUSHED;
    }
    unsigned int length = poll(code);
    if (code[0] == RET || (length != 0 && code[length] == 0x0f && code[length + 1] == 0x87)) {
        return NOTHING_PUSHED;
    }
    if (code[0] == 0x0f && code[1] == 0x87 && code[6] == RET) { // the poll's branch
        return NOTHING_PUSHED;
    }
    bool last = code[1] == RET || code[1] == JMP || poll(code + 1) != 0;
    return code[0] == POP_RBP && last ? RBP_PUSHED : STANDS;
}

// Length of a push or, with 0x58, a pop of one register, or 0.
static unsigned int one_register(const uint8_t *code, uint8_t first) {
    unsigned int prefix = code[0] == 0x41 ? 1 : 0;
    return (code[prefix] & 0xf8) == first ? prefix + 1 : 0;
}

// Whether what was pushed for the call that ends here is dropped: the same register, popped twice.
static bool drops_two(const uint8_t *code) {
    unsigned int length = one_register(code, POP);
    return length != 0 && memcmp(code, code + length, length) == 0;
}

// How many words lie on top of a compiled frame at pc. C1 pushes two classes before it calls the
// stub that checks a type.
static unsigned int pushed_words(struct target *t, uint64_t pc) {
    uint8_t around[BEFORE + 24];
    const uint8_t *code = around + BEFORE;
    if (target_read(t, pc - BEFORE, around, sizeof around) != 0) {
        return 0;
    }
    unsigned int push = one_register(code, PUSH);
    unsigned int pop = one_register(code, POP);
    if (drops_two(code) || (code[0] == CALL && drops_two(code + CALL_LENGTH))) {
        return 2;
    }
    if (pop != 0 && code[0] != POP_RBP && memcmp(code - pop, code, pop) == 0) {
        return 1;
    }
    return push != 0 && code[push] == CALL && drops_two(code + push + CALL_LENGTH) ? 1 : 0;
}

static int take_progress(const struct jvm *jvm, const struct walk_memory *memory,
                         const struct code_blob *blob, enum frame_progress progress,
                         enum trust trust, struct regs *regs) {
    uint64_t sp = regs->r[DWARF_RSP];
    uint64_t end = sp + blob->frame_size;
    switch (progress) {
    case NOTHING_PUSHED:
        return take(jvm, memory, sp, 0, trust, regs);
    case RBP_PUSHED:
        return take(jvm, memory, sp + 8, sp, trust, regs);
    case STACK_TAKEN:
        return take(jvm, memory, end - 8, 0, trust, regs);
    default:
        return take(jvm, memory, end - 8, end - 16, trust, regs);
    }
}

int top_compiled_caller(const struct jvm *jvm, const struct walk_memory *memory,
                        const struct code_blob *blob, struct regs *regs) {
    uint64_t pc = regs->r[DWARF_RIP];
    enum frame_progress progress = STANDS;
    enum trust trust = blob->kind == BLOB_NMETHOD ? CHECKED : CHECKED_FROM_STUB;
    if (pc >= blob->code_begin && pc < blob->code_begin + blob->frame_complete) {
        progress = prologue(jvm->target, blob, pc);
    }
    if (progress == STANDS) {
        progress = epilogue(jvm->target, pc);
    }
    if (blob->frame_size < 16) {
        progress = NOTHING_PUSHED;
    }
    if (progress == STANDS) {
        regs->r[DWARF_RSP] += 8 * pushed_words(jvm->target, pc);
    }
    if (take_progress(jvm, memory, blob, progress, trust, regs) == 0) {
        return 0;
    }
    // The code around pc was not understood: whichever fits, the whole frame first.
    for (int p = STANDS; p >= NOTHING_PUSHED; p--) {
        if (take_progress(jvm, memory, blob, (enum frame_progress)p, trust, regs) == 0) {
            return 0;
        }
    }
    // A temporary was pushed, or its own pc.
    for (unsigned int pushed = 8; pushed <= 24; pushed += 8) {
        struct regs below = *regs;
        below.r[DWARF_RSP] += pushed;
        if (take_progress(jvm, memory, blob, STANDS, trust, &below) == 0) {
            *regs = below;
            return 0;
        }
    }
    // Or its caller's code has gone meanwhile.
    return take_progress(jvm, memory, blob, progress, UNCHECKED, regs);
}

// A stub's own frame ends where rbp points to, if it has one.
static uint64_t saved_rbp(const struct regs *regs, uint64_t ret_at) {
    uint64_t fp = regs->r[DWARF_RBP];
    return fp >= regs->r[DWARF_RSP] && ret_at == fp + 8 ? fp : 0;
}

int top_caller_by_call(const struct jvm *jvm, const struct walk_memory *memory,
                        const struct code_blob *blob, struct regs *regs) {
    for (unsigned int i = 0; i < STUB_FRAME_WORDS; i++) {
        uint64_t at = regs->r[DWARF_RSP] + 8u * i;
        uint64_t ret;
        // These push rbp first.
        bool framed = blob->kind == BLOB_FRAMED_STUB && i > 0;
        int error = stack_read_u64(memory->stack, at, &ret);
        if (error != 0) {
            return error;
        }
        if (!codecache_holds(jvm, ret)) {
            continue;
        }
        uint64_t target = call_target(jvm->target, ret);
        if (target >= blob->code_begin && target - blob->addr < blob->size &&
            take(jvm, memory, at, framed ? at - 8 : saved_rbp(regs, at), CHECKED_FROM_STUB,
                 regs) == 0) {
            return 0;
        }
    }
    return -ENOENT;
}

int top_stub_caller(const struct jvm *jvm, const struct walk_memory *memory, struct regs *regs) {
    uint64_t sp = regs->r[DWARF_RSP];
    uint64_t fp = regs->r[DWARF_RBP];
    for (unsigned int i = 0; i < SCAN_WORDS; i++) {
        uint64_t at = sp + 8u * i;
        int result = take(jvm, memory, at, saved_rbp(regs, at), CHECKED_FROM_STUB, regs);
        if (result != -ENOENT) {
            return result;
        }
    }
    bool linked = fp >= sp && fp - sp < 65536;
    return linked ? take(jvm, memory, fp + 8, fp, CHECKED_FROM_STUB, regs) : -ENOENT;
}
