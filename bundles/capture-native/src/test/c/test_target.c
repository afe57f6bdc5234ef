// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "fake_memory.h"
#include "stackcopy.h"
#include "target.h"
#include "test.h"

enum { BASE = 0x10000 };

static struct fake_memory memory;
static struct target target;

static void begin(void) {
    memset(&memory, 0, sizeof memory);
    memory.address = BASE;
    for (size_t i = 0; i < FAKE_SIZE; i++) {
        memory.bytes[i] = (uint8_t)(i / 7);
    }
    target_init_reader(&target, fake_read, &memory);
}

TEST(reads_across_pages) {
    uint8_t bytes[9000];
    begin();
    CHECK_EQ(target_read(&target, BASE + 100, bytes, sizeof bytes), 0);
    CHECK(memcmp(bytes, memory.bytes + 100, sizeof bytes) == 0);
    target_close(&target);
}

TEST(reads_all_or_nothing) {
    uint8_t bytes[100];
    begin();
    CHECK_EQ(target_read(&target, BASE + FAKE_SIZE - 50, bytes, 50), 0);
    CHECK_EQ(target_read(&target, BASE + FAKE_SIZE - 50, bytes, 51), -EFAULT);
    CHECK_EQ(target_read(&target, BASE - 1, bytes, 2), -EFAULT);
    CHECK_EQ(target_read_some(&target, BASE + FAKE_SIZE - 50, bytes, sizeof bytes), 50);
    target_close(&target);
}

TEST(refuses_addresses_that_wrap_around) {
    uint64_t value;
    begin();
    CHECK(target_read_u64(&target, UINT64_MAX - 3, &value) < 0);
    CHECK(target_read_u64(&target, UINT64_MAX - 7, &value) < 0);
    CHECK(target_read_u64(&target, 0, &value) < 0);
    CHECK(target_read_fresh(&target, UINT64_MAX - 3, &value, sizeof value) < 0);
    target_close(&target);
}

TEST(remembers_pages_until_told_to_forget) {
    uint32_t value;
    begin();
    CHECK_EQ(target_read_u32(&target, BASE, &value), 0);
    memset(memory.bytes, 0xee, 16);
    CHECK_EQ(target_read_u32(&target, BASE, &value), 0);
    CHECK_EQ(value, 0);
    CHECK_EQ(target.reads, 1);
    CHECK_EQ(target_read_fresh(&target, BASE, &value, sizeof value), 0);
    CHECK_EQ(value, 0xeeeeeeee);
    target_forget(&target);
    value = 0;
    CHECK_EQ(target_read_u32(&target, BASE, &value), 0);
    CHECK_EQ(value, 0xeeeeeeee);
    target_close(&target);
}

TEST(reads_bounded_strings) {
    char text[8];
    begin();
    memcpy(memory.bytes + 4090, "pageborder", 11);
    memcpy(memory.bytes + 100, "short", 6);
    CHECK_EQ(target_read_string(&target, BASE + 100, text, sizeof text), 5);
    CHECK_TEXT(text, "short");
    CHECK_EQ(target_read_string(&target, BASE + 4090, text, sizeof text), -ENAMETOOLONG);
    CHECK(target_read_string(&target, BASE - 4096, text, sizeof text) < 0);
    CHECK_TEXT(text, "");
    memory.bytes[FAKE_SIZE - 1] = 'x';
    CHECK(target_read_string(&target, BASE + FAKE_SIZE - 1, text, sizeof text) < 0);
    target_close(&target);
}

TEST(reads_a_stack_from_its_copy_only_where_it_lies_in_it) {
    uint8_t bytes[24];
    memset(bytes, 0x11, sizeof bytes);
    begin();
    struct stack_copy stack = {.base = BASE + 80, .size = sizeof bytes, .bytes = bytes};
    struct walk_memory walk = {.target = &target, .stack = &stack};
    uint64_t value = 0;
    CHECK_EQ(stack_read_u64(&stack, BASE + 80, &value), 0);
    CHECK(value == UINT64_C(0x1111111111111111));
    CHECK_EQ(stack_read_u64(&stack, BASE + 96, &value), 0);
    CHECK(stack_read_u64(&stack, BASE + 97, &value) < 0);
    CHECK(stack_read_u64(&stack, BASE + 79, &value) < 0);
    CHECK(stack_read_u64(&stack, UINT64_MAX, &value) < 0);
    CHECK_EQ(frame_read_u64(&walk, BASE + 97, &value), 0);
    CHECK(memcmp(&value, memory.bytes + 97, sizeof value) == 0);
    stack.size = 7;
    CHECK(stack_read_u64(&stack, BASE + 80, &value) < 0);
    target_close(&target);
}

TEST(reads_a_process) {
    static const char text[] = "in this process";
    char copy[sizeof text];
    target_init(&target, getpid());
    CHECK_EQ(target_read(&target, (uint64_t)(uintptr_t)text, copy, sizeof copy), 0);
    CHECK_TEXT(copy, text);
    target_close(&target);
}

int main(void) {
    RUN(reads_across_pages);
    RUN(reads_all_or_nothing);
    RUN(refuses_addresses_that_wrap_around);
    RUN(remembers_pages_until_told_to_forget);
    RUN(reads_bounded_strings);
    RUN(reads_a_stack_from_its_copy_only_where_it_lies_in_it);
    RUN(reads_a_process);
    return test_end();
}
