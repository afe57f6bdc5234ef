// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "cfi.h"
#include "cfi_module.h"
#include "cfi_row.h"

enum { MODULES = 512, ROWS = 2048 };

struct module {
    uint64_t base;
    int found; // what cfi_table_find gave
    struct cfi_table table;
};

struct cfi {
    struct target *target;
    const struct maps *maps;
    size_t module_count;
    struct module modules[MODULES];
    struct cfi_row rows[ROWS]; // by pc: most threads are blocked in the same few places
    struct cfi_entry entry;    // scratch
};

struct cfi *cfi_new(struct target *target, const struct maps *maps) {
    struct cfi *cfi = calloc(1, sizeof *cfi);
    if (cfi != NULL) {
        cfi->target = target;
        cfi->maps = maps;
    }
    return cfi;
}

void cfi_free(struct cfi *cfi) {
    free(cfi);
}

// The module that holds pc; the last slot is shared by all that are too many.
static int module_of(struct cfi *cfi, uint64_t pc, const struct module **found) {
    const struct mapping *mapping = maps_find(cfi->maps, pc);
    if (mapping == NULL || mapping->perms[2] != 'x') {
        return CFI_NO_MODULE;
    }
    uint64_t base = maps_module(cfi->maps, mapping)->start;
    for (size_t i = 0; i < cfi->module_count; i++) {
        if (cfi->modules[i].base == base) {
            *found = &cfi->modules[i];
            return CFI_OK;
        }
    }
    if (cfi->module_count < MODULES) {
        cfi->module_count++;
    }
    struct module *module = &cfi->modules[cfi->module_count - 1];
    module->base = base;
    module->found = cfi_table_find(cfi->target, base, &module->table);
    *found = module;
    return CFI_OK;
}

int cfi_bias(struct cfi *cfi, uint64_t pc, uint64_t *bias) {
    const struct module *module;
    if (module_of(cfi, pc, &module) != CFI_OK || !module->table.based) {
        return CFI_NO_MODULE;
    }
    *bias = module->table.bias;
    return CFI_OK;
}

static int compute_row(struct cfi *cfi, uint64_t pc, struct cfi_row *row) {
    const struct module *module;
    uint64_t fde;
    int result = module_of(cfi, pc, &module);
    if (result == CFI_OK) {
        result = module->found;
    }
    if (result == CFI_OK) {
        result = cfi_table_search(cfi->target, &module->table, pc, &fde);
    }
    if (result == CFI_OK) {
        result = cfi_entry_read(cfi->target, fde, module->table.header, &cfi->entry);
    }
    return result == CFI_OK ? cfi_row_compute(&cfi->entry, pc, row) : result;
}

static int row_for(struct cfi *cfi, uint64_t pc, const struct cfi_row **found) {
    struct cfi_row *row = &cfi->rows[(pc ^ pc >> 11) % ROWS];
    *found = row;
    if (row->valid && row->pc == pc) {
        return CFI_OK;
    }
    row->valid = false;
    return compute_row(cfi, pc, row);
}

static int expression_value(const struct walk_memory *memory, const struct regs *regs,
                            const struct cfi_rule *rule, const uint64_t *cfa, uint64_t *value) {
    uint8_t code[CFI_MAX_EXPRESSION];
    uint64_t address = (uint64_t)rule->value;
    if (rule->length > sizeof code ||
        target_read(memory->target, address, code, rule->length) != 0) {
        return CFI_UNREADABLE;
    }
    return cfi_expression(cfi_bytes_over(code, rule->length, address), memory, regs, cfa, value);
}

static int cfa_value(const struct walk_memory *memory, const struct regs *regs,
                     const struct cfi_row *row, uint64_t *cfa) {
    if (row->cfa.kind == CFI_RULE_AT_REGISTER) {
        if (!regs_known(regs, row->cfa.reg)) {
            return CFI_UNKNOWN_REGISTER;
        }
        *cfa = regs->r[row->cfa.reg] + (uint64_t)row->cfa.value;
        return CFI_OK;
    }
    return expression_value(memory, regs, &row->cfa, NULL, cfa);
}

static bool callee_saved(unsigned int reg) {
    return reg == DWARF_RBX || reg == DWARF_RBP || (reg >= DWARF_R12 && reg <= DWARF_R15);
}

// Registers that are not known stay so; that matters only to a frame that needs one.
static void copy_register(const struct regs *from, unsigned int n, struct regs *to, unsigned int m) {
    if (regs_known(from, n)) {
        regs_set(to, m, from->r[n]);
    }
}

static int load_register(const struct walk_memory *memory, uint64_t address, struct regs *caller,
                         unsigned int n) {
    uint64_t value;
    if (frame_read_u64(memory, address, &value) != 0) {
        return CFI_UNREADABLE;
    }
    regs_set(caller, n, value);
    return CFI_OK;
}

static int evaluate_register(const struct walk_memory *memory, const struct regs *regs,
                             const struct cfi_rule *rule, uint64_t cfa, uint64_t *value) {
    switch (rule->kind) {
    case CFI_RULE_AT_CFA:
    case CFI_RULE_IS_CFA:
        *value = cfa + (uint64_t)rule->value;
        return CFI_OK;
    default:
        return expression_value(memory, regs, rule, &cfa, value);
    }
}

static int restore_register(const struct walk_memory *memory, const struct regs *regs,
                            const struct cfi_rule *rule, uint64_t cfa, unsigned int n,
                            struct regs *caller) {
    uint64_t value;
    int result;
    switch (rule->kind) {
    case CFI_RULE_UNSPECIFIED:
        if (n == DWARF_RSP) {
            regs_set(caller, n, cfa);
        } else if (callee_saved(n)) {
            copy_register(regs, n, caller, n);
        }
        return CFI_OK;
    case CFI_RULE_SAME:
        copy_register(regs, n, caller, n);
        return CFI_OK;
    case CFI_RULE_REGISTER:
        copy_register(regs, rule->reg, caller, n);
        return CFI_OK;
    case CFI_RULE_UNDEFINED:
        return CFI_OK;
    default:
        result = evaluate_register(memory, regs, rule, cfa, &value);
        break;
    }
    if (result != CFI_OK) {
        return result;
    }
    if (rule->kind == CFI_RULE_AT_CFA || rule->kind == CFI_RULE_AT_EXPRESSION) {
        return load_register(memory, value, caller, n);
    }
    regs_set(caller, n, value);
    return CFI_OK;
}

static int caller_of(const struct walk_memory *memory, const struct regs *regs,
                     const struct cfi_row *row, struct regs *caller) {
    uint8_t rip_kind = row->reg[DWARF_RIP].kind;
    if (rip_kind == CFI_RULE_UNDEFINED) {
        return CFI_END;
    }
    if (rip_kind == CFI_RULE_UNSPECIFIED) {
        return CFI_BAD_TABLE;
    }
    uint64_t cfa;
    int result = cfa_value(memory, regs, row, &cfa);
    for (unsigned int n = 0; result == CFI_OK && n < DWARF_COUNT; n++) {
        result = restore_register(memory, regs, &row->reg[n], cfa, n, caller);
    }
    if (result != CFI_OK) {
        return result;
    }
    bool whole = regs_known(caller, DWARF_RIP) && regs_known(caller, DWARF_RSP);
    return whole ? CFI_OK : CFI_UNKNOWN_REGISTER;
}

int cfi_step(struct cfi *cfi, const struct walk_memory *memory, struct regs *regs, bool *exact) {
    if (!regs_known(regs, DWARF_RIP) || !regs_known(regs, DWARF_RSP)) {
        return CFI_UNKNOWN_REGISTER;
    }
    // A return address may be the first of the next function, when the call never returns.
    uint64_t pc = regs->r[DWARF_RIP] - (*exact ? 0 : 1);
    const struct cfi_row *row;
    int result = row_for(cfi, pc, &row);
    if (result != CFI_OK) {
        return result;
    }
    struct regs caller = {.known = 0};
    result = caller_of(memory, regs, row, &caller);
    if (result != CFI_OK) {
        return result;
    }
    if (caller.r[DWARF_RIP] == 0) {
        return CFI_END;
    }
    // A signal may have come on a stack of its own; any other caller's frame is further out.
    if (!row->signal_frame && caller.r[DWARF_RSP] <= regs->r[DWARF_RSP]) {
        return CFI_NO_PROGRESS;
    }
    *regs = caller;
    *exact = row->signal_frame;
    return CFI_OK;
}

const char *cfi_reason(int result) {
    switch (result) {
    case CFI_OK:
        return "a caller was found";
    case CFI_END:
        return "outermost frame";
    case CFI_NO_MODULE:
        return "the address lies in no module";
    case CFI_NO_TABLE:
        return "the module has no unwind table";
    case CFI_NO_ENTRY:
        return "the unwind table does not cover the function";
    case CFI_BAD_TABLE:
        return "the unwind table is malformed or of an unknown kind";
    case CFI_UNREADABLE:
        return "a saved register or the unwind table cannot be read";
    case CFI_UNKNOWN_REGISTER:
        return "the unwind rules need a register that is not known";
    case CFI_NO_PROGRESS:
        return "the caller's frame is not further out";
    default:
        return "unknown";
    }
}
