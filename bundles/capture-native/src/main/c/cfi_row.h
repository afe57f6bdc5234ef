// SPDX-License-Identifier: Apache-2.0
// One entry of .eh_frame (an FDE with its CIE) and the rules that it gives for one pc.
#ifndef PORTHOLE_CFI_ROW_H
#define PORTHOLE_CFI_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cfi_bytes.h"
#include "regs.h"
#include "stackcopy.h"
#include "target.h"

enum cfi_limits {
    CFI_MAX_ENTRY = 16384, // bytes of one FDE or CIE
    CFI_MAX_EXPRESSION = 256,
    CFI_MAX_REMEMBERED = 16
};

enum cfi_rule_kind {
    CFI_RULE_UNSPECIFIED = 0, // by the ABI: kept when callee-saved, else lost
    CFI_RULE_UNDEFINED,
    CFI_RULE_SAME,
    CFI_RULE_AT_CFA,      // saved at CFA + value
    CFI_RULE_IS_CFA,      // is CFA + value
    CFI_RULE_REGISTER,    // is in register reg
    CFI_RULE_AT_REGISTER, // only for the CFA: is register reg + value
    CFI_RULE_AT_EXPRESSION,
    CFI_RULE_IS_EXPRESSION
};

// For expressions, value is where the length bytes are in the target.
struct cfi_rule {
    int64_t value;
    uint16_t length;
    uint8_t kind;
    uint8_t reg;
};

struct cfi_row {
    uint64_t pc;
    struct cfi_rule cfa;
    struct cfi_rule reg[DWARF_COUNT];
    bool signal_frame;
    bool valid;
};

// The bytes of one FDE and its CIE, and what stands in them ahead of the instructions.
struct cfi_entry {
    uint64_t pc_begin;
    uint64_t pc_end;
    uint64_t code_align;
    int64_t data_align;
    uint64_t data_base; // what datarel pointers are relative to
    uint8_t pointer_encoding;
    bool signal_frame;
    struct cfi_bytes common;   // instructions of the CIE
    struct cfi_bytes specific; // instructions of the FDE
    uint8_t cie[CFI_MAX_ENTRY];
    uint8_t fde[CFI_MAX_ENTRY];
};

// Each gives 0 (CFI_OK) or a negative enum cfi_result.
int cfi_entry_read(struct target *target, uint64_t fde, uint64_t data_base,
                   struct cfi_entry *entry);
// The rules that hold at pc, which lies in the entry's range.
int cfi_row_compute(const struct cfi_entry *entry, uint64_t pc, struct cfi_row *row);
// Evaluates DWARF expression code: registers of the frame, and its memory. With cfa not null the
// stack starts with *cfa.
int cfi_expression(struct cfi_bytes code, const struct walk_memory *memory, const struct regs *regs,
                   const uint64_t *cfa, uint64_t *value);

#endif
