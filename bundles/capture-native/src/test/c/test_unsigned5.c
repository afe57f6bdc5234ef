// SPDX-License-Identifier: Apache-2.0
// HotSpot's variable-length numbers, with both of the bases it has used.
#include <errno.h>
#include <stdlib.h>

#include "fake_memory.h"
#include "nmethod.h"
#include "test.h"

enum { BASE = 0x10000, HIGH = 64, MOST_BYTES = 5 };

static struct fake_memory memory;
static struct target target;

// One byte below LOW ends a number; higher ones carry six bits each. The fifth always ends it.
static size_t encode(uint32_t value, uint8_t base, uint8_t *to) {
    const uint32_t low = 256 - HIGH - base;
    size_t n = 0;
    while (value >= low && n < MOST_BYTES - 1) {
        value -= low;
        to[n++] = (uint8_t)(base + low + value % HIGH);
        value /= HIGH;
    }
    to[n++] = (uint8_t)(base + value);
    return n;
}

static void begin(void) {
    memset(&memory, 0, sizeof memory);
    memory.address = BASE;
    target_init_reader(&target, fake_read, &memory);
}

TEST(decodes_what_hotspot_encodes) {
    const uint32_t values[] = {0,     1,      127,        190,        191,        192,       255,
                               12479, 12480,  12481,      65535,      1000000,    16777216,  0x7fffffff,
                               8191,  0xffff, 0x80000000, 0xfffffffe, 0xffffffff, 268435455, 64};
    for (uint8_t base = 0; base <= 1; base++) {
        for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
            begin();
            size_t n = encode(values[i], base, memory.bytes + 10);
            uint64_t at = BASE + 10;
            uint32_t value = 0;
            CHECK_EQ(unsigned5(&target, base, &at, BASE + 100, &value), 0);
            CHECK_EQ(value, values[i]);
            CHECK_EQ(at, BASE + 10 + n);
            target_close(&target);
        }
    }
}

TEST(refuses_numbers_that_end_outside) {
    begin();
    memset(memory.bytes, 0xff, 16);
    uint64_t at = BASE;
    uint32_t value;
    CHECK(unsigned5(&target, 1, &at, BASE + 3, &value) < 0);
    at = BASE + FAKE_SIZE - 1;
    memory.bytes[FAKE_SIZE - 1] = 0xff;
    CHECK(unsigned5(&target, 1, &at, BASE + FAKE_SIZE + 100, &value) < 0);
    at = BASE + 3;
    CHECK(unsigned5(&target, 1, &at, BASE + 3, &value) < 0);
    target_close(&target);
}

int main(void) {
    RUN(decodes_what_hotspot_encodes);
    RUN(refuses_numbers_that_end_outside);
    return test_end();
}
