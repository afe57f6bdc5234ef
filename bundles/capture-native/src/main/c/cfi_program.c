// SPDX-License-Identifier: Apache-2.0
// Executes the instructions of a CIE and an FDE up to one pc.
#include <string.h>

#include "cfi.h"
#include "cfi_row.h"

enum instruction {
    DW_CFA_NOP = 0x00,
    DW_CFA_SET_LOC = 0x01,
    DW_CFA_ADVANCE_LOC1 = 0x02,
    DW_CFA_ADVANCE_LOC2 = 0x03,
    DW_CFA_ADVANCE_LOC4 = 0x04,
    DW_CFA_OFFSET_EXTENDED = 0x05,
    DW_CFA_RESTORE_EXTENDED = 0x06,
    DW_CFA_UNDEFINED = 0x07,
    DW_CFA_SAME_VALUE = 0x08,
    DW_CFA_REGISTER = 0x09,
    DW_CFA_REMEMBER_STATE = 0x0a,
    DW_CFA_RESTORE_STATE = 0x0b,
    DW_CFA_DEF_CFA = 0x0c,
    DW_CFA_DEF_CFA_REGISTER = 0x0d,
    DW_CFA_DEF_CFA_OFFSET = 0x0e,
    DW_CFA_DEF_CFA_EXPRESSION = 0x0f,
    DW_CFA_EXPRESSION = 0x10,
    DW_CFA_OFFSET_EXTENDED_SF = 0x11,
    DW_CFA_DEF_CFA_SF = 0x12,
    DW_CFA_DEF_CFA_OFFSET_SF = 0x13,
    DW_CFA_VAL_OFFSET = 0x14,
    DW_CFA_VAL_OFFSET_SF = 0x15,
    DW_CFA_VAL_EXPRESSION = 0x16,
    DW_CFA_GNU_ARGS_SIZE = 0x2e,
    DW_CFA_GNU_NEGATIVE_OFFSET_EXTENDED = 0x2f,
    // These three carry their operand in the low six bits.
    DW_CFA_ADVANCE_LOC = 0x40,
    DW_CFA_OFFSET = 0x80,
    DW_CFA_RESTORE = 0xc0
};

struct machine {
    const struct cfi_entry *entry;
    struct cfi_row row;
    struct cfi_row initial; // as the CIE leaves it: what "restore" goes back to
    struct cfi_row remembered[CFI_MAX_REMEMBERED];
    unsigned int depth;
    uint64_t location;
    bool bad;
};

static void set_rule(struct machine *machine, uint64_t reg, struct cfi_rule rule) {
    // Vector and other registers have rules too; no frame is found through them.
    if (reg < DWARF_COUNT) {
        machine->row.reg[reg] = rule;
    }
}

static struct cfi_rule rule(enum cfi_rule_kind kind, int64_t value) {
    return (struct cfi_rule){.kind = (uint8_t)kind, .value = value};
}

// Offsets are counted in units of the entry's data alignment. Wraps rather than overflows.
static int64_t factored(const struct machine *machine, uint64_t n) {
    return (int64_t)(n * (uint64_t)machine->entry->data_align);
}

static struct cfi_rule expression(struct machine *machine, struct cfi_bytes *code,
                                  enum cfi_rule_kind kind) {
    struct cfi_bytes part = cfi_bytes_part(code, cfi_bytes_uleb128(code));
    if (part.failed || part.size > CFI_MAX_EXPRESSION) {
        machine->bad = true;
        return rule(CFI_RULE_UNDEFINED, 0);
    }
    struct cfi_rule made = rule(kind, (int64_t)part.address);
    made.length = (uint16_t)part.size;
    return made;
}

static void restore_rule(struct machine *machine, uint64_t reg) {
    if (reg < DWARF_COUNT) {
        machine->row.reg[reg] = machine->initial.reg[reg];
    }
}

static void advance(struct machine *machine, uint64_t n) {
    machine->location += n * machine->entry->code_align;
}

static void set_cfa(struct machine *machine, uint64_t reg, int64_t offset) {
    if (reg >= DWARF_COUNT) {
        machine->bad = true;
        return;
    }
    machine->row.cfa = rule(CFI_RULE_AT_REGISTER, offset);
    machine->row.cfa.reg = (uint8_t)reg;
}

// Instructions that change only one part of "register + offset" need that form to be there.
static void set_cfa_offset(struct machine *machine, int64_t offset) {
    machine->bad |= machine->row.cfa.kind != CFI_RULE_AT_REGISTER;
    machine->row.cfa.value = offset;
}

static void set_cfa_register(struct machine *machine, uint64_t reg) {
    machine->bad |= machine->row.cfa.kind != CFI_RULE_AT_REGISTER;
    set_cfa(machine, reg, machine->row.cfa.value);
}

static void remember(struct machine *machine) {
    if (machine->depth == CFI_MAX_REMEMBERED) {
        machine->bad = true;
        return;
    }
    machine->remembered[machine->depth++] = machine->row;
}

static void restore(struct machine *machine) {
    if (machine->depth == 0) {
        machine->bad = true;
        return;
    }
    machine->row = machine->remembered[--machine->depth];
}

static void move_rule(struct machine *machine, struct cfi_bytes *code) {
    uint64_t to = cfi_bytes_uleb128(code);
    uint64_t from = cfi_bytes_uleb128(code);
    if (from >= DWARF_COUNT) {
        set_rule(machine, to, rule(CFI_RULE_UNDEFINED, 0));
        return;
    }
    struct cfi_rule made = rule(CFI_RULE_REGISTER, 0);
    made.reg = (uint8_t)from;
    set_rule(machine, to, made);
}

static void saved_rule(struct machine *machine, struct cfi_bytes *code, unsigned int op) {
    uint64_t reg = cfi_bytes_uleb128(code);
    switch (op) {
    case DW_CFA_OFFSET_EXTENDED:
        set_rule(machine, reg, rule(CFI_RULE_AT_CFA, factored(machine, cfi_bytes_uleb128(code))));
        break;
    case DW_CFA_OFFSET_EXTENDED_SF:
        set_rule(machine, reg,
                 rule(CFI_RULE_AT_CFA, factored(machine, (uint64_t)cfi_bytes_sleb128(code))));
        break;
    case DW_CFA_GNU_NEGATIVE_OFFSET_EXTENDED:
        set_rule(machine, reg,
                 rule(CFI_RULE_AT_CFA, factored(machine, 0 - cfi_bytes_uleb128(code))));
        break;
    case DW_CFA_VAL_OFFSET:
        set_rule(machine, reg, rule(CFI_RULE_IS_CFA, factored(machine, cfi_bytes_uleb128(code))));
        break;
    case DW_CFA_VAL_OFFSET_SF:
        set_rule(machine, reg,
                 rule(CFI_RULE_IS_CFA, factored(machine, (uint64_t)cfi_bytes_sleb128(code))));
        break;
    case DW_CFA_EXPRESSION:
        set_rule(machine, reg, expression(machine, code, CFI_RULE_AT_EXPRESSION));
        break;
    default:
        set_rule(machine, reg, expression(machine, code, CFI_RULE_IS_EXPRESSION));
        break;
    }
}

static bool execute_cfa(struct machine *machine, struct cfi_bytes *code, unsigned int op) {
    uint64_t reg;
    switch (op) {
    case DW_CFA_DEF_CFA:
        reg = cfi_bytes_uleb128(code);
        set_cfa(machine, reg, (int64_t)cfi_bytes_uleb128(code));
        return true;
    case DW_CFA_DEF_CFA_SF:
        reg = cfi_bytes_uleb128(code);
        set_cfa(machine, reg, factored(machine, (uint64_t)cfi_bytes_sleb128(code)));
        return true;
    case DW_CFA_DEF_CFA_REGISTER:
        set_cfa_register(machine, cfi_bytes_uleb128(code));
        return true;
    case DW_CFA_DEF_CFA_OFFSET:
        set_cfa_offset(machine, (int64_t)cfi_bytes_uleb128(code));
        return true;
    case DW_CFA_DEF_CFA_OFFSET_SF:
        set_cfa_offset(machine, factored(machine, (uint64_t)cfi_bytes_sleb128(code)));
        return true;
    case DW_CFA_DEF_CFA_EXPRESSION:
        machine->row.cfa = expression(machine, code, CFI_RULE_IS_EXPRESSION);
        return true;
    default:
        return false;
    }
}

static bool execute_location(struct machine *machine, struct cfi_bytes *code, unsigned int op) {
    switch (op) {
    case DW_CFA_SET_LOC:
        machine->location =
            cfi_bytes_pointer(code, machine->entry->pointer_encoding, machine->entry->data_base);
        return true;
    case DW_CFA_ADVANCE_LOC1:
        advance(machine, cfi_bytes_u8(code));
        return true;
    case DW_CFA_ADVANCE_LOC2:
        advance(machine, cfi_bytes_u16(code));
        return true;
    case DW_CFA_ADVANCE_LOC4:
        advance(machine, cfi_bytes_u32(code));
        return true;
    default:
        return false;
    }
}

static void execute_other(struct machine *machine, struct cfi_bytes *code, unsigned int op) {
    switch (op) {
    case DW_CFA_NOP:
        break;
    case DW_CFA_RESTORE_EXTENDED:
        restore_rule(machine, cfi_bytes_uleb128(code));
        break;
    case DW_CFA_UNDEFINED:
        set_rule(machine, cfi_bytes_uleb128(code), rule(CFI_RULE_UNDEFINED, 0));
        break;
    case DW_CFA_SAME_VALUE:
        set_rule(machine, cfi_bytes_uleb128(code), rule(CFI_RULE_SAME, 0));
        break;
    case DW_CFA_REGISTER:
        move_rule(machine, code);
        break;
    case DW_CFA_REMEMBER_STATE:
        remember(machine);
        break;
    case DW_CFA_RESTORE_STATE:
        restore(machine);
        break;
    case DW_CFA_GNU_ARGS_SIZE:
        (void)cfi_bytes_uleb128(code);
        break;
    case DW_CFA_OFFSET_EXTENDED:
    case DW_CFA_OFFSET_EXTENDED_SF:
    case DW_CFA_GNU_NEGATIVE_OFFSET_EXTENDED:
    case DW_CFA_VAL_OFFSET:
    case DW_CFA_VAL_OFFSET_SF:
    case DW_CFA_EXPRESSION:
    case DW_CFA_VAL_EXPRESSION:
        saved_rule(machine, code, op);
        break;
    default:
        machine->bad = true;
        break;
    }
}

static void execute(struct machine *machine, struct cfi_bytes *code) {
    unsigned int op = cfi_bytes_u8(code);
    unsigned int operand = op & 0x3fU;
    switch (op & 0xc0U) {
    case DW_CFA_ADVANCE_LOC:
        advance(machine, operand);
        break;
    case DW_CFA_OFFSET:
        set_rule(machine, operand,
                 rule(CFI_RULE_AT_CFA, factored(machine, cfi_bytes_uleb128(code))));
        break;
    case DW_CFA_RESTORE:
        restore_rule(machine, operand);
        break;
    default:
        if (!execute_location(machine, code, op) && !execute_cfa(machine, code, op)) {
            execute_other(machine, code, op);
        }
        break;
    }
}

// Until the instructions end or apply only beyond pc.
static int run(struct machine *machine, struct cfi_bytes code, uint64_t pc) {
    while (cfi_bytes_more(&code)) {
        execute(machine, &code);
        if (code.failed || machine->bad) {
            return CFI_BAD_TABLE;
        }
        if (machine->location > pc) {
            break; // an instruction that advances changes no rule
        }
    }
    return CFI_OK;
}

int cfi_row_compute(const struct cfi_entry *entry, uint64_t pc, struct cfi_row *row) {
    if (pc < entry->pc_begin || pc >= entry->pc_end) {
        return CFI_NO_ENTRY;
    }
    struct machine machine = {.entry = entry, .location = entry->pc_begin};
    machine.row.pc = pc;
    machine.row.signal_frame = entry->signal_frame;
    int result = run(&machine, entry->common, pc);
    if (result != CFI_OK) {
        return result;
    }
    machine.initial = machine.row;
    machine.location = entry->pc_begin;
    result = run(&machine, entry->specific, pc);
    if (result != CFI_OK) {
        return result;
    }
    if (machine.row.cfa.kind == CFI_RULE_UNSPECIFIED) {
        return CFI_BAD_TABLE;
    }
    *row = machine.row;
    row->valid = true;
    return CFI_OK;
}
