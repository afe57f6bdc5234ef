// SPDX-License-Identifier: Apache-2.0
// Made-up unwind tables: entries whose head is mostly right and whose instructions and expressions
// are drawn at random from all that there are, which corrupting real tables hardly ever leads to.
#include "cfi.h"
#include "cfi_row.h"
#include "fake_memory.h"
#include "fuzz.h"

enum { BASE = 0x10000, CIE = 0, FDE = 0x800, PC = 0x400000, PC_LENGTH = 0x100 };
enum { DW_OP_BRA = 0x28, DW_OP_SKIP = 0x2f };
enum { ROWS = 8, EXPRESSIONS = 8, CODE = 200, JUMPS = 32 };

struct counts {
    uint64_t entries, rows, expressions, values;
};

static struct fake_memory memory;
static struct counts counts;

struct writer {
    uint8_t *bytes;
    size_t at;
    uint64_t *state;
};

static void put(struct writer *to, uint64_t value, size_t size) {
    memcpy(to->bytes + to->at, &value, size);
    to->at += size;
}

// One in a hundred is something else.
static void put_mostly(struct writer *to, uint64_t value, size_t size) {
    uint64_t random = fuzz_random(to->state);
    put(to, random % 100 == 0 ? fuzz_corrupt(value, fuzz_mix(random)) : value, size);
}

// Small ones mostly, of which most are numbers of registers.
static void put_leb128(struct writer *to) {
    uint64_t random = fuzz_random(to->state);
    size_t more = random % 8 == 0 ? random / 8 % 10 : 0;
    for (size_t i = 0; i < more; i++) {
        put(to, 0x80 | fuzz_random(to->state), 1);
    }
    put(to, random / 256 % (random % 2 == 0 ? 20 : 128), 1);
}

// One instruction: its operands are read as what they are by chance.
static void put_instruction(struct writer *to) {
    uint64_t random = fuzz_random(to->state);
    uint64_t high = random % 8 < 3 ? (random % 8 + 1) << 6 : 0;
    put(to, high | random / 8 % (high == 0 ? 0x30 : 0x40), 1);
    for (uint64_t i = random / 1024 % 3; i > 0; i--) {
        put_leb128(to);
    }
}

static size_t length_of(uint64_t random) {
    return random % 4 == 0 ? random / 4 % 600 : random / 4 % 24;
}

static void put_instructions(struct writer *to, size_t end) {
    put(to, 0x0c, 1); // DW_CFA_def_cfa: without it nothing follows
    put(to, DWARF_RSP, 1);
    put(to, 8, 1);
    while (to->at < end) {
        put_instruction(to);
    }
}

static void make_entries(uint64_t *state) {
    static const uint8_t encodings[] = {0x1b, 0x03, 0x3b, 0x00, 0x1a, 0x02, 0x09, 0x01, 0x9b, 0xff};
    static const char *letters[] = {"zR", "zR", "", "zRS", "zPLR", "zLR", "eh", "zRzRzRzR"};
    uint64_t random = fuzz_random(state);
    uint8_t encoding = encodings[random % 3 == 0 ? random / 16 % sizeof encodings : 0];
    const char *augmentation = letters[random / 3 % 3 == 0 ? random / 1024 % 8 : 0];
    struct writer cie = {.bytes = memory.bytes + CIE, .at = 4, .state = state};
    put_mostly(&cie, 0, 4);
    put_mostly(&cie, random / 9 % 2 == 0 ? 1 : 3, 1);
    memcpy(cie.bytes + cie.at, augmentation, strlen(augmentation) + 1);
    cie.at += strlen(augmentation) + 1;
    put_mostly(&cie, 1, 1);
    put_mostly(&cie, 0x78, 1);
    put_mostly(&cie, DWARF_RIP, 1);
    if (augmentation[0] == 'z') {
        put_mostly(&cie, strlen(augmentation) - 1, 1);
        for (const char *letter = augmentation + 1; *letter != '\0'; letter++) {
            put_mostly(&cie, encoding, 1);
        }
    }
    put_instructions(&cie, cie.at + length_of(fuzz_random(state)));
    uint32_t length = (uint32_t)(cie.at - 4);
    memcpy(cie.bytes, &length, sizeof length);
    struct writer fde = {.bytes = memory.bytes + FDE, .at = 4, .state = state};
    put_mostly(&fde, FDE + 4 - CIE, 4);
    size_t size = encoding == 0x1b || encoding == 0x03 || encoding == 0x3b ? 4 : 8;
    put_mostly(&fde, encoding == 0x1b ? (uint64_t)(PC - (BASE + FDE + 8)) : PC, size);
    put_mostly(&fde, PC_LENGTH, size);
    if (augmentation[0] == 'z') {
        put_mostly(&fde, 0, 1);
    }
    put_instructions(&fde, fde.at + length_of(fuzz_random(state)));
    length = (uint32_t)(fde.at - 4);
    memcpy(fde.bytes, &length, sizeof length);
}

static void evaluate(const struct walk_memory *walk, uint64_t *state) {
    // Exactly as large as its code, so that reading past the end is noticed.
    size_t size = fuzz_random(state) % CODE + 1;
    uint8_t *code = malloc(size);
    struct regs regs = {.known = (uint32_t)(fuzz_random(state) | fuzz_random(state))};
    for (size_t i = 0; i < DWARF_COUNT; i++) {
        regs.r[i] = fuzz_random(state) % 2 == 0 ? BASE + fuzz_random(state) % FAKE_SIZE
                                                : fuzz_random(state);
    }
    for (size_t i = 0; code != NULL && i < size; i++) {
        // Operators are from 3 to 150; the first ones push something.
        uint64_t random = fuzz_random(state);
        uint64_t op = i < 8 && random % 2 == 0 ? 0x30 + random / 8 % 32 : 3 + random / 8 % 148;
        code[i] = (uint8_t)(random % 16 == 1 ? random >> 32 : op);
    }
    for (size_t i = 2; code != NULL && i < size; i++) {
        if (code[i - 2] == DW_OP_BRA || code[i - 2] == DW_OP_SKIP) {
            int16_t by = (int16_t)((int)(fuzz_random(state) % JUMPS) - JUMPS / 2);
            memcpy(code + i - 1, &by, sizeof by);
        }
    }
    if (code != NULL) {
        uint64_t value = 0;
        uint64_t cfa = fuzz_random(state);
        counts.expressions++;
        counts.values += cfi_expression(cfi_bytes_over(code, size, BASE), walk, &regs,
                                        cfa % 2 == 0 ? &cfa : NULL, &value) == CFI_OK;
    }
    free(code);
}

static void round_over(struct target *target, const struct walk_memory *walk, uint64_t *state) {
    static struct cfi_entry entry;
    struct cfi_row row;
    make_entries(state);
    target_forget(target);
    if (cfi_entry_read(target, BASE + FDE, BASE, &entry) == CFI_OK) {
        counts.entries++;
        for (int i = 0; i < ROWS; i++) {
            uint64_t pc = entry.pc_begin + fuzz_random(state) % PC_LENGTH;
            counts.rows += cfi_row_compute(&entry, pc, &row) == CFI_OK;
        }
    }
    for (int i = 0; i < EXPRESSIONS; i++) {
        evaluate(walk, state);
    }
}

int main(int count, char **arguments) {
    static struct fuzz fuzz;
    static struct stack_copy no_stack;
    struct target target;
    fuzz_start(&fuzz, count, arguments);
    memory.address = BASE;
    target_init_reader(&target, fake_read, &memory);
    struct walk_memory walk = {.target = &target, .stack = &no_stack};
    while (fuzz_next(&fuzz)) {
        uint64_t state = fuzz.seed;
        round_over(&target, &walk, &state);
    }
    (void)printf("%llu entries, %llu rows, %llu expressions, %llu values\n",
                 (unsigned long long)counts.entries, (unsigned long long)counts.rows,
                 (unsigned long long)counts.expressions, (unsigned long long)counts.values);
    target_close(&target);
    fuzz_stop(&fuzz);
    return 0;
}
