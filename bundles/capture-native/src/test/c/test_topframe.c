// SPDX-License-Identifier: Apache-2.0
// How much of a compiled method's frame there is, told by the code around pc. Nothing on the stacks
// here looks like a return address, so that the code alone decides.
#include "fake_memory.h"
#include "test.h"
#include "topframe.h"

enum { CODE = 0x10000, STACK = 0x7000, FRAME = 64, WORDS = 16, NO_CODE = 0x100 };

static struct fake_memory memory;
static struct target target;
static uint64_t words[WORDS];
static struct stack_copy stack = {.base = STACK, .size = sizeof words, .bytes = (uint8_t *)words};

// Where the return address was taken from, as the number of the stack's word, for a pc at this
// offset into this code.
static uint64_t caller_word(const uint8_t *code, size_t n, size_t at) {
    struct jvm jvm = {.target = &target, .call_stub_return = 1};
    struct walk_memory walk = {.target = &target, .stack = &stack};
    struct code_blob blob = {.addr = CODE,
                             .size = 0x1000,
                             .code_begin = CODE,
                             .frame_size = FRAME,
                             .kind = BLOB_NMETHOD};
    struct regs regs = {.known = REGS_ALL};
    memset(&memory, 0x90, sizeof memory);
    memcpy(memory.bytes + 0x100, code, n);
    memory.address = CODE;
    target_init_reader(&target, fake_read, &memory);
    for (size_t i = 0; i < WORDS; i++) {
        words[i] = NO_CODE + i;
    }
    regs.r[DWARF_RSP] = STACK;
    regs.r[DWARF_RIP] = CODE + 0x100 + at;
    CHECK_EQ(top_compiled_caller(&jvm, &walk, &blob, &regs), 0);
    uint64_t word = regs.r[DWARF_RIP] - NO_CODE;
    CHECK_EQ(regs.r[DWARF_RSP], STACK + 8 * word + 8);
    target_close(&target);
    return word;
}

TEST(stands_in_the_middle) {
    const uint8_t code[] = {0x48, 0x8b, 0x44, 0x24, 0x10}; // mov rax, [rsp + 16]
    CHECK_EQ(caller_word(code, sizeof code, 0), FRAME / 8 - 1);
}

TEST(leaves_by_an_epilogue) {
    // add rsp, 48; pop rbp; cmp rsp, [r15 + 0x340]; ja +9; ret
    const uint8_t far[] = {0x48, 0x83, 0xc4, 0x30, 0x5d, 0x49, 0x3b, 0xa7, 0x40, 3,
                           0,    0,    0x0f, 0x87, 9,    0,    0,    0,    0xc3};
    // The same with [r15 + 0x28]
    const uint8_t near[] = {0x48, 0x83, 0xc4, 0x30, 0x5d, 0x49, 0x3b, 0x67,
                            0x28, 0x0f, 0x87, 9,    0,    0,    0,    0xc3};
    CHECK_EQ(caller_word(far, sizeof far, 0), FRAME / 8 - 1);
    CHECK_EQ(caller_word(far, sizeof far, 4), 1);
    CHECK_EQ(caller_word(far, sizeof far, 5), 0);
    CHECK_EQ(caller_word(far, sizeof far, 12), 0);
    CHECK_EQ(caller_word(far, sizeof far, 18), 0);
    CHECK_EQ(caller_word(near, sizeof near, 0), FRAME / 8 - 1);
    CHECK_EQ(caller_word(near, sizeof near, 4), 1);
    CHECK_EQ(caller_word(near, sizeof near, 5), 0);
    CHECK_EQ(caller_word(near, sizeof near, 9), 0);
    CHECK_EQ(caller_word(near, sizeof near, 15), 0);
}

TEST(has_left_where_a_poll_on_return_is_answered) {
    // mov r10, where it was; mov [r15 + 0x538], r10; jmp
    const uint8_t code[] = {0x49, 0xba, 0xe0, 0xff, 0x12, 0x34, 0xff, 0x7f, 0,    0,   0x4d,
                            0x89, 0x97, 0x38, 5,    0,    0,    0xe9, 0,    1,    0,   0};
    CHECK_EQ(caller_word(code, sizeof code, 0), 0);
    CHECK_EQ(caller_word(code, sizeof code, 10), 0);
    CHECK_EQ(caller_word(code, sizeof code, 17), 0);
}

TEST(leaves_for_the_stub_that_unwinds) {
    // add rsp, 48; pop rbp; jmp
    const uint8_t code[] = {0x48, 0x83, 0xc4, 0x30, 0x5d, 0xe9, 0, 1, 0, 0};
    CHECK_EQ(caller_word(code, sizeof code, 4), 1);
    CHECK_EQ(caller_word(code, sizeof code, 5), 0);
}

TEST(sees_what_was_pushed_for_a_check_of_a_type) {
    // C1 hands two classes over on the stack: push rdx; push rsi; call; pop rdx; pop rdx
    const uint8_t code[] = {0x52, 0x56, 0xe8, 0, 1, 0, 0, 0x5a, 0x5a, 0x90};
    // The same with r8: push r9; push r8; call; pop r8; pop r8
    const uint8_t high[] = {0x41, 0x51, 0x41, 0x50, 0xe8, 0,    1,
                            0,    0,    0x41, 0x58, 0x41, 0x58, 0x90};
    CHECK_EQ(caller_word(code, sizeof code, 0), FRAME / 8 - 1);
    CHECK_EQ(caller_word(code, sizeof code, 1), FRAME / 8);
    CHECK_EQ(caller_word(code, sizeof code, 2), FRAME / 8 + 1);
    CHECK_EQ(caller_word(code, sizeof code, 7), FRAME / 8 + 1);
    CHECK_EQ(caller_word(code, sizeof code, 8), FRAME / 8);
    CHECK_EQ(caller_word(code, sizeof code, 9), FRAME / 8 - 1);
    CHECK_EQ(caller_word(high, sizeof high, 0), FRAME / 8 - 1);
    CHECK_EQ(caller_word(high, sizeof high, 2), FRAME / 8);
    CHECK_EQ(caller_word(high, sizeof high, 4), FRAME / 8 + 1);
    CHECK_EQ(caller_word(high, sizeof high, 9), FRAME / 8 + 1);
    CHECK_EQ(caller_word(high, sizeof high, 11), FRAME / 8);
}

int main(void) {
    RUN(stands_in_the_middle);
    RUN(leaves_by_an_epilogue);
    RUN(has_left_where_a_poll_on_return_is_answered);
    RUN(leaves_for_the_stub_that_unwinds);
    RUN(sees_what_was_pushed_for_a_check_of_a_type);
    return test_end();
}
