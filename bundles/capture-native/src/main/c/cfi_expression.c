// SPDX-License-Identifier: Apache-2.0
// The part of DWARF's expression language that unwind tables use.
#include "cfi.h"
#include "cfi_row.h"

enum operation {
    DW_OP_ADDR = 0x03,
    DW_OP_DEREF = 0x06,
    DW_OP_CONST1U = 0x08,
    DW_OP_CONST1S = 0x09,
    DW_OP_CONST2U = 0x0a,
    DW_OP_CONST2S = 0x0b,
    DW_OP_CONST4U = 0x0c,
    DW_OP_CONST4S = 0x0d,
    DW_OP_CONST8U = 0x0e,
    DW_OP_CONST8S = 0x0f,
    DW_OP_CONSTU = 0x10,
    DW_OP_CONSTS = 0x11,
    DW_OP_DUP = 0x12,
    DW_OP_DROP = 0x13,
    DW_OP_OVER = 0x14,
    DW_OP_PICK = 0x15,
    DW_OP_SWAP = 0x16,
    DW_OP_ROT = 0x17,
    DW_OP_ABS = 0x19,
    DW_OP_AND = 0x1a,
    DW_OP_DIV = 0x1b,
    DW_OP_MINUS = 0x1c,
    DW_OP_MOD = 0x1d,
    DW_OP_MUL = 0x1e,
    DW_OP_NEG = 0x1f,
    DW_OP_NOT = 0x20,
    DW_OP_OR = 0x21,
    DW_OP_PLUS = 0x22,
    DW_OP_PLUS_UCONST = 0x23,
    DW_OP_SHL = 0x24,
    DW_OP_SHR = 0x25,
    DW_OP_SHRA = 0x26,
    DW_OP_XOR = 0x27,
    DW_OP_BRA = 0x28,
    DW_OP_EQ = 0x29,
    DW_OP_GE = 0x2a,
    DW_OP_GT = 0x2b,
    DW_OP_LE = 0x2c,
    DW_OP_LT = 0x2d,
    DW_OP_NE = 0x2e,
    DW_OP_SKIP = 0x2f,
    DW_OP_LIT0 = 0x30,
    DW_OP_LIT31 = 0x4f,
    DW_OP_BREG0 = 0x70,
    DW_OP_BREG16 = 0x80,
    DW_OP_BREGX = 0x92,
    DW_OP_DEREF_SIZE = 0x94,
    DW_OP_NOP = 0x96
};

enum { STACK_DEPTH = 32, MAX_STEPS = 1000 };

struct evaluation {
    struct cfi_bytes code;
    const struct walk_memory *memory;
    const struct regs *regs;
    uint64_t stack[STACK_DEPTH];
    unsigned int depth;
    int result; // CFI_OK until something is wrong
};

static void push(struct evaluation *e, uint64_t value) {
    if (e->depth == STACK_DEPTH) {
        e->result = CFI_BAD_TABLE;
        return;
    }
    e->stack[e->depth++] = value;
}

// The value n below the top.
static uint64_t peek(struct evaluation *e, unsigned int n) {
    if (n >= e->depth) {
        e->result = CFI_BAD_TABLE;
        return 0;
    }
    return e->stack[e->depth - 1 - n];
}

static uint64_t pop(struct evaluation *e) {
    uint64_t value = peek(e, 0);
    if (e->result == CFI_OK) {
        e->depth--;
    }
    return value;
}

static void push_register(struct evaluation *e, uint64_t reg, int64_t offset) {
    if (reg >= DWARF_COUNT) {
        e->result = CFI_BAD_TABLE;
        return;
    }
    if (!regs_known(e->regs, (unsigned int)reg)) {
        e->result = CFI_UNKNOWN_REGISTER;
        return;
    }
    push(e, e->regs->r[reg] + (uint64_t)offset);
}

static void dereference(struct evaluation *e, unsigned int size) {
    uint64_t address = pop(e);
    uint64_t value = 0;
    if (size == 0 || size > 8) {
        e->result = CFI_BAD_TABLE;
    }
    if (e->result != CFI_OK) {
        return;
    }
    if (frame_read_u64(e->memory, address, &value) != 0) {
        e->result = CFI_UNREADABLE;
        return;
    }
    push(e, size == 8 ? value : value & ((UINT64_C(1) << size * 8) - 1));
}

static void jump(struct evaluation *e, int16_t by) {
    // The target of a jump lies between 0 and the size, which marks the end.
    int64_t to = (int64_t)e->code.at + by;
    if (e->code.failed || to < 0 || (uint64_t)to > e->code.size) {
        e->result = CFI_BAD_TABLE;
        return;
    }
    e->code.at = (size_t)to;
}

static bool constant(struct evaluation *e, unsigned int op) {
    struct cfi_bytes *code = &e->code;
    switch (op) {
    case DW_OP_CONST1U:
        push(e, cfi_bytes_u8(code));
        return true;
    case DW_OP_CONST1S:
        push(e, (uint64_t)(int64_t)(int8_t)cfi_bytes_u8(code));
        return true;
    case DW_OP_CONST2U:
        push(e, cfi_bytes_u16(code));
        return true;
    case DW_OP_CONST2S:
        push(e, (uint64_t)(int64_t)(int16_t)cfi_bytes_u16(code));
        return true;
    case DW_OP_CONST4U:
        push(e, cfi_bytes_u32(code));
        return true;
    case DW_OP_CONST4S:
        push(e, (uint64_t)(int64_t)(int32_t)cfi_bytes_u32(code));
        return true;
    case DW_OP_ADDR:
    case DW_OP_CONST8U:
    case DW_OP_CONST8S:
        push(e, cfi_bytes_u64(code));
        return true;
    case DW_OP_CONSTU:
        push(e, cfi_bytes_uleb128(code));
        return true;
    case DW_OP_CONSTS:
        push(e, (uint64_t)cfi_bytes_sleb128(code));
        return true;
    default:
        return false;
    }
}

static void rotate(struct evaluation *e) {
    uint64_t first = pop(e);
    uint64_t second = pop(e);
    uint64_t third = pop(e);
    push(e, first);
    push(e, third);
    push(e, second);
}

static bool stacking(struct evaluation *e, unsigned int op) {
    uint64_t top;
    uint64_t below;
    switch (op) {
    case DW_OP_DUP:
        push(e, peek(e, 0));
        return true;
    case DW_OP_DROP:
        (void)pop(e);
        return true;
    case DW_OP_OVER:
        push(e, peek(e, 1));
        return true;
    case DW_OP_PICK:
        push(e, peek(e, cfi_bytes_u8(&e->code)));
        return true;
    case DW_OP_SWAP:
        top = pop(e);
        below = pop(e);
        push(e, top);
        push(e, below);
        return true;
    case DW_OP_ROT:
        rotate(e);
        return true;
    default:
        return false;
    }
}

static bool unary(struct evaluation *e, unsigned int op) {
    uint64_t top;
    switch (op) {
    case DW_OP_ABS:
        top = pop(e);
        push(e, (int64_t)top < 0 ? 0 - top : top);
        return true;
    case DW_OP_NEG:
        push(e, 0 - pop(e));
        return true;
    case DW_OP_NOT:
        push(e, ~pop(e));
        return true;
    case DW_OP_PLUS_UCONST:
        top = pop(e);
        push(e, top + cfi_bytes_uleb128(&e->code));
        return true;
    case DW_OP_DEREF:
        dereference(e, 8);
        return true;
    case DW_OP_DEREF_SIZE:
        dereference(e, cfi_bytes_u8(&e->code));
        return true;
    default:
        return false;
    }
}

// Signed, as DWARF has it; the one quotient that does not fit wraps.
static uint64_t divide(struct evaluation *e, uint64_t a, uint64_t b) {
    if (b == 0) {
        e->result = CFI_BAD_TABLE;
        return 0;
    }
    return b == UINT64_MAX ? 0 - a : (uint64_t)((int64_t)a / (int64_t)b);
}

static uint64_t modulo(struct evaluation *e, uint64_t a, uint64_t b) {
    if (b == 0) {
        e->result = CFI_BAD_TABLE;
        return 0;
    }
    return a % b;
}

static uint64_t shift_arithmetic(uint64_t a, uint64_t b) {
    uint64_t sign = (int64_t)a < 0 ? UINT64_MAX : 0;
    return b == 0 ? a : b > 63 ? sign : a >> b | sign << (64 - b);
}

static bool binary(struct evaluation *e, unsigned int op) {
    uint64_t b = peek(e, 0);
    uint64_t a = e->result == CFI_OK ? peek(e, 1) : 0;
    uint64_t value;
    switch (op) {
    case DW_OP_AND: value = a & b; break;
    case DW_OP_DIV: value = divide(e, a, b); break;
    case DW_OP_MINUS: value = a - b; break;
    case DW_OP_MOD: value = modulo(e, a, b); break;
    case DW_OP_MUL: value = a * b; break;
    case DW_OP_OR: value = a | b; break;
    case DW_OP_PLUS: value = a + b; break;
    case DW_OP_SHL: value = b > 63 ? 0 : a << b; break;
    case DW_OP_SHR: value = b > 63 ? 0 : a >> b; break;
    case DW_OP_SHRA: value = shift_arithmetic(a, b); break;
    case DW_OP_XOR: value = a ^ b; break;
    case DW_OP_EQ: value = a == b; break;
    case DW_OP_GE: value = (int64_t)a >= (int64_t)b; break;
    case DW_OP_GT: value = (int64_t)a > (int64_t)b; break;
    case DW_OP_LE: value = (int64_t)a <= (int64_t)b; break;
    case DW_OP_LT: value = (int64_t)a < (int64_t)b; break;
    case DW_OP_NE: value = a != b; break;
    default: return false;
    }
    (void)pop(e);
    (void)pop(e);
    push(e, value);
    return true;
}

static bool branch(struct evaluation *e, unsigned int op) {
    int16_t by;
    switch (op) {
    case DW_OP_SKIP:
        by = (int16_t)cfi_bytes_u16(&e->code);
        jump(e, by);
        return true;
    case DW_OP_BRA:
        by = (int16_t)cfi_bytes_u16(&e->code);
        if (pop(e) != 0) {
            jump(e, by);
        }
        return true;
    case DW_OP_NOP:
        return true;
    default:
        return false;
    }
}

static void evaluate(struct evaluation *e) {
    unsigned int op = cfi_bytes_u8(&e->code);
    if (op >= DW_OP_LIT0 && op <= DW_OP_LIT31) {
        push(e, op - DW_OP_LIT0);
    } else if (op >= DW_OP_BREG0 && op <= DW_OP_BREG16) {
        push_register(e, op - DW_OP_BREG0, cfi_bytes_sleb128(&e->code));
    } else if (op == DW_OP_BREGX) {
        uint64_t reg = cfi_bytes_uleb128(&e->code);
        push_register(e, reg, cfi_bytes_sleb128(&e->code));
    } else if (!constant(e, op) && !stacking(e, op) && !unary(e, op) && !branch(e, op) &&
               !binary(e, op)) {
        e->result = CFI_BAD_TABLE;
    }
}

int cfi_expression(struct cfi_bytes code, const struct walk_memory *memory, const struct regs *regs,
                   const uint64_t *cfa, uint64_t *value) {
    struct evaluation e = {.code = code, .memory = memory, .regs = regs};
    if (cfa != NULL) {
        push(&e, *cfa);
    }
    // A jump backwards may loop for ever.
    for (int steps = 0; cfi_bytes_more(&e.code); steps++) {
        if (steps == MAX_STEPS) {
            return CFI_BAD_TABLE;
        }
        evaluate(&e);
        if (e.code.failed) {
            return CFI_BAD_TABLE;
        }
        if (e.result != CFI_OK) {
            return e.result;
        }
    }
    *value = pop(&e);
    return e.result;
}
