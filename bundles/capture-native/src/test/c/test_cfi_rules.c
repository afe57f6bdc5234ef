// SPDX-License-Identifier: Apache-2.0
// Unwind tables and expressions written by hand.
#include <stdlib.h>

#include "cfi.h"
#include "cfi_row.h"
#include "fake_memory.h"
#include "test.h"

enum { BASE = 0x10000, FDE = BASE + 0x100, PC = 0x400000, PC_LENGTH = 0x100 };

static struct fake_memory memory;
static struct target target;
static struct stack_copy no_stack;
static struct walk_memory walk = {.target = &target, .stack = &no_stack};

static size_t put(size_t at, const void *bytes, size_t n) {
    if (n > 0) {
        memcpy(memory.bytes + at, bytes, n);
    }
    return at + n;
}

// A CIE as compilers make them, with CFA = rsp + 8 and rip at CFA - 8, then an FDE with this code.
static void write_entry(const char *augmentation, const uint8_t *code, size_t n) {
    memset(&memory, 0, sizeof memory);
    memory.address = BASE;
    target_close(&target);
    target_init_reader(&target, fake_read, &memory);
    const uint8_t aligned[] = {1, 0x78, DWARF_RIP, 1, 0x1b}; // code 1, data -8; 'R': pcrel sdata4
    const uint8_t initial[] = {0x0c, DWARF_RSP, 8, 0x80 | DWARF_RIP, 1};
    uint32_t word = 40;
    size_t at = put(0, &word, 4);
    word = 0;
    at = put(at, &word, 4);
    at = put(at, "\1", 1);
    at = put(at, augmentation, strlen(augmentation) + 1);
    at = put(at, aligned, sizeof aligned);
    (void)put(at, initial, sizeof initial);
    word = (uint32_t)(4 + 8 + 1 + n);
    at = put(FDE - BASE, &word, 4);
    word = FDE + 4 - BASE;
    at = put(at, &word, 4);
    word = (uint32_t)(PC - (FDE + 8));
    at = put(at, &word, 4);
    word = PC_LENGTH;
    at = put(at, &word, 4);
    at = put(at, "", 1);
    (void)put(at, code, n);
}

static int row_at(uint64_t pc, struct cfi_row *row) {
    static struct cfi_entry entry;
    memset(row, 0, sizeof *row);
    int result = cfi_entry_read(&target, FDE, BASE, &entry);
    return result == CFI_OK ? cfi_row_compute(&entry, pc, row) : result;
}

TEST(follows_a_prologue) {
    // push rbp; mov rsp, rbp at +1 and +4; leave at +0x20
    const uint8_t code[] = {0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, DWARF_RBP, 0x02, 0x1c, 0x0c,
                            DWARF_RSP, 8, 0xc6};
    struct cfi_row row;
    write_entry("zR", code, sizeof code);
    CHECK_EQ(row_at(PC, &row), CFI_OK);
    CHECK_EQ(row.cfa.reg, DWARF_RSP);
    CHECK_EQ(row.cfa.value, 8);
    CHECK_EQ(row.reg[DWARF_RIP].kind, CFI_RULE_AT_CFA);
    CHECK_EQ(row.reg[DWARF_RIP].value, -8);
    CHECK_EQ(row_at(PC + 1, &row), CFI_OK);
    CHECK_EQ(row.cfa.value, 16);
    CHECK_EQ(row.reg[DWARF_RBP].value, -16);
    CHECK_EQ(row_at(PC + 4, &row), CFI_OK);
    CHECK_EQ(row.cfa.reg, DWARF_RBP);
    CHECK_EQ(row_at(PC + 0x20, &row), CFI_OK);
    CHECK_EQ(row.cfa.reg, DWARF_RSP);
    CHECK_EQ(row.reg[DWARF_RBP].kind, CFI_RULE_UNSPECIFIED);
}

TEST(knows_nothing_outside_the_range) {
    struct cfi_row row;
    write_entry("zR", NULL, 0);
    CHECK_EQ(row_at(PC - 1, &row), CFI_NO_ENTRY);
    CHECK_EQ(row_at(PC + PC_LENGTH - 1, &row), CFI_OK);
    CHECK_EQ(row_at(PC + PC_LENGTH, &row), CFI_NO_ENTRY);
}

TEST(remembers_and_restores_rules) {
    const uint8_t code[] = {0x0a, 0x0e, 48, 0x83, 3, 0x41, 0x0b};
    struct cfi_row row;
    write_entry("zR", code, sizeof code);
    CHECK_EQ(row_at(PC, &row), CFI_OK);
    CHECK_EQ(row.cfa.value, 48);
    CHECK_EQ(row.reg[DWARF_RBX].value, -24);
    CHECK_EQ(row_at(PC + 1, &row), CFI_OK);
    CHECK_EQ(row.cfa.value, 8);
    CHECK_EQ(row.reg[DWARF_RBX].kind, CFI_RULE_UNSPECIFIED);
}

TEST(reads_every_kind_of_rule) {
    const uint8_t code[] = {0x07, DWARF_RAX, 0x08, DWARF_RDX, 0x09, DWARF_RCX, DWARF_RSI, 0x05,
                            DWARF_RBX, 4, 0x11, DWARF_R12, 0x7e, 0x14, DWARF_R13, 2, 0x15,
                            DWARF_R14, 0x7f, 0x2e, 16, 0x10, DWARF_R15, 1, 0x30, 0x16, DWARF_R8,
                            1, 0x31, 0x2f, DWARF_R9, 2, 0x05, 40, 1};
    struct cfi_row row;
    write_entry("zR", code, sizeof code);
    CHECK_EQ(row_at(PC, &row), CFI_OK);
    CHECK_EQ(row.reg[DWARF_RAX].kind, CFI_RULE_UNDEFINED);
    CHECK_EQ(row.reg[DWARF_RDX].kind, CFI_RULE_SAME);
    CHECK_EQ(row.reg[DWARF_RCX].kind, CFI_RULE_REGISTER);
    CHECK_EQ(row.reg[DWARF_RCX].reg, DWARF_RSI);
    CHECK_EQ(row.reg[DWARF_RBX].value, -32);
    CHECK_EQ(row.reg[DWARF_R12].value, 16);
    CHECK_EQ(row.reg[DWARF_R13].kind, CFI_RULE_IS_CFA);
    CHECK_EQ(row.reg[DWARF_R13].value, -16);
    CHECK_EQ(row.reg[DWARF_R14].value, 8);
    CHECK_EQ(row.reg[DWARF_R15].kind, CFI_RULE_AT_EXPRESSION);
    CHECK_EQ(row.reg[DWARF_R8].kind, CFI_RULE_IS_EXPRESSION);
    CHECK_EQ(row.reg[DWARF_R8].length, 1);
    CHECK_EQ(row.reg[DWARF_R9].value, 16);
}

TEST(refuses_malformed_programs) {
    const uint8_t codes[][4] = {
        {0x0b},                   // restores what was not remembered
        {0x3d},                   // no such instruction
        {0x0c, 40, 8},            // a CFA in a vector register
        {0x0f, 0x80, 0x7f},       // an expression longer than what follows
        {0x10, DWARF_RBX, 0x7f},  // the same, for a register
        {0x0c, 0x80, 0x80, 0x80}, // a number that does not end
    };
    struct cfi_row row;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        write_entry("zR", codes[i], sizeof codes[i]);
        CHECK_EQ(row_at(PC, &row), CFI_BAD_TABLE);
    }
}

TEST(refuses_to_remember_without_end) {
    uint8_t code[CFI_MAX_REMEMBERED + 1];
    struct cfi_row row;
    memset(code, 0x0a, sizeof code);
    write_entry("zR", code, sizeof code - 1);
    CHECK_EQ(row_at(PC, &row), CFI_OK);
    write_entry("zR", code, sizeof code);
    CHECK_EQ(row_at(PC, &row), CFI_BAD_TABLE);
}

TEST(refuses_entries_of_other_kinds) {
    struct cfi_row row;
    write_entry("eh", NULL, 0);
    CHECK_EQ(row_at(PC, &row), CFI_BAD_TABLE);
    write_entry("zQ", NULL, 0);
    CHECK_EQ(row_at(PC, &row), CFI_BAD_TABLE);
    write_entry("zR", NULL, 0);
    memory.bytes[8] = 9; // version
    CHECK_EQ(row_at(PC, &row), CFI_BAD_TABLE);
    write_entry("zR", NULL, 0);
    memset(memory.bytes + (FDE - BASE), 0xff, 4);
    CHECK_EQ(row_at(PC, &row), CFI_BAD_TABLE);
    write_entry("zR", NULL, 0);
    memset(memory.bytes + (FDE - BASE), 0, 4);
    CHECK_EQ(row_at(PC, &row), CFI_BAD_TABLE);
    write_entry("zR", NULL, 0);
    memory.address = PC;
    CHECK_EQ(row_at(PC, &row), CFI_UNREADABLE);
}

static int evaluate(const uint8_t *code, size_t n, const struct regs *regs, uint64_t *value) {
    *value = 0;
    return cfi_expression(cfi_bytes_over(code, n, 0), &walk, regs, NULL, value);
}

TEST(evaluates_the_rule_of_plt_stubs) {
    // rsp + 8 + ((rip & 15) >= 11 ? 8 : 0)
    const uint8_t code[] = {0x77, 8, 0x80, 0, 0x3f, 0x1a, 0x3b, 0x2a, 0x33, 0x24, 0x22};
    struct regs regs = {.known = 0};
    uint64_t value;
    regs_set(&regs, DWARF_RSP, 0x7000);
    regs_set(&regs, DWARF_RIP, 0x40101a);
    CHECK_EQ(evaluate(code, sizeof code, &regs, &value), CFI_OK);
    CHECK_EQ(value, 0x7008);
    regs_set(&regs, DWARF_RIP, 0x40101b);
    CHECK_EQ(evaluate(code, sizeof code, &regs, &value), CFI_OK);
    CHECK_EQ(value, 0x7010);
}

TEST(evaluates_arithmetic) {
    const struct {
        uint8_t code[12];
        size_t size;
        int64_t value;
    } cases[] = {
        {{0x09, 0xfb, 0x33, 0x1b}, 4, -1},             // -5 / 3, towards zero
        {{0x3a, 0x33, 0x1d}, 3, 1},                    // 10 mod 3
        {{0x09, 0xfe, 0x31, 0x26}, 4, -1},             // -2 >> 1
        {{0x09, 0xfe, 0x19}, 3, 2},                    // abs
        {{0x31, 0x32, 0x33, 0x17, 0x1c, 0x1c}, 6, 4},  // 1 2 3 rot: 3 1 2; 3 - (1 - 2)
        {{0x31, 0x32, 0x16, 0x1c}, 4, 1},              // 2 - 1
        {{0x31, 0x32, 0x15, 1, 0x22, 0x22}, 6, 4},     // pick
        {{0x31, 0x28, 1, 0, 0x30, 0x35}, 6, 5},        // branch over a push
        {{0x09, 0xff, 0x30, 0x2d}, 4, 1},              // -1 < 0, signed
        {{0x0e, 1, 2, 3, 4, 5, 6, 7, 8}, 9, 0x0807060504030201},
        {{0x31, 0x08, 64, 0x24}, 4, 0},                // shifted out
    };
    const struct regs none = {.known = 0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t value;
        CHECK_EQ(evaluate(cases[i].code, cases[i].size, &none, &value), CFI_OK);
        CHECK_EQ(value, cases[i].value);
    }
}

TEST(evaluates_memory) {
    const uint8_t code[] = {0x71, 0x10, 0x06, 0x94, 2}; // the 16 bits at what is at rdx + 16
    struct regs regs = {.known = 0};
    uint64_t value;
    uint64_t pointer = BASE + 0x40;
    write_entry("zR", NULL, 0);
    (void)put(0x30, &pointer, sizeof pointer);
    (void)put(0x40, "\x34\x12\x56", 3);
    regs_set(&regs, DWARF_RDX, BASE + 0x20);
    CHECK_EQ(evaluate(code, sizeof code, &regs, &value), CFI_OK);
    CHECK_EQ(value, 0x1234);
    regs_set(&regs, DWARF_RDX, 0);
    CHECK_EQ(evaluate(code, sizeof code, &regs, &value), CFI_UNREADABLE);
    regs.known = 0;
    CHECK_EQ(evaluate(code, sizeof code, &regs, &value), CFI_UNKNOWN_REGISTER);
}

TEST(refuses_malformed_expressions) {
    const struct {
        uint8_t code[6];
        size_t size;
    } cases[] = {
        {{0}, 0},                      // leaves nothing
        {{0x22}, 1},                   // adds nothing
        {{0x31, 0x30, 0x1b}, 3},       // divides by zero
        {{0x31, 0x30, 0x1d}, 3},       // the same
        {{0x31, 0x2f, 0xfc, 0xff}, 4}, // loops for ever, filling the stack
        {{0x2f, 0xfd, 0xff}, 3},       // loops for ever, doing nothing
        {{0x2f, 0x00, 0x10}, 3},       // jumps out
        {{0x2f, 0xf0, 0xff}, 3},       // the same, backwards
        {{0x31, 0x94, 9}, 3},          // nine bytes
        {{0x31, 0x94, 0}, 3},          // none
        {{0x92, 40, 0}, 3},            // a register there is not
        {{0xff}, 1},                   // no such operation
        {{0x0e, 1, 2}, 3},             // cut
        {{0x15, 200}, 2},              // picks from below the stack
    };
    const struct regs all = {.known = REGS_ALL};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t value;
        CHECK_EQ(evaluate(cases[i].code, cases[i].size, &all, &value), CFI_BAD_TABLE);
    }
}

TEST(has_a_reason_for_every_result) {
    for (int result = CFI_NO_PROGRESS; result <= CFI_END; result++) {
        CHECK(strcmp(cfi_reason(result), "unknown") != 0);
    }
    CHECK_TEXT(cfi_reason(-99), "unknown");
}

int main(void) {
    target_init_reader(&target, fake_read, &memory);
    RUN(follows_a_prologue);
    RUN(knows_nothing_outside_the_range);
    RUN(remembers_and_restores_rules);
    RUN(reads_every_kind_of_rule);
    RUN(refuses_malformed_programs);
    RUN(refuses_to_remember_without_end);
    RUN(refuses_entries_of_other_kinds);
    RUN(evaluates_the_rule_of_plt_stubs);
    RUN(evaluates_arithmetic);
    RUN(evaluates_memory);
    RUN(refuses_malformed_expressions);
    RUN(has_a_reason_for_every_result);
    target_close(&target);
    return test_end();
}
